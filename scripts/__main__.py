"""The command `guide`: arguments in, one call, exit code out. Commands are imported when they are called."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from scripts import __version__
from scripts.errors import GuideError

EXISTING = click.Path(path_type=Path)
FORMAT = click.Choice(["html", "markdown", "text", "docx"])


class Commands(click.Group):
    """Commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["new", "init", "outline", "split", "check", "accept", "lang", "sign", "review", "build", "serve", "booklet",
                "offline", "publish", "package", "find", "recall", "report", "upstream"]  # fmt: skip


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guide")
@click.option(
    "--root", type=EXISTING, default=Path(), show_default="this folder", help="The folder that holds mkdocs.yml."
)
@click.pass_context
def guide(ctx: click.Context, root: Path) -> None:
    """Make a searchable patient-information site in many languages from an article, and check that nothing is lost.

    Exit codes: 0 clean, 1 errors found, or something due or refused, 2 could not run.
    """
    ctx.obj = root.resolve()


@guide.command()
@click.argument("folder", type=EXISTING)
@click.option("--language", default="en", show_default=True, help="Its first language, as a BCP 47 tag.")
@click.option("--name", default="", help="What the site is called.  [default: the folder's name]")
def new(folder: Path, language: str, name: str) -> int:
    """Make a site of its own, ready for its first article."""
    from scripts.commands.new import new

    return new(folder, language=language, name=name)


@guide.command()
@click.pass_obj
@click.option(
    "--from", "answers", type=EXISTING, help="Take the facts from this file, in the form of site.yml; ask nothing."
)
@click.option("--set", "given", multiple=True, metavar="KEY=VALUE", help="One fact, such as contacts.emergency=112.")
@click.option("--overwrite", is_flag=True, help="With --from or --set: replace what is filled in already.")
def init(root: Path, answers: Path | None, given: tuple[str, ...], overwrite: bool) -> int:
    """Make the guide a hospital's own: ask for its name, numbers, logo and links, and write docs/_data/site.yml.

    Comments in the file stay. What it holds already is offered as the answer. Notes, and facts that differ from language
    to language, are written into the file by hand; it says how.
    """
    from scripts.commands.init import init

    return init(root, answers=answers, given=given, overwrite=overwrite)


@guide.command()
@click.argument("file", type=EXISTING)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.option("--whole", is_flag=True, help="Keep a page's furniture: nav, header, footer.")
@click.option("--from", "read_as", type=FORMAT, help="The article's format.  [default: by its name and content]")
@click.option("--language", help="The article's language as a BCP 47 tag, if it does not say.")
def outline(file: Path, form: str, whole: bool, read_as: str | None, language: str | None) -> int:
    """Show what an article holds: its passages, headings and links, in order."""
    from scripts.commands.outline import outline

    return outline(file, form=form, language=language, read_as=read_as, whole=whole)


@guide.command()
@click.pass_obj
@click.argument("file", type=EXISTING)
@click.option("--topic", required=True, help="Name of the source record, such as spinal-tumor.")
@click.option(
    "--rights",
    type=click.Choice(["rewrite", "copy"]),
    required=True,
    help="rewrite: no sentence of it is carried over. copy: it is in the public domain, or its licence lets you.",
)
@click.option("--plan", type=EXISTING, help="Show the page plan in this file first; then follow it as you changed it.")
@click.option("--from", "read_as", type=FORMAT, help="The article's format.  [default: by its name and content]")
@click.option("--language", help="The article's language as a BCP 47 tag, if it does not say or says it wrongly.")
@click.option("--title", default="", help="The article's title, if it is another than its first heading.")
@click.option("--publisher", default="", help="Who published it, for the credit.")
@click.option("--address", default="", help="Where it was published, for the credit and for its relative links.")
@click.option("--licence", default="", help="Its licence: a name or an address, such as 'public domain'.")
def split(
    root: Path, file: Path, topic: str, rights: str, plan: Path | None, read_as: str | None, language: str | None,
    **facts: str,
) -> int:  # fmt: skip
    """Split an article: write its source record, the pages of its plan that are not there yet, and their menu group.

    Again on a changed article it only updates the record, and says what is new, changed, moved or gone.
    """
    from scripts.commands.split import Facts, split

    return split(
        root, file, topic=topic, rights=rights, plan=plan, read_as=read_as, language=language, facts=Facts(**facts)
    )


