"""What nginx and Caddy answer machines by the rules that are built: the file of the code and language, else the empty answer."""

import http.client
import json
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asked import REQUESTS, every_code
from servers import missing, running

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(request, real_site, tmp_path_factory):
    if said := missing(request.param):
        pytest.fail(said)
    with running(request.param, real_site, tmp_path_factory.mktemp("server") / request.param, records=True) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)

        def get(path):
            connection.request("GET", "/" + path.replace(" ", "%20"))
            response = connection.getresponse()
            return response, response.read()

        yield get, server
        connection.close()


def test_machines_get_the_file_of_the_code_and_language(server, real_site):
    get, _ = server
    asked = [(one["?"], one["file"], one.get("language", "en")) for one in REQUESTS if "file" in one]
    asked += [(query, f"{code.system}/{code.code}", tag) for query, code, tag in every_code(real_site.parent)]
    for number, (query, file, tag) in enumerate(asked):
        kind, ending = (("application/json", "json"), ("text/xml", "atom"), ("application%2Fjson", "json"))[number % 3]
        response, body = get(f"infobutton.html?{query}&knowledgeResponseType={kind}")
        folder = "" if tag == "en" or file == "nothing" else f"{tag}/"
        assert response.status == 200
        assert body == (real_site / folder / "infobutton" / f"{file}.{ending}").read_bytes(), query
        assert response.headers["Cache-Control"] == "no-cache"
        wanted = "application/json" if ending == "json" else "application/atom+xml"
        assert response.headers["Content-Type"].startswith(wanted)


def test_readers_get_the_page_and_the_service_answers_as_atom(server, real_site):
    get, _ = server
    query = REQUESTS[0]["?"]
    assert get(f"infobutton.html?{query}")[1] == (real_site / "infobutton.html").read_bytes()
    atom = (real_site / "infobutton/icd-10-cm/C72.0.atom").read_bytes()
    assert get(f"infobutton/service?{query}")[1] == atom
    as_json = (real_site / "infobutton/icd-10-cm/C72.0.json").read_bytes()
    assert get(f"infobutton/service?{query}&knowledgeResponseType=application/json")[1] == as_json
    in_spanish = (real_site / "es/infobutton/icd-10-cm/C72.0.atom").read_bytes()
    assert get(f"es/infobutton.html?{query}&knowledgeResponseType=text/xml")[1] == in_spanish  # the folder's language
    assert get("symptoms.html?knowledgeResponseType=text/xml")[1] == (real_site / "symptoms.html").read_bytes()


def test_nothing_that_is_asked_is_logged(server):
    get, served = server
    get("infobutton.html?mainSearchCriteria.v.c=SECRET")
    get("infobutton.html?mainSearchCriteria.v.c=SECRET&knowledgeResponseType=application/json")
    get("infobutton/service?mainSearchCriteria.v.c=SECRET")
    for path in (
        "infobutton/SECRET.atom?SECRET",
        "es/infobutton/icd-10-cm/SECRET.json",
        "infobutton/icd-10-cm%2FSECRET.atom",
    ):
        assert get(path)[0].status == 404
    one_code = "infobutton/icd-10-cm/C72.0.atom"
    assert get(one_code)[0].status == 200
    get("symptoms.html")
    said = served.logged()
    assert "/symptoms.html" in said and "SECRET" not in said
    assert "/infobutton" not in said


@pytest.mark.parametrize(("name", "line"), [("nginx", " if=$guide_logged"), ("caddy", "skip_log @records\n")])
def test_the_rules_keep_what_is_there_out_of_a_log_that_has_all_else(real_site, tmp_path, name, line):
    with running(
        name, real_site, tmp_path / name, records=True, changed={line: "\n" if line.endswith("\n") else ""}
    ) as served:
        for path in ("infobutton.html", "infobutton/service", "infobutton/icd-10-cm/C72.0.atom", "symptoms.html"):
            assert served.ask(f"/{path}").status == 200
        said = served.logged()
    assert "/symptoms.html" in said and "infobutton" not in said


def test_the_page_works_under_a_strict_policy(browser, real_site, tmp_path):
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    with running("nginx", real_site, tmp_path / "nginx", records=True) as server:
        query = "mainSearchCriteria.v.cs=2.16.840.1.113883.6.90&mainSearchCriteria.v.c=C79.51&informationRecipient=PROV"
        page.goto(f"{server.address}infobutton.html?{query}", wait_until="networkidle")
        assert page.locator(".found img.square").evaluate("(one) => one.naturalWidth") and said == []
    context.close()


def lines_of_readme():
    """(command, what it prints) of each block of README that asks with curl."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(curl .*?)```", text, re.DOTALL)
    found = re.findall(r"^(curl .*)\n# (.*)$", "".join(blocks), re.MULTILINE)
    return [(command, wanted) for command, wanted in found]


def test_the_lines_of_readme_print_what_it_says(real_site, tmp_path):
    if said := missing("nginx") or missing("curl"):
        pytest.fail(said)
    lines = lines_of_readme()
    assert len(lines) == 10
    with running("nginx", real_site, tmp_path / "nginx", records=True) as server:
        for command, wanted in lines:
            command = command.replace("https://guide.example.org/", server.address)
            printed = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=20).stdout
            assert printed.strip() == wanted.strip(), command


ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_answer_is_atom_and_says_the_same_as_json(real_site):
    from lxml import etree

    paths = [*real_site.glob("infobutton/**/*.atom"), *real_site.glob("*/infobutton/**/*.atom")]
    assert len(paths) > 500
    for path in paths:
        feed = etree.fromstring(path.read_bytes())
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["feed"]
        tag = path.relative_to(real_site).parts[0].replace("infobutton", "en")
        assert (
            feed.tag == f"{ATOM}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == tag == told["lang"]
        )
        ids = [one.text for one in feed.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids)) and all(urlsplit(id).scheme == "https" for id in ids)
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == ids[0]
        for one in (feed, *feed.findall(f"{ATOM}entry")):  # what RFC 4287 wants of each
            assert all(len(one.findall(ATOM + name)) == 1 for name in ("id", "title", "updated"))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.find(f"{ATOM}updated").text)
            assert one.find(f"{ATOM}author/{ATOM}name").text and one.find(f"{ATOM}title").text
        entries = feed.findall(f"{ATOM}entry")
        links = [entry.find(f"{ATOM}link[@rel='alternate']") for entry in entries]
        assert [link.get("href") for link in links] == [one["link"][0]["href"] for one in told["entry"]]
        assert all(link.get("hreflang") == tag for link in links)
        for entry, link in zip(entries, links, strict=True):
            address = urlsplit(link.get("href"))
            page = real_site / (address.path.lstrip("/") + ("index.html" if address.path.endswith("/") else ""))
            assert page.is_file() and (not address.fragment or f'id="{address.fragment}"' in page.read_text())
            assert entry.find(f"{ATOM}summary").text
        assert entries or path.stem == "nothing"


def test_copies_that_readers_keep_hold_none_of_it(real_site):
    for path in real_site.glob("assets/offline/*.json"):
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        assert len(files) > 20 and not [one for one in files if "infobutton" in one]
