// A choice of the second language. Each language's sections are a script of their own, which works from a folder too;
// without this script the first language stands beside the reader's.
(function () {
  "use strict";
  var choice = document.getElementById("second-language");
  var status = document.querySelector(".pair-choice [role=status]");
  var cells = Array.from(document.querySelectorAll(".beside[data-part]"));
  var KEY = "beside";

  // What the page came with, to come back to.
  var first = choice.value;
  var texts = {};
  texts[first] = {};
  cells.forEach(function (cell) { texts[first][cell.dataset.part] = cell.innerHTML; });
  var direction = cells[0].dir;

  window.guideBeside = function (tag, parts) { texts[tag] = parts; };

  function option(tag) {
    return Array.from(choice.options).find(function (one) { return one.value === tag; });
  }

  function load(tag, then) {
    if (texts[tag]) { then(); return; }
    var script = document.createElement("script");
    script.src = option(tag).dataset.script;
    script.onload = function () { if (texts[tag]) then(); };
    script.onerror = function () {
      script.remove();
      if (choice.value !== tag) return;
      status.textContent = status.dataset.failed;
      choice.value = shown;
    };
    document.head.append(script);
  }

  var shown = first;

  // The row at the top of the screen stays where it is, whatever the languages' lengths.
  function keepingPlace(change) {
    var rows = Array.from(document.querySelectorAll(".pair"));
    var row = rows.find(function (one) { return one.getBoundingClientRect().bottom > 0; });
    var before = row && row.getBoundingClientRect().top;
    change();
    if (row && window.scrollY) window.scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function show(tag) {
    var isFirst = tag === first;
    var called = isFirst ? "" : option(tag).dataset.called;
    cells.forEach(function (cell) {
      var part = cell.dataset.part;
      var html = texts[tag][part] || "";
      // Our own words name the reader's language and stand in a paragraph.
      if (!isFirst && part[0] === ":") html = html.replace("{language}", called);
      if (!isFirst && part[0] === ":" && cell.localName === "div" && html) html = "<p>" + html + "</p>";
      cell.innerHTML = html;
      cell.lang = tag;
      cell.dir = isFirst ? direction : option(tag).dataset.dir;
      var alone = cell.closest(".pair-alone");
      // Where the first column is shown in the original, neither the original nor another copy of it stands beside it.
      if (alone) cell.hidden = isFirst || !!cell.querySelector(":scope > .shown-in-original");
    });
    // Without the original beside it, what nobody has compared with it has it below, as on the page itself.
    document.querySelectorAll(".pair > :not(.beside) .original-below, .pair > :not(.beside) > .original-below").forEach(function (below) { below.hidden = isFirst; });
    document.querySelectorAll(".notice-beside").forEach(function (notice) { notice.hidden = !isFirst; });
    shown = tag;
  }

  function choose(tag) {
    status.textContent = "";
    load(tag, function () {
      if (choice.value !== tag) return; // another was chosen meanwhile
      keepingPlace(function () { show(tag); });
      try { sessionStorage.setItem(KEY, tag); } catch (error) { /* blocked: the next page begins with the first */ }
    });
  }

  choice.addEventListener("change", function () { choose(choice.value); });
  choice.closest("[hidden]").hidden = choice.options.length < 2; // a copy may have but one

  // Figures are opened in both languages at once.
  document.querySelector(".side-by-side").addEventListener("toggle", function (event) {
    var pair = event.target.closest(".pair");
    if (!pair || !event.target.matches(".figures")) return;
    var mine = event.target.closest(".pair > div");
    var number = Array.from(mine.querySelectorAll(".figures")).indexOf(event.target);
    Array.from(pair.children).forEach(function (column) {
      var other = column.querySelectorAll(".figures")[number];
      if (column !== mine && other) other.open = event.target.open;
    });
  }, true);

  var kept = null;
  try { kept = sessionStorage.getItem(KEY); } catch (error) { /* blocked */ }
  if (kept && kept !== first && option(kept)) {
    choice.value = kept;
    choose(kept);
  }
})();
