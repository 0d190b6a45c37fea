"""The requests of requests.yml, and one for every code in every language."""

from pathlib import Path

import yaml

from scripts.content.codes import SYSTEMS
from scripts.content.guide import read_guide
from scripts.outputs.infobutton import all_codes

REQUESTS = yaml.safe_load((Path(__file__).parent / "requests.yml").read_text(encoding="utf-8"))
CRITERIA = "mainSearchCriteria.v.cs={cs}&mainSearchCriteria.v.c={code}&informationRecipient.languageCode.c={tag}"


def every_code(root):
    """(query, code, tag) for all codes of a guide in all its public languages."""
    guide = read_guide(root)
    return [
        (CRITERIA.format(cs=SYSTEMS[code.system].oid, code=code.code, tag=language.tag), code, language.tag)
        for code in all_codes(guide)
        for language in guide.languages.public
    ]
