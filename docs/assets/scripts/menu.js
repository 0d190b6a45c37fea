// The menu on narrow screens, and closing the list of languages. Without this script the menu link jumps to the
// menu, which CSS shows as the target of the address, and the list of languages is a plain <details>.
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
})();
