"""Real web servers with the files of deploy/, as Debian's packages bring them, on a port of this machine."""

from __future__ import annotations

import http.client
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAMS = {"nginx": "nginx", "caddy": "caddy", "apache": "apache2"}
PACKAGES = {"nginx": "nginx libnginx-mod-http-brotli-static", "caddy": "caddy", "apache": "apache2-bin media-types"}
_MODULES = "mpm_event authz_core authz_host dir mime headers rewrite setenvif env reqtimeout".split()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A running server. `folder` holds its logs."""

    name: str
    port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as it is written; `Accept_Encoding` is the header Accept-Encoding."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        got = connection.getresponse()
        said: dict[str, str] = {}
        for name, value in got.getheaders():
            said[name.lower()] = f"{said[name.lower()]} AND {value}" if name.lower() in said else value
        answer = Answer(got.status, said, got.read())
        connection.close()
        return answer

    def logged(self) -> str:
        """All that it has written, once it has written of a request that is made last: nginx writes once a second."""
        last = f"/asked-last-{time.monotonic_ns()}.html"
        self.ask(last)
        for _ in range(200):
            said = "".join(path.read_text(encoding="utf-8") for path in (self.folder / "log").iterdir())
            if last in said:
                return said
            time.sleep(0.05)
        raise AssertionError(f"{self.name} has not written of {last} in ten seconds: {said}")


def missing(name: str) -> str:
    """What to install for a server, or for a program of that name; "" if it is there."""
    program = PROGRAMS.get(name, name)
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin")
    return "" if found else f"{name} is not installed: sudo apt-get install {PACKAGES.get(name, name)}"


@contextmanager
def running(
    name: str,
    current: Path,
    folder: Path,
    *,
    records: bool = False,
    workers: int = 1,
    changed: dict[str, str] | None = None,
) -> Iterator[Server]:
    """A server of deploy/ that serves `current`, also to records systems, and writes only to `folder`. `changed` has what its
    file says otherwise, by what it says in deploy/.

    Of nginx one worker, so that what is asked last is written last: each keeps lines of its own.
    """
    port = _free_port()
    (folder / "log").mkdir(parents=True)
    user = "www-data" if os.getuid() == 0 else ""
    if user:
        shutil.chown(folder / "log", user)
    command, ready = _COMMANDS[name](
        current, folder, port, user, {**(changed or {}), **(_RULES[name] if records else {})}
    )
    command += ["-g", f"worker_processes {workers};"] if name == "nginx" else []
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
    try:
        _wait(process, port, folder)
        yield Server(name, port, folder)
    finally:
        process.terminate()
        process.wait(10)
        ready()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait(process: subprocess.Popen, port: int, folder: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{process.args} did not start: {(folder / 'said').read_text()}")


def _changed(name: str, changes: dict[str, str]) -> str:
    """A file of deploy/ with what a hospital changes in it. Each change must find its place."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"deploy/{name}: {old!r} is not there any more"
        text = text.replace(old, new)
    return text


Command = tuple[list[str], Callable[[], None]]


# What lines begin with whose first sign is taken off for records systems.
_RULES = {"nginx": {"# include ": "include "}, "caddy": {"# import ": "import "}}


def _nginx(current: Path, folder: Path, port: int, user: str, more: dict[str, str]) -> Command:
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "/srv/guide/current": str(current)}
    quicker = {"client_header_timeout 10s;": "client_header_timeout 1s;"}  # so that a test need not wait
    own = _changed("nginx.conf", {**more, **changes, **quicker, "/var/log/nginx/": f"{folder}/log/"})
    (folder / "guide.conf").write_text(own, encoding="utf-8")
    kinds = "client_body proxy fastcgi uwsgi scgi"
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds.split())
    (folder / "nginx.conf").write_text(
        (f"user {pwd.getpwuid(os.getuid()).pw_name};\n" if user else "")  # folders of tests are closed to others
        + f"include /etc/nginx/modules-enabled/*.conf;\npid {folder}/pid;\nerror_log {folder}/log/nginx.log;\ndaemon off;\n"
        + "events { worker_connections 256; }\n"
        + f"http {{\ninclude /etc/nginx/mime.types;\ndefault_type application/octet-stream;\n{places}include {folder}/guide.conf;\n}}\n",
        encoding="utf-8",
    )
    return ["/usr/sbin/nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/log/nginx.log"], lambda: None


def _caddy(current: Path, folder: Path, port: int, user: str, more: dict[str, str]) -> Command:
    changes = {
        ":80 {": f"http://127.0.0.1:{port} {{",
        "/srv/guide/current": str(current),
        "{\n\tservers": "{\n\tadmin off\n\tservers",
    }
    own = _changed("Caddyfile", {**more, **changes, "/var/log/caddy/": f"{folder}/log/"})
    (folder / "Caddyfile").write_text(own, encoding="utf-8")
    return ["caddy", "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"], lambda: None


def _apache(current: Path, folder: Path, port: int, user: str, more: dict[str, str]) -> Command:
    changes = {"*:80>": f"127.0.0.1:{port}>", "/srv/guide/current": str(current), "/var/log/apache2/": f"{folder}/log/"}
    own = _changed("apache.conf", {**more, **changes, "<Directory /srv/guide>": f"<Directory {current.parent}>"})
    own = f"Listen 127.0.0.1:{port}\n{own}"
    modules = "".join(f"LoadModule {one}_module /usr/lib/apache2/modules/mod_{one}.so\n" for one in _MODULES)
    (folder / "run").mkdir()
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nPidFile {folder}/pid\nDefaultRuntimeDir {folder}/run\nServerName 127.0.0.1\n"
        + (f"User {user}\nGroup {user}\n" if user else "")
        + f"{modules}TypesConfig /etc/mime.types\nErrorLog {folder}/log/apache.log\n<Directory />\nRequire all denied\n</Directory>\n{own}",
        encoding="utf-8",
    )
    return ["/usr/sbin/apache2", "-f", f"{folder}/apache.conf", "-DFOREGROUND"], lambda: None


_COMMANDS = {"nginx": _nginx, "caddy": _caddy, "apache": _apache}
