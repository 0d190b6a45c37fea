// Answers a records system that opens this page with a code and a language: leads to the page, or shows what may help. What
// was asked is read once, kept nowhere and never shown; the address bar is cleaned first. `resolve` is pure, for tests too.
(() => {
  const CRITERION = /^mainsearchcriteria\.[vc]\.(c|cs|csn|dn|ot)$/
  const LANGUAGE = "informationrecipient.languagecode.c"
  const NO_LANGUAGE = /^(und|mul|mis|zxx)?$/i

  const whole = (form) => new RegExp(`^(?:${form})$`, "i")
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652\u0670]/g, "").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()
  const bare = (code) => code.toUpperCase().replace(/[\s†*+]/g, "")
  const plain = (name) => name.toLowerCase().replace(/[\s_-]+/g, "").replace(/^urn:oid:/, "")

  // Parameters by name: [number, value], the first without a number, later ones with 1, 2 … or bare again. Spaces, letter
  // case and an “amp;” that was escaped twice do not count.
  function read(query) {
    const found = new Map()
    for (const [key, value] of new URLSearchParams(query)) {
      const [, name, number] = key.trim().toLowerCase().match(/^(?:amp;)?\s*([^]*?)(\d*)$/)
      const criterion = name.match(CRITERION)
      const known = criterion ? criterion[1] : name
      if (value.trim()) found.set(known, [...(found.get(known) || []), [+number, value.trim()]])
    }
    found.forEach((values) => values.sort((one, other) => one[0] - other[0]))
    return (name) => found.get(name) || []
  }

  // The code as the map has it, or the nearest one that it is a part of and that the map has.
  function known(code, id, { codes, systems }) {
    if (!whole(systems[id].code).test(code)) return null
    const all = Object.keys(codes[id])
    const least = systems[id].climbs ? 3 : code.length
    for (let part = code.replace(".", ""); part.length >= least; part = part.slice(0, -1)) {
      const found = all.find((one) => one.replace(".", "") === part)
      if (found) return codes[id][found]
    }
    return null
  }

  // What a request is answered: `language` (null where the guide has none of those asked for, the first of which is `asked`),
  // `sections`, `go` where one of them is surely meant, `mayHelp` where none is, `handOut` for a clinician.
  function resolve(query, map, home) {
    const values = read(query)
    const ids = Object.keys(map.systems)
    const names = [...values("cs"), ...values("csn")]
    const systemOf = ([number], place, all) => {
      const same = names.filter(([other]) => other === number)
      const nth = all.slice(0, place).filter(([other]) => other === number).length
      const [, name] = same[Math.min(nth, same.length - 1)] || (names.length === 1 && names[0]) || [0, ""]
      return ids.find((id) => map.systems[id].names.includes(plain(name)))
    }
    const asked = values("c").map((one, place, all) => ({ id: systemOf(one, place, all), code: bare(one[1]) })).filter(({ id }) => id)
    const entries = asked.map(({ id, code }) => known(code, id, map)).filter(Boolean)
    const isComplaint = ({ id, code }) => map.systems[id].symptoms && new RegExp(`^(?:${map.systems[id].symptoms})`).test(code)
    let sections = entries.flatMap(({ exact = [], narrower = [], related = [] }) => [...exact, ...narrower, ...related])
    const sure = entries.length === 1 ? [...(entries[0].exact || []), ...(entries[0].narrower || [])] : []
    if (!sections.length && !asked.some(isComplaint)) {
      const texts = new Map(Object.entries(map.texts).map(([said, section]) => [fold(said), section]))
      sections = [...values("dn"), ...values("ot")].map(([, said]) => texts.get(fold(said))).filter(Boolean)
    }
    const wanted = values(LANGUAGE).flatMap(([, said]) => said.split(/[,;\s]+/)).filter((said) => !NO_LANGUAGE.test(said) && !/^q=/.test(said))
    const tags = Object.keys(map.languages)
    const spoken = wanted.map((said) => tags.find((tag) => whole(map.languages[tag].asked).test(said))).find(Boolean)
    const [recipient] = values("informationrecipient").concat(values("informationrecipient.c"))
    return {
      language: spoken || (wanted.length ? null : tags.includes(home) ? home : tags[0]),
      asked: wanted[0] || "",
      sections: [...new Set(sections)],
      go: sure[0] || null,
      mayHelp: sections.length > 0 && !entries.some(({ exact, narrower }) => exact || narrower),
      handOut: recipient ? recipient[1].toUpperCase() === "PROV" : values("taskcontext.c.c").length > 0,
    }
  }

  const path = (map, tag, section) => {
    const [name, id] = section.split("#")
    return `${map.languages[tag].path}${name}.html${id === "page" ? "" : `#${id}`}`
  }
  window.guideInfobutton = { resolve, path }

  const data = document.querySelector("script.request-map")
  if (!data) return
  const map = JSON.parse(data.textContent)
  const home = document.documentElement.lang
  const find = (selector) => document.querySelector(`main ${selector}`)
  const root = new URL(map.languages[home] && map.languages[home].path ? ".." : ".", location.href.split(/[?#]/)[0])
  const topics = [...document.querySelectorAll("main .topics li")]
  const { search, hash } = location
  try { history.replaceState(null, "", location.pathname) } catch (error) { /* not from every file:// address */ }

  // From one language's page to another's: which sections, as the part of an address that no server is sent.
  const handed = new URLSearchParams(hash.slice(1))
  const isHanded = handed.has("show")
  const answer = isHanded
    ? { language: home, sections: handed.getAll("show"), go: null, mayHelp: handed.has("may"), handOut: handed.has("hand") }
    : resolve(search, map, home)
  const place = (tag) => {
    const state = answer.sections.map((section) => ["show", section])
    if (!state.length) state.push(["show", ""])
    if (answer.mayHelp) state.push(["may", ""])
    if (answer.handOut) state.push(["hand", ""])
    const straight = answer.go && !answer.handOut
    return new URL(straight ? path(map, tag, answer.go) : `${map.languages[tag].path}infobutton.html#${new URLSearchParams(state)}`, root).href
  }

  function show() {
    document.querySelectorAll("main .guide-languages a").forEach((link) => { link.href = place(link.hreflang) })
    if (!answer.language) {
      const spoken = [...document.querySelectorAll("main .unspoken")].find((one) => whole(one.dataset.asked).test(answer.asked))
      if (spoken) spoken.hidden = false
      document.querySelector("main").prepend(spoken || "", find(".guide-languages"))
      find(".infobutton-intro").hidden = find(".topics").hidden = find(".pages").hidden = true
      return
    }
    const found = answer.sections.map((section) => topics.find((topic) => topic.dataset.section === section)).filter(Boolean)
    find(".none").hidden = found.length > 0
    if (!found.length) return
    find(".found").hidden = false
    find(".infobutton-intro").hidden = find(".topics").hidden = find(".pages").hidden = true
    find(".may-help").hidden = !answer.mayHelp
    find(".hand-out").hidden = !answer.handOut
    found.forEach((topic) => {
      const item = topic.cloneNode(true)
      if (answer.handOut) {
        const image = document.createElement("img")
        image.className = "square"
        image.alt = find(".found ul").dataset.square
        image.src = topic.dataset.square
        const address = document.createElement("bdi")
        address.dir = "ltr"
        address.textContent = map.site + path(map, home, topic.dataset.section)
        item.append(image, address)
      }
      find(".found ul").append(item)
    })
    find(".infobutton-print").addEventListener("click", () => print())
  }

  const isAsked = isHanded || read(search)("c").length || read(search)("dn").length || read(search)("ot").length || read(search)(LANGUAGE).length
  if (!isAsked) return
  if (!isHanded && answer.language && (answer.language !== home || (answer.go && !answer.handOut))) location.replace(place(answer.language))
  else show()
})()