@guide.command()
@click.pass_obj
@click.argument("rules", nargs=-1, metavar="[CHECK]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print it."
)
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
@click.option("--source", type=EXISTING, help="The article itself: proves that its record is up to date.")
@click.option("--all", "everything", is_flag=True, help="List every finding, not the first ones only.")
@click.option("--list", "listing", is_flag=True, help="List the checks and what each looks for.")
def check(
    root: Path, rules: tuple[str, ...], form: str, tags: tuple[str, ...], source: Path | None, everything: bool,
    listing: bool,
) -> int:  # fmt: skip
    """Check the site. Without a name all checks run; coverage builds what is missing or stale first."""
    from scripts.commands.check import check, list_checks

    if listing:
        return list_checks()
    return check(root, rules, form=form, tags=tags, source=source, everything=everything)


@guide.command()
@click.pass_obj
@click.argument("sections", nargs=-1, metavar="[PAGE[#SECTION]]...")
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
@click.option("--all", "everything", is_flag=True, help="Every section of every page.")
def accept(root: Path, sections: tuple[str, ...], tags: tuple[str, ...], everything: bool) -> int:
    """Say that sections, as they are now, cover their part of the article; coverage then guards what they say."""
    from scripts.commands.accept import accept

    return accept(root, sections, tags=tags, everything=everything)


