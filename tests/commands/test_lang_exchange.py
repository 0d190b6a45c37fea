"""`guide lang export` and `import`: nothing changes but what a translator changed, and what is wrong is refused whole."""

import os
import re
import shutil
from pathlib import Path

import docx
import polib
import pytest
from conftest import WHOLE

from scripts.__main__ import main
from scripts.commands.lang_exchange import FORMS, bring, export
from scripts.content.ledger import MEMORY, Standing, ledger_path, read_ledger, read_memory, standing
from scripts.content.segment import segments
from scripts.content.unit import page_units
from scripts.errors import GuideError

ROOT = Path(__file__).parents[2]
EACH_FORM = pytest.mark.parametrize("form", FORMS)

LANGUAGES = (
    "- {tag: en, name: English, theme: en}\n- {tag: ar, name: العربية, theme: ar}\n- {tag: so, name: Soomaali}\n"
)
DOSES = """\
---
title: "Fever: what to do"
description: 'It''s hot, and "how"'
sources:
  page: [x]
  doses: [x]
---
# Fever

!!! danger box-fever "Go now if:"

    - You have 40 °C
      or more.
    - You shake. [See](get-help.md#emergency)

    Call {{emergency}}.

## Doses {#doses}

| Dose | When \\| how |
| --- | :-: |
| 2,5 | **at** night |
| 3 | |

1. One.
2. Two.

    More of two.

    - Deeper.
{: .numbers }

### Later {#later}

!!! warning box-later "Do not wait"

    Not more than 2.

## Rest {#rest}

Rest.
"""
ARABIC = (
    DOSES.replace("sources:\n  page: [x]\n  doses: [x]\n", "")
    .replace("Fever: what to do", 'الحمى: ماذا تفعل \\\\ \\"الآن\\"')
    .replace("It''s hot, and \"how\"", "إنها ''ساخنة'': جدا")
    .replace("# Fever\n", "# الحمى\n")
    .replace("Go now if:", "اذهب الآن إذا:")
    .replace("You have 40 °C\n      or more.", "لديك ٤٠\u00a0°م\n      أو أكثر.")
    .replace("You shake. [See]", "ترتجف. [انظر]")
    .replace("Call {{", "اتصل بـ {{")
    .replace("Doses {", "الجرعات {")
    .replace("Dose | When \\| how", "الجرعة | متى \\| كيف")
    .replace("2,5 | **at** night", "٢٫٥ | **في** الليل")
    .replace("| 3 |", "| ٣ |")
    .replace("One.", "واحد.")
    .replace("Two.", "اثنان.")
    .replace("More of two.", "المزيد عن \u2068MRI\u2069.")
    .replace("Deeper.", "أعمق.")
    .replace("Later {", "لاحقا {")
    .replace("Do not wait", "لا تنتظر")
    .replace("Not more than 2.", "ليس أكثر من ٢.")
    .replace("## Rest {#rest}\n\nRest.", "## الراحة {#rest}\n\nالراحة.")
)


@pytest.fixture
def site(make_site, monkeypatch, tmp_path):
    """A guide in English and Arabic, and in Somali with nothing in it yet; the page `doses` is translated."""
    root = make_site(
        {
            "docs/_data/languages.yml": LANGUAGES, "docs/es/.gitkeep": None, "docs/_data/ui/es.yml": None,
            "docs/ar/.gitkeep": "", "docs/so/.gitkeep": "", "docs/en/doses.md": DOSES, "docs/ar/doses.md": ARABIC,
        }
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    return root


def everything(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "docs").rglob("*"))
        if path.is_file() and "assets" not in path.parts
    }


def send(root, tag, *pages, form="po"):
    path = Path(f"{tag}-{'-'.join(pages)}.{FORMS[form][1]}")
    path.unlink(missing_ok=True)
    assert export(root, tag, pages, form=form, output=path) == 0
    return path


