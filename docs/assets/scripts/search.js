// The search dialog. Without this script the opener is a link to the A–Z page. Nothing is loaded before
// the dialog opens for the first time; no word a reader sees is written here.
(() => {
  const opener = document.querySelector(".search-open")
  const dialog = document.querySelector(".search-dialog")
  if (!opener || !dialog?.showModal) return

  const input = dialog.querySelector(".search-input")
  const status = dialog.querySelector(".search-status")
  const results = dialog.querySelector(".search-results")
  const wording = dialog.dataset
  const PAUSE = 200 // milliseconds
  let loading
  let styled

  function element(name, className, ...children) {
    const made = document.createElement(name)
    made.className = className
    made.append(...children)
    return made
  }

  // Script elements, not fetch: they also load from file://.
  function loaded(made) {
    return new Promise((resolve, reject) => {
      made.onload = resolve
      made.onerror = reject
      document.head.append(made)
    })
  }

  function loadScript(address) {
    const script = document.createElement("script")
    script.async = false // run in this order, fetch side by side
    script.src = address
    return loaded(script)
  }

  function loadStyle(address) {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = address
    return loaded(link).catch(() => {}) // search works unstyled
  }

  function load() {
    return Promise.all(wording.scripts.split(" ").map(loadScript)).then(() => guideSearch.find(""))
  }

  function count(number) {
    const words = number === 1 ? wording.countOne : wording.countOther
    return words.replace("{count}", number.toLocaleString(dialog.lang))
  }

  function pieces(found) {
    return found.map((piece) => (piece.found ? element("mark", "", piece.text) : piece.text))
  }

  function result(found) {
    const { url, title, page } = found
    const link = element("a", "search-result", element("span", "search-title", ...pieces(title)))
    // Addresses in the data are relative to the language's folder, where the A–Z page lies too.
    link.href = new URL(url, opener.href)
    if (page.length) link.append(" ", element("span", "search-page", ...pieces(page)))
    const item = element("li", "", link, element("p", "search-snippet"))
    snippets.set(item, found)
    if (guideSearch.has(found.path)) fill(item)
    else unseen.observe(item)
    return item
  }

  // A result's text is loaded when a reader can see it and has paused, not for each letter typed.
  const snippets = new Map()
  const asked = new Map()
  const unseen = new IntersectionObserver((entries) => {
    const items = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)
    setTimeout(() => items.filter((item) => item.isConnected).forEach(loadText), PAUSE)
  })

  function loadText(item) {
    unseen.unobserve(item)
    const { path } = snippets.get(item)
    if (!asked.has(path)) asked.set(path, loadScript(wording.texts + path.replace(/html$/, "js")))
    // By then another query may have been answered, and this result be gone.
    asked.get(path).then(() => item.isConnected && fill(item), () => asked.delete(path))
  }

  function fill(item) {
    item.querySelector(".search-snippet").replaceChildren(...pieces(snippets.get(item).snippet()))
  }

  function show() {
    const query = input.value.trim()
    unseen.disconnect()
    snippets.clear()
    const found = query ? guideSearch.find(query) : []
    results.replaceChildren(...found.map(result))
    status.textContent = query && (found.length ? count(found.length) : wording.none)
  }

  function update() {
    if (!loading) {
      status.textContent = wording.loading
      loading = load()
    }
    return loading.then(show, () => {
      loading = undefined // the next try loads again
      status.textContent = wording.failed
    })
  }

  function open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return // a new tab: the link as it is
    event.preventDefault()
    styled ??= loadStyle(wording.style)
    opener.focus() // closing gives focus back to it; Safari does not focus a link that is clicked
    dialog.showModal()
    input.focus()
    input.select()
    update()
  }

  function moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    const stops = [input, ...results.querySelectorAll("a")]
    const next = stops[stops.indexOf(document.activeElement) + step]
    if (!next || !stops.includes(document.activeElement)) return
    event.preventDefault()
    next.focus()
  }

  opener.setAttribute("role", "button")
  opener.setAttribute("aria-haspopup", "dialog")
  opener.addEventListener("click", open)
  opener.addEventListener("keydown", (event) => event.key === " " && open(event))

  input.addEventListener("input", update)
  dialog.addEventListener("keydown", moveFocus)
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    results.querySelector("a")?.click()
  })
  dialog.addEventListener("click", (event) => {
    const leaves = event.target === dialog || event.target.closest("a, .search-close") // the dialog itself: its backdrop
    if (leaves) dialog.close()
  })
})()
