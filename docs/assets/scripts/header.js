// The menu on narrow screens, the list of languages, and the offer of the reader's own. Without this script the menu
// link jumps to the menu, which CSS shows as the target of the address, and the list of languages is a plain <details>.
(function () {
  "use strict";
  var opener = document.querySelector(".menu-open");
  var menu = document.getElementById(opener.dataset.controls);
  var languages = document.querySelector("details.languages");

  function setMenu(open) {
    menu.classList.toggle("open", open);
    opener.setAttribute("aria-expanded", String(open));
  }

  // A link to the menu becomes a button that opens it.
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", menu.id);
  setMenu(false);
  opener.addEventListener("click", function (event) {
    event.preventDefault();
    setMenu(!menu.classList.contains("open"));
  });
  opener.addEventListener("keydown", function (event) {
    if (event.key !== " ") return; // Enter clicks a link by itself; a button also answers to Space
    event.preventDefault();
    opener.click();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (languages.open) {
      languages.open = false;
      languages.querySelector("summary").focus();
    } else if (menu.classList.contains("open")) {
      setMenu(false);
      opener.focus();
    }
  });
  document.addEventListener("click", function (event) {
    if (languages.open && !languages.contains(event.target)) languages.open = false;
  });
  languages.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !languages.contains(event.relatedTarget)) languages.open = false;
  });

  // Another language opens at the section the reader is at, not at the top.
  function here() {
    var headings = document.querySelectorAll("article :is(h2, h3)[id]");
    var top = window.innerHeight / 3;
    var passed = Array.prototype.filter.call(headings, function (heading) {
      return heading.getBoundingClientRect().top < top;
    });
    return window.scrollY > 0 && passed.length ? "#" + passed[passed.length - 1].id : "";
  }
  function leaveFor(event) {
    var link = event.target.closest("a[hreflang]");
    if (!link) return;
    link.hash = here();
    keep("chosen");
  }
  languages.addEventListener("click", leaveFor);

  // The language of this device, where the page is there in it: offered once, in that language, and never forced.
  // What the reader answers is kept in this browser only.
  function kept() {
    try { return localStorage.getItem("language"); } catch (error) { return null; }
  }
  function keep(answer) {
    try { localStorage.setItem("language", answer); } catch (error) { /* blocked: it will be offered again */ }
  }

  // How well a language answers a wish: 3 the same tag, 2 the same language and script, 1 the same language, or 0.
  function likeness(tag, wish) {
    try {
      var one = new Intl.Locale(tag).maximize();
      var other = new Intl.Locale(wish).maximize();
    } catch (error) { return 0; }
    if (one.language !== other.language) return 0;
    return tag === wish ? 3 : one.script === other.script ? 2 : 1;
  }

  function wished() {
    var links = Array.from(languages.querySelectorAll("[data-offered]"));
    var current = document.documentElement.lang;
    for (var wish of navigator.languages || []) {
      var best = links.reduce(function (best, link) {
        return likeness(link.lang, wish) > likeness(best ? best.lang : current, wish) ? link : best;
      }, null);
      if (best) return best;
      if (likeness(current, wish)) return null;
    }
    return null;
  }

  // An <aside> in the language that is offered, with its words; the link leads where that of the list does.
  function show(link, words) {
    var offer = document.createElement("aside");
    function put(name, kind, text) {
      var part = document.createElement(name);
      part.className = kind;
      part.textContent = text;
      offer.append(part);
      return part;
    }
    offer.className = "offer";
    offer.lang = link.lang;
    offer.dir = link.dir;
    offer.setAttribute("aria-label", words.text);
    put("p", "", words.text);
    var yes = put("a", "offer-yes", words.read);
    yes.href = link.href;
    yes.hreflang = link.lang;
    put("button", "offer-no", words.decline).type = "button";
    document.querySelector(".site-header").after(offer);
    offer.addEventListener("click", function (event) {
      leaveFor(event);
      if (!event.target.closest("button")) return;
      keep("declined");
      offer.remove();
      document.getElementById("content").focus({ preventScroll: true });
    });
  }

  var link = kept() ? null : wished();
  if (link) {
    var script = document.createElement("script");
    script.src = languages.dataset.offers;
    script.onload = function () { show(link, guideOffers[link.lang]); };
    document.head.append(script);
  }
})();