def take(root, path, **options):
    return bring(root, path, by=("ana",), how="human", **options)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("assets"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


REAL_PAGES = [path.stem for path in sorted((ROOT / "docs/en").glob("*.md"))]
FORM_AND_PAGE = [(form, page) for page in ["", *REAL_PAGES] for form in FORMS]
SHARE = FORM_AND_PAGE if WHOLE else FORM_AND_PAGE[:: len(FORMS) + 1]


@pytest.mark.parametrize(("form", "page"), [*SHARE, *((form, "ui") for form in FORMS)])
def test_a_page_of_the_guide_comes_back_to_the_byte(real, form, page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    before = everything(real)
    assert take(real, send(real, "es", *([page] if page else []), form=form)) == 0
    assert capsys.readouterr().out.endswith("Nothing has changed.\n")
    assert everything(real) == before


@EACH_FORM
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "mark"])
def test_an_arabic_page_comes_back_to_the_byte(site, form, end, mark):
    (site / "docs/ar/doses.md").write_bytes((mark + ARABIC).replace("\n", end).encode())
    before = everything(site)
    assert take(site, send(site, "ar", form=form)) == 0
    assert everything(site) == before


def rows_of(path):
    """Name → (place in the file to write to) of a PO file's entries."""
    file = polib.pofile(str(path), wrapwidth=0)
    return file, {entry.msgctxt: entry for entry in file}


def edit(path, **changes):
    """Change translations in a file of any form: `{name: words}`, with `_` for #, / and -."""
    edits = {name: words for name, words in changes.items()}
    if path.suffix == ".po":
        file, rows = rows_of(path)
        for name, words in edits.items():
            rows[name].msgstr = words
        file.save(str(path))
    elif path.suffix == ".xlf":
        text = path.read_text(encoding="utf-8")
        for name, words in edits.items():
            unit = re.search(rf'<unit [^>]*name="{re.escape(name)}">.*?</unit>', text, re.DOTALL)[0]
            new = re.sub(r"\s*<target>.*?</target>", "", unit, flags=re.DOTALL)
            target = words.replace("&", "&amp;").replace("<", "&lt;")
            text = text.replace(unit, new.replace("</source>", f"</source><target>{target}</target>"))
        path.write_text(text, encoding="utf-8")
    else:
        document = docx.Document(str(path))
        for table in document.tables:
            for row in table.rows:
                left, right = row.cells
                if (name := left.text.split(" · ")[0]) in edits:
                    right.text = edits[name]
        document.save(str(path))


def differing(before, after):
    return [
        (a.kind, a.text, b.text)
        for a, b in zip(segments(before), segments(after), strict=True)
        if a != b and a.text != b.text
    ]


@EACH_FORM
@pytest.mark.parametrize(
    ("name", "words", "there"),
    [
        ("doses#page/1", 'الحمى: "ماذا" \\ تفعل', None),
        ("doses#page/4", "اذهب \"حالا\" إذا:", None),
        ("doses#page/5", "لديك ٤١\u00a0°م أو أكثر <أكيد>.", None),
        ("doses#page/6", "أنت ترتجف. [انظر هنا](get-help.md#emergency)", None),
        ("doses#doses/5", "في | الصباح & **المساء**", "في \\| الصباح & **المساء**"),
        ("doses#doses/8", "واحد فقط.", None),
        ("doses#later/1", "بعد ذلك", None),
    ],
)  # fmt: skip
def test_a_changed_row_changes_that_segment_alone(site, form, name, words, there):
    path = site / "docs/ar/doses.md"
    path.write_bytes(ARABIC.replace("\n", "\r\n").encode())
    before = everything(site)
    file = send(site, "ar", "doses", form=form)
    edit(file, **{name: words})
    assert take(site, file) == 0
    after = everything(site)
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed <= {"docs/ar/doses.md", ledger_path("ar"), MEMORY}
    old, new = before["docs/ar/doses.md"].decode(), after["docs/ar/doses.md"].decode()
    assert [text for _, _, text in differing(old, new)] == [there or words]
    assert len(old.split("\r\n")) == len(new.split("\r\n")) or "\r\n      " in old


