// What a medical word means, where it stands: on hover, focus and tap. Escape or a look elsewhere closes it; it can be
// reached with the pointer. Without this script the word leads to the glossary and the meanings are a list below.
(function () {
  "use strict";
  var list = document.querySelector(".page-words dl");
  if (!list || !("popover" in HTMLElement.prototype)) return;
  var meanings = {};
  list.querySelectorAll("[data-term]").forEach(function (entry) {
    meanings[entry.dataset.term] = entry.querySelector("dd").textContent;
  });

  var note = document.createElement("div");
  note.className = "term-note";
  note.id = "term-note";
  note.popover = "manual";
  note.lang = document.documentElement.lang;
  var text = document.createElement("p");
  var more = document.createElement("a");
  more.textContent = list.dataset.more;
  note.append(text, more);

  var shown = null;
  var closing;

  function show(term) {
    var meaning = meanings[term.hash.slice(1)];
    clearTimeout(closing);
    if (!meaning || shown === term) return;
    hide();
    text.textContent = meaning;
    more.href = term.href;
    document.body.append(note); // not before: a link that leads nowhere yet is a fault to search engines
    note.showPopover();
    shown = term;
    term.setAttribute("aria-describedby", note.id);
    place(term);
  }

  // Below its word, or above where there is more room: never over it, and as high as there is room for.
  function place(term) {
    var lines = term.getClientRects();
    var top = lines[0].top - 6, bottom = lines[lines.length - 1].bottom + 6;
    var above = top - 8, below = window.innerHeight - bottom - 8;
    var read = note.scrollTop;
    note.style.maxHeight = "";
    var height = note.offsetHeight, width = note.offsetWidth;
    var under = height <= below || below >= above;
    height = Math.min(height, Math.max(under ? below : above, 0));
    var left = Math.min(Math.max(8, lines[0].left + lines[0].width / 2 - width / 2), document.documentElement.clientWidth - width - 8);
    note.style.maxHeight = height + "px";
    note.scrollTop = read;
    note.style.left = left + "px";
    note.style.top = (under ? bottom : top - height) + "px";
  }

  function hide() {
    clearTimeout(closing);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    note.hidePopover();
  }

  function hideSoon() {
    clearTimeout(closing);
    closing = setTimeout(hide, 250);
  }

  document.querySelectorAll("a.term").forEach(function (term) {
    var touched = false;
    term.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
    term.addEventListener("pointerenter", function (event) { if (event.pointerType !== "touch") show(term); });
    term.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") hideSoon(); });
    term.addEventListener("focus", function () { if (!touched) show(term); });
    // What has the focus next must not lie beneath the note. Nothing has it next where the note itself is clicked.
    term.addEventListener("blur", function (event) { if (event.relatedTarget && !note.contains(event.relatedTarget)) hide(); });
    // A tap explains the word; its glossary is one tap further.
    term.addEventListener("click", function (event) {
      if (!touched || !meanings[term.hash.slice(1)]) return;
      event.preventDefault();
      if (shown === term) hide(); else show(term);
    });
  });
  note.addEventListener("pointerenter", function () { clearTimeout(closing); });
  // A finger leaves where it scrolls, too.
  note.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") hideSoon(); });
  note.addEventListener("focusin", function () { clearTimeout(closing); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", function (event) {
    if (shown && !note.contains(event.target) && event.target.closest("a.term") !== shown) hide();
  });
  window.addEventListener("scroll", function () { if (shown) place(shown); }, { passive: true });
  window.addEventListener("resize", hide);
})();