class LanguageCommands(click.Group):
    """Commands in the order in which a translator uses them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        order = ["add", "status", "next", "diff", "done", "export", "import"]
        return [name for name in order if name in self.commands]


@guide.group(cls=LanguageCommands)
def lang() -> None:
    """Translate the site: begin a language, see what is open, say what is done."""


@lang.command("add")
@click.pass_obj
@click.argument("tag")
@click.option("--name", default="", help="What its readers call it.  [default: as CLDR has it]")
def lang_add(root: Path, tag: str, name: str) -> int:
    """Begin a language: its record, its pages to translate, and forms for all other words.

    TAG is a BCP 47 tag: so, fil, zh-Hant, es-419.
    """
    from scripts.commands.lang_add import add

    return add(root, tag, name=name)


@lang.command("status")
@click.pass_obj
@click.argument("tag", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def lang_status(root: Path, tag: str | None, form: str) -> int:
    """Show how the units of a language stand, page by page; without TAG the sums of all languages.

    \b
    missing   it has no words of its own
    new       it has words, and nobody has said which text of the original they translate
    stale     the original has changed since it was said to be done
    edited    its own words have changed since
    unsigned  done, and not signed in both roles (of the first language: by no clinician)
    signed    done and signed
    differ    it does not say what the original says now; readers see the original

    Safety units hold a danger or warning box, or words of the interface that warn. JSON has each unit by itself.
    """
    from scripts.commands.lang_status import status

    return status(root, tag, form=form)


@lang.command("next")
@click.pass_obj
@click.argument("tag")
@click.option("--count", type=click.IntRange(1), default=10, show_default=True, help="How many units to show.")
def lang_next(root: Path, tag: str, count: int) -> int:
    """Show what to translate or correct next, the most dangerous first, each with its next step."""
    from scripts.commands.lang_status import next_units

    return next_units(root, tag, count=count)


@lang.command("diff")
@click.pass_obj
@click.argument("tag")
@click.argument("units", nargs=-1, required=True, metavar="PAGE[#ID]...")
def lang_diff(root: Path, tag: str, units: tuple[str, ...]) -> int:
    """Show what the original said and says now, above the translation: [-what is gone-] {+what is new+}.

    What it said is in docs/_data/memory.yml, so that no Git history is needed.
    """
    from scripts.commands.lang_diff import diff

    return diff(root, tag, units)


@lang.command("done")
@click.pass_obj
@click.argument("tag")
@click.argument("units", nargs=-1, metavar="[PAGE[#ID]]...")
@click.option(
    "--how",
    type=click.Choice(["human", "machine", "machine-then-human"]),
    help="How it was translated.  [default: as before, else human; machine-then-human where a machine's text was edited]",
)
@click.option("--by", multiple=True, help="Who translated it: a person, or a program. May be given more than once.")
@click.option("--all", "everything", is_flag=True, help="Every unit that has words and agrees with its original.")
@click.option("--waive", multiple=True, metavar="RULE", help="A rule that is wrong here. Needs --reason and --by.")
@click.option("--reason", default="", help="Why the difference is right.")
def lang_done(
    root: Path, tag: str, units: tuple[str, ...], how: str | None, by: tuple[str, ...], everything: bool,
    waive: tuple[str, ...], reason: str,
) -> int:  # fmt: skip
    """Say that a translation, as it is, says what its original says now.

    It stays so until either text changes: editing a stale translation does not make it fresh, and this does. A unit
    that differs from its original in structure, numbers, “not” or language is refused. A difference that is right can
    be waived, but never in a danger or warning box; the waiver ends when either text changes. This signs nothing.
    """
    from scripts.commands.lang_done import done

    return done(root, tag, units, how=how, by=by, everything=everything, waive=waive, reason=reason)


@guide.command()
@click.pass_obj
@click.argument("units", nargs=-1, required=True, metavar="PAGE[#ID]...")
@click.option("--lang", "tag", required=True, help="The language that is signed. The first one signs its own text.")
@click.option(
    "--role",
    type=click.Choice(["language", "clinical"]),
    required=True,
    help="language: it says in this language what the original says. clinical: what it says is right and safe.",
)
@click.option("--by", required=True, metavar="ID", help="Who signs: an entry of docs/_data/roster.yml.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day on which it was read and signed.  [default: today]")
@click.option(
    "--review", metavar="YYYY-MM-DD", help="The day by which it is to be read again.  [default: in three years]"
)
def sign(root: Path, units: tuple[str, ...], tag: str, role: str, by: str, date: str | None, review: str | None) -> int:
    """Write down that a named person says that a text says what it should.

    The roster has a person a line, such as
    ID: {name: NAME, role: clinical, registration: BODY AND NUMBER, conflicts: none, languages: [en, es]}.
    Who signs as clinical states registration and conflicts of interest. `email` is what their commits are made under.
    Nobody signs what they translated. A sign-off holds for these very words, and is void when the original or the
    translation changes.

    What it proves: that whoever could write to this folder wrote that this person said so, on that day, of these words.
    What it does not prove: who typed it. A line in a file has no password and no signature. So keep what the person
    wrote to you, let the change to the ledger be read by somebody else, and sign commits if you use Git;
    `guide review --match-author` asks Git who committed each sign-off.
    """
    from scripts.commands.sign import sign

    return sign(root, units, tag=tag, role=role, by=by, date=date, review=review)


@guide.command()
@click.pass_obj
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
@click.option(
    "--within", type=click.IntRange(0), default=90, show_default=True, help="Days before a next review is due."
)
@click.option("--today", "on", default="", metavar="YYYY-MM-DD", help="As of this day.")
@click.option("--json", "form", flag_value="json", default="text", help="For programs.")
@click.option(
    "--match-author", "match", is_flag=True, help="Ask Git whether each sign-off was committed by who signed."
)
def review(root: Path, tags: tuple[str, ...], within: int, on: str, form: str, match: bool) -> int:
    """List what is due to be read and signed, by language, role and section: unsigned, changed since it was signed, past
    its next review, or soon to be. Exit code 1 if anything is."""
    from scripts.commands.review import review

    return review(root, tags, within=within, on=on, form=form, match=match)


@guide.command()
@click.pass_obj
@click.argument("said", metavar="TERM")
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
def find(root: Path, said: str, tags: tuple[str, ...]) -> int:
    """Show where a term, a number or any words stand, in every language, by file, line and section.

    A term of the glossary, named in any language, is found in the words of each; a number in any digits, and in words.
    """
    from scripts.commands.find import find

    return find(root, said, tags)


@guide.command()
@click.pass_obj
@click.argument("section", required=False, metavar="[PAGE#ID]")
@click.option("--why", default="", help="The reason; governance reads it, readers do not.")
@click.option("--by", default="", metavar="NAME", help="Who decides it.")
@click.option("--lift", is_flag=True, help="Bring the section back.")
@click.option("--list", "listing", is_flag=True, help="Show all recalls, and which versions hold the text.")
def recall(root: Path, section: str | None, why: str, by: str, lift: bool, listing: bool) -> int:
    """Withdraw a section from every page, in every language, at once: `guide recall PAGE#ID --why … --by NAME`.

    Its heading and address stay, with a notice in the reader's language. Where danger signs stood, the way to help
    stays. The site has to be built and put out; what was printed or kept offline has to be called in by its version.
    """
    from scripts.commands.recall import list_recalls, recall

    if listing:
        return list_recalls(root)
    if not section:
        raise click.UsageError("name a section, PAGE#ID; or --list.")
    return recall(root, section, why=why, by=by, lift=lift)


@guide.command()
@click.pass_obj
@click.option(
    "--out", type=EXISTING, default=Path("dist/governance"), show_default=True, help="The folder to write to."
)
@click.option("--today", "on", default="", metavar="YYYY-MM-DD", help="As of this day.")
def report(root: Path, out: Path, on: str) -> int:
    """Write the report for clinical governance: every page in every language, who wrote and signed it, its sources by
    grade, its reading grade and open findings, as HTML and CSV; a hazard log and a statement of intended use to fill in."""
    from scripts.commands.report import report

    return report(root, out=out if out.is_absolute() else root / out, on=on)


@lang.command("export")
@click.pass_obj
@click.argument("tag")
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--docx", "form", flag_value="docx", help="A Word document of two columns.")
@click.option("--xliff", "form", flag_value="xliff", help="XLIFF 2.1, for translation programs.")
@click.option("--po", "form", flag_value="po", help="A PO file of GNU gettext.")
@click.option("-o", "output", type=EXISTING, help="The file to write.  [default: TAG.docx, TAG.xlf or TAG.po]")
def export_translation(root: Path, tag: str, pages: tuple[str, ...], form: str | None, output: Path | None) -> int:
    """Write a file in which somebody without Git or a terminal translates; `ui` as a page is the interface words."""
    from scripts.commands.lang_exchange import export

    if not form:
        raise click.UsageError("say in which form: --docx, --xliff or --po.")
    return export(root, tag, pages, form=form, output=output)


@lang.command("import")
@click.pass_obj
@click.argument("file", type=EXISTING)
@click.option("--by", multiple=True, required=True, metavar="NAME", help="Who translated. May be given more than once.")
@click.option(
    "--how", type=click.Choice(["human", "machine", "machine-then-human"]), default="human", show_default=True
)
def import_translation(root: Path, file: Path, by: tuple[str, ...], how: str) -> int:
    """Bring a file of `guide lang export` back: all of it, or nothing and the reasons. It never signs."""
    from scripts.commands.lang_exchange import bring

    return bring(root, file, by=by, how=how)


@guide.command()
@click.pass_obj
@click.option("--language", "tags", multiple=True, help="Build this language only, into the site that is there.")
@click.option("--jobs", type=click.IntRange(1), help="Processes at once.  [default: one per processor]")
@click.option(
    "--today", "on", metavar="YYYY-MM-DD", help="Its day.  [default: SOURCE_DATE_EPOCH's, else as in its version]"
)
@click.option("--release", "releasing", is_flag=True, help="Refuse what may not go out, with every reason.")
@click.option("--match-author", "match", is_flag=True, help="With --release: who signed must have committed it.")
def build(root: Path, tags: tuple[str, ...], jobs: int | None, on: str | None, releasing: bool, match: bool) -> int:
    """Build the site, a process per language. If that fails, the last good site stays.

    A release has all checks clean, no contact that is no number, and all safety text of public languages signed, fresh and
    not past its next review, or answered for by name (accepted_risks in docs/_data/site.yml). Its addresses are then
    written into docs/_data/released.yml, so that `guide check addresses` sees when one dies.

    Two builds of the same files on the same day are the same, byte for byte.
    """
    from scripts.commands.build import build
    from scripts.commands.clock import set_today

    if on:
        set_today(on)
    if match and not releasing:
        raise click.UsageError("--match-author goes with --release; `guide review --match-author` asks by itself.")
    if releasing:
        if tags:
            raise click.UsageError("a release is of all languages: leave --language out.")
        from scripts.commands.release import release

        return release(root, jobs=jobs, match=match)
    return build(root, tags=tags, jobs=jobs)


@guide.command()
@click.pass_obj
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
@click.option("--out", type=EXISTING, default=Path("dist"), show_default=True, help="The folder to write to.")
@click.option("--today", "on", default="", metavar="YYYY-MM-DD", help="Its date.  [default: of the newest commit]")
def booklet(root: Path, tags: tuple[str, ...], out: Path, on: str) -> int:
    """Make one PDF per public language from the built site: cover, danger signs, contents, all pages, sources.

    Needs Chromium, the packages playwright and pikepdf, and fonts for the site's scripts (Debian: chromium
    fonts-noto-core fonts-noto-cjk).
    """
    from scripts.commands.booklet import make_booklets

    return make_booklets(root, tags=tags, out=out, on=on)


@guide.command()
@click.pass_obj
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(root: Path, host: str, port: int) -> int:
    """Build the site, serve it, and build again what changes."""
    from scripts.commands.serve import serve

    return serve(root, host=host, port=port)


@guide.command()
@click.pass_obj
@click.option("--out", type=EXISTING, default=Path("dist"), show_default=True, help="The folder to write to.")
@click.option("--language", "tags", multiple=True, help="Only this language. May be given more than once.")
@click.option(
    "--today",
    "on",
    default="",
    metavar="YYYY-MM-DD",
    help="The day that the copies tell.  [default: SOURCE_DATE_EPOCH's, else the newest commit's, else today]",
)
def offline(root: Path, out: Path, tags: tuple[str, ...], on: str) -> int:
    """Make copies to pass on: per public language one HTML file for phones, and a zip for computers.

    Both work without a network, search included, and say their language, version and day. The version is made of the
    files: as long as these are the same, so is it. What is missing or stale of the site is built first.
    """
    from scripts.commands.offline import offline

    return offline(root, out=out if out.is_absolute() else root / out, tags=tags, on=on)


@guide.command()
@click.pass_obj
def upstream(root: Path) -> int:
    """For those who keep the guide: write down what each section says, so that a hospital's check shows what it changed."""
    from scripts.commands.upstream import upstream

    return upstream(root)


