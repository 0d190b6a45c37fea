"""`make bench`: the guide on real nginx with deploy/nginx.conf, on this machine alone.

g  requests per second of a page, beside one static file of equal size on the same server without any of our settings
h  the site published again and again under load: failed requests, and pages that mix two editions

Nothing here is a test; a missed target is printed, not failed. Needs nginx and wrk (Debian: nginx wrk).
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import servers
from servers import Server, missing, running

from scripts.commands import publish as publishing
from scripts.commands.edition import Edition
from scripts.commands.publish import files_of, publish
from scripts.outputs.assets import mark_of, marked, unmarked

ROOT = Path(__file__).parents[2]
PAGE = "es/symptoms.html"
SHARE = 0.9  # target of g
READERS, CONNECTIONS = 2, 16


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def wrk(address: str, seconds: float) -> tuple[float, int, str]:
    """Requests per second, failed requests, and the whole of what wrk said."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-H", "Accept-Encoding: br", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failed = sum(map(int, re.findall(r"(?:connect|read|write|timeout|responses:) (\d+)", said)))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), failed, said


def edition(site: Path, folder: Path, number: int) -> Path:
    """A copy of the site in which every page and the script of every page say which edition they are of."""
    root = folder / f"edition-{number}"
    shutil.copytree(site, root / "site")
    script = next((root / "site/assets/scripts").glob("page.*.js"))
    text = f"{script.read_text(encoding='utf-8')}\n/*edition {number}*/"
    old = script.relative_to(root / "site").as_posix()
    new = marked(unmarked(old), mark_of([text]))
    script.unlink()
    (root / "site" / new).write_text(text, encoding="utf-8")
    for page in (root / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8").replace(old, new)
        page.write_text(html + f"<!--edition {number}-->", encoding="utf-8")
    return root


def speed(server: Server, bare: int, folder: Path, seconds: float) -> None:
    size = len(server.ask(f"/{PAGE}", Accept_Encoding="br").body)
    (folder / "bare/file.html").write_bytes(b"x" * size)
    ours, other = [], []
    for _ in range(3):  # in turn, since others may use this machine
        ours.append(wrk(server.address + PAGE, seconds)[0])
        other.append(wrk(f"http://127.0.0.1:{bare}/file.html", seconds)[0])
    share = statistics.median(ours) / statistics.median(other)
    print(
        f"g  a page of {size} bytes: {statistics.median(ours):.0f} requests/s; one static file: {statistics.median(other):.0f}"
    )
    print(f"   share {share:.0%}, target {SHARE:.0%}: {'met' if share >= SHARE else 'MISSED'}")


def republish(server: Server, editions: list[Path], folder: Path, seconds: float, times: int) -> None:
    wrong, pages, ended = [], [0], threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                page = server.ask(f"/{PAGE}", Accept_Encoding="identity")
                number = re.search(rb"<!--edition (\d+)-->$", page.body)[1]
                script = re.search(rb"assets/scripts/page\.\w+\.js", page.body)[0].decode()
                loaded = server.ask(f"/{script}", Accept_Encoding="identity")
                if (page.status, loaded.status) != (200, 200):
                    wrong.append(f"status {page.status} and {loaded.status}")
                elif not loaded.body.endswith(b"/*edition " + number + b"*/"):
                    wrong.append(f"a page of edition {number.decode()} with the script of another")
                pages[0] += 1
            except Exception as error:
                wrong.append(repr(error))

    load: list[tuple[float, int, str]] = []

    def press() -> None:
        while not ended.is_set():
            load.append(wrk(server.address + PAGE, 5))

    loading = threading.Thread(target=press)
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in (loading, *readers):
        thread.start()
    start = time.monotonic()
    for number in range(times):
        publish(editions[(number + 1) % len(editions)], folder / "www")
        time.sleep(max(0, start + (number + 1) * seconds / (times + 1) - time.monotonic()))
    ended.set()
    for thread in (loading, *readers):
        thread.join()
    rate, failed = statistics.mean(one[0] for one in load), sum(one[1] for one in load)
    print(
        f"h  published {times} times in {time.monotonic() - start:.0f} s at {rate:.0f} requests/s: {failed} failed requests of wrk,"
    )
    print(
        f"   {len(wrong)} of {pages[0]} pages of readers failed or mixed editions, target 0: {'MISSED' if wrong or failed else 'met'}"
    )
    for one in wrong[:5]:
        print(f"   {one}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60, help="of h; 300 for the long one  [default: 60]")
    parser.add_argument("--times", type=int, default=20, help="how often it is published  [default: 20]")
    options = parser.parse_args()
    if said := missing("nginx") or ("" if shutil.which("wrk") else "wrk is not installed: sudo apt-get install wrk"):
        say(f"bench: {said}")
        sys.exit(2)
    site = ROOT / "site"
    if not (site / PAGE).is_file():
        say("bench: the site is not built: make build")
        sys.exit(2)
    publishing.read_guide = lambda root: SimpleNamespace(root=root)
    publishing.check_whole = lambda guide: files_of(guide.root / "site")
    publishing.read_edition = lambda root: Edition(root.name, "2026-11-26")
    with tempfile.TemporaryDirectory(prefix="guide-bench.") as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)
        say("  three editions …")
        editions = [edition(site, folder, number) for number in (1, 2, 3)]
        publish(editions[0], folder / "www")
        (folder / "bare").mkdir()
        bare = servers._free_port()
        settings = servers._changed
        plain = f"\nserver {{ listen 127.0.0.1:{bare}; root {folder}/bare; access_log {folder}/bare.log; }}\n"
        servers._changed = lambda name, changes: settings(name, changes) + plain
        with running("nginx", folder / "www/current", folder / "nginx", workers=2) as server:
            speed(server, bare, folder, min(5, options.seconds / 6))
            republish(server, editions, folder, options.seconds, options.times)


if __name__ == "__main__":
    main()
