"""A server as a hospital's would be (brotli made beforehand, assets kept for an hour), which counts what it sends; and
what the files of a site refer to."""

from __future__ import annotations

import http.server
import json
import re
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli
from selectolax.lexbor import LexborHTMLParser

from scripts.outputs.assets import unmarked

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml"}  # fmt: skip


class Scales:
    """Serves a folder on this machine and keeps a list of (path, bytes with headers, status)."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sent, self.made = folder, [], {}
        scales = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
                status, answer = scales.answer(path)
                scales.sent.append((path, len(answer), status))
                self.wfile.write(answer)
                self.close_connection = True

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.home = f"http://127.0.0.1:{self.server.server_port}/"

    def answer(self, path: str) -> tuple[int, bytes]:
        """What is sent for a file: status line, headers and body, compressed as well as brotli can."""
        if path not in self.made:
            file = self.folder / path
            status = 200 if file.is_file() else 404
            body = brotli.compress(file.read_bytes()) if file.is_file() else b""
            kept = "no-cache" if path.endswith(".html") else "max-age=3600"
            headers = [
                f"HTTP/1.1 {status} {'OK' if status == 200 else 'Not Found'}",
                "Server: nginx",
                f"Date: {formatdate(usegmt=True)}",
                f"Content-Type: {TYPES.get(file.suffix, 'application/octet-stream')}",
                "Last-Modified: Sun, 01 Nov 2026 12:00:00 GMT",
                f"Cache-Control: {kept}",
                "Content-Encoding: br",
                "Vary: Accept-Encoding",
                f"Content-Length: {len(body)}",
            ]
            self.made[path] = status, ("\r\n".join(headers) + "\r\n\r\n").encode() + body
        return self.made[path]

    def weight(self, path: str) -> int:
        return len(self.answer(path)[1])

    def sent_with(self, paths: set[str]) -> list[tuple[str, int, int]]:
        """What has been sent, once these paths are among it or five seconds are over: a browser asks for its icon last."""
        for _ in range(100):
            if paths <= {path for path, _, _ in self.sent}:
                break
            time.sleep(0.05)
        return list(self.sent)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Page:
    """A built page: what a browser loads for it, and what it refers to."""

    def __init__(self, site: Path, path: str) -> None:
        self.site, self.path = site, path

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser((self.site / self.path).read_text(encoding="utf-8"))

    def _found(self, selector: str, *names: str) -> Iterator[str]:
        for node in self.tree.css(selector):
            for name in names:
                for address in (node.attributes.get(name) or "").replace(",", " ").split():
                    url = urlsplit(urljoin(f"http://here/{self.path}", address))
                    if url.netloc == "here" and (url.path != "/" or name == "data-root"):
                        yield unquote(url.path).lstrip("/")

    @property
    def loads(self) -> list[str]:
        """The page and the files that it loads by itself, each once."""
        shown = [
            *self._found("link[rel=icon], link[rel=stylesheet], link[rel=preload]", "href"),
            *self._found("script[src], img, source, object", "src", "srcset", "data"),
            *self._found("use", "href"),
        ]
        return list(dict.fromkeys([self.path, *shown]))

    @property
    def asks(self) -> list[str]:
        """What its scripts ask for once it is shown: the questions in a second language."""
        return list(self._found("option[selected]", "data-script"))

    @property
    def refers(self) -> set[str]:
        """All files it names, in links and for its scripts. A folder means every file of the pages that search knows."""
        named = {
            *self.loads,
            *self.asks,
            *self._found("a, link, use", "href"),
            *self._found("[data-scripts]", "data-scripts", "data-style"),
            *self._found("[data-script]", "data-script"),
            *self._found("[data-offers]", "data-offers"),
        }
        for folder in self._found("[data-texts]", "data-texts"):
            data = (self.site / f"{folder.rstrip('/')}.js").read_text(encoding="utf-8")
            named |= {f"{folder}{name}.js" for name in re.findall(r'\["([^"]+)\.html["#]', data)}
        for root in self._found(".keep", "data-root"):
            kept = f"{root}assets/offline/{self.tree.css_first('.keep').attributes['data-tag']}.json"
            named |= {kept, f"{root}sw.js"}
            named.add(json.loads((self.site / kept).read_text(encoding="utf-8"))["elsewhere"])
        return {f"{path}index.html" if path.endswith("/") else path for path in named}

    @property
    def has_drawing(self) -> bool:
        return self.tree.css_first("figure.drawing") is not None


def unused(site: Path) -> set[str]:
    """Files that no page leads to, from the first page of a language and from 404 on, and nothing else names."""
    left = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    waiting = {path for path in left if re.fullmatch(r"index\.html|(.*/)?404\.html|sitemap\.xml|robots\.txt", path)}
    waiting |= {path for path in left if re.fullmatch(r"(.*/)?infobutton(\.html|/.*)", path)}  # records systems ask
    for path in [path for path in left if path.endswith(".LICENSE.txt")]:  # has to go with what it is the licence of
        if any(unmarked(one) == path.replace(".LICENSE.txt", ".js") for one in left):
            waiting.add(path)
    while waiting:
        path = waiting.pop()
        left.discard(path)
        if path.endswith(".html"):
            waiting |= Page(site, path).refers & left
        elif path.endswith(".css"):
            text = (site / path).read_text(encoding="utf-8")
            waiting |= {urlsplit(urljoin(f"/{path}", one)).path.lstrip("/") for one in re.findall(r"url\(['\"]?([^'\")]+)", text)} & left  # fmt: skip
    return left