@guide.command()
@click.pass_obj
@click.argument("folder", type=EXISTING)
@click.option("--rollback", is_flag=True, help="Serve the release before the one that is served now.")
def publish(root: Path, folder: Path, rollback: bool) -> int:
    """Put the built site where a web server reads it, FOLDER/current, in one step: it is the old one or the new one.

    Three releases stay in FOLDER/releases. If anything goes wrong, what was served before is served.
    """
    from scripts.commands.publish import publish

    return publish(root, folder.absolute(), rollback=rollback)


@guide.command()
@click.pass_obj
@click.option("--out", type=EXISTING, default=Path("dist"), show_default=True, help="The folder to write to.")
@click.option("--today", "on", default="", metavar="YYYY-MM-DD", help="Its date.  [default: of the newest commit]")
@click.option("--booklets/--no-booklets", default=True, help="Whether to make the booklets, which take longest.")
def package(root: Path, out: Path, on: str, booklets: bool) -> int:
    """Make what to hand on of an edition: the site in one archive with compressed files, offline copies, booklets,
    SHA256SUMS, a bill of materials (CycloneDX), a list of licences, a report. All of it, or nothing.
    """
    from scripts.commands.package import package

    return package(root, out=out if out.is_absolute() else root / out, on=on, booklets=booklets)


def main(arguments: list[str] | None = None) -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what supervisors send ends us as Ctrl+C does
    try:
        code = guide.main(arguments, prog_name="guide", standalone_mode=False)
    except GuideError as error:
        click.echo(f"guide: {error}", err=True)
        code = 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, as with `guide check | head`
        code = 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"guide: {place}{error.strerror or error}.", err=True)
        click.echo("  Next: check that the folder can be written to and that the disk is not full.", err=True)
        code = 2
    except click.UsageError as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("guide: stopped.", err=True)
        code = 130
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
