// Reading aloud is offered where this device itself has a voice for the page: any other voice would send what is read to
// another host, and none is ever used. Chromium tells of its voices late.
(function () {
  "use strict";
  var place = document.querySelector(".listen");
  var speech = window.speechSynthesis;
  if (!place || !speech) return;

  // Language and script, as Android (en_US) and others (cmn-CN) write them too.
  function kind(tag) {
    try {
      var locale = new Intl.Locale(tag.replace(/_/g, "-")).maximize();
      return locale.language + locale.script;
    } catch (error) { return ""; }
  }

  window.guideVoice = function (tag) {
    var fit = speech.getVoices().filter(function (voice) { return voice.localService && kind(voice.lang) === kind(tag); });
    return fit.find(function (voice) { return voice.default; }) || fit[0];
  };

  function look() {
    if (!place.hidden || !guideVoice(place.parentNode.closest("[lang]").lang)) return;
    place.hidden = false; // its room, before the buttons come
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = place.dataset.style;
    var script = document.createElement("script");
    script.src = place.dataset.scripts;
    document.head.append(style, script);
  }
  speech.onvoiceschanged = look;
  look();
})();
