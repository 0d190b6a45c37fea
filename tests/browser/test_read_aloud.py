"""A page read aloud: only by voices of the device, in the order of the page, each part in its own language."""

import json

import pytest

# Stands in for the browser's own speech: Debian's Chromium has no voices. `window.next()` ends a sentence.
SPEECH = """
(voices => {
  const log = [];
  let current = null;
  const speech = {
    log, voices, onvoiceschanged: null,
    getVoices: () => speech.voices,
    speak(one) { current = one; log.push([one.text, one.lang, one.voice.name]); },
    cancel() {
      const stopped = current;
      current = null;
      sessionStorage.setItem("cancelled", "yes");
      if (stopped) setTimeout(() => { stopped.onerror({ error: "interrupted" }); stopped.onend({}); }); // browsers differ
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.next = () => { const done = current; current = null; done.onend({}); };
  window.all = () => { for (let i = 0; current && i < 500; i++) window.next(); return log; };
})(%s)
"""
SPANISH = {"name": "here", "lang": "es_MX", "localService": True}
ENGLISH = {"name": "home", "lang": "en-GB", "localService": True}
REMOTE = [{"name": "far", "lang": tag, "localService": False, "default": True} for tag in ("es-ES", "en-US")]


@pytest.fixture
def listen(new_page, six_languages):
    """Open a page of the site of six languages with these voices; `page.asked` are the files it asks for."""

    def opened(path, *voices, first="", **options):
        page = new_page(**{"viewport": {"width": 360, "height": 700}, "locale": "sw", **options})
        page.add_init_script(SPEECH % json.dumps(voices) + first)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url.rpartition("/")[2]))
        page.goto(f"file://{six_languages}/{path}", wait_until="load")
        return page

    return opened


def button(page, name):
    return page.locator(".listen").get_by_role("button", name=name, exact=True)


def test_without_a_voice_of_the_device_for_the_page_there_is_nothing(listen):
    page = listen("es/symptoms.html", *REMOTE)
    for voices in ([], REMOTE, [{**SPANISH, "lang": "fi-FI"}], [{**SPANISH, "lang": ""}]):
        page.evaluate("some => { speechSynthesis.voices = some; speechSynthesis.onvoiceschanged(); }", voices)
        assert not page.locator(".listen").is_visible()
    assert not any("read-aloud" in name for name in page.asked)


def test_a_browser_without_speech_shows_the_page_and_no_error(new_page, six_languages):
    page = new_page(locale="sw")
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis")
    page.goto(f"file://{six_languages}/es/symptoms.html")
    assert not page.locator(".listen").is_visible() and errors == []


def test_chinese_is_read_by_a_voice_of_its_own_script_only(listen):
    taiwan, mandarin = ({**SPANISH, "lang": tag} for tag in ("zh-TW", "cmn-CN"))
    assert not listen("zh-Hans/symptoms.html", taiwan).locator(".listen").is_visible()
    assert button(listen("zh-Hans/symptoms.html", taiwan, mandarin), "朗读本页").is_visible()


def test_a_voice_that_comes_late_brings_the_button_once(listen):
    page = listen("es/symptoms.html")
    page.evaluate("one => { speechSynthesis.voices = [one]; speechSynthesis.onvoiceschanged(); }", SPANISH)
    page.evaluate("speechSynthesis.onvoiceschanged()")
    button(page, "Escuchar esta página").wait_for()
    assert page.locator(".listen button").count() == 2
    assert page.asked.count("read-aloud.js") == 1


def test_all_of_the_text_is_read_in_its_order_and_nothing_else(listen):
    page = listen("es/symptoms.html", SPANISH, *REMOTE)
    page.evaluate("""() => {
      const article = document.querySelector("main > article");
      article.querySelectorAll(":scope > :not(h1, .listen, .notice-review)").forEach(one => one.remove());
      article.insertAdjacentHTML("beforeend", `
        <nav>Menú.</nav><p hidden>Oculto.</p><p aria-hidden="true">Adorno.</p>
        <div class="admonition danger"><p class="admonition-title">Vaya ya:</p><ul><li>Un <a href="#x">signo</a>
          nuevo. Llame ya.<ul><li>Dentro.</li></ul></li></ul></div>
        <figure><svg role="img" aria-label="La columna. Tres partes."><text>1</text></svg></figure>
        <table><tr><th>Signo</th><th>Qué hacer</th></tr><tr><td>Dolor</td><td>Llamar</td></tr></table>
        <details><summary>Números</summary><p>Cerrado.</p></details>
        <details open><summary>Más</summary><p>Abierto.</p></details>
        <p lang="en">Only in English.</p><p>– * –</p><p>Fin</p>`);
    }""")
    button(page, "Escuchar esta página").click()
    log = page.evaluate("all()")
    title, review = page.locator("h1").inner_text(), page.locator("main .notice-review").inner_text()
    strip = page.locator("main > .danger-strip").inner_text() if page.locator("main > .danger-strip").count() else ""
    read = [text for text, _, _ in log]
    beginning, rest = read[: read.index("Vaya ya:")], read[read.index("Vaya ya:") :]
    assert " ".join(beginning) == " ".join(f"{strip} {title} {review}".split())
    assert rest == ["Vaya ya:", "Un signo nuevo.", "Llame ya.", "Dentro.", "La columna.", "Tres partes.", "Signo",
                    "Qué hacer", "Dolor", "Llamar", "Números", "Más", "Abierto.", "Fin"]  # fmt: skip
    assert {tuple(one[1:]) for one in log} == {("es_MX", "here")}
    assert button(page, "Escuchar esta página").is_visible() and not button(page, "Parar").is_visible()


