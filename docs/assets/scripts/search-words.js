// Cuts text into words and folds them. Page text and queries go through here alike: a word is found
// only when both are treated the same.
(() => {
  // Scripts that put no space between words, and Korean, whose particles cling to the word. Their runs
  // are cut into overlapping pairs, so that any part of a sentence can be found. The pairs do not depend
  // on a dictionary: every browser finds the same, with Intl.Segmenter or without.
  const UNSPACED =
    "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}" +
    "\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30FC\\u3005"
  const SPACED = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}\\u00AD\\u200C\\u200D])+`
  // “x-ray”, “can’t” and “l’eau” are one word and also its parts.
  const TOKEN = new RegExp(`(?<run>[${UNSPACED}][${UNSPACED}\\p{M}]*)|${SPACED}(?:['’ʼ\\-\\u2010\\u2011]${SPACED})*`, "gu")
  const PART = new RegExp(SPACED, "gu")
  const LETTER = /\P{M}\p{M}*/gu

  // Letters with a stroke or two in one have no decomposition in Unicode.
  const PLAIN = { đ: "d", ð: "d", ø: "o", ł: "l", ħ: "h", æ: "ae", œ: "oe", þ: "th", ı: "i" }
  const ARABIC = { ة: "ه", ى: "ي", ی: "ي", ک: "ك", ہ: "ه", ە: "ه" }

  // Traditional Chinese signs and the simple ones that stand for them, in pairs: with the data of a language in Chinese.
  const variants = new Map()
  const setVariants = (pairs) => [...pairs].forEach((sign, at, all) => at % 2 || variants.set(sign, all[at + 1]))

  // Marks that a reader may leave out: accents on Latin, Greek and Cyrillic; vowel signs and hamza in
  // Arabic, points in Hebrew; in Devanagari the nukta only, since its vowel signs make other words.
  // Soft hyphens and joiners are never typed. NFKD also makes full-width letters and presentation forms plain.
  function fold(word) {
    return word
      .normalize("NFKD")
      .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, "$1")
      .replace(/[\u00AD\u200C\u200D\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u0621\u093C]/g, "")
      .normalize("NFC")
      .toUpperCase()
      .toLowerCase()
      .replace(/[đðøłħæœþı]/g, (letter) => PLAIN[letter])
      .replace(/[ةىیکہە]/g, (letter) => ARABIC[letter])
      .replace(/\p{Script=Han}/gu, (sign) => variants.get(sign) ?? sign)
      .replace(/\p{Nd}/gu, digit)
      .replace(/^[وف]?(?:[بك]?ال|لل)(?=.{3})/, "") // the Arabic article and what is written joined to it
  }

  // Digits of every script stand in blocks of ten that begin at a digit zero.
  function digit(sign) {
    let zero = sign.codePointAt(0)
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && sign.codePointAt(0) - zero < 9) zero--
    return String(sign.codePointAt(0) - zero)
  }

  function spaced(token) {
    const parts = token.match(PART).map(fold)
    if (parts.length === 1) return parts
    return [parts.join(""), ...parts.filter((part) => part.length > 1)]
  }

  // Every word of a text, in order: where it stands and the folded forms it is known by. `pair` marks two
  // letters cut from a run, `tail` the single letter that ends a run: text keeps it, so that one letter can
  // be looked up; a query of more letters does without.
  function words(text) {
    const found = []
    for (const match of text.matchAll(TOKEN)) {
      if (match.groups.run) {
        const letters = [...match[0].matchAll(LETTER)]
        letters.forEach((letter, at) => {
          const next = letters[at + 1]?.[0] ?? ""
          const start = match.index + letter.index
          const form = letter[0] + next
          found.push({ start, end: start + form.length, forms: [fold(form)], pair: next !== "", tail: next === "" && at > 0 })
        })
      } else {
        const forms = spaced(match[0]).filter(Boolean)
        if (forms.length) found.push({ start: match.index, end: match.index + match[0].length, forms })
      }
    }
    return found
  }

  window.guideSearch = { ...window.guideSearch, words, setVariants }
})()
