"""The guide without a network: kept by the browser after it was asked to, as one file, and as a zip."""

import functools
import http.server
import json
import re
import shutil
import threading
import zipfile

import pytest
from conftest import _Quiet

from scripts.commands.offline import offline
from scripts.content.guide import read_guide
from scripts.hooks.site import write_whole_site

PHONE = {"width": 360, "height": 740}


class Server:
    """A web server that can be stopped and started again under the same address."""

    def __init__(self, folder):
        self.folder, self.port = folder, 0
        self.start()

    def start(self):
        handler = functools.partial(_Quiet, directory=str(self.folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.port}/"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def served(real_site, tmp_path):
    """A copy of the site, served, and how to publish another version of it."""
    folder = tmp_path / "published"
    shutil.copytree(real_site, folder)
    server = Server(folder)

    def publish(mark):
        for path in (*folder.glob("ar/*.html"), *folder.glob("assets/scripts/page.*.js")):
            text = re.sub(r"(?:<!--|/\*)mark \w+(?:-->|\*/)", "", path.read_text(encoding="utf-8"))
            text = (
                text.replace("</body>", f"<!--mark {mark}--></body>")
                if path.suffix == ".html"
                else f"{text}/*mark {mark}*/"
            )
            path.write_text(text, encoding="utf-8")
        write_whole_site(read_guide(real_site.parent), "https://example.org/", str(folder))

    server.publish = publish
    yield server
    server.stop()


@pytest.fixture
def context(browser):
    made = browser.new_context(viewport=PHONE, locale="sw")
    yield made
    made.close()


def keep(page, address):
    page.goto(address)
    page.locator(".keep-do").click()
    page.locator(".keep-remove").wait_for()


def workers(page):
    return page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")


def stored(page):
    return page.evaluate("caches.keys()")


def kept_version(page):
    return page.evaluate("caches.match('/state').then((saved) => saved.json()).then(({kept}) => kept.version)")


def until(page, true):
    """Wait for what only a promise tells, which Playwright's own waiting takes for true."""
    for _ in range(100):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It did not come about.")


def test_nothing_is_kept_before_the_reader_asks(context, served):
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.address}ar/about.html", wait_until="networkidle")
    text = page.locator(".keep-text:visible")
    assert "…" in text.inner_text() and not [one for one in asked if one.endswith(".json")]
    text.scroll_into_view_if_needed()  # how large it is costs a list of all files
    until(page, lambda: re.search(r"[\d٠-٩]", text.inner_text()))
    assert len([one for one in asked if one.endswith("assets/offline/ar.json")]) == 1
    assert (workers(page), stored(page)) == (0, [])


def test_a_kept_guide_is_read_and_searched_while_the_server_is_gone(context, served):
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    served.stop()
    try:
        wrong = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        for path in ("ar/", "ar/symptoms.html", "ar/index.html"):
            page.goto(served.address + path)
            assert page.locator("main .danger, main .danger-strip").first.is_visible()
            assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).display") == "flex"
        assert page.locator("svg").count()
        page.locator(".search-open").click()
        page.locator(".search-input").fill("خدر")
        page.locator(".search-result").first.wait_for()
        page.wait_for_function("document.querySelector('.search-snippet')?.textContent.length > 10")
        assert wrong == []
        page.goto(f"{served.address}es/symptoms.html")  # another language: said in the reader's own
        assert page.url == f"{served.address}ar/not-kept.html"
        assert page.evaluate("document.documentElement.lang") == "ar"
        page.locator("main a").last.click()
        page.wait_for_url("**/ar/all.html")
    finally:
        served.start()


def test_two_versions_are_never_mixed(context, served):
    served.publish("one")
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")

    def seen(one):
        script = one.evaluate("fetch(document.querySelector('script[src*=page]').src).then((answer) => answer.text())")
        return one.evaluate("document.documentElement.outerHTML").count("mark one"), script.count("mark one")

    page.goto(f"{served.address}ar/symptoms.html")
    assert seen(page) == (1, 1)
    served.publish("two")
    other = context.new_page()
    other.goto(f"{served.address}ar/about.html")  # looks for a newer version, and gets the one that is kept
    assert seen(other) == (1, 1)
    wanted = json.loads((served.folder / "assets/offline/ar.json").read_text(encoding="utf-8"))["version"]
    until(other, lambda: kept_version(other) == wanted)
    assert seen(page) == (1, 1) and seen(other) == (1, 1), "an open page goes on with its version"
    page.reload()
    assert seen(page) == (0, 0)
    assert seen(other) == (1, 1)
    assert len(stored(page)) == 3, "what an open page came from is kept for it"
    other.goto(f"{served.address}ar/index.html")
    until(page, lambda: len(stored(page)) == 2)  # its files and what is known of them
    assert seen(other) == (0, 0)


