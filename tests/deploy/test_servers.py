"""nginx, Caddy and Apache with the files of deploy/, started for real: what they answer, and what they do not tell."""

import contextlib
import gzip
import os
import re
import shutil
import socket
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

import brotli
import pytest
import yaml
from conftest import ALL, BOXES, HELP, INDEX, INDEX_ES, LANGUAGES, MENU, ROOT, borrow
from servers import DEPLOY, PROGRAMS, missing, running

from scripts.outputs.headers import ASKED_AGAIN, HEADERS, KEPT, cache_control

ENCODED = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A tiny site in two languages, as it is published: where every server's own user may read it."""
    from scripts.commands.build import build, forget_configuration

    root = tmp_path_factory.mktemp("deploy")
    made = {
        "mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8"),
        "docs/_data/languages.yml": LANGUAGES, "docs/_data/menu.yml": MENU, "docs/_data/safety.yml": BOXES,
        "docs/en/index.md": INDEX, "docs/en/get-help.md": HELP, "docs/en/all.md": ALL, "docs/es/index.md": INDEX_ES,
    }  # fmt: skip
    for path, text in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for tag in ("en", "es"):
        shutil.copy(ROOT / f"docs/_data/ui/{tag}.yml", root / "docs/_data")
        (root / "docs/_data/ui").mkdir(exist_ok=True)
        shutil.move(root / f"docs/_data/{tag}.yml", root / "docs/_data/ui")
    borrow(root)
    forget_configuration()
    assert build(root, jobs=1) == 0
    folder = Path(tempfile.mkdtemp(prefix="guide-deploy."))
    folder.chmod(0o755)
    release = folder / "releases/one"
    shutil.copytree(root / "site", release)
    for path in [path for path in release.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(data))
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data))
    shutil.copy(DEPLOY / "apache.htaccess", release / ".htaccess")
    (release / ".git").mkdir()
    (release / ".git/config").write_text("secret")
    (folder / "secret.txt").write_text("secret")
    (folder / "current").symlink_to("releases/one")
    (folder / "web").mkdir()
    (folder / "web/guide").symlink_to("../current")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", params=list(PROGRAMS))
def server(request, published):
    if said := missing(request.param):
        pytest.fail(said)
    with running(request.param, published / "current", published / request.param) as started:
        yield started


@pytest.fixture(scope="session")
def script(published):
    """The address of a file whose name tells what is in it."""
    found = next((published / "current/assets/scripts").glob("page.*.js"))
    return f"/assets/scripts/{found.name}"


def is_right(answer, path="/"):
    """That an answer of any status has the headers of ours, each once, and tells nothing of the server."""
    said = {name: answer.headers.get(name.lower()) for name in HEADERS}
    assert said == HEADERS
    assert answer.headers.get("cache-control") == cache_control(path.lstrip("/"), answer.status)
    assert answer.headers.get("server", "") in ("nginx", "Apache", "")
    assert "x-powered-by" not in answer.headers and "set-cookie" not in answer.headers
    assert b"secret" not in answer.body


@pytest.mark.parametrize("encoding", ENCODED)
@pytest.mark.parametrize("path", ["/", "/es/index.html", "script", "/sw.js", "/sitemap.xml"])
def test_files_come_as_they_are_published(server, published, script, path, encoding):
    path = script if path == "script" else path
    answer = server.ask(path, Accept_Encoding=encoding or "identity")
    assert answer.status == 200 and answer.headers.get("content-encoding", "") == encoding
    data = (published / "current" / (path.lstrip("/") or "index.html")).read_bytes()
    assert ENCODED[encoding](answer.body) == data
    assert "accept-encoding" in answer.headers["vary"].lower()
    kind = {".js": "javascript", ".xml": "xml"}.get(Path(path).suffix, "text/html")
    assert kind in answer.headers["content-type"] and "utf-8" in answer.headers["content-type"].lower()
    is_right(answer, path)


