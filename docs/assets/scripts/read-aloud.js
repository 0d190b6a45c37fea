// The page read aloud, sentence by sentence, by a voice of this device (voices.js). A file per language: the build puts
// its words, `guideListen`, before this.
(function () {
  "use strict";
  var LONGEST = 200; // Chromium stops what takes longer than some 15 seconds
  var PAUSES = ",;:،؛，、；：";
  var SILENT = "nav, script, style, template, .listen, [hidden], [aria-hidden=true], details:not([open]) > :not(summary)";

  var speech = window.speechSynthesis;
  var place = document.querySelector(".listen");
  var marks = window.Highlight && CSS.highlights ? new Highlight() : null;
  if (marks) CSS.highlights.set("read-aloud", marks);

  var sentences = [];
  var at = 0;
  var shown = null; // the sentence that is marked
  var moved = 0; // when the page was last scrolled to it
  var spoken = null; // the utterance that is being read; kept here, or Chromium may forget it before it ends

  // What is read: each sentence with its language, the block it stands in and its place in the text.
  function everySentence() {
    var found = [];
    var run = null;

    function end() {
      if (run) found = found.concat(cut(run));
      run = null;
    }
    function walk(node, block) {
      if (node.nodeType === Node.TEXT_NODE) {
        var lang = node.parentNode.closest("[lang]").lang;
        if (run && run.lang !== lang) end();
        run = run || { lang: lang, block: block, text: "", nodes: [] };
        run.nodes.push({ node: node, start: run.text.length });
        run.text += node.data.replace(/\s/g, " "); // a line's end in the HTML is no end of a sentence
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(SILENT)) {
        var display = getComputedStyle(node).display;
        var words = node.matches("svg, img") && (node.getAttribute("aria-label") || node.getAttribute("alt"));
        var isBlock = node.matches("svg, img, br") || !display.startsWith("inline");
        if (display === "none") return;
        if (isBlock) end();
        if (words) found = found.concat(cut({ text: words, lang: node.closest("[lang]").lang, block: node }));
        else if (!node.matches("svg")) node.childNodes.forEach(function (child) { walk(child, isBlock ? node : block); });
        if (isBlock) end();
      }
    }
    document.querySelectorAll("main > .danger-strip, main > article").forEach(function (root) { walk(root, root); });
    return found;
  }

  // The sentences of a run of text; long ones in parts.
  function cut(run) {
    var from = 0;
    return split(run.text, run.lang).flatMap(shorter).map(function (part) {
      var start = from + part.search(/\S|$/);
      var one = { text: part.trim().replace(/\s+/g, " "), lang: run.lang, block: run.block };
      if (run.nodes) one.range = rangeOf(run.nodes, start, start + part.trim().length);
      from += part.length;
      return one;
    }).filter(function (one) { return /[\p{L}\p{N}]/u.test(one.text); });
  }

  function split(text, lang) {
    if (!Intl.Segmenter) return text.match(/.+?(?:[.!?؟](?=\s)|[。！？।]|$)\s*/g) || [];
    var segments = new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text);
    return Array.from(segments, function (one) { return one.segment; });
  }

  function shorter(text) {
    var parts = [];
    while (text.length > LONGEST) {
      var head = text.slice(0, LONGEST);
      var last = Math.max.apply(null, Array.from(PAUSES, function (sign) { return head.lastIndexOf(sign); }));
      if (last < LONGEST / 2) last = head.lastIndexOf(" ");
      if (last < 1) last = LONGEST - 1;
      parts.push(text.slice(0, last + 1));
      text = text.slice(last + 1);
    }
    return parts.concat(text);
  }

  function rangeOf(nodes, from, to) {
    var range = document.createRange();
    nodes.forEach(function (one) {
      var end = one.start + one.node.length;
      if (from >= one.start && from < end) range.setStart(one.node, from - one.start);
      if (to > one.start && to <= end) range.setEnd(one.node, to - one.start);
    });
    return range;
  }

  function mark(one) {
    var before = shown && boxOf(shown);
    if (marks) marks.clear();
    if (shown) shown.block.classList.remove("being-read");
    shown = one;
    if (!one) return;
    if (marks && one.range) marks.add(one.range);
    else one.block.classList.add("being-read");
    // Who has scrolled elsewhere is left there; but what was marked may still be on its way into view.
    var isAway = before && (before.bottom < 0 || before.top > innerHeight);
    if (isAway && Date.now() - moved > 1500) return;
    var box = boxOf(one);
    if (box.top > 80 && box.bottom < innerHeight - 80) return;
    moved = Date.now();
    scrollBy(0, box.top - innerHeight / 3);
  }
  function boxOf(one) { return (one.range || one.block).getBoundingClientRect(); }

  function speak() {
    var voice;
    while (at < sentences.length && !(voice = guideVoice(sentences[at].lang))) at += 1; // no voice here speaks that language
    if (at === sentences.length) return stop();
    var utterance = new SpeechSynthesisUtterance(sentences[at].text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = function () {
      if (spoken !== utterance) return;
      at += 1;
      speak();
    };
    utterance.onerror = function () { if (spoken === utterance) stop(); };
    spoken = utterance;
    mark(sentences[at]);
    speech.speak(utterance);
  }

  // The browser's own pause does nothing on Android: what is paused begins again with its sentence.
  function silence() {
    spoken = null;
    speech.cancel();
  }
  function play() {
    if (spoken) silence();
    else {
      if (!shown) { sentences = everySentence(); at = 0; }
      mark(null); // so that the sentence is brought into view
      speak();
    }
    show();
  }
  function stop() {
    silence();
    mark(null);
    if (document.activeElement === stopButton) playButton.focus();
    show();
  }
  function show() {
    playButton.textContent = spoken ? guideListen.pause : shown ? guideListen.go_on : guideListen.start;
    stopButton.hidden = !shown;
    place.classList.toggle("reading", Boolean(shown));
  }

  function button(answer) {
    var made = document.createElement("button");
    made.type = "button";
    made.addEventListener("click", answer);
    place.append(made);
    return made;
  }
  var playButton = button(play);
  var stopButton = button(stop);
  stopButton.textContent = guideListen.stop;
  show();
  addEventListener("pagehide", function () { if (shown) stop(); });
})();
