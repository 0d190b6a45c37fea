"""What a browser makes of a request: the page that is meant, or what may help; never a guess, and nothing kept or shown of it."""

import string
from urllib.parse import quote, urlsplit

import pytest
from asked import REQUESTS, every_code
from axe import unreviewed
from hypothesis import given, settings
from hypothesis import strategies as st

CODES = "2.16.840.1.113883.6.90"


@pytest.fixture(scope="module")
def page(browser, real_site):
    """The page that a records system opens, with nothing asked."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{real_site.as_uri()}/infobutton.html")
    page.evaluate("window.requestMap = JSON.parse(document.querySelector('.request-map').textContent)")
    yield page
    context.close()


def resolved(page, queries, home="en"):
    return page.evaluate(
        "([queries, home]) => queries.map((one) => guideInfobutton.resolve(one, requestMap, home))", [queries, home]
    )


def test_requests_as_real_systems_send_them(page):
    answers = resolved(page, [one["?"] for one in REQUESTS])
    for asked, answer in zip(REQUESTS, answers, strict=True):
        wanted = {
            "language": None if "chooser" in asked else asked.get("language", "en"),
            "go": asked.get("go"),
            "handOut": asked.get("hand-out", False),
            "mayHelp": "may" in asked,
        }
        if "chooser" in asked:
            del wanted["go"]
        if "hand-out" in asked:
            wanted["go"] = asked["all"][0]
        assert {key: answer[key] for key in wanted} == wanted, asked
        if "topics" in asked:
            assert answer["sections"] == [], asked
        if wanted := asked.get("may") or asked.get("all"):
            assert answer["sections"] == wanted, asked


def test_every_code_in_every_language_is_answered_as_the_list_says(page, real_site):
    asked = every_code(real_site.parent)
    assert len(asked) > 500
    for (query, code, tag), answer in zip(asked, resolved(page, [one[0] for one in asked]), strict=True):
        sure = next((section for relation, section in code.targets if relation != "related"), None)
        assert (answer["language"], answer["go"], answer["mayHelp"]) == (tag, sure, sure is None), query
        assert answer["sections"] == [section for _, section in code.targets], query
    assert resolved(page, ["mainSearchCriteria.v.ot=x"], "ar")[0]["language"] == "ar"  # the page's own


_NAMES = st.sampled_from(
    ["mainSearchCriteria.v.c", "mainSearchCriteria.v.cs", "mainSearchCriteria.v.dn", "mainSearchCriteria.c.c1",
     "mainSearchCriteria.v.cs1", "informationRecipient", "informationRecipient.languageCode.c", "taskContext.c.c", "__proto__"]
)  # fmt: skip
_VALUES = st.one_of(
    st.sampled_from(
        [CODES, "icd10", "MESH", "C72.0", "M54.5", "R20", "D013125", "constructor", "spinal tumor", "es", "zh-TW", "PROV",
         "__proto__", "//example.net/", "javascript:alert(1)", "../../x", "%", "%E0%A4%A"]
    ),
    st.text(max_size=12),
)  # fmt: skip
_QUERY = st.lists(st.tuples(_NAMES, _VALUES, st.booleans()), max_size=8).map(
    lambda pairs: "&".join(f"{name}={quote(value, errors='replace') if safe else value}" for name, value, safe in pairs)
)
_COMPLAINTS = st.builds(
    lambda start, rest, words: (
        f"mainSearchCriteria.v.cs={CODES}&mainSearchCriteria.v.c={start}{rest}&mainSearchCriteria.v.dn={quote(words)}"
    ),
    st.sampled_from(["R", "R2", "r15", "M54", "m54.", "M54.5", "R20.0"]),
    st.text(string.ascii_uppercase + string.digits + ". ", max_size=4),
    st.sampled_from(["spinal tumor", "meningioma", "ورم في العمود الفقري", ""]),
)


@settings(max_examples=40)
@given(st.lists(_QUERY, min_size=20, max_size=40), st.lists(_COMPLAINTS, min_size=5, max_size=20))
def test_whatever_is_asked_leads_within_the_guide_and_no_complaint_to_a_tumor(page, queries, complaints):
    known = page.evaluate("[...document.querySelectorAll('.topics li')].map((one) => one.dataset.section)")
    for answer in resolved(page, queries):
        assert answer["language"] in (None, "en", "es", "ar", "zh-Hans", "hi")
        assert set(answer["sections"]) <= set(known) and (answer["go"] is None or answer["go"] in known)
    for answer in resolved(page, complaints):
        assert set(answer["sections"]) <= {"get-help#page"} and answer["go"] is None


@pytest.fixture
def ask(browser, real_site, serve_folder):
    """Open the page with a request, as a reader's browser does; gives it, what it asked of the server, and its errors."""
    home, contexts = serve_folder(real_site), []

    def opened(query, **options):
        contexts.append(browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options}))
        page = contexts[-1].new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(f"{home}infobutton.html?{query}", wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()


def shown(page, selector):
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


def query(code, **more):
    return "&".join(
        [f"mainSearchCriteria.v.cs={CODES}&mainSearchCriteria.v.c={code}", *(f"{k}={v}" for k, v in more.items())]
    )


def test_a_code_that_is_surely_meant_opens_its_page(ask):
    page = ask(query("C72.0") + "&informationRecipient.languageCode.c=es")
    assert urlsplit(page.url)._replace(netloc="", scheme="").geturl() == "/es/index.html#inside-the-cord"
    page.go_back()
    assert page.url == "about:blank"  # the request is not in the history


def test_what_may_help_is_offered_as_such_in_the_readers_language(ask):
    page = ask(
        query("C79.51") + "&informationRecipient.languageCode.c=ar&mainSearchCriteria.v.dn=%3Cb%3ESECRET%3C/b%3E"
    )
    assert urlsplit(page.url)._replace(netloc="", scheme="").geturl() == "/ar/infobutton.html"
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator(".may-help").is_visible() and not page.locator(".hand-out").is_visible()
    (link,) = page.locator(".found li a").all()
    assert link.get_attribute("href") == "spread.html"
    assert "SECRET" not in page.content() and "C79.51" not in page.locator("main").inner_text()
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])").count("C79") == 0
    for request in page.asked[1:]:  # nothing of it goes along with what the page loads
        assert "C79" not in request.url and "SECRET" not in request.url and not request.headers.get("referer")
    assert page.errors == [] and page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_complaint_is_shown_the_help_page_and_no_list_of_tumors(ask):
    page = ask(query("M54.50") + "&mainSearchCriteria.v.dn=Low+back+pain")
    links = shown(page, "main a:not(.guide-languages a):not(.danger-strip a)")
    assert page.locator(".may-help").is_visible() and links == ["Get help now: danger signs"], links