def test_danger_signs_are_first_and_each_part_has_a_voice_of_its_own_language(listen):
    page = listen("es/get-help.html", *REMOTE, SPANISH, ENGLISH)
    button(page, "Escuchar esta página").click()
    log = page.evaluate("all()")
    assert {tuple(one[1:]) for one in log} == {("es_MX", "here"), ("en-GB", "home")}
    english = page.locator("article .original-below[lang=en]").first
    box = page.locator("article .admonition.danger .admonition-title").first.inner_text()
    read = [text for text, _, _ in log]
    assert read.index(box) < read.index(page.locator(".notice-review").inner_text().split(". ")[0] + ".")
    title = english.locator(".admonition-title").first.inner_text()
    assert next(one[2] for one in log if one[0] == title) == "home"


def test_long_sentences_are_read_in_parts_with_or_without_a_segmenter(listen):
    long = "Una frase muy larga, con comas y sin final, " * 12 + "acaba. Otra."
    for without in (False, True):
        page = listen("es/symptoms.html", SPANISH, first="delete Intl.Segmenter" if without else "")
        page.evaluate("text => { document.querySelector('main > article h1').textContent = text; }", long)
        button(page, "Escuchar esta página").click()
        read = [text for text, _, _ in page.evaluate("all()")]
        parts = read[: read.index("Otra.") + 1]
        assert " ".join(parts).endswith(long[-400:]) and len(parts) > 3
        assert max(map(len, read)) <= 200


def test_pause_goes_on_with_the_same_sentence_and_stop_begins_anew(listen):
    page = listen("es/symptoms.html", SPANISH)
    button(page, "Escuchar esta página").focus()
    page.keyboard.press("Enter")
    page.evaluate("next()")
    page.keyboard.press("Space")
    assert button(page, "Continuar").evaluate("one => one === document.activeElement")
    page.keyboard.press("Space")
    page.wait_for_timeout(30)  # the browser tells late that the paused one was cut off
    first, second, again = (text for text, _, _ in page.evaluate("speechSynthesis.log"))
    assert first != second == again and button(page, "Pausa").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert button(page, "Escuchar esta página").evaluate("one => one === document.activeElement")
    assert not button(page, "Parar").is_visible()
    assert page.evaluate("CSS.highlights.get('read-aloud').size") == 0
    page.keyboard.press("Enter")
    assert page.evaluate("speechSynthesis.log.at(-1)[0]") == first


@pytest.mark.parametrize("marks", [True, False])
def test_the_mark_follows_and_is_in_view_and_who_scrolls_away_is_left_there(listen, marks):
    first = "" if marks else "delete window.Highlight"
    page = listen("es/symptoms.html", SPANISH, first=first, reduced_motion="reduce")
    marked = "[...CSS.highlights.get('read-aloud')][0]" if marks else "document.querySelector('.being-read')"
    button(page, "Escuchar esta página").click()
    for _ in range(12):
        text, box = page.evaluate(
            f"[String({marked}.textContent ?? {marked}), {marked}.getBoundingClientRect().toJSON()]"
        )
        assert page.evaluate("speechSynthesis.log.at(-1)[0]") in " ".join(text.split())
        assert box["top"] >= 0 and box["top"] < 700
        controls = page.locator(".listen").bounding_box()
        assert controls["y"] >= 0 and controls["y"] + controls["height"] <= 701
        page.evaluate("next()")
    page.wait_for_timeout(1600)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    there = page.evaluate("scrollY")
    page.evaluate("next()")
    assert page.evaluate("scrollY") == there


def test_leaving_the_page_stops_it(listen):
    page = listen("es/symptoms.html", SPANISH)
    button(page, "Escuchar esta página").click()
    assert page.evaluate("sessionStorage.getItem('cancelled')") is None
    page.locator(".help-link").click()
    page.wait_for_url("**/get-help.html")
    assert page.evaluate("sessionStorage.getItem('cancelled')") == "yes"


def test_a_page_in_another_language_needs_a_voice_of_that_one(listen, six_languages):
    assert 'dir="ltr"' in (six_languages / "hi/all.html").read_text(encoding="utf-8")
    assert not listen("hi/all.html", {**SPANISH, "lang": "hi-IN"}).locator(".listen").is_visible()
    page = listen("hi/all.html", ENGLISH, {**SPANISH, "lang": "hi-IN"})
    button(page, "इस पेज को सुनें").click()
    assert page.locator(".listen").get_attribute("lang") == "hi"
    strip = " ".join(page.locator("main > .danger-strip").inner_text().split())
    log = page.evaluate("all()")
    assert strip.startswith(log[0][0]) and log[0][1] == "hi-IN" and log[-1][1] == "en-GB"
