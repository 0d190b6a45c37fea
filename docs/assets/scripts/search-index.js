// Finds sections: takes words and synonyms of the data file, answers a query with results, best first. A result's text
// is in a file per page and comes when it is asked for.
(() => {
  const { words, setVariants } = window.guideSearch
  const WEIGHTS = { title: 3, page: 2, text: 1 }
  const MOST = 20 // results: more is not an answer
  const LEAST = 0.1 // of the best score: what is weaker matched by chance
  const SNIPPET = 160 // characters
  const MEANT = 16 // what a lay word that was asked for adds to a section it stands for

  let sections
  let index
  let spread // how many sections have a word
  let synonyms
  let lay // an index of what readers say, so that it too is found by its beginning and with a typing error

  // The texts of a page's sections, in order: until they are here, its results have no snippet.
  const texts = new Map()
  const keep = (path, said) => texts.set(path, said)
  const has = (path) => texts.has(path)

  const same = (value) => value
  const forms = (text) => words(text).flatMap((word) => word.forms)
  const asked = (text) => words(text).filter((word) => !word.tail)
  const askedForms = (text) => asked(text).flatMap((word) => word.forms)

  // Whether a section has all of some words. Of pairs of letters most are enough: the data have none across two words.
  function holds({ present }, wanted) {
    const has = ({ forms }) => forms.every((form) => present.has(form))
    const pairs = wanted.filter(({ pair }) => pair)
    return wanted.every((word) => word.pair || has(word)) && pairs.filter(has).length >= pairs.length * 0.6
  }

  // What readers say, with the sections it stands for: those named by their number, best first, or those that have all
  // words of a meaning.
  function readSynonyms([meanings, all]) {
    const found = new Map()
    meanings.forEach((meaning, place) => {
      const named = typeof meaning === "number"
      const wanted = named ? [] : asked(meaning)
      const meant = named ? [sections[meaning]] : sections.filter((section) => holds(section, wanted))
      const weight = named ? 2 - 0.2 * place : rarity(meant.length)
      if (named || wanted.length) meant.forEach(({ id }) => found.set(id, Math.max(weight, found.get(id) ?? 0)))
    })
    const words = meanings.flatMap((meaning) => (typeof meaning === "number" ? [] : askedForms(meaning)))
    return all.map((said) => ({ said: askedForms(said), wanted: words, found })).filter(({ said }) => said.length)
  }

  // A section's words come by number, each as a step from the one before.
  function textForms(steps, formsOf) {
    let number = 0
    return steps.flatMap((step) => formsOf[(number += step)])
  }

  // The fields are lists of folded words already: MiniSearch has nothing left to cut or fold.
  function indexed(documents, fields, extractField) {
    const made = new MiniSearch({ fields, extractField, stringifyField: same, tokenize: same, processTerm: same })
    made.addAll(documents)
    return made
  }

  function load({ pages, steps, words: list, synonyms: known, variants }) {
    setVariants(variants)
    const formsOf = list.split(" ").map(forms)
    spread = new Map()
    const rows = pages.flatMap(([path, page, rows]) => rows.map((row) => [path, page, ...row]))
    const placed = new Map() // how many sections of each page came before
    sections = rows.map(([path, page, anchor, section, boost = 1], id) => {
      const place = placed.get(path) ?? 0
      placed.set(path, place + 1)
      const url = anchor ? `${path}#${anchor}` : path
      // What stands before a page's first section goes by the title of the page.
      const title = section || page
      const terms = { title: forms(title), page: forms(page), text: textForms(steps[id], formsOf) }
      const present = new Set(Object.values(terms).flat())
      present.forEach((form) => spread.set(form, (spread.get(form) ?? 0) + 1))
      return { id, url, path, place, title, page: section && page, boost, terms, present }
    })
    index = indexed(sections, Object.keys(WEIGHTS), (section, field) => (field === "id" ? section.id : section.terms[field]))
    synonyms = known.flatMap(readSynonyms).map((synonym, id) => ({ id, ...synonym }))
    lay = indexed(synonyms, ["said"], (synonym, field) => synonym[field])
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

  // What most sections have says little, wherever it stands: no list of stop words is needed. 1 for one section, less for
  // more.
  function rarity(many) {
    return (Math.log(1 + sections.length / Math.max(1, many)) / Math.log(1 + sections.length)) ** 1.5
  }
  const rarityOf = (form) => rarity(spread.get(form) ?? 1)

  const either = (queries) => ({ combineWith: "OR", queries })
  const term = (form, { prefix = false, fuzzy = false, weight = 1 }) => ({
    queries: [form],
    prefix,
    fuzzy,
    boostTerm: () => weight * rarityOf(form),
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

  // Which words of the query a hit answers: MiniSearch tells the forms that led to it.
  function answered(wanted, { queryTerms }) {
    const led = new Set(queryTerms)
    return wanted.flatMap((word, at) => (word.queries.some((form) => led.has(form)) ? [at] : []))
  }

  // Scores of sections, with the words of the query each answers and the words to mark in it.
  function scored(wanted) {
    const options = { tokenize: (form) => [form], processTerm: same }
    const query = either(wanted.map(({ query }) => query))
    const scores = new Map()
    const add = (id, score, answers, terms) => {
      const before = scores.get(id) ?? { score: 0, answers: new Set(), terms: new Set() }
      answers.forEach((at) => before.answers.add(at))
      terms.forEach((form) => before.terms.add(form))
      scores.set(id, { ...before, score: before.score + score })
    }
    for (const hit of index.search(query, { ...options, boost: WEIGHTS })) {
      add(hit.id, hit.score, answered(wanted, hit), hit.terms)
    }
    for (const hit of lay.search(query, options)) {
      const { said, wanted: meant, found } = synonyms[hit.id]
      if (!said.every((form) => hit.terms.includes(form))) continue
      const answers = answered(wanted, hit)
      found.forEach((weight, id) => add(id, weight * MEANT * Math.sqrt(answers.length), answers, [...meant, ...said]))
    }
    return scores
  }

  function find(query) {
    const words = asked(query)
    const wanted = words.map((word, at) => {
      const query = wordQuery(word, at === words.length - 1)
      const queries = query.queries.flatMap(({ queries }) => queries)
      return { query, queries, weight: Math.max(...word.forms.map(rarityOf)) }
    })
    const scores = scored(wanted)
    // Of the words that stand anywhere, the share a section answers counts, and more so for sections that stand before others.
    const standing = new Set([...scores.values()].flatMap(({ answers }) => [...answers]))
    const sum = (places) => [...places].reduce((sum, at) => sum + wanted[at].weight, 0)
    const all = sum(standing)
    const hits = [...scores].map(([id, { score, answers, terms }]) => {
      const share = sum(answers) / all
      return { id, terms, score: score * share * (1 + (sections[id].boost - 1) * share ** 2) }
    })
    hits.sort((one, other) => other.score - one.score || one.id - other.id)
    const strong = hits.filter(({ score }) => score >= hits[0].score * LEAST).slice(0, MOST)
    return strong.map(({ id, terms }) => {
      const { url, path, place, title, page } = sections[id]
      const snippetOf = () => snippet(texts.get(path)[place], terms)
      return { url, path, title: marked(title, terms), page: marked(page, terms), snippet: snippetOf }
    })
  }

  Object.assign(window.guideSearch, { load, keep, has, find })
})()
