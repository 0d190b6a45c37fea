"""The files that pages share, made ready to be sent: small, as few as may be, with names that tell what is in them, and
without those that no page of this site uses."""

from __future__ import annotations

from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from scripts.content.guide import Guide
from scripts.content.language import Language
from scripts.errors import GuideError
from scripts.hooks.current import guide_of, language_of
from scripts.outputs.address import page_path
from scripts.outputs.assets import (
    BUNDLES,
    OFFERS,
    READ_ALOUD,
    REVIEW,
    SMALLER,
    bundled,
    lasts,
    mark_of,
    marked,
    offers,
    read_aloud,
)
from scripts.outputs.drawings import FOLDER as DRAWINGS
from scripts.outputs.language_part import FOLDER as OFFLINE
from scripts.outputs.place import STYLE as PLACE_STYLE
from scripts.outputs.place import colors


def ready_assets(config: MkDocsConfig, files: Files) -> dict[str, str]:
    """Make the shared files of a site ready to be sent.

    Arguments: `files` are those of the site, which this changes. Returns what those are called whose names tell what is in
    them, by path in docs/.
    """
    guide = guide_of(config)
    _drop_unused(guide, files)
    _make_small(guide, files)
    _bundle(config, files)
    if len(guide.languages.built) > 1:  # a preview offers the public ones
        files.append(File.generated(config, OFFERS, content=offers(guide.offers)))
    _write_read_aloud(guide, language_of(config), config, files)
    names: dict[str, str] = {}
    for file in files.media_files():
        if lasts(file.src_uri):
            file.dest_uri = file.url = names[file.src_uri] = marked(file.src_uri, mark_of([file.content_string]))
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
    return names


def _drop_unused(guide: Guide, files: Files) -> None:
    unused = [DRAWINGS, OFFLINE]  # drawings are in the pages; MkDocs had to know them
    unused += [] if guide.facts.styled else [PLACE_STYLE]
    unused += [] if _is_anything_signed(guide) else [REVIEW]
    for file in files.media_files():
        if file.src_uri.startswith(tuple(unused)):
            files.remove(file)


def _make_small(guide: Guide, files: Files) -> None:
    """Styles and scripts as they are sent, with the site's own colors."""
    for file in files.media_files():
        if smaller := SMALLER.get(Path(file.src_uri).suffix):
            if file.src_uri == PLACE_STYLE:
                file.content_string += colors(guide.facts.palette)
            file.content_string = smaller(file.content_string)


def _bundle(config: MkDocsConfig, files: Files) -> None:
    """One file in place of those that are sent as one."""
    needed = {part for parts in BUNDLES.values() for part in parts}
    parts = [file for file in files.media_files() if file.src_uri in needed]
    together = bundled({file.src_uri: file.content_string for file in parts})
    for file in parts:
        files.remove(file)
    for path, content in together.items():
        files.append(File.generated(config, path, content=content))


def _write_read_aloud(guide: Guide, language: Language, config: MkDocsConfig, files: Files) -> None:
    """The script that reads aloud, with this language's words, in its folder."""
    if file := files.get_file_from_path(READ_ALOUD):
        files.remove(file)
        path = page_path(guide, language, "read-aloud").removesuffix(".html") + ".js"
        script = read_aloud(file.content_string, guide.interfaces[language.tag].words["listen"])
        utils.write_file(script.encode(), str(Path(config.site_dir, path)))


def _is_anything_signed(guide: Guide) -> bool:
    """Whether any language has a sign-off; also if a ledger cannot be read, which that language's own build tells."""
    readable = (one.tag for one in guide.languages.built if one.tag not in guide.unreadable)
    try:
        return any(entry.signed for tag in readable for entry in guide.ledgers[tag].values())
    except GuideError:
        return True