ALL_OF_DOSES = {
    "doses#doses/1": "Qiyaasta", "doses#doses/2": "Qiyaas", "doses#doses/3": "Goorma \\| sidee", "doses#doses/4": "2,5",
    "doses#doses/5": "**habeenkii**", "doses#doses/6": "3", "doses#doses/8": "Hal.", "doses#doses/9": "Laba.",
    "doses#doses/10": "Wax badan.", "doses#doses/11": "Hoos.",
}  # fmt: skip
SOMALI = """\
---
title: "Fever: what to do"
description: 'It''s hot, and "how"'
---
# Fever

*To be written.*
{: .to-be-written }

## Qiyaasta {#doses}

| Qiyaas | Goorma \\| sidee |
| --- | :-: |
| 2,5 | **habeenkii** |
| 3 | |

1. Hal.
2. Laba.

    Wax badan.

    - Hoos.
{: .numbers }

### Later {#later}

*To be written.*
{: .to-be-written }

## Rest {#rest}

*To be written.*
{: .to-be-written }
"""


@EACH_FORM
def test_a_page_begins_with_the_first_section_that_is_whole(site, form, capsys):
    file = send(site, "so", "doses", form=form)
    edit(file, **ALL_OF_DOSES, **{"doses#page/1": "Qandho"})
    capsys.readouterr()
    assert take(site, file) == 0
    assert (site / "docs/so/doses.md").read_text(encoding="utf-8") == SOMALI
    told = capsys.readouterr().out
    assert "so doses#doses: 10 row(s)" in told
    assert "notice: doses#page: 1 of 7 rows are translated; it is not written until all are. [unfinished]" in told
    assert "1 section(s) written, 1 done." in told
    assert set(read_ledger(site, "so")) == {"doses#doses"}
    # the rest is filled in later, in the same file
    later = {"doses#later/1": "Ka dib", "doses#later/2": "Ha sugin", "doses#later/3": "Kama badna 2."}
    edit(file, **later)
    assert take(site, file) == 0
    text = (site / "docs/so/doses.md").read_text(encoding="utf-8")
    assert '### Ka dib {#later}\n\n!!! warning box-later "Ha sugin"\n\n    Kama badna 2.\n\n## Rest {#rest}' in text
    assert take(site, file) == 0 and (site / "docs/so/doses.md").read_text(encoding="utf-8") == text


def test_nothing_is_written_of_a_section_that_is_not_whole(site, capsys):
    file = send(site, "so", "doses")
    edit(file, **{"doses#rest/1": "Nasasho"})
    before = everything(site)
    assert take(site, file) == 0
    assert everything(site) == before
    assert "fill in doses#rest/2 and the others" in capsys.readouterr().out


def test_a_section_that_the_translation_lacks_goes_where_the_original_has_it(site):
    path = site / "docs/ar/doses.md"
    start, end = ARABIC.index("### لاحقا"), ARABIC.index("## الراحة")
    path.write_bytes((ARABIC[:start] + ARABIC[end:]).replace("\n", "\r\n").encode())
    file = send(site, "ar", "doses")
    edit(file, **{"doses#later/1": "لاحقا", "doses#later/2": "لا تنتظر", "doses#later/3": "ليس أكثر من ٢."})
    assert take(site, file) == 0
    assert path.read_bytes().decode() == ARABIC.replace("\n", "\r\n")


def test_a_section_with_other_parts_is_exported_as_it_fits_and_written_whole(site, capsys):
    path = site / "docs/ar/doses.md"
    drifted = ARABIC.replace("2. اثنان.\n", "").replace("الراحة.\n", "الراحة.\n\nفقرة أخرى.\n")
    path.write_text(drifted, encoding="utf-8")
    file = send(site, "ar", "doses")
    _, rows = rows_of(file)
    assert (rows["doses#doses/8"].msgstr, rows["doses#doses/9"].msgstr) == ("واحد.", "")
    before = everything(site)
    assert take(site, file) == 0 and everything(site) == before
    edit(file, **{"doses#doses/8": "واحد فقط."})
    assert take(site, file) == 0 and everything(site) == before, "not all rows are filled"
    edit(file, **{"doses#doses/9": "اثنان."})
    assert take(site, file) == 0
    assert path.read_text(encoding="utf-8") == ARABIC.replace("واحد.", "واحد فقط.").replace(
        "الراحة.\n", "الراحة.\n\nفقرة أخرى.\n"
    )


