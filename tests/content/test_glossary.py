"""What translators agreed on, and a message with file and line for another form."""

import pytest

from scripts.content.glossary import Agreed, read_glossary
from scripts.errors import GuideError


def read(tmp_path, text):
    path = tmp_path / "docs/_data/glossary/so.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_glossary(tmp_path, "so")


def test_terms_with_words_and_without(tmp_path):
    assert read_glossary(tmp_path, "so") == {}
    found = read(
        tmp_path,
        "# x\n\ntumor: {use: [buro, burooyin], avoid: [bararka], note: not cancer}\ncord: {use: [], avoid: [], note: ''}\nbone:\n",
    )
    assert found["tumor"] == Agreed(("buro", "burooyin"), ("bararka",), "not cancer", 3)
    assert found["cord"] == Agreed(line=4) and found["bone"] == Agreed(line=5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {term: tumor, use: buro}\n", "docs/_data/glossary/so.yml:1: the file is not a mapping."),
        ("tumor: {use: buro}\n", "docs/_data/glossary/so.yml:1: 'use' of term tumor is text; a list was expected."),
        (
            "a: {}\ntumor: {uses: [buro]}\n",
            "docs/_data/glossary/so.yml:2: term tumor has no key 'uses'.\n  Next: did you mean 'use'?",
        ),
        (
            "tumor: {use: [Buro], avoid: [buro]}\n",
            "docs/_data/glossary/so.yml:1: term tumor has “buro” both to use and to avoid.",
        ),
    ],
)
def test_another_form_is_refused(tmp_path, text, message):
    with pytest.raises(GuideError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)