def test_pages_that_wake_the_worker_together_each_keep_their_version(context, served):
    served.publish("one")
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    served.publish("two")
    page.goto(f"{served.address}ar/index.html")
    session = context.new_cdp_session(page)
    for command in ("enable", "stopAllWorkers"):
        session.send(f"ServiceWorker.{command}")
    seen = page.evaluate("""async () => {
      const frames = Array.from({length: 8}, () => Object.assign(document.createElement("iframe"), {src: "symptoms.html"}))
      const loaded = frames.map((frame) => new Promise((done) => { frame.onload = done }))
      document.body.append(...frames)
      await Promise.all(loaded)
      const script = document.querySelector("script[src*=page]").src
      return Promise.all(frames.map(async ({contentWindow}) => (await (await contentWindow.fetch(script)).text()).includes("mark one")))
    }""")
    assert seen == [True] * 8


def test_pages_come_from_the_network_where_the_browser_cannot_read_what_it_kept(context, served):
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    page.evaluate("caches.keys().then((all) => caches.open(all.find((one) => one.endsWith('state')))).then((one) => one.put('/state', new Response('{')))")  # fmt: skip
    session = context.new_cdp_session(page)
    for command in ("enable", "stopAllWorkers"):
        session.send(f"ServiceWorker.{command}")
    page.goto(f"{served.address}ar/get-help.html")
    assert page.locator("h1").is_visible() and page.evaluate("!!navigator.serviceWorker.controller")
    page.locator(".menu-open").click()
    assert page.locator("#menu").is_visible()  # its script came too


def test_a_version_that_is_half_published_is_not_taken(context, served):
    served.publish("one")
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    listed = served.folder / "assets/offline/ar.json"
    before = listed.read_bytes()
    served.publish("two")
    (served.folder / "ar/symptoms.html").write_text("half", encoding="utf-8")
    assert listed.read_bytes() != before
    version = kept_version(page)
    page.goto(f"{served.address}ar/about.html")
    looked = "navigator.serviceWorker.ready.then(({active}) => new Promise((done) => { const {port1, port2} = new MessageChannel(); port1.onmessage = () => done(); active.postMessage({task: 'look'}, [port2]) }))"
    page.evaluate(looked)  # it answers when it has
    assert kept_version(page) == version
    page.goto(f"{served.address}ar/symptoms.html")
    assert "mark one" in page.content()
    until(page, lambda: len(stored(page)) == 2)  # the page looked too, and left nothing


def test_it_is_removed_with_one_tap(context, served):
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    page.reload()
    page.locator(".keep-remove:visible").click()
    page.locator(".keep-do:visible").wait_for()
    assert (workers(page), stored(page)) == (0, [])
    assert page.locator(".keep-status").inner_text() == page.locator(".keep").get_attribute("data-removed")
    page.goto(f"{served.address}ar/index.html")
    assert context.cookies() == []


def test_a_full_device_is_told_in_words_and_keeps_nothing(context, served):
    page = context.new_page()
    page.goto(f"{served.address}ar/about.html")
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": served.address.rstrip("/"), "quotaSize": 200_000})
    page.locator(".keep-do").click()
    told = page.locator(".keep").get_attribute("data-full")
    until(page, lambda: page.locator(".keep-status").text_content() == told)
    assert (workers(page), stored(page)) == (0, [])


def test_another_language_takes_the_place(context, served):
    page = context.new_page()
    keep(page, f"{served.address}ar/about.html")
    page.goto(f"{served.address}about.html")
    page.wait_for_function("document.querySelector('.keep-status').textContent.includes('Arabic')")
    page.locator(".keep-do").click()
    page.locator(".keep-do").wait_for(state="hidden")
    served.stop()
    try:
        page.goto(f"{served.address}index.html")
        assert page.locator("h1").first.is_visible()
        page.goto(f"{served.address}hi/index.html")
        assert page.url == f"{served.address}not-kept.html"
    finally:
        served.start()


def test_without_https_it_says_why_it_cannot(browser, served):
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page = context.new_page()
    page.goto(f"{served.address}about.html")
    words = page.locator(".keep")
    assert page.locator(".keep-status").inner_text() == words.get_attribute("data-no-https")
    assert not page.locator(".keep button:visible").count()
    context.close()