def test_a_skeleton_and_a_copy_of_the_original_are_no_translation(site):
    (site / "docs/so/doses.md").write_text(SOMALI, encoding="utf-8")
    (site / "docs/so/index.md").write_bytes((site / "docs/en/index.md").read_bytes())
    _, rows = rows_of(send(site, "so"))
    assert (
        rows["doses#page/1"].msgstr == "" and rows["doses#later/1"].msgstr == "" and rows["doses#rest/2"].msgstr == ""
    )
    assert rows["doses#doses/1"].msgstr == "Qiyaasta"
    assert not any(entry.msgstr for name, entry in rows.items() if name.startswith("index#"))


def test_what_the_original_has_not_written_yet_is_not_sent(site):
    text = DOSES.replace("Rest.\n", "*To be written.*\n{: .to-be-written }\n")
    (site / "docs/en/doses.md").write_text(text, encoding="utf-8")
    _, rows = rows_of(send(site, "so", "doses"))
    assert not any(name.startswith("doses#rest") for name in rows)
    file = send(site, "so", "doses")
    edit(file, **ALL_OF_DOSES)
    assert take(site, file) == 0
    assert (site / "docs/so/doses.md").read_text(encoding="utf-8") == SOMALI


@EACH_FORM
def test_interface_words_are_written_word_by_word_with_comments_and_order(site, form):
    path = site / "docs/_data/ui/ar.yml"
    text = (
        "# Words\nsearch: # of the field\n  open: بحث # short\n  count_other: '{count} أقسام'\nactions: {menu: قائمة}\n"
    )
    path.write_bytes(text.replace("\n", "\r\n").encode())
    file = send(site, "ar", "ui", form=form)
    names = {entry.msgid: entry.msgctxt for entry in rows_of(send(site, "ar", "ui"))[0]}
    changes = {names["Search"]: "ابحث: هنا", names["Close"]: "إغلاق", names["All pages"]: "كل, الصفحات",
               names["This page is not here"]: "ليست هنا", names["{count} sections found"]: "عدد الأقسام {count}"}  # fmt: skip
    edit(file, **changes)
    assert take(site, file) == 0
    assert path.read_bytes().decode() == (
        "# Words\nsearch: # of the field\n  open: 'ابحث: هنا' # short\n  count_other: 'عدد الأقسام {count}'\n"
        "  close: إغلاق\nactions: {menu: قائمة, all_pages: 'كل, الصفحات'}\nnot_found:\n  title: ليست هنا\n"
    ).replace("\n", "\r\n")  # fmt: skip
    assert "ui#search" not in read_ledger(site, "ar"), "not all of its words are there"


def test_interface_words_of_a_new_language_make_their_file(site):
    (site / "docs/_data/ui/so.yml").unlink(missing_ok=True)
    file, rows = rows_of(path := send(site, "so", "ui"))
    assert any(name.startswith("ui#theme") for name in rows), "Material has no words for Somali"
    for entry in file:
        entry.msgstr = f"so {entry.msgid}"
    file.save(str(path))
    assert take(site, path) == 0
    assert set(read_ledger(site, "so")) == {name.rsplit("/", 1)[0] for name in rows}
    _, again = rows_of(send(site, "so", "ui"))
    assert not any(entry.flags for entry in again.values()), "each group is done"
    assert {name: entry.msgstr for name, entry in again.items()} == {name: f"so {e.msgid}" for name, e in rows.items()}


def test_what_is_done_goes_into_ledger_and_memory_and_is_not_signed(site):
    file = send(site, "ar", "doses")
    edit(file, **{"doses#rest/2": "استرح."})
    source = page_units("doses", DOSES, "")["doses#rest"]
    assert take(site, file) == 0
    assert read_ledger(site, "ar") == {}, "rows of it are still marked as fuzzy"
    file, _ = rows_of(path := send(site, "ar", "doses"))
    for entry in file:
        if entry.msgctxt.startswith("doses#rest/"):
            entry.flags = []
    file.save(str(path))
    assert bring(site, path, by=("ana", "luz"), how="machine-then-human") == 0
    entry = read_ledger(site, "ar")["doses#rest"]
    own = page_units("doses", (site / "docs/ar/doses.md").read_text(encoding="utf-8"), "")["doses#rest"]
    assert (entry.source, entry.how, entry.by, entry.signed) == (
        source.fingerprint,
        "machine-then-human",
        ("ana", "luz"),
        (),
    )
    assert standing(source, own, entry) is Standing.UNSIGNED
    assert read_memory(site) == {source.fingerprint: source.says}
    before = everything(site)
    assert take(site, path) == 0
    assert everything(site) == before, "done once is done"


