"""`guide serve`: the built site on this machine, built again, language by language, when a file changes."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.livereload import LiveReloadServer

from scripts.commands.build import (
    Problem,
    build_languages,
    forget_configuration,
    site_address,
    site_dir,
    stale_languages,
)
from scripts.content.guide import read_guide
from scripts.errors import GuideError


def serve(root: Path, *, host: str, port: int) -> int:
    """Serve until Ctrl+C. The first build must be good but for single translations; a later one that fails leaves the
    last good site."""
    try:
        socket.create_server((host, port)).close()  # before the build, so that nobody waits for nothing
    except OSError as error:
        raise GuideError(
            f"port {port} of {host} cannot be used: {error.strerror}.",
            hint=f"stop what is using it, or choose another: guide serve --port {port % 65535 + 1}",
        ) from None
    folder = site_dir(root)
    if problems := _build(root):
        for problem in problems:
            click.echo(problem, err=True)
        if not (folder / "index.html").exists() or any(problem.stops_all for problem in problems):
            return 1
    server = LiveReloadServer(
        builder=lambda: _rebuild(root), host=host, port=port, root=str(folder),
        mount_path=urlsplit(site_address(read_guide(root, keep_faults=True))).path or "/",
    )  # fmt: skip
    server.error_handler = lambda code: (folder / "404.html").read_bytes() if code == 404 else None
    for watched in ("docs", "overrides", "mkdocs.yml"):
        server.watch(str(root / watched))
    click.echo(f"Serving {server.url} (stop with Ctrl+C)")
    try:
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
    return 0


def _build(root: Path) -> list[Problem]:
    forget_configuration()
    guide = read_guide(root, keep_faults=True)
    stale = stale_languages(guide)
    if stale:
        click.echo(f"Building {', '.join(stale)} …")
    return build_languages(guide, stale)


def _rebuild(root: Path) -> None:
    """A change while serving: whatever is wrong is said, and the server goes on with the last good site."""
    try:
        problems = _build(root)
    except GuideError as error:
        problems = [Problem("", str(error), stops_all=True)]
    for problem in problems:
        click.echo(problem, err=True)
    if any(problem.stops_all for problem in problems):
        click.echo("The last good site is still served.")
    else:
        without = ", ".join(sorted({problem.tag for problem in problems} - {""}))
        click.echo(f"Built, but for {without}." if without else "Built.")
