"""`make bench`: our build beside stock MkDocs + Material + static-i18n, on the same Markdown in the same run.

a  the real pages × 16 languages            d  one language of 16 built again, 400 pages
b  400 synthetic pages × 16 languages       e  peak memory of a and b
c  cost of a page at 1, 4 and 16 languages  f  bytes and requests of a first page and a first search

The languages are those for which Material has words, since stock builds no others. Nothing here is a test: pytest
does not collect it, and a missed target is printed, not failed.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import yaml

try:
    import brotli
except ImportError:
    brotli = None

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs" / "_data"
TAGS = "en es ar zh hi fr de pt ru vi ko ja it pl fa tr".split()
PAGES, GROUPS, SECTIONS = 400, 8, 6  # of the synthetic site
COUNTS = (1, 4, 16)  # languages, for the cost of a page
REAL, LARGE, ONE_LANGUAGE = 5, 8, 3.0  # targets: times as fast, times as fast, seconds
GROWTH = 1.2  # noise that still counts as flat; work that grew with languages² would show as 3 and more
QUERY = "pain"
PULSE, TICK = 0.05, 10.0  # seconds between two looks at memory, and between two words to whoever waits


# What is built


@dataclass(frozen=True)
class Content:
    """Markdown by page name, per language, and the menu as docs/_data/menu.yml has it."""

    pages: dict[str, dict[str, str]]
    menu: list[dict]
    stock_menu: bool  # whether a stock user would write it down

    @property
    def count(self) -> int:
        return sum(len(pages) for pages in self.pages.values())

    def cut(self, languages: int) -> Content:
        return Content(dict(list(self.pages.items())[:languages]), self.menu, self.stock_menu)


def read_folder(tag: str) -> dict[str, str]:
    folder = ROOT / "docs" / tag
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def translated(pages: dict[str, str], tag: str) -> dict[str, str]:
    """A stand-in for a translation: the same Markdown, but no line of prose is the same.

    static-i18n leaves text that is the same in two languages out of the search index, which no real site would see.
    """
    return {name: text.replace(".\n", f" {tag}.\n") for name, text in pages.items()}


@functools.cache
def real_content() -> Content:
    """The real pages; a language that has no page of its own gets a copy of the English one."""
    english = read_folder("en")
    menu = yaml.safe_load((DATA / "menu.yml").read_text(encoding="utf-8"))
    return Content({tag: {**translated(english, tag), **read_folder(tag)} for tag in TAGS}, menu, stock_menu=False)


@functools.cache
def synthetic_content() -> Content:
    """Pages of about 600 words, drawn with a fixed seed from the words of the real ones, as often as those have them."""
    draw = random.Random(2024)
    vocabulary = re.findall(r"[a-z]{2,}", " ".join(read_folder("en").values()).lower())
    cited = list(yaml.safe_load((DATA / "references.yml").read_text(encoding="utf-8")))
    groups = list(yaml.safe_load((DATA / "ui" / "en.yml").read_text(encoding="utf-8"))["groups"])[:GROUPS]
    names = ["index", "get-help", "all", *(f"page-{number:03}" for number in range(4, PAGES + 1))]
    size = PAGES // GROUPS
    menu = [{"group": id, "pages": names[i * size : (i + 1) * size]} for i, id in enumerate(groups)]

    def words(least: int, most: int) -> str:
        return " ".join(draw.choices(vocabulary, k=draw.randint(least, most))).capitalize()

    def paragraph() -> str:
        return " ".join(f"{words(6, 13)}." for _ in range(3))

    def section(number: int) -> str:
        other = draw.choice(names[3:])
        items = "\n".join(f"- {words(4, 9)}." for _ in range(4))
        link = f"[{words(2, 4)}]({other}.md#part-{draw.randint(1, SECTIONS)})"
        return f"## {words(2, 5)} {{#part-{number}}}\n\n{paragraph()}\n\n{items}\n\n{paragraph()[:-1]}: {link}.\n"

    def page() -> str:
        title = words(2, 4)
        sources = "".join(
            f"  part-{number}: [{', '.join(draw.sample(cited, 2))}]\n" for number in range(1, SECTIONS + 1)
        )
        signs = "\n".join(f"    - {words(5, 10)}." for _ in range(4))
        return (
            f"---\ntitle: {title}\ndescription: {words(8, 12)}.\nsources:\n{sources}---\n# {title}\n\n"
            f'!!! danger box-emergency "{words(4, 7)}:"\n\n{signs}\n\n    Call {{{{emergency}}}}.\n\n'
            + "\n".join(section(number) for number in range(1, SECTIONS + 1))
        )

    english = {name: page() for name in names}
    copies = {tag: translated(english, tag) for tag in TAGS[1:]}
    return Content({TAGS[0]: english, **copies}, menu, stock_menu=True)


def write_pages(content: Content, docs: Path) -> None:
    for tag, pages in content.pages.items():
        for name, text in pages.items():
            path = docs / tag / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def write_ours(content: Content, root: Path) -> Path:
    """A site with this project's templates, hooks, assets and data, and this content."""
    write_pages(content, root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    (root / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    data = root / "docs" / "_data"
    (data / "ui").mkdir(parents=True)
    for name in ("site.yml", "references.yml"):
        shutil.copy(DATA / name, data)
    for tag in content.pages:  # a language without a file of words shows the English ones
        if (DATA / "ui" / f"{tag}.yml").exists():
            shutil.copy(DATA / "ui" / f"{tag}.yml", data / "ui")
    languages = [
        {"tag": tag, "name": tag, "theme": tag, "direction": "rtl" if tag in ("ar", "fa") else "ltr"}
        for tag in content.pages
    ]
    (data / "languages.yml").write_text(yaml.safe_dump(languages), encoding="utf-8")
    (data / "menu.yml").write_text(yaml.safe_dump(content.menu), encoding="utf-8")
    return root


def write_stock(content: Content, root: Path) -> Path:
    """The same pages as someone would build them who follows the two projects' documentation."""
    write_pages(content, root / "docs")
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config = {
        "site_name": ours["site_name"],
        "site_url": ours["site_url"],
        "theme": {
            "name": "material",
            "font": False,
            "palette": [
                {"scheme": "default", "toggle": {"icon": "material/brightness-7", "name": "Dark"}},
                {"scheme": "slate", "toggle": {"icon": "material/brightness-4", "name": "Light"}},
            ],
        },
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "languages": [
                        {"locale": tag, "name": tag, "build": True, "default": tag == TAGS[0]} for tag in content.pages
                    ],
                }
            },
        ],
        "markdown_extensions": ours["markdown_extensions"],
    }
    if content.stock_menu:
        config["nav"] = [{entry["group"]: [f"{name}.md" for name in entry["pages"]]} for entry in content.menu]
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return root


