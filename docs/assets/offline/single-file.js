// The guide in one file: its pages are sections, shown one at a time; an address is #page or #page--section. Without this
// script all of them stand below each other. Search is read when it is first opened.
(() => {
  const pages = [...document.querySelectorAll("main > .page")];
  const menu = document.getElementById("menu");
  const opener = document.querySelector(".menu-open");
  const site = document.title;

  function setMenu(open) {
    menu.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
  }

  function show(first) {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = document.getElementById(id);
    const page = target?.closest("main > .page") ?? (first || !target ? pages[0] : null);
    if (!page) return; // the menu, or “skip to content”
    pages.forEach((one) => { one.hidden = one !== page; });
    document.querySelectorAll("style[data-of]").forEach((style) => {
      style.media = style.dataset.of.split(" ").includes(page.id) ? "all" : "not all";
    });
    document.title = page === pages[0] ? site : `${page.querySelector("h1").textContent} – ${site}`;
    document.querySelectorAll("#menu a, .help-link").forEach((link) => {
      if (link.hash === `#${page.id}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    setMenu(false);
    if (first && !target) return;
    if (target === page || !target) scrollTo(0, 0);
    else target.scrollIntoView();
    const heading = target && target !== page ? target : page.querySelector("h1");
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }

  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", "menu");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    setMenu(!menu.classList.contains("open"));
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    opener.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("open")) return;
    setMenu(false);
    opener.focus();
  });
  addEventListener("hashchange", () => show(false));
  show(true);

  const data = document.getElementById("search-data");
  document.querySelector(".search-open").addEventListener("click", () => {
    if (!data.isConnected) return;
    const script = document.createElement("script");
    script.textContent = data.textContent;
    data.replaceWith(script);
    const { find } = guideSearch;
    // Results lead to files of the site: here, to sections of this one.
    const inside = (url) => `#${url.replace(/\.html/, "").replace("#", "--")}`;
    guideSearch.find = (query) => find(query).map((found) => ({ ...found, url: inside(found.url) }));
  }, { capture: true });
})();