def test_a_page_is_asked_for_again_and_a_named_file_is_kept_for_a_year(server, script):
    assert server.ask("/es/index.html").headers["cache-control"] == ASKED_AGAIN
    assert server.ask(script).headers["cache-control"] == KEPT
    for path, encoding in (("/es/index.html", "br"), ("/es/index.html", "identity"), (script, "gzip")):
        first = server.ask(path, Accept_Encoding=encoding)
        again = server.ask(path, Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["cache-control"] == cache_control(path[1:])
        assert server.ask(path, Accept_Encoding=encoding, If_None_Match='"another"').status == 200
    etags = {server.ask("/es/index.html", Accept_Encoding=one).headers["etag"] for one in ("br", "gzip", "identity")}
    assert len(etags) == 3, "a cache would hand out one encoding for another"


def test_head_and_ranges(server, published):
    whole = server.ask("/index.html")
    head = server.ask("/index.html", "HEAD")
    assert (head.status, head.body) == (200, b"") and head.headers["content-length"] == str(len(whole.body))
    is_right(head)
    part = server.ask("/index.html", Range="bytes=10-19")
    assert (part.status, part.body) == (206, whole.body[10:20])
    is_right(part)
    none = server.ask("/index.html", Range="bytes=99999999-")
    assert none.status == 416
    if server.name == "nginx":  # it says all of them twice there, which browsers read as once
        none.headers.update({name: value.partition(" AND ")[0] for name, value in none.headers.items()})
    is_right(none)


@pytest.mark.parametrize(("path", "language"), [("/none.html", "en"), ("/es/none.html", "es"), ("/es/a/none", "es"), ("/xx/none", "en"), ("/es.html", "en")])  # fmt: skip
def test_what_is_not_there_is_told_in_the_language_of_the_address(server, path, language):
    answer = server.ask(path)
    assert answer.status == 404 and f'<html lang="{language}"'.encode() in answer.body
    assert "text/html" in answer.headers["content-type"]
    is_right(answer)


def test_a_named_file_that_is_gone_is_not_kept_as_gone(server):
    answer = server.ask("/assets/scripts/page.00000000.js")
    assert answer.status == 404
    is_right(answer)


def test_a_folder_leads_to_its_slash_once(server):
    for path in ("/es", "/es?from=card"):
        answer = server.ask(path)
        assert answer.status in (301, 308)
        target = answer.headers["location"]
        if server.name == "apache":  # it always names the host that it was asked for
            target = re.sub(rf"^http://127.0.0.1:{server.port}", "", target)
        assert target == path.replace("/es", "/es/")
        is_right(answer)
        assert server.ask(target).status == 200


def test_language_is_offered_by_the_page_and_never_by_the_server(server):
    for path, language in (("/", "en"), ("/index.html", "en"), ("/es/", "es")):
        answer = server.ask(path, Accept_Language="es,en;q=0.5")
        assert answer.status == 200 and f'<html lang="{language}"'.encode() in answer.body
        assert "language" not in answer.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/../secret.txt", "/es/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%5c..%5csecret.txt", "/es%2Findex.html", "/a%00b", "/.git/config", "/.htaccess", "/es/.ht"])  # fmt: skip
def test_there_is_no_way_out_of_the_folder(server, path):
    answer = server.ask(path)
    assert answer.status in (400, 403, 404), answer.body[:80]
    is_right(answer)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PROPFIND"])
def test_nobody_sends_anything(server, method):
    answer = server.ask("/index.html", method)
    assert answer.status in (403, 405)
    is_right(answer)


def test_long_questions_and_huge_headers(server):
    long = server.ask("/?q=" + "a" * 8192)
    assert long.status == 200
    is_right(long)
    huge = server.ask("/", X_Long="a" * 70_000)
    assert huge.status in (400, 431)
    assert b"aaaa" not in huge.body and b"Apache" not in huge.body.replace(b"Apache Server", b"Apache")
    if server.name != "caddy":  # refused before any of our lines is read
        is_right(huge)


def test_health(server, published):
    answer = server.ask("/healthz")
    assert answer.status == 200 and b"ok" in answer.body
    is_right(answer)
    os.rename(published / "current", published / "gone")
    try:
        assert server.ask("/healthz").status >= 400
    finally:
        os.rename(published / "gone", published / "current")


def test_a_slow_reader_holds_up_nobody_and_is_let_go(server):
    with socket.create_connection(("127.0.0.1", server.port), 30) as slow:
        start = time.monotonic()
        slow.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        assert server.ask("/index.html").status == 200 and time.monotonic() - start < 5
        if server.name == "nginx":  # the others give 10 seconds, which nobody shall wait for here
            with contextlib.suppress(ConnectionResetError):
                assert re.match(rb"$|HTTP/1.1 408", slow.recv(100))
            assert time.monotonic() - start < 8


def test_logs_have_no_address_and_no_question(server):
    server.ask(
        "/es/index.html?q=tumor-in-my-back", Referer="https://portal.example/patient/7", User_Agent="phone-of-a-reader"
    )
    server.ask("/es/none.html?q=tumor-in-my-back", X_Forwarded_For="203.0.113.9")
    server.ask("/%2e%2e/secret.txt?q=tumor-in-my-back")
    logged = server.logged()
    assert "/es/index.html" in logged and "404" in logged
    for told in ("tumor-in-my-back", "127.0.0.1", "patient", "phone-of-a-reader", "203.0.113.9"):
        assert told not in logged.replace(f"127.0.0.1:{server.port}", ""), told


def test_in_a_sub_path(published, tmp_path_factory):
    """A link in the web root, and nothing else changed."""
    with running("nginx", published / "web", published / "below") as server:
        assert server.ask("/guide/es/index.html", Accept_Encoding="br").headers["content-encoding"] == "br"
        assert server.ask("/guide").headers["location"] == "/guide/"
        assert server.ask("/guide/es").headers["location"] == "/guide/es/"
        assert b'<html lang="es"' in server.ask("/guide/es/none.html").body
        assert b'<html lang="en"' in server.ask("/guide/none.html").body
        script = next((published / "current/assets/scripts").glob("page.*.js")).name
        assert server.ask(f"/guide/assets/scripts/{script}").headers["cache-control"] == KEPT


def test_what_is_for_iis_says_the_same():
    tree = ElementTree.parse(DEPLOY / "web.config").getroot()
    said = {one.get("name"): one.get("value") for one in tree.find(".//customHeaders").findall("add")}
    assert said == HEADERS
    places = {one.get("path"): one for one in tree.findall("location")}
    for folder in ("scripts", "styles", "search"):
        assert places[f"assets/{folder}"].find(".//clientCache").get("cacheControlMaxAge") == "365.00:00:00"
    languages = yaml.safe_load((ROOT / "docs/_data/languages.yml").read_text(encoding="utf-8"))[1:]
    for tag in [one["tag"] for one in languages]:
        assert places[tag].find(".//error").get("path") == rf"{tag}\404.html"