# Building and measuring

OURS = [str(Path(sys.executable).with_name("guide")), "build"]
STOCK = [sys.executable, "-m", "mkdocs", "--quiet", "build"]


@dataclass(frozen=True)
class Run:
    seconds: float
    processor: float  # seconds of all cores: steadier than the clock where others use the machine
    peak: int  # bytes; 0 where /proc does not tell


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(what: str, command: list[str], root: Path) -> Run:
    """Run a command to its end, with its time and the peak memory of it and all processes below it."""
    start, peak, ended = time.perf_counter(), 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        told = start
        while not ended.wait(PULSE):
            peak = max(peak, memory(process.pid))
            if time.perf_counter() - told > TICK:
                told = time.perf_counter()
                say(f"  {what}: {told - start:.0f} s so far, {peak / 1e6:.0f} MB")

    with tempfile.TemporaryFile() as output:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=output, stderr=subprocess.STDOUT)
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            _, status, used = os.wait4(process.pid, 0)  # of the command and of those it waited for
            code = process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            seconds = time.perf_counter() - start
            process.kill()  # only if we were interrupted
            ended.set()
            watcher.join()
        if code:
            output.seek(0)
            raise BenchError(f"{what}: `{' '.join(command)}` ended with {code}:\n{output.read().decode()[-2000:]}")
    say(f"  {what}: {seconds:.2f} s")
    return Run(seconds, used.ru_utime + used.ru_stime, peak)


