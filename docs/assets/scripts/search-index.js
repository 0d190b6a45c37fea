// Finds sections: takes words and synonyms of the data file, answers a query with results, best first. A result's text
// is in a file per page and comes when it is asked for.
(() => {
  const { words } = window.guideSearch
  const WEIGHTS = { title: 3, page: 2, text: 1, lay: 2 }
  const MOST = 20 // results: more is not an answer
  const LEAST = 0.1 // of the best score: what is weaker matched by chance
  const SNIPPET = 160 // characters

  let sections
  let index
  let spread // how many sections have a word

  // The texts of a page's sections, in order: until they are here, its results have no snippet.
  const texts = new Map()
  const keep = (path, said) => texts.set(path, said)
  const has = (path) => texts.has(path)

  const same = (value) => value
  const forms = (text) => words(text).flatMap((word) => word.forms)
  const asked = (text) => words(text).filter((word) => !word.tail)
  const askedForms = (text) => asked(text).flatMap((word) => word.forms)

  // A synonym gives its lay words to every section that has all words of one of its meanings. Lay words
  // are then found the way other words are: by their beginning, and with a typing error.
  function readSynonyms(synonyms) {
    return Object.entries(synonyms).map(([lay, meanings]) => ({
      lay: askedForms(lay),
      meanings: meanings.map(askedForms).filter((meaning) => meaning.length),
    }))
  }

  // Sections name their words by number, each as a step from the one before; scripts without spaces stand as they are.
  function textForms(steps, unspaced, formsOf) {
    let number = 0
    return [...steps.flatMap((step) => formsOf[(number += step)]), ...forms(unspaced)]
  }

  function load({ sections: rows, words: list, whole, synonyms }) {
    const known = readSynonyms(synonyms)
    const formsOf = list.split(" ").map(forms)
    const placed = new Map() // how many sections of each page came before
    spread = new Map()
    sections = rows.map(([url, page, section, boost, steps, unspaced], id) => {
      // What stands before a page's first section goes by the title of the page.
      const title = section || page
      const [path] = url.split("#")
      const place = placed.get(path) ?? 0
      placed.set(path, place + 1)
      if (whole) texts.set(path, [...(texts.get(path) ?? []), unspaced])
      const terms = { title: forms(title), page: forms(page), text: textForms(steps, unspaced, formsOf) }
      const present = new Set(Object.values(terms).flat())
      present.forEach((form) => spread.set(form, (spread.get(form) ?? 0) + 1))
      const meant = known.filter(({ meanings }) => meanings.some((meaning) => meaning.every((form) => present.has(form))))
      terms.lay = meant.flatMap(({ lay }) => lay)
      return { id, url, path, place, title, page: section && page, boost, meant, terms }
    })
    index = new MiniSearch({
      fields: Object.keys(WEIGHTS),
      // The fields are lists of folded words already: MiniSearch has nothing left to cut or fold.
      extractField: (section, field) => (field === "id" ? section.id : section.terms[field]),
      stringifyField: same,
      tokenize: same,
      processTerm: same,
    })
    index.addAll(sections)
  }

  // Two neighbouring letters swapped: one slip of the hand, but two edits to MiniSearch.
  function swapped(letters) {
    return letters.slice(1).map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(""))
  }

  // The part of a word that inflected forms share, in any language: “scanning” and “scan”, «biopsias» and
  // «biopsia». Of 179 queries it finds 178, with Snowball's stemmers in its place 176: not worth a library a language.
  function trunk(letters) {
    const least = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}/u.test(letters[0]) ? 4 : 3
    return letters.slice(0, Math.max(least, Math.ceil(letters.length / 2))).join("")
  }

  // A word that most sections have says little, wherever it stands: no list of stop words is needed.
  function rarity(form) {
    return Math.log(1 + sections.length / (spread.get(form) ?? 1)) / Math.log(1 + sections.length)
  }

  const either = (queries) => ({ combineWith: "OR", queries })
  const term = (form, { prefix = false, fuzzy = false, weight = 1 }) => ({
    queries: [form],
    prefix,
    fuzzy,
    boostTerm: () => weight * rarity(form),
  })

  function wordQuery({ forms, pair }, last) {
    if (pair) return either(forms.map((form) => term(form, {})))
    return either(forms.flatMap((form) => {
      const letters = [...form]
      if (letters.length < 5) return term(form, { prefix: last || letters.length > 2 })
      return [
        term(form, { prefix: true, fuzzy: 1 }),
        term(trunk(letters), { prefix: true, weight: 0.3 }),
        ...swapped(letters).map((slip) => term(slip, { weight: 0.5 })),
      ]
    }))
  }

  const isFound = (found) => (word) => word.forms.some((form) => found.has(form))

  // A text as pieces, those that were found told from the others.
  function marked(text, found, from = 0, to = text.length) {
    const pieces = []
    let at = from
    const add = (end, isMatch) => {
      if (end <= at) return
      const last = pieces[pieces.length - 1]
      if (last?.found && isMatch) last.text += text.slice(at, end)
      else pieces.push({ text: text.slice(at, end), found: isMatch })
      at = end
    }
    for (const { start, end } of words(text).filter(isFound(found))) {
      if (start < from || end > to) continue
      add(start, false)
      add(end, true)
    }
    add(to, false)
    return pieces
  }

  // The stretch of a text that shows most of what was found.
  function snippet(text, found) {
    if (text.length <= SNIPPET) return marked(text, found)
    const all = words(text)
    const hits = all.filter(isFound(found)).map(({ start }) => start)
    const within = (from) => hits.filter((start) => start >= from && start < from + SNIPPET * 0.7).length
    const best = hits.reduce((best, start) => (within(start) > within(best) ? start : best), hits[0] ?? 0)
    const from = best < SNIPPET / 4 ? 0 : all.find(({ start }) => start >= best - SNIPPET / 4).start
    const to = text.length <= from + SNIPPET ? text.length : (all.filter(({ end }) => end <= from + SNIPPET).pop()?.end ?? from + SNIPPET)
    const dots = (needed) => (needed ? [{ text: "…", found: false }] : [])
    return [...dots(from > 0), ...marked(text, found, from, to), ...dots(to < text.length)]
  }

  function find(query) {
    const wanted = asked(query)
    const hits = index.search(either(wanted.map((word, at) => wordQuery(word, at === wanted.length - 1))), {
      boost: WEIGHTS,
      boostDocument: (id) => sections[id].boost,
      tokenize: (form) => [form],
      processTerm: same,
    })
    const strong = hits.filter(({ score }) => score >= hits[0].score * LEAST).slice(0, MOST)
    return strong.map(({ id, terms }) => {
      const { url, path, place, title, page, meant } = sections[id]
      const found = new Set(terms)
      for (const { lay, meanings } of meant) {
        if (lay.every((form) => terms.includes(form))) meanings.flat().forEach((form) => found.add(form))
      }
      const snippetOf = () => snippet(texts.get(path)[place], found)
      return { url, path, title: marked(title, found), page: marked(page, found), snippet: snippetOf }
    })
  }

  Object.assign(window.guideSearch, { load, keep, has, find })
})()