def test_a_language_we_lack_gets_a_choice_in_its_own_words(ask):
    page = ask(query("C72.0") + "&informationRecipient.languageCode.c=fr")
    (told,) = [one for one in page.locator(".unspoken").all() if one.is_visible()]
    assert told.get_attribute("lang") == "fr" and "français" in told.inner_text()
    assert page.evaluate("document.querySelector('main').firstElementChild.lang") == "fr"
    assert shown(page, ".guide-languages a") == ["English", "Español", "العربية", "简体中文", "हिन्दी"]
    page.click(".guide-languages a[hreflang=hi]")
    page.wait_for_url("**/hi/index.html#inside-the-cord")


def test_an_unknown_code_gets_the_list_of_topics(ask):
    page = ask(query("J45") + "&informationRecipient.languageCode.c=es")
    assert page.url.endswith("/es/infobutton.html") and page.locator(".none").is_visible()
    assert len(shown(page, ".topics a")) == page.locator(".topics a").count() > 10
    assert not page.locator(".found").is_visible()


def test_a_clinician_can_print_a_slip_with_a_square_code(ask):
    page = ask(query("C72.0", informationRecipient="PROV") + "&informationRecipient.languageCode.c=ar")
    assert page.locator(".hand-out").is_visible() and shown(page, ".hand-out .for-staff[lang=en]")
    image = page.locator(".found img.square")
    assert image.evaluate("(one) => one.complete && one.naturalWidth > 50") and image.get_attribute("alt")
    assert shown(page, ".found bdi") == ["https://example.org/ar/index.html#inside-the-cord"]
    assert unreviewed(page, "plain") == []
    page.evaluate("window.print = () => { window.printed = true }")
    page.click(".infobutton-print")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert image.is_visible() and not page.locator(".topics, .infobutton-print").first.is_visible()
    page.emulate_media(media="screen")
    page.click(".guide-languages a[hreflang=hi]")
    page.wait_for_url("**/hi/infobutton.html")
    assert page.locator(".hand-out").is_visible() and page.locator(".found img.square").is_visible()


def test_without_javascript_all_topics_and_pages_are_there(ask, real_site):
    page = ask(query("C72.0"), java_script_enabled=False)
    assert page.locator(".topics a").count() > 10 and page.locator(".pages a").count() > 15
    assert page.locator(".guide-languages a").count() == 5
    assert not page.locator(".found, .none, .hand-out, .unspoken").first.is_visible()
    for link in page.locator("main a").all():
        path = (link.get_attribute("href") or "").split("#")[0]
        assert (real_site / path).is_file(), path