class BenchError(Exception):
    """The benchmark could not run."""


def memory(top: int) -> int:
    """Bytes that a process and its descendants hold: their proportional share (PSS), so that nothing counts twice."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has just ended
        below.setdefault(parent, []).append(int(stat.parent.name))
    total, tree = 0, [top]
    for pid in tree:
        tree += below.get(pid, [])
        try:
            share = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        except OSError:
            continue
        total += int(share[1]) * 1024 if share else 0
    return total


def build(what: str, command: list[str], root: Path, content: Content) -> Run:
    """A whole build from nothing, checked: as many pages came out as went in."""
    for left in ("site", ".guide"):
        shutil.rmtree(root / left, ignore_errors=True)
    done = run(what, command, root)
    made = sum(1 for path in (root / "site").rglob("*.html") if path.name != "404.html")
    if made != content.count:
        raise BenchError(f"{what}: {made} pages came out of {content.count}.")
    return done


def median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.processor for run in runs),
        max(run.peak for run in runs),
    )


class Bench:
    """The builds, each made once, however many parts need it."""

    def __init__(self, folder: Path, quick: bool) -> None:
        self.folder, self.quick = folder, quick

    def root(self, name: str) -> Path:
        root = self.folder / name
        root.mkdir()
        return root

    @functools.cached_property
    def real_ours(self) -> tuple[Run, Path]:
        root = write_ours(real_content(), self.root("real-ours"))
        runs = [build(f"a: ours, run {number} of 3", OURS, root, real_content()) for number in (1, 2, 3)]
        return median(runs), root

    @functools.cached_property
    def real_stock(self) -> tuple[Run, Path]:
        root = write_stock(real_content(), self.root("real-stock"))
        runs = [build(f"a: stock, run {number} of 3", STOCK, root, real_content()) for number in (1, 2, 3)]
        return median(runs), root

    @functools.cached_property
    def large_ours(self) -> tuple[Run, Path]:
        root = write_ours(synthetic_content(), self.root("large-ours"))
        return build("b: ours", OURS, root, synthetic_content()), root

    @functools.cached_property
    def large_stock(self) -> Run | None:
        if self.quick:
            return None
        root = write_stock(synthetic_content(), self.root("large-stock"))
        done = build("b: stock (minutes)", STOCK, root, synthetic_content())
        shutil.rmtree(root)  # about a gigabyte
        return done

    @functools.cached_property
    def one_language(self) -> float:
        _, root = self.large_ours
        page, times = root / "docs" / "es" / f"page-{PAGES // 4:03}.md", []
        for number in (1, 2, 3):
            page.write_text(page.read_text(encoding="utf-8") + f"\nRun {number}.\n", encoding="utf-8")
            times.append(run(f"d: run {number} of 3", [*OURS, "--language", "es"], root).seconds)
        return statistics.median(times)

    def page_costs(self, content: Content, name: str, times: int) -> list[float]:
        """Seconds of a whole build in one process, at each count of languages."""
        costs = []
        for languages in COUNTS:
            part = content.cut(languages)
            root = write_ours(part, self.root(f"cost-{name}-{languages}"))
            runs = [
                build(f"c: {name} pages × {languages}, run {number}", [*OURS, "--jobs", "1"], root, part)
                for number in range(1, times + 1)
            ]
            costs.append(median(runs).seconds)
            shutil.rmtree(root)
        return costs


# What a reader's browser fetches


@dataclass(frozen=True)
class Load:
    """Files of a site that were fetched, each once; and how many requests were made."""

    files: tuple[Path, ...]
    requests: int

    def bytes(self, compress: Callable[[bytes], bytes]) -> int:
        return sum(len(compress(path.read_bytes())) for path in self.files)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def first_loads(site: Path, open_search: str, field: str, result: str) -> tuple[Load, Load]:
    """What Chromium fetches for the first page, and on top of it until the first search shows its results."""
    from playwright.sync_api import sync_playwright

    with served(site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        asked: list[str] = []
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.on("request", lambda request: asked.append(request.url))  # of the page and of its workers
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        icon = page.evaluate("document.querySelector('link[rel~=icon]')?.href")
        if icon and icon not in asked:
            asked.append(icon)  # a browser without a window does not fetch it
        first = list(asked)
        page.click(open_search)
        page.locator(field).press_sequentially(QUERY)  # Material's search hears keys only
        page.wait_for_selector(result)
        page.wait_for_load_state("networkidle")
        chromium.close()
    return _load(first, address, site), _load(asked[len(first) :], address, site, seen=first)


def _load(asked: list[str], address: str, site: Path, seen: Sequence[str] = ()) -> Load:
    paths = [url.partition("#")[0].partition("?")[0].removeprefix(address) or "index.html" for url in asked]
    known = {url.removeprefix(address) for url in seen}
    files = [site / path for path in dict.fromkeys(paths) if path not in known and (site / path).is_file()]
    return Load(tuple(files), len(asked))


# The report


@dataclass(frozen=True)
class Row:
    part: str
    what: str
    unit: str
    ours: float
    stock: float | None = None
    target: str = ""
    met: bool | None = None


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {"as it is": bytes, "gzip": lambda data: gzip.compress(data, 9)}
if brotli:
    ENCODINGS["brotli"] = brotli.compress


def speed(part: str, what: str, ours: Run, stock: Run | None, target: int) -> list[Row]:
    met = stock.seconds >= target * ours.seconds if stock else None
    return [
        Row(part, what, "s", ours.seconds, stock.seconds if stock else None, f"{target}× as fast", met),
        Row(part, "  processor time of it", "s", ours.processor, stock.processor if stock else None),
    ]


def part_a(bench: Bench) -> list[Row]:
    what = f"real site, {len(real_content().pages['en'])} pages × {len(TAGS)}"
    return speed("a", what, bench.real_ours[0], bench.real_stock[0], REAL)


def part_b(bench: Bench) -> list[Row]:
    what = f"synthetic site, {PAGES} pages × {len(TAGS)}"
    return speed("b", what, bench.large_ours[0], bench.large_stock, LARGE)


def part_c(bench: Bench) -> list[Row]:
    rows = []
    for name, content, times in (("real", real_content(), 3), ("synthetic", synthetic_content(), 1)):
        if bench.quick and content is synthetic_content():
            continue
        pages = len(content.pages["en"])
        seconds = bench.page_costs(content, f"{pages} {name}", times)
        costs = [1000 * took / pages / languages for took, languages in zip(seconds, COUNTS, strict=True)]
        for cost, languages in zip(costs, COUNTS, strict=True):
            last = languages == COUNTS[-1]
            rows.append(
                Row(
                    "c",
                    f"a page of {pages} {name} ones × {languages}, one process",
                    "ms",
                    cost,
                    target="flat" if last else "",
                    met=cost <= GROWTH * costs[0] if last else None,
                )
            )
        # Without what every build costs once, which hides growth at small sizes.
        added = [
            1000 * (seconds[i + 1] - seconds[i]) / pages / (COUNTS[i + 1] - COUNTS[i]) for i in range(len(COUNTS) - 1)
        ]
        for i, cost in enumerate(added):
            last = i == len(added) - 1
            rows.append(
                Row(
                    "c",
                    f"a page more, from {COUNTS[i]} to {COUNTS[i + 1]} languages",
                    "ms",
                    cost,
                    target="flat" if last else "",
                    met=cost <= GROWTH * added[0] if last else None,
                )
            )
    return rows


def part_d(bench: Bench) -> list[Row]:
    seconds = bench.one_language
    what = f"one language of {len(TAGS)} again, {PAGES} pages"
    return [Row("d", what, "s", seconds, None, f"≤ {ONE_LANGUAGE:g} s", seconds <= ONE_LANGUAGE)]


def part_e(bench: Bench) -> list[Row]:
    rows = []
    for what, ours, stock in (
        ("peak memory, real", bench.real_ours[0], bench.real_stock[0]),
        ("peak memory, synthetic", bench.large_ours[0], bench.large_stock),
    ):
        met = ours.peak <= stock.peak if stock and ours.peak else None
        rows.append(Row("e", what, "MB", ours.peak / 1e6, stock.peak / 1e6 if stock else None, "≤ stock", met))
    return rows


def part_f(bench: Bench) -> list[Row]:
    if not shutil.which("chromium"):
        say("  f: left out, Chromium is not installed: sudo apt-get install chromium")
        return []
    ours = first_loads(bench.real_ours[1] / "site", ".search-open", ".search-input", ".search-results li")
    stock = first_loads(
        bench.real_stock[1] / "site", ".md-search__input", ".md-search__input", ".md-search-result__item"
    )
    rows = []
    both = [
        (*loads, Load(loads[0].files + loads[1].files, loads[0].requests + loads[1].requests))
        for loads in (ours, stock)
    ]
    for what, our, their in zip(("first page", "first search, more", "both"), *both, strict=True):
        rows.append(Row("f", f"{what}: requests", "", our.requests, their.requests))
        for name, compress in ENCODINGS.items():
            rows.append(Row("f", f"{what}: {name}", "kB", our.bytes(compress) / 1000, their.bytes(compress) / 1000))
    return rows


PARTS = {"a": part_a, "b": part_b, "c": part_c, "d": part_d, "e": part_e, "f": part_f}


def machine() -> str:
    model = (
        re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text()) if Path("/proc/cpuinfo").exists() else None
    )
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-static-i18n"))
    load, cores = (
        os.getloadavg()[0],
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
    )
    return (
        f"{cores} cores ({model[1] if model else platform.processor()}), {platform.system()}, "
        f"Python {platform.python_version()}, {packages}\n"
        f"load at the start {load:.1f}" + ("; others use this machine, so the figures are rough" if load > 1 else "")
    )


def table(rows: list[Row]) -> str:
    def number(value: float | None, unit: str) -> str:
        if value is None:
            return "–"
        return f"{value:.{0 if unit in ('', 'MB') or value >= 1000 else 1 if unit in ('kB', 'ms') else 2}f} {unit}".rstrip()

    lines = [("", "", "ours", "stock", "stock/ours", "target", "")]
    for row in rows:
        ratio = f"{row.stock / row.ours:.1f}×" if row.stock and row.ours else "–"
        verdict = {True: "met", False: "MISSED", None: "not measured" if row.target else ""}[row.met]
        lines.append(
            (row.part, row.what, number(row.ours, row.unit), number(row.stock, row.unit), ratio, row.target, verdict)
        )
    if all(row.target == "" for row in rows):
        lines = [line[:5] for line in lines]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    right = (2, 3, 4)
    return "\n".join(
        "  ".join(
            f"{cell:>{w}}" if i in right else f"{cell:<{w}}"
            for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without stock at 400 × 16, and without c at 400")
    parser.add_argument("--only", default=",".join(PARTS), metavar="a,b…", help="only these parts")
    options = parser.parse_args()
    chosen = options.only.replace(",", "")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    about = machine()
    with tempfile.TemporaryDirectory(prefix="guide-bench.") as folder:
        bench = Bench(Path(folder), options.quick)
        try:
            rows = [row for part in PARTS if part in chosen for row in PARTS[part](bench)]
        except BenchError as error:
            say(f"bench: {error}")
            sys.exit(2)
    print(f"{about}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
