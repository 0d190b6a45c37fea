"""What readers come for, step by step, told to any browser: `see`, `click`, `type` and `press` are its driver's."""

from __future__ import annotations

from typing import Protocol

from states import QUERIES


class Browser(Protocol):
    def open(self, path: str) -> None: ...
    def click(self, selector: str) -> None: ...
    def type(self, text: str) -> None: ...
    def press(self, key: str) -> None: ...
    def run(self, script: str) -> object:
        """The value of an expression in the page."""

    def see(self, expression: str) -> None:
        """Wait until an expression in the page is true."""


def at(path: str) -> str:
    return f"location.pathname.endsWith({path!r})"


def shown(selector: str) -> str:
    return f"!!document.querySelector({selector!r})?.checkVisibility({{visibilityProperty: true}})"


def danger_signs(browser: Browser, folder: str, tag: str) -> None:
    """From any page to what to do now, in one step; danger signs stand before all else there."""
    browser.open(f"{folder}outlook.html")
    browser.see(shown("main .danger-strip a, main .admonition.danger"))
    browser.click(".help-link")
    browser.see(at(f"{folder}get-help.html"))
    browser.see(shown("main .admonition.danger li"))
    browser.see(
        "document.querySelector('main .admonition.danger').compareDocumentPosition(document.querySelector('main h2')) === 4"
    )


def search(browser: Browser, folder: str, tag: str) -> None:
    """With the keyboard: open, type, go down to the first result, follow it to its section."""
    browser.open(f"{folder}index.html")
    browser.run("document.querySelector('.search-open').focus()")
    browser.press("Enter")
    browser.see("document.activeElement.id === 'search-input'")
    browser.type(QUERIES[tag])
    browser.see("document.querySelectorAll('.search-results a').length > 0")
    browser.see("document.querySelector('.search-snippet').textContent !== ''")
    browser.press("Down")
    browser.see("document.activeElement.matches('.search-result')")
    browser.press("Escape")
    browser.see("document.activeElement.matches('.search-open')")
    browser.press("Enter")
    browser.press("Down")
    address = browser.run("document.querySelector('.search-result').href")
    browser.press("Enter")
    browser.see(f"location.href === {address!r} && !document.querySelector('dialog[open]')")


def switch_language(browser: Browser, folder: str, tag: str) -> None:
    """The same page in another language, and its direction."""
    other = "ar" if tag != "ar" else "zh-Hans"
    browser.open(f"{folder}symptoms.html")
    browser.click(".languages summary")
    browser.see(shown(".languages ul"))
    browser.press("Escape")
    browser.see("!document.querySelector('.languages').open && document.activeElement.matches('.languages summary')")
    browser.click(".languages summary")
    browser.click(f".languages a[lang='{other}']")
    browser.see(at(f"/{other}/symptoms.html"))
    browser.see(f"document.documentElement.lang === {other!r}")
    browser.see(f"document.documentElement.dir === {'rtl' if other == 'ar' else 'ltr'!r}")


def menu(browser: Browser, folder: str, tag: str) -> None:
    """Open, close with Escape, open and follow a link; the page it leads to is marked."""
    browser.open(f"{folder}index.html")
    browser.see("!document.querySelector('#menu').checkVisibility()")
    browser.run("document.querySelector('.menu-open').focus()")
    browser.press("Space")
    browser.see(shown("#menu a"))
    browser.press("Escape")
    browser.see("!document.querySelector('#menu').checkVisibility() && document.activeElement.matches('.menu-open')")
    browser.click(".menu-open")
    browser.click("#menu a[href$='treatment.html']")
    browser.see(at(f"{folder}treatment.html"))
    browser.see("document.querySelector('#menu [aria-current]').getAttribute('href') === 'treatment.html'")


def colors(browser: Browser, folder: str, tag: str) -> None:
    """A choice of colors holds on the next page."""
    browser.open(f"{folder}index.html")
    browser.see(shown(".theme"))
    before = browser.run("getComputedStyle(document.body).backgroundColor")
    browser.click(".theme")
    browser.see(f"getComputedStyle(document.body).backgroundColor !== {before!r}")
    browser.open(f"{folder}symptoms.html")
    browser.see(f"getComputedStyle(document.body).backgroundColor !== {before!r}")
    browser.click(".theme")
    browser.see(f"getComputedStyle(document.body).backgroundColor === {before!r}")


JOURNEYS = [danger_signs, search, switch_language, menu, colors]