def test_from_a_file_it_says_why_it_need_not(context, real_site):
    page = context.new_page()
    page.goto(f"file://{real_site}/about.html")
    assert page.locator(".keep-status").inner_text() == page.locator(".keep").get_attribute("data-from-file")


@pytest.fixture(scope="module")
def copies(real_site, tmp_path_factory):
    """Copies of three languages, in a folder with a name that is hard on addresses."""
    out = tmp_path_factory.mktemp("copies") / "a folder #1 ‏دليل"
    assert offline(real_site.parent, out=out, tags=("en", "ar", "zh-Hans"), on="2026-11-20") == 0
    return out


@pytest.mark.parametrize(("tag", "word"), [("en", "numb"), ("ar", "خدر"), ("zh-Hans", "麻木")])
def test_one_file_is_read_and_searched_from_anywhere(context, copies, tmp_path, tag, word):
    (sent,) = copies.glob(f"*-{tag}-2026-11-20.html")
    alone = tmp_path / sent.name
    shutil.copy(sent, alone)
    page = context.new_page()
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
    page.goto(alone.as_uri())
    assert page.evaluate("document.documentElement.lang") == tag
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    first = page.locator(".page:not([hidden])")
    assert first.count() == 1
    assert first.locator(".danger").first.is_visible() and first.locator(".notice-review").is_visible()
    assert first.locator(".copy strong").is_visible()  # nobody has reviewed it
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length"
    )
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter((to) => to[0] === '#' ? !document.getElementById(decodeURIComponent(to.slice(1))) : !/^(https?|tel):/.test(to))"
    )
    assert lost == []
    page.locator(".help-link").click()
    page.locator("#get-help:not([hidden])").wait_for()
    page.locator(".menu-open").click()
    page.locator('#menu a[href="#symptoms"]').click()
    page.locator("#symptoms:not([hidden])").wait_for()
    page.locator("#symptoms .references a").click()
    page.locator("[id='sources/symptoms']:not([hidden]) .publications li").first.wait_for()
    page.locator("[id='sources/symptoms'] small a").first.click()
    page.locator("#symptoms:not([hidden])").wait_for()
    page.locator(".search-open").click()
    page.locator(".search-input").fill(word)
    page.locator(".search-result").first.wait_for()
    assert page.locator(".search-snippet").first.inner_text()
    page.locator(".search-result").first.click()
    page.wait_for_function("document.querySelector('.search-dialog').open === false")
    shown = page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))).closest('.page').hidden")
    assert shown is False
    page.evaluate("location.hash = '#symptoms'")
    page.locator("#symptoms:not([hidden]) a.term").first.hover()
    assert page.locator(".term-note p").inner_text()
    outside = [url for url in asked if not url.startswith((alone.as_uri(), "data:"))]
    assert (outside, wrong) == ([], [])


def test_one_file_is_whole_without_javascript(browser, copies):
    (sent,) = copies.glob("*-en-*.html")
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(sent.as_uri())
    assert page.locator(".page:visible").count() == page.locator(".page").count() > 15
    context.close()


@pytest.mark.parametrize(("tag", "word"), [("en", "numb"), ("ar", "خدر")])
def test_a_zip_works_from_a_folder(context, copies, tmp_path, tag, word):
    (packed,) = copies.glob(f"*-{tag}-*.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path)
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    page = context.new_page()
    wrong = []

    def failed(request):
        if request.failure != "net::ERR_ABORTED":  # by going on to the next page
            wrong.append(request.url)

    page.on("requestfailed", failed)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((folder / "index.html").as_uri())
    page.locator("main .danger").first.wait_for()
    assert page.evaluate("document.documentElement.lang") == tag
    assert page.locator(".site-footer .copy strong").is_visible()
    page.locator(".search-open").click()
    page.locator(".search-input").fill(word)
    page.locator(".search-result").first.click()
    page.locator("main h1").wait_for()
    assert wrong == []
    for path in folder.rglob("*.html"):
        for to in re.findall(r'<a[^>]* href="(?![a-z]+:)([^"#]+)', path.read_text(encoding="utf-8")):
            assert (path.parent / to).exists(), f"{path.name}: {to}"


def test_the_same_site_and_day_give_the_same_copies(real_site, copies, tmp_path):
    assert offline(real_site.parent, out=tmp_path, tags=("ar",), on="2026-11-20") == 0
    made = list(tmp_path.iterdir())
    assert {path.suffix for path in made} >= {".html", ".zip"}
    for path in made:
        assert path.read_bytes() == (copies / path.name).read_bytes()
