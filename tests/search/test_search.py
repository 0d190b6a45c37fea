"""Search, in a real browser and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import WHOLE
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from search_corpus import LANGUAGES, folder_of, read_corpus, write_site

from scripts.outputs.search import SearchRecord, search_files, section_records

CORPORA = {tag: read_corpus(tag) for tag in LANGUAGES}
FOUND = 0.97  # of a language's queries, in the first three results
WITHOUT_SEGMENTER = "delete Intl.Segmenter"


# --- the site and the browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "site"
    write_site(folder, list(CORPORA.values()))
    return folder


@pytest.fixture(scope="session")
def served(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site).rstrip("/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as fresh:
        yield fresh


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must end its test without an error in the console or a request to another host."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield page
    assert errors == []
    assert len(hosts - {""}) <= 1


def go(page: Page, base: str, tag: str = "en", name: str = "index") -> None:
    page.goto(f"{base}/{folder_of(tag)}{name}.html")


def open_search(page: Page) -> None:
    page.locator(".search-open").click()
    expect(page.locator(".search-dialog")).to_be_visible()
    expect(page.locator(".search-status")).to_be_empty()  # no longer loading


def ask(page: Page, query: str) -> list[str]:
    """Type a query; return the sections found, as `page#section`."""
    page.locator(".search-input").fill(query)
    # `fill` resolves before the promise that shows the results does.
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    links = page.locator(".search-result").evaluate_all("(links) => links.map((link) => link.href)")
    return [link.rpartition("/")[2].replace(".html", "") for link in links]


# --- what is found


def test_corpora_are_large_enough_and_name_sections_that_exist() -> None:
    assert LANGUAGES == ["ar", "en", "es", "hi", "zh-Hans"]
    for corpus in CORPORA.values():
        sections = {f"{name}#{anchor}" for name, page in corpus["pages"].items() for anchor in page["sections"]}
        assert len(sections) >= 10
        assert len(corpus["queries"]) >= 24
        assert {query["expect"] for query in corpus["queries"]} <= sections
        assert sum(query["kind"] == "danger" for query in corpus["queries"]) >= 3


WAYS = ["http", "http without Intl.Segmenter", "file"]
TAG_AND_WAY = [(tag, way) for tag in LANGUAGES for way in WAYS if WHOLE or way == "http" or tag == "zh-Hans"]


@pytest.mark.parametrize(("tag", "way"), TAG_AND_WAY)
def test_sections_are_found(page: Page, site: Path, served: str, tag: str, way: str) -> None:
    if "without" in way:
        page.add_init_script(WITHOUT_SEGMENTER)
    go(page, site.as_uri() if way == "file" else served, tag)
    open_search(page)
    missed, not_first = [], []
    queries = CORPORA[tag]["queries"]
    for query in queries:
        found = ask(page, query["query"])
        if query["expect"] not in found[:3]:
            missed.append((query["query"], found))
        if query.get("first") and found[:1] != [query["expect"]]:
            not_first.append((query["query"], found))
    assert not_first == []  # danger: no exception
    assert len(missed) <= (1 - FOUND) * len(queries), missed


def test_results_lead_to_the_section_in_the_readers_language(page: Page, served: str) -> None:
    go(page, served, "es", "symptoms")
    open_search(page)
    ask(page, "biopsia")
    page.locator(".search-result").first.click()
    page.wait_for_url(f"{served}/es/diagnosis.html#biopsy")


def test_a_result_on_the_same_page_closes_the_dialog(page: Page, served: str) -> None:
    go(page, served, "en", "diagnosis")
    open_search(page)
    ask(page, "biopsy")
    page.locator(".search-result").first.click()
    expect(page.locator(".search-dialog")).to_be_hidden()
    assert page.url.endswith("/diagnosis.html#biopsy")


def test_found_words_are_marked(page: Page, served: str) -> None:
    go(page, served)
    open_search(page)
    ask(page, "cant pee")
    first = page.locator(".search-results li").first
    expect(first.locator(".search-snippet mark")).to_have_text(["cannot", "urine"])  # lay words show what they mean
    expect(first.locator(".search-title")).to_have_text("Go to the emergency department now")
    expect(first.locator(".search-page")).to_have_text("When to get help")


def test_a_found_word_in_a_chinese_sentence_is_marked_as_one(page: Page, served: str) -> None:
    go(page, served, "zh-Hans")
    open_search(page)
    ask(page, "前列腺")
    expect(page.locator(".search-snippet mark")).to_have_text(["前列腺"])


def test_boost_puts_help_first_and_a_synonym_means_all_its_words(page: Page, tmp_path: Path) -> None:
    now = {
        "title": "Go now",
        "text": "If you are not able to hold it and the bladder leaks, do not wait at home.",
        "boost": 9,
    }
    care = {"title": "Diary", "text": "A bladder diary helps the bladder."}
    pages = {
        "treatment": {"title": "Treatment", "sections": {"bladder": care}},
        "get-help": {"title": "Help", "sections": {"now": now}},
    }
    synonyms = {"wee": ["bladder leaks"], "empty": ["?!"]}
    write_site(tmp_path / "site", [CORPORA["en"] | {"pages": pages, "synonyms": synonyms}])
    go(page, (tmp_path / "site").as_uri())
    open_search(page)
    assert ask(page, "bladder") == ["get-help#now", "treatment#bladder"]
    assert ask(page, "wee") == ["get-help#now"]
    assert ask(page, "empty") == []


def slips(word: str) -> list[str]:
    """Every way to leave out, double, change or swap one letter."""
    places = range(len(word))
    return (
        [word[:at] + word[at + 1 :] for at in places]
        + [word[: at + 1] + word[at:] for at in places]
        + [word[:at] + word[at - 1] + word[at + 1 :] for at in places]
        + [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]]
    )


@pytest.mark.parametrize(
    ("tag", "word", "section"),
    [
        ("en", "biopsy", "diagnosis#biopsy"),
        ("en", "steroids", "treatment#steroids"),
        ("es", "metástasis", "causes#spread"),
        ("ar", "بروستاتا", "causes#spread"),
        ("hi", "बायोप्सी", "diagnosis#biopsy"),
    ],
)
def test_any_slip_in_a_word_is_forgiven(page: Page, served: str, tag: str, word: str, section: str) -> None:
    go(page, served, tag)
    open_search(page)
    found = page.evaluate(
        "(all) => all.map((word) => guideSearch.find(word).slice(0, 3).map(({ url }) => url))", slips(word)
    )
    url = section.replace("#", ".html#")
    assert [slip for slip, urls in zip(slips(word), found, strict=True) if url not in urls] == []


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Ænima naïve ĐƯỜNG Straße", ["aenima", "naive", "duong", "strasse"]),
        ("İstanbul ısı ΟΔΟΣ ἄνθρωπος ёлка", ["istanbul", "isi", "οδος", "ανθρωπος", "елка"]),
        ("X-ray can’t l’eau", ["xray", "ray", "cant", "can", "leau", "eau"]),
        ("٣٥ १२ ۴ ５０", ["35", "12", "4", "50"]),
        ("والألم بالأشعة للرئة مُوسَى جـــراحة", ["الم", "اشعه", "ريه", "موسي", "جراحه"]),
        ("फ़ेफड़ा हिन्दी", ["फेफडा", "हिन्दी"]),
        ("می\u200cشود क्\u200dष Rönt\u00adgen", ["ميشود", "क्ष", "rontgen"]),
        ("שָׁלוֹם", ["שלום"]),
        ("双腿。MRI检查", ["双腿", "腿", "mri", "检查", "查"]),
        ("허리가 がん", ["허리", "리가", "가", "がん", "ん"]),
        ("ปวดหลัง", ["ปว", "วด", "ดห", "หลั", "ลัง", "ง"]),
        ("… ?! —", []),
    ],
)
def test_words_are_folded(page: Page, served: str, text: str, forms: list[str]) -> None:
    go(page, served)
    open_search(page)
    assert page.evaluate("(text) => guideSearch.words(text).flatMap((word) => word.forms)", text) == forms


def test_results_lead_there_from_an_address_that_does_not_exist(page: Page, served: str, site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    not_found = (
        html.replace('="./', '="/').replace(" ./assets", " /assets").replace('href="all.html"', 'href="/all.html"')
    )
    page.route("**/no/such/page.html", lambda route: route.fulfill(body=not_found, content_type="text/html"))
    page.goto(f"{served}/no/such/page.html")
    open_search(page)
    ask(page, "biopsy")
    page.locator(".search-result").first.click()
    page.wait_for_url(f"{served}/diagnosis.html#biopsy")


@pytest.mark.parametrize(
    "text", ["x" * 500, "needle " + "y" * 500, "— " * 200 + "needle", "word " * 60 + "needle " + "word " * 60]
)
def test_a_long_text_is_cut_to_a_snippet(page: Page, tmp_path: Path, text: str) -> None:
    section = {"title": "Needle", "text": text}
    corpus = CORPORA["en"] | {
        "pages": {"get-help": {"title": "Long", "sections": {"now": section}}},
        "synonyms": {"?": ["!"]},
    }
    write_site(tmp_path / "site", [corpus])
    go(page, (tmp_path / "site").as_uri())
    open_search(page)
    assert ask(page, "needle") == ["get-help#now"]
    expect(page.locator(".search-snippet")).not_to_be_empty()
    snippet = page.locator(".search-snippet").inner_text()
    assert len(snippet) <= 162
    assert "needle" in snippet or "needle" not in text


# --- loading


def test_nothing_is_loaded_before_search_is_opened(page: Page, served: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url.rpartition("/")[2]))
    go(page, served, "ar")
    page.locator(".search-open").hover()
    page.wait_for_load_state("networkidle")
    assert [name for name in requested if name.endswith((".js", ".css"))] == ["site.css", "search.js"]
    requested.clear()
    open_search(page)
    ask(page, "الخزعة")
    page.keyboard.press("Escape")
    page.locator(".search-open").click()
    ask(page, "الجراحة")
    expect(page.locator(".search-snippet").first).not_to_be_empty()
    texts = requested[5:]
    assert sorted(requested[:5]) == ["ar.js", "minisearch.js", "search-index.js", "search-words.js", "search.css"]
    assert "treatment.js" in texts and len(set(texts)) == len(texts) < len(CORPORA["ar"]["pages"])


def test_texts_are_loaded_of_results_that_are_seen_and_not_for_each_letter(page: Page, served: str) -> None:
    go(page, served)
    open_search(page)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url.rpartition("/")[2]))
    page.locator(".search-input").press_sequentially("biopsy")
    expect(page.locator(".search-snippet")).to_contain_text("needle")
    ask(page, "biopsies")
    expect(page.locator(".search-snippet")).to_contain_text("needle")
    assert requested == ["diagnosis.js"]


def test_a_text_that_comes_after_the_next_query_disturbs_nothing(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search/en/diagnosis.js", lambda route: held.append(route))
    go(page, served)
    open_search(page)
    with page.expect_request("**/diagnosis.js"):
        ask(page, "biopsy")
    ask(page, "?!")
    held[0].continue_()
    page.wait_for_function("() => guideSearch.has('diagnosis.html')")
    ask(page, "biopsy")  # the page's errors are looked at when it closes
    expect(page.locator(".search-snippet")).to_contain_text("needle")


def test_a_snippet_that_arrives_late_moves_nothing(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    held: list[Route] = []
    page.route("**/assets/search/en/diagnosis.js", lambda route: held.append(route))
    go(page, served)
    open_search(page)
    with page.expect_request("**/diagnosis.js"):
        ask(page, "biopsy")
    place = "() => document.querySelector('.search-elsewhere').getBoundingClientRect().top"
    before = page.evaluate(place)
    held[0].continue_()
    expect(page.locator(".search-snippet")).to_contain_text("needle")
    assert page.evaluate(place) == before


def test_a_text_that_cannot_be_loaded_leaves_the_result_usable(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.route("**/assets/search/en/diagnosis.js", lambda route: route.abort())
    go(page, served)
    open_search(page)
    with page.expect_event("requestfailed"):
        ask(page, "biopsy")
    page.unroute("**/assets/search/en/diagnosis.js")
    ask(page, "biopsies")
    expect(page.locator(".search-snippet")).to_contain_text("needle")
    page.locator(".search-result").click()
    page.wait_for_url("**/diagnosis.html#biopsy")


def test_a_query_typed_while_loading_is_answered(page: Page, served: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search/en.js", lambda route: held.append(route))
    go(page, served)
    page.locator(".search-open").click()
    expect(page.locator(".search-status")).to_have_text("Loading search…")
    page.locator(".search-input").fill("biopsy")
    expect(page.locator(".search-status")).to_have_text("Loading search…")
    held[0].continue_()
    expect(page.locator(".search-status")).to_have_text("1 result")


@pytest.mark.parametrize("broken", ["minisearch.js", "search-words.js", "search-index.js", "en.js"])
def test_a_failure_to_load_says_so_and_the_next_try_may_succeed(
    context: BrowserContext, served: str, broken: str
) -> None:
    page = context.new_page()  # its console reports the request that fails
    page.route(f"**/{broken}", lambda route: route.abort())
    go(page, served)
    page.locator(".search-open").click()
    expect(page.locator(".search-status")).to_have_text("Search could not be loaded.")
    expect(page.get_by_role("link", name="All topics from A to Z")).to_be_visible()
    page.unroute(f"**/{broken}")
    page.locator(".search-input").fill("biopsy")
    expect(page.locator(".search-status")).to_have_text("1 result")


def test_without_scripts_the_opener_leads_to_all_topics(browser: Browser, served: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        go(page, served, "es")
        page.get_by_role("link", name="Buscar").click()
        assert page.url == f"{served}/es/all.html"


# --- using it


def test_keyboard_alone_is_enough(page: Page, served: str) -> None:
    go(page, served)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".search-input")).to_be_focused()
    expect(page.locator(".search-status")).to_be_empty()
    page.keyboard.type("tumor")
    results = page.locator(".search-result")
    expect(results).to_have_count(4)
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(results.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(page.locator(".search-open")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".search-input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#*")


def test_no_single_key_opens_search(page: Page, served: str) -> None:
    go(page, served)
    for key in ("s", "f", "/", "k"):
        page.keyboard.press(key)
    expect(page.locator(".search-dialog")).to_be_hidden()


def test_close_button_gives_focus_back(page: Page, served: str) -> None:
    go(page, served)
    open_search(page)
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(page.locator(".search-open")).to_be_focused()


def test_text_inserted_without_keys_is_answered(page: Page, served: str) -> None:
    go(page, served)
    open_search(page)
    page.locator(".search-input").evaluate(
        "(input) => { input.value = 'biopsy'; input.dispatchEvent(new Event('input', { bubbles: true })) }"
    )
    expect(page.locator(".search-result")).to_have_count(1)


@pytest.mark.parametrize(
    ("tag", "query", "status"),
    [
        ("en", "biopsy", "1 result"),
        ("en", "tumor", "4 results"),
        ("ar", "الخزعة", "نتيجة واحدة"),
        ("zh-Hans", "肿瘤", "5 条结果"),
        ("en", "football", "Nothing found. Try a shorter word."),
        ("en", "  ", ""),
        ("en", "?!", "Nothing found. Try a shorter word."),
    ],
)
def test_status_says_the_count(page: Page, served: str, tag: str, query: str, status: str) -> None:
    go(page, served, tag)
    open_search(page)
    ask(page, query)
    expect(page.get_by_role("status")).to_have_text(status)


def test_no_result_offers_other_ways(page: Page, served: str) -> None:
    go(page, served, "hi")
    open_search(page)
    assert ask(page, "क्रिकेट") == []
    expect(page.get_by_role("link", name="सभी विषय, वर्णक्रम में")).to_be_visible()
    page.get_by_role("link", name="मदद कब लें").click()
    page.wait_for_url("**/hi/get-help.html")


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "biopsy <b>x</b>", "\\ ( [ * ^ $", "constructor __proto__"]
)
def test_markup_in_a_query_is_text(page: Page, served: str, query: str) -> None:
    go(page, served)
    open_search(page)
    ask(page, query)
    assert page.locator(".search-dialog img, .search-dialog b").count() == 0


def test_markup_in_a_section_is_text(page: Page, tmp_path: Path) -> None:
    corpus = CORPORA["en"] | {"pages": {"get-help": {"title": "Angles <i>", "sections": {"now": {}}}}}
    corpus["pages"]["get-help"]["sections"]["now"] = {
        "title": "a</script>b",
        "text": "needle <b>&amp;</b> \u2028 <!-- constructor",
    }
    write_site(tmp_path / "site", [corpus])
    go(page, (tmp_path / "site").as_uri())
    open_search(page)
    assert ask(page, "constructor toString") == ["get-help#now"]
    assert ask(page, "needle") == ["get-help#now"]
    expect(page.locator(".search-title")).to_have_text("a</script>b")
    expect(page.locator(".search-snippet")).to_have_text("needle <b>&amp;</b> <!-- constructor")
    assert page.locator(".search-results b, .search-results i").count() == 0


# --- looks that have a right and a wrong


@pytest.mark.parametrize("tag", LANGUAGES)
def test_dialog_fits_a_narrow_window_and_targets_are_large(page: Page, served: str, tag: str) -> None:
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
    go(page, served, tag)
    open_search(page)
    ask(page, CORPORA[tag]["queries"][0]["query"])
    page.wait_for_function("() => document.styleSheets.length === 2")
    assert page.locator(".search-dialog").evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
    box = page.locator(".search-dialog").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    sizes = page.locator(".search-dialog :is(a, button, input)").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"
    )
    assert min(sizes) >= 24


def test_dialog_follows_right_to_left(page: Page, served: str) -> None:
    go(page, served, "ar")
    open_search(page)
    page.wait_for_function("() => document.styleSheets.length === 2")
    label, close = page.locator(".search-label").bounding_box(), page.locator(".search-close").bounding_box()
    assert label and close and close["x"] < label["x"]
    assert page.locator(".search-input").evaluate("(input) => getComputedStyle(input).direction") == "rtl"


# --- the data files

anything = st.text(st.characters())  # lone surrogates among them
some_records = st.lists(st.builds(SearchRecord, anything, anything, anything, anything, st.integers(0, 9)))
some_synonyms = st.dictionaries(anything, st.lists(anything))


def called(script: str, function: str) -> list[Any]:
    assert not set(script) & {"<", "\u2028", "\u2029"}
    script.encode("utf-8")
    return json.loads("[" + script.removeprefix(f"guideSearch.{function}(").removesuffix(");\n") + "]")


@given(some_records, some_synonyms)
def test_any_text_survives_the_data_files(records: list[SearchRecord], synonyms: dict[str, list[str]]) -> None:
    files = search_files(records, synonyms, "en")
    [data] = called(files.pop("en.js"), "load")
    said = {word: meanings for meanings, words in data["synonyms"] for word in words}
    addresses = [record.address for record in records]
    for word, meanings in said.items():
        told = [addresses[meaning] if isinstance(meaning, int) else meaning for meaning in meanings]
        assert told == [one for one in synonyms[word] if one in addresses or "#" not in one]
    assert all("#" in meaning for word in synonyms.keys() - said.keys() for meaning in synonyms[word])
    told = [
        (f"{path}#{anchor}" if anchor else path, page, section, boost[0] if boost else 1)
        for path, page, rows in data["pages"]
        for anchor, section, *boost in rows
    ]
    addresses = [record.url if record.url.partition("#")[2] else record.url.rstrip("#") for record in records]
    assert told == [(url, one.page, one.section, one.boost) for url, one in zip(addresses, records, strict=True)]
    assert len(data["steps"]) == len(records)
    texts = dict(called(script, "keep") for script in files.values())
    for path in {record.url.partition("#")[0] for record in records}:
        if path in texts:  # two addresses may share a file only where they are no addresses of pages
            assert texts[path] == [record.text for record in records if record.url.partition("#")[0] == path]


def test_data_files_are_compact_and_do_not_depend_on_the_order_of_synonyms() -> None:
    records = [
        SearchRecord("a/b.html", "Página", "", "One two, “one” </script>", 3),
        SearchRecord("a/b.html#c", "Página", "Sección", "TWO three's MRI two"),
    ]
    expected = {
        "en.js": 'guideSearch.load({"pages":[["a/b.html","Página",[["","",3],["c","Sección"]]]],'
        '"steps":[[0,1,1],[1,2,1]],"words":"one two script three\'s mri",'
        '"synonyms":[[[1,"one"],["deuce"]],[["two"],["pair","twain"]]],"variants":""});\n',
        "en/a/b.js": 'guideSearch.keep("a/b.html",["One two, “one” \\u003c/script>","TWO three\'s MRI two"]);\n',
    }
    synonyms = {"twain": ["two"], "pair": ["two"], "deuce": ["a/b#c", "one"], "gone": ["a/b#gone"]}
    assert search_files(records, synonyms, "en") == expected
    assert search_files(records, dict(reversed(synonyms.items())), "en") == expected


def test_what_is_written_without_spaces_is_kept_by_words() -> None:
    text = "您的双腿无力，请去急诊科。您的双腿无力。MRI检查"
    [data] = called(search_files([SearchRecord("a.html", "", "", text)], {}, "zh-Hans")["zh-Hans.js"], "load")
    words = data["words"].split()
    assert "".join(words).count("双腿") == 1 and "mri" in words
    assert max(map(len, words)) <= 4


@pytest.mark.parametrize(
    ("tag", "text", "query"),
    [
        ("zh-Hans", "双腿无力时请去医院", "雙腿無力"),
        ("zh-Hant", "雙腿無力時請去醫院", "双腿无力"),
        ("ja", "両足に力が入らないときは病院へ", "両足"),
        ("th", "ขาอ่อนแรงให้ไปโรงพยาบาล", "โรงพยาบาล"),
        ("ko", "다리에 힘이 없으면 병원에 가세요", "병원"),
        ("my", "ခြေထောက်အားနည်းလျှင် ဆေးရုံသို့သွားပါ", "ဆေးရုံ"),
    ],
)
def test_scripts_without_spaces_are_found_by_either_form(
    page: Page, tmp_path: Path, tag: str, text: str, query: str
) -> None:
    sections = {"now": {"title": "1", "text": text}, "other": {"title": "2", "text": "abc"}}
    pages = {"get-help": {"title": "0", "sections": sections}}
    write_site(tmp_path / "site", [CORPORA["en"] | {"language": tag, "pages": pages, "synonyms": {}}])
    go(page, (tmp_path / "site").as_uri(), tag)
    open_search(page)
    assert ask(page, query) == ["get-help#now"]


HARD_TEXTS = [
    "Ænima naïve ĐƯỜNG Straße İstanbul ısı ΟΔΟΣ ἄνθρωπος ёлка",
    "X-ray can’t l’eau well--known 'quoted' rock-'n'-roll -dash- 3.5 1,000",
    "٣٥ १२ ۴ ５０ والألم بالأشعة للرئة مُوسَى جـــراحة",
    "फ़ेफड़ा हिन्दी می\u200cشود Rönt\u00adgen שָׁלוֹם",
    "双腿。MRI检查,做X光 허리가 がん人々のラーメン ปวดหลัง",
    "a\u2028b\u0301c \U0001f600d 𝒳𝒴 ﬁn ǅ",
]


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_the_browser_makes_the_same_words_of_the_data_file_as_of_the_text(page: Page, served: str, text: str) -> None:
    [data] = called(search_files([SearchRecord("a.html", "", "", text)], {}, "en")["en.js"], "load")
    go(page, served)
    open_search(page)
    forms = "(text) => [...new Set(guideSearch.words(text).flatMap((word) => word.forms))].sort()"
    assert page.evaluate(forms, data["words"]) == page.evaluate(forms, text)


def test_a_synonym_leads_to_a_section_only_where_all_its_words_are_asked_for(page: Page, tmp_path: Path) -> None:
    synonyms = {
        "gave way": ["diagnosis#biopsy"],
        "wobbly": ["treatment#surgery", "causes#spread"],
        "lost": ["no#where"],
    }
    write_site(tmp_path / "site", [CORPORA["en"] | {"synonyms": synonyms}])
    go(page, (tmp_path / "site").as_uri())
    open_search(page)
    assert ask(page, "my legs gave way")[0] == "diagnosis#biopsy"
    assert ask(page, "way gavve")[0] == "diagnosis#biopsy"
    assert "diagnosis#biopsy" not in ask(page, "away")
    assert ask(page, "wobbly") == ["treatment#surgery", "causes#spread"]
    assert ask(page, "lost") == []


# --- splitting a page into sections


def test_a_page_is_split_at_headings_with_an_id() -> None:
    html = """<h1 id="top">Symptoms</h1><p>Be<b>fore</b> the first.</p>
    <div><h2 id="pain">Pain &amp; more<a class="headerlink" href="#pain">¶</a></h2>
    <ul><li>one</li><li>two</li></ul><h4 id="deep">Deep</h4><table><tr><td>1</td><td>2</td></tr></table></div>
    <h3 id="night">At night</h3>Late<br>hours<!-- unseen --><script>unseen()</script>
    <h2>No id</h2><p>still night</p>"""
    assert section_records("Symptoms", "symptoms.html", html) == [
        SearchRecord("symptoms.html", "Symptoms", "", "Before the first."),
        SearchRecord("symptoms.html#pain", "Symptoms", "Pain & more", "one two Deep 1 2"),
        SearchRecord("symptoms.html#night", "Symptoms", "At night", "Late hours No id still night"),
    ]


def test_what_is_not_to_be_found_is_left_out() -> None:
    html = """<p class="not-searched">notice</p>
    <h2 id="a">A</h2><p>kept <span class="x not-searched">gone</span></p>
    <h2 id="b">B</h2><div><p class="to-be-written">soon</p></div><p>gone too</p>
    <h2 id="c" class="not-searched">C</h2>
    <h2 id="d">D</h2>"""
    assert section_records("P", "p.html", html) == [
        SearchRecord("p.html#a", "P", "A", "kept"),
        SearchRecord("p.html#d", "P", "D", ""),
    ]


@pytest.mark.parametrize("html", ["", "   ", "<!-- -->", '<p class="to-be-written">soon</p>'])
def test_a_page_without_text_has_no_records(html: str) -> None:
    assert section_records("P", "p.html", html) == []
