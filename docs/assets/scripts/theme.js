// Light or dark. In <head>, before anything is drawn, so that a reader's choice never flashes.
// Without a choice the colors follow the device. Kept in this browser only.
(function () {
  "use strict";
  var root = document.documentElement;
  var device = window.matchMedia("(prefers-color-scheme: dark)");

  function read() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }

  function keep(theme) {
    try { localStorage.setItem("theme", theme); } catch (error) { /* blocked: the choice holds for this page */ }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : device.matches;
  }

  root.dataset.scripted = ""; // the button has its place from the start
  var kept = read();
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.theme");
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep(root.dataset.theme);
      show();
    });
    device.addEventListener("change", show);
    button.hidden = false;
    show();
  });
})();
