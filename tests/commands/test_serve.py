"""`guide serve` while someone edits: what is served is always a whole, good site."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

GUIDE = Path(sys.executable).with_name("guide")


@pytest.fixture
def served(make_site):
    """A served site: its folder, its address, the running command."""
    root = make_site()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (root / "log").open("w+")
    server = subprocess.Popen([GUIDE, "--root", root, "serve", "--port", str(port)], stdout=log, stderr=log)
    yield root, f"http://127.0.0.1:{port}/", server
    if server.poll() is None:
        server.kill()
        server.wait()
    log.close()


def get(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def until(server, true):
    """Wait for something to become true; the server must live meanwhile."""
    for _ in range(1200):
        assert server.poll() is None, "the server ended"
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not become true")


def test_an_edit_is_served_and_a_broken_page_is_not(served):
    root, address, server = served
    until(server, lambda: get(address)[0] == 200)
    assert "Some words about it." in get(address)[1]
    assert get(f"{address}nothing-here")[0] == 404
    assert 'class="not-found"' in get(f"{address}nothing-here")[1]

    page = root / "docs/en/index.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("Some words", "Edited words"), encoding="utf-8")
    until(server, lambda: "Edited words" in get(address)[1])

    page.write_text("---\ntitle: a: b\n---\n# x\n", encoding="utf-8")
    until(server, lambda: "The last good site is still served." in (root / "log").read_text(encoding="utf-8"))
    assert "Edited words" in get(address)[1]
    said = (root / "log").read_text(encoding="utf-8")
    assert "docs/en/index.md:2: a second colon on the line." in said and "Traceback" not in said

    page.write_text(good.replace("Some words", "Mended words"), encoding="utf-8")
    until(server, lambda: "Mended words" in get(address)[1])

    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0


def test_a_port_in_use_is_told_before_anything_is_built(make_site):
    root = make_site()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run([GUIDE, "--root", root, "serve", "--port", str(port)], capture_output=True, text=True)
    assert done.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be used" in done.stderr
    assert f"guide serve --port {port + 1}" in done.stderr
    assert not (root / "site").exists()