def tick(path, address):
    document = docx.Document(str(path))
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text.split("\n")[0] == address:
                cell = row.cells[1].paragraphs[-1]
                assert "[ ]" in cell.text
                cell.runs[0].text = cell.text.replace("[ ]", "[x]")
    document.save(str(path))


def test_a_section_that_stays_as_it_is_is_done_where_somebody_says_so(site, capsys):
    path = send(site, "ar", "doses", form="docx")
    tick(path, "doses#rest")
    before = everything(site)
    assert take(site, path) == 0
    assert "0 section(s) written, 1 done." in capsys.readouterr().out
    assert set(read_ledger(site, "ar")) == {"doses#rest"}
    changed = {key for key, data in everything(site).items() if data != before.get(key)}
    assert changed == {ledger_path("ar"), MEMORY}


def test_a_stale_section_shows_what_the_original_was(site):
    path = send(site, "ar", "doses", form="docx")
    tick(path, "doses#later")
    take(site, path)
    (site / "docs/en/doses.md").write_text(DOSES.replace("Not more than 2.", "Not more than 3."), encoding="utf-8")
    _, rows = rows_of(send(site, "ar", "doses"))
    assert [(rows[f"doses#later/{n}"].previous_msgid, rows[f"doses#later/{n}"].flags) for n in (2, 3)] == [
        (None, ["fuzzy"]),
        ("Not more than 2.", ["fuzzy"]),
    ]
    document = docx.Document(str(send(site, "ar", "doses", form="docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("Not more than 3.\nThe original was: Not more than 2." in text for text in cells)
    assert any(text.startswith("The original says something else since this was translated.") for text in cells)


def test_a_section_with_a_lost_slot_is_written_but_not_done(site, capsys):
    path = site / "docs/ar/doses.md"
    path.write_text(ARABIC.replace("{{emergency}}", "الطوارئ"), encoding="utf-8")
    file = send(site, "ar", "doses", form="docx")
    edit(file, **{"doses#page/4": "اذهب حالا إذا:"})
    assert take(site, file) == 0
    told = capsys.readouterr().out
    assert "doses#page: not done yet, since doses#page/7 lacks {{emergency}}." in told
    assert "اذهب حالا إذا:" in path.read_text(encoding="utf-8") and not read_ledger(site, "ar")


def test_glossary_terms_are_noted_where_they_stand(site):
    text = "fever: {use: [الحمى], avoid: [سخونة], note: about 38 °C}\never: {use: [x]}\n"
    (site / "docs/_data/terms.yml").write_text("fever: {en: [fever]}\never: {en: [ever]}\n", encoding="utf-8")
    (site / "docs/_data/glossary").mkdir()
    (site / "docs/_data/glossary/ar.yml").write_text(text, encoding="utf-8")
    _, rows = rows_of(send(site, "ar", "doses"))
    assert "“fever”: use “الحمى”; not “سخونة”; about 38 °C" in rows["doses#page/1"].comment
    assert "use" not in rows["doses#page/5"].comment and "“ever”" not in rows["doses#page/1"].comment


# What is refused: nothing is written, and each reason is told with its place and the next step.


def change(name, words):
    return lambda path, root: edit(path, **{name: words})


def english(old, new):
    def apply(path, root):
        text = (root / "docs/en/doses.md").read_text(encoding="utf-8")
        assert old in text
        (root / "docs/en/doses.md").write_text(text.replace(old, new), encoding="utf-8")

    return apply


def arabic(old, new):
    def apply(path, root):
        text = (root / "docs/ar/doses.md").read_text(encoding="utf-8")
        assert old in text
        (root / "docs/ar/doses.md").write_text(text.replace(old, new), encoding="utf-8")
        edit(path, **{"doses#rest/2": "استرح."})

    return apply


def entries(alter):
    def apply(path, root):
        file, rows = rows_of(path)
        alter(file, rows)
        file.save(str(path))

    return apply


def set_(name, **values):
    return entries(lambda file, rows: [setattr(rows[name], key, value) for key, value in values.items()])


def twice(file, rows):
    row = rows["doses#rest/2"]
    file.append(polib.POEntry(msgctxt="doses#rest/2", msgid=row.msgid + " ", msgstr="x", comment=row.comment))


def all_english(file, rows):
    for entry in file:
        entry.msgstr = entry.msgid


REFUSED = [
    ("other source", english("Not more than 2.", "Not more than 3."), "other-source-state",
     "doses#later belongs to another source state (then ", "“Not more than 2.” became “Not more than 3.”"),
    ("other source: gone", english("2. Two.\n", ""), "other-source-state", "doses#doses belongs", "“Two.” is gone"),
    ("unknown unit", english("{#rest}", "{#resting}"), "unknown-unit", "the guide has no unit doses#rest any more", "export again"),
    ("changed original", set_("doses#rest/2", msgid="Rest!"), "changed-original",
     "doses#rest/2: the original reads “Rest!” in the file and “Rest.” in the guide.", "only the translation may be changed"),
    ("changed link", english("get-help.md#emergency", "get-help.md"), "changed-original", "doses#page/6: the original reads", ""),
    ("missing row", entries(lambda file, rows: file.remove(rows["doses#rest/2"])), "missing-row",
     "the row doses#rest/2 is missing.", "put it back, or export again"),
    ("missing unit", entries(lambda file, rows: [file.remove(rows[f"doses#rest/{n}"]) for n in (1, 2)]), "missing-row",
     "22 rows went out and 20 came back.", "put back the rows"),
    ("added row", set_("doses#rest/2", msgctxt="doses#rest/3"), "added-row",
     "the row doses#rest/3 was not in the file that went out.", "take it out"),
    ("row twice", entries(twice), "added-row", "the row doses#rest/2 stands twice.", "take it out"),
    ("slot lost", change("doses#page/7", "اتصل."), "other-marks", "doses#page/7: the translation lacks {{emergency}}.", "copy slots"),
    ("slot translated", change("doses#page/7", "اتصل {{طوارئ}}."), "other-marks", "lacks {{emergency}} and has {{طوارئ}}", "copy slots"),
    ("half a slot", change("doses#page/7", "اتصل {{emergency}} {{."), "other-marks", "has half a slot, which", "copy slots"),
    ("link target", change("doses#page/6", "[انظر](get-help.md)"), "other-marks",
     "lacks a link to get-help.md#emergency and has a link to get-help.md, which the original has not", "copy slots"),
    ("link lost", change("doses#page/6", "انظر"), "other-marks", "lacks a link to get-help.md#emergency", "copy slots"),
    ("link added", change("doses#rest/2", "[x](https://e.org)"), "other-marks", "has a link to https://e.org, which", "copy slots"),
    ("image in a link", change("doses#page/6", "[![x](e.svg)](get-help.md#emergency)"), "other-marks", "has an image e.svg", ""),
    ("script", change("doses#rest/2", "الراحة <script>x</script>"), "other-marks", "has <script>", "copy slots"),
    ("half a tag", change("doses#rest/2", "الراحة <img src=x"), "other-marks", "has <img src=x", "copy slots"),
    ("reference", change("doses#rest/2", "[x]: javascript:x"), "other-marks", "has [x]:, which", "copy slots"),
    ("attribute", change("doses#rest/1", "الراحة {#other}"), "other-marks", "has {#other}, which", "copy slots"),
    ("quote", change("doses#rest/2", "> الراحة"), "other-marks", "has >, which", ""),
    ("emptied", change("doses#rest/2", ""), "emptied", "doses#rest/2: the translation was “الراحة.” and is empty.", "write it again"),
    ("no word", change("doses#rest/2", "---"), "emptied", "the translation is “---”, which holds no word", "translate the row"),
    ("override", change("doses#rest/2", "\u202eالراحة\u202c"), "hidden-sign",
     "doses#rest/2: the translation holds U+202C POP DIRECTIONAL FORMATTING, U+202E RIGHT-TO-LEFT OVERRIDE", "U+2068"),
    ("control code", change("doses#rest/2", "الراحة\x08"), "hidden-sign", "U+0008 CONTROL CODE", "delete the sign"),
    ("list", change("doses#rest/2", "- الراحة"), "read-otherwise", "doses#rest/2: “- الراحة” would be read as another part", "begin the row"),
    ("heading", change("doses#rest/2", "# الراحة"), "read-otherwise", "doses#rest/2", "begin the row"),
    ("heading without a space", change("doses#rest/2", "#الراحة"), "read-otherwise", "doses#rest/2: “#الراحة”", "begin the row"),
    ("backslash", change("doses#page/3", "الحمى\\"), "read-otherwise", "doses#page/3", "end it without a backslash"),
    ("section", change("doses#rest/2", "## الراحة"), "read-otherwise", "doses#rest", "begin the row"),
    ("box", change("doses#rest/2", '!!! note "الراحة"'), "read-otherwise", "doses#rest/2", "begin the row"),
    ("number", change("doses#doses/8", "1. الراحة"), "read-otherwise", "doses#doses/8", "begin the row"),
    ("fence", change("doses#rest/2", "```الراحة"), "read-otherwise", "doses#rest/2", "begin the row"),
    ("changed meanwhile", arabic("الراحة.", "النوم."), "changed-meanwhile",
     "doses#rest: the translation was changed in the guide too", "The guide says “النوم.”, the file “استرح.”."),
    ("another language", change("doses#page/5", "Fieber von mehr als vierzig Grad"), "other-language",
     "doses#page/5: “Fieber von mehr als vierzig Grad” is not ar but the script Latn", "is it the file for ar?"),
    ("left in English", entries(all_english), "other-language", "is not ar but ", "is it the file for ar?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("apply", "rule", "message", "more"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_wrong_is_refused_and_nothing_is_written(site, capsys, apply, rule, message, more):
    path = send(site, "ar", "doses")
    # another change that is right must not be written either
    edit(path, **{"doses#later/1": "فيما بعد"})
    apply(path, site)
    before = everything(site)
    capsys.readouterr()
    assert take(site, path) == 1
    told = capsys.readouterr().out
    line = next(line for line in told.splitlines() if f"[{rule}]" in line and message in line)
    assert re.match(r"ar-doses\.po:\d+: error: ", line)
    assert more in told and "Next: " in told and told.endswith("Nothing was written.\n")
    assert everything(site) == before


@EACH_FORM
def test_each_form_names_the_place_of_a_refused_row(site, form, capsys):
    path = send(site, "ar", "doses", form=form)
    edit(path, **{"doses#page/7": "اتصل."})
    capsys.readouterr()
    assert take(site, path) == 1
    line = int(re.search(r"ar-doses\.\w+:(\d+): error: doses#page/7", capsys.readouterr().out)[1])
    if form == "docx":
        rows = [row for table in docx.Document(str(path)).tables for row in table.rows]
        assert "doses#page/7" in rows[line - 1].cells[0].text
    else:
        assert any("doses#page/7" in text for text in path.read_text(encoding="utf-8").split("\n")[line - 1 : line + 4])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Language: ar",
            "Language: fr",
            "ar-doses.po: the file translates into 'fr': 'fr' is no language of this site.",
        ),
        (
            "Language: ar",
            "Language: en",
            "ar-doses.po: the file translates into 'en': 'en' is the language that the others",
        ),
        (
            "X-Source-Language: en",
            "X-Source-Language: de",
            "the file translates from 'de', and this guide is written in 'en'",
        ),
        ("Language: ar", "Language: so", ""),
    ],
)
def test_a_file_for_another_language_is_refused(site, old, new, message, capsys):
    path = send(site, "ar", "doses")
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{old}\\n"', f'"{new}\\n"'), encoding="utf-8")
    before = everything(site)
    if message:
        with pytest.raises(GuideError) as caught:
            take(site, path)
        assert message in str(caught.value) and "Next: " in str(caught.value)
    else:
        take(site, path)
    assert everything(site) == before


def test_a_changed_letter_form_is_no_change(site):
    """macOS writes é as two signs where others write one."""
    (site / "docs/so/doses.md").write_text(SOMALI.replace("Hal.", "H\u00e1l."), encoding="utf-8")
    path = send(site, "so", "doses")
    path.write_text(path.read_text(encoding="utf-8").replace("H\u00e1l.", "Ha\u0301l."), encoding="utf-8")
    before = everything(site)
    assert take(site, path) == 0 and everything(site) == before


def test_a_file_that_went_out_before_an_edit_brings_no_old_words_back(site):
    path = send(site, "ar", "doses")
    (site / "docs/ar/doses.md").write_text(ARABIC.replace("الراحة.", "النوم."), encoding="utf-8")
    edit(path, **{"doses#later/1": "فيما بعد"})
    assert take(site, path) == 0
    text = (site / "docs/ar/doses.md").read_text(encoding="utf-8")
    assert "النوم." in text and "فيما بعد" in text


def test_a_failing_disk_leaves_every_file_as_it_was(site, monkeypatch):
    path = send(site, "ar", "doses", form="docx")
    edit(path, **{"doses#rest/2": "استرح."})
    before = everything(site)
    real_replace, calls = os.replace, []

    def failing(old, new):
        calls.append(new)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(new))
        real_replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        take(site, path)
    assert len(calls) == 2 and everything(site) == before


@pytest.mark.parametrize(
    ("tag", "pages", "message"),
    [
        ("fr", (), "'fr' is no language of this site."),
        ("en", (), "'en' is the language that the others translate."),
        ("ar", ("dose",), "there is no page 'dose' in en."),
    ],
)
def test_what_cannot_be_exported_is_told(site, tag, pages, message):
    with pytest.raises(GuideError) as caught:
        export(site, tag, pages, form="po", output=None)
    assert message in str(caught.value) and "Next: " in str(caught.value)


def test_an_export_writes_over_no_file(site):
    path = send(site, "ar", "doses")
    with pytest.raises(GuideError, match="the file is there already"):
        export(site, "ar", ("doses",), form="po", output=path)
    export(site, "ar", ("doses",), form="docx", output=None)
    assert Path("ar-doses.docx").exists()


@pytest.mark.parametrize("text", ["## A\n\nText.\n", "## A {#rest}\n\nText.\n"])
def test_an_original_without_ids_is_not_exported(site, text):
    (site / "docs/en/doses.md").write_text(DOSES + "\n" + text, encoding="utf-8")
    with pytest.raises(
        GuideError, match=r"docs/en/doses.md:\d+: (a section has no id|two sections have the id 'rest')"
    ):
        export(site, "ar", ("doses",), form="po", output=None)


@EACH_FORM
@pytest.mark.parametrize("tag", ["ar", "es", "fil", "hi", "zh-Hans"])
def test_a_site_of_six_languages_comes_back_to_the_byte(copy_site, form, tag, tmp_path, monkeypatch):
    root = copy_site("six_languages")
    monkeypatch.chdir(tmp_path)
    before = everything(root)
    assert take(root, send(root, tag, form=form)) == 0
    assert everything(root) == before


def typed(*arguments):
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return stopped.value.code


def test_as_it_is_typed(site, capsys):
    assert typed("--root", site, "lang", "export", "ar", "doses") == 2
    assert "say in which form: --docx, --xliff or --po." in capsys.readouterr().err
    assert typed("--root", site, "lang", "export", "ar", "doses", "--xliff", "-o", "x.xlf") == 0
    assert typed("--root", site, "lang", "import", "x.xlf") == 2
    assert "--by" in capsys.readouterr().err
    assert typed("--root", site, "lang", "import", "x.xlf", "--by", "ana") == 0
    edit(Path("x.xlf"), **{"doses#rest/2": ""})
    assert typed("--root", site, "lang", "import", "x.xlf", "--by", "ana", "--how", "machine") == 1
    assert typed("--root", site, "lang", "import", "none.po", "--by", "ana") == 2
    assert "none.po: there is no such file." in capsys.readouterr().err
