"""What readers type, asked of the built guide in a real browser."""

import pytest
import readers

WAYS = ["http", "http without Intl.Segmenter", "file"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tag", sorted(path.stem for path in readers.QUERIES.glob("*.yml")))
def test_what_readers_type_is_found_and_danger_puts_help_first(browser, real_site, serve_folder, tag, way):
    asked = readers.queries(tag)
    assert len(asked) >= 40 and sum(query["by"] == "blind" for query in asked) * 3 >= len(asked)
    page = browser.new_page()
    if "without" in way:
        page.add_init_script("delete Intl.Segmenter")
    readers.open_search(page, f"file://{real_site}/" if way == "file" else serve_folder(real_site), tag)
    answers = readers.ask(page, tag)
    page.close()
    late = {query["query"]: found[:1] for query, found in answers if not readers.puts_help_first(query, found)}
    assert late == {}
    missed = {query["query"]: found[:3] for query, found in answers if not readers.is_found(query, found)}
    assert len(missed) <= 0.03 * len(answers), missed


@pytest.mark.parametrize("tag", ["en", "es", "ar", "zh-Hans", "hi"])
def test_search_finds_nothing_of_another_language(browser, real_site, serve_folder, tag):
    page = browser.new_page()
    readers.open_search(page, serve_folder(real_site), tag)
    for query in ("tumor", readers.queries(tag)[0]["query"]):
        page.locator(".search-input").fill(query)
        page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
        links = page.locator(".search-result").evaluate_all("links => links.map(({ pathname }) => pathname)")
        own = "/" if tag == "en" else f"/{tag}/"
        assert all(link.rpartition("/")[0] + "/" == own for link in links), links
    page.close()
