// The reader's list of questions: chosen, written, ordered, printed, saved. It is kept in this browser under one key and
// goes nowhere; what cannot be kept stays on the page. Texts come from the page, and from a script per language.
(function () {
  "use strict";
  var KEY = "questions";
  var choice = document.querySelector(".question-choice");
  var main = choice.parentElement; // in the guide as one file, a part of it, whose ids are other ones
  var section = main.querySelector(".my-list");
  var boxes = Array.from(document.querySelectorAll(".question input"));
  var order = section.querySelector("ol");
  var pattern = section.querySelector("template").content.firstElementChild;
  var own = section.querySelector(".own-question input");
  var select = main.querySelector(".question-second select");
  var bar = document.querySelector(".list-bar");
  var told = section.querySelector("[role=status]");
  var undo = section.querySelector(".undo");
  var language = document.documentElement.lang;

  var known = {}; // the page's questions by id: text, language, direction
  boxes.forEach(function (box) {
    var list = box.closest("details");
    known[box.value] = { text: box.nextElementSibling.textContent, lang: list.lang, dir: list.dir };
  });

  // What is kept: {list: [{id, text} or {text}], second: tag}. A question that the guide has no more stays as text.
  var list = [];
  var chosenSecond; // undefined until the reader chooses
  var erased = null;

  function read() {
    var kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY));
    } catch (error) {
      if (!(error instanceof SyntaxError)) tellKept(false);
    }
    list = (kept && Array.isArray(kept.list) ? kept.list : []).filter(function (entry) {
      return entry && typeof entry.text === "string";
    }).map(function (entry) {
      return known.hasOwnProperty(entry.id) ? { id: entry.id, text: known[entry.id].text } : { text: entry.text };
    });
    chosenSecond = kept && typeof kept.second === "string" ? kept.second : undefined;
  }

  function keep() {
    try {
      if (!list.length && chosenSecond === undefined) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify({ list: list, second: chosenSecond }));
      tellKept(true);
    } catch (error) {
      tellKept(false);
    }
  }

  function tellKept(kept) {
    section.querySelector(".kept").hidden = !kept;
    section.querySelector(".not-kept").hidden = kept;
  }

  // The second language

  var texts = {}; // by language: {dir, texts by id}
  window.guideQuestions = function (tag, dir, said) { texts[tag] = { dir: dir, said: said }; };

  function second(id) {
    var there = select && texts[select.value];
    if (!id || !there || !there.said[id] || known[id].lang === select.value) return null;
    var made = document.createElement("span");
    made.className = "second";
    made.lang = select.value;
    made.dir = there.dir;
    made.textContent = there.said[id];
    return made;
  }

  function loadSecond() {
    var tag = select ? select.value : "";
    if (!tag || texts[tag]) return draw();
    var script = document.createElement("script");
    script.src = select.selectedOptions[0].dataset.script;
    script.onload = draw;
    script.onerror = function () {
      script.remove();
      select.value = "";
      draw();
      select.parentElement.querySelector("[role=status]").textContent = select.dataset.failed;
    };
    document.head.append(script);
  }

  // Drawing

  function draw() {
    boxes.forEach(function (box) {
      box.checked = place(box.value) >= 0;
      var label = box.parentElement;
      label.querySelectorAll(".second").forEach(function (old) { old.remove(); });
      var added = second(box.value);
      if (added) label.append(added);
    });
    order.replaceChildren.apply(order, list.map(row));
    main.classList.toggle("has-list", list.length > 0);
    section.querySelector(".list-empty").hidden = list.length > 0;
    bar.hidden = !list.length;
    var count = bar.querySelector("[data-chosen]");
    count.textContent = count.dataset.chosen.replace("{count}", list.length.toLocaleString(language));
    section.querySelectorAll(".save, .erase").forEach(function (button) { button.disabled = !list.length; });
  }

  function row(entry, at) {
    var made = pattern.cloneNode(true);
    var asked = made.querySelector(".asked");
    asked.textContent = entry.text;
    if (entry.id) {
      asked.lang = known[entry.id].lang;
      asked.dir = known[entry.id].dir;
    }
    var beside = second(entry.id);
    if (beside) asked.after(beside);
    made.querySelectorAll("button").forEach(function (button) {
      button.setAttribute("aria-label", button.getAttribute("aria-label") + ": " + entry.text);
    });
    made.querySelector(".up").disabled = at === 0;
    made.querySelector(".down").disabled = at === list.length - 1;
    return made;
  }

  function place(id) {
    return list.findIndex(function (entry) { return entry.id === id; });
  }

  function tell(words) {
    told.textContent = words;
    undo.hidden = true;
  }

  function changed() {
    tell("");
    keep();
    draw();
  }

  // What the reader does

  choice.addEventListener("change", function (event) {
    var id = event.target.value;
    if (!known.hasOwnProperty(id)) return;
    if (event.target.checked) list.push({ id: id, text: known[id].text });
    else list.splice(place(id), 1);
    changed();
  });

  section.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    var text = own.value.trim();
    if (text) {
      list.push({ text: text });
      own.value = "";
      changed();
    }
    own.focus();
  });

  order.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    var from = Array.prototype.indexOf.call(order.children, button.closest("li"));
    if (button.className === "off") {
      list.splice(from, 1);
      changed();
      var next = order.children[Math.min(from, list.length - 1)];
      (next ? next.querySelector(".off") : section).focus();
      return;
    }
    var to = from + (button.className === "up" ? -1 : 1);
    list.splice(to, 0, list.splice(from, 1)[0]);
    changed();
    var moved = order.children[to];
    var same = moved.querySelector("." + button.className);
    (same.disabled ? moved.querySelector("button:not(:disabled)") : same).focus();
    tell(section.dataset.moved.replace("{place}", (to + 1).toLocaleString(language)));
  });

  section.querySelector(".erase").addEventListener("click", function () {
    erased = list;
    list = [];
    changed();
    tell(section.dataset.erased);
    undo.hidden = false;
    undo.focus();
  });
  undo.addEventListener("click", function () {
    list = erased;
    changed();
    section.focus();
  });

  section.querySelector(".save").addEventListener("click", function () {
    var lines = [main.querySelector("h1").textContent, section.dataset.site, ""];
    list.forEach(function (entry, at) {
      var beside = second(entry.id);
      lines.push((at + 1).toLocaleString(language) + ". " + entry.text);
      if (beside) lines.push("   " + beside.textContent);
      lines.push("");
    });
    lines.push(main.querySelector(".notice-review").firstChild.textContent.trim());
    // The mark at the start tells old programs that this is UTF-8; Windows wants both signs at a line's end.
    var file = new Blob(["\uFEFF" + lines.join("\r\n") + "\r\n"], { type: "text/plain;charset=utf-8" });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "questions.txt";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  });

  if (select) {
    select.addEventListener("change", function () {
      chosenSecond = select.value;
      select.parentElement.querySelector("[role=status]").textContent = "";
      changed();
      loadSecond();
    });
  }

  // Another page of this browser changed the list, or the reader comes back to this one.
  window.addEventListener("storage", function (event) { if (event.key === KEY || event.key === null) start(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) start(); });

  function start() {
    read();
    if (select && chosenSecond !== undefined) {
      var there = Array.from(select.options).some(function (option) { return option.value === chosenSecond; });
      if (there) select.value = chosenSecond;
    }
    draw();
    loadSecond();
  }

  section.hidden = false;
  if (select) select.parentElement.hidden = false;
  document.querySelectorAll(".question-choice details").forEach(function (details, at) { details.open = at === 0; });
  start();
})();
