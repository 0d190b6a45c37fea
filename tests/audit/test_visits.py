"""Every page of every language visited cold in Chromium: what the server sends is what tests/browser/test_weight.py
reckons, and no request fails. What scripts ask for later (weighing.Page.asks) comes on top."""

import pytest
from states import LANGUAGES, device
from weighing import Page, Scales

from scripts.content.guide import read_guide


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_asks_for_what_was_weighed(new_page, real_site, tag):
    scales = Scales(real_site)
    folder = "" if tag == read_guide(real_site.parent).languages.source.tag else f"{tag}/"
    found = [
        path for where in ("", "sources/", "side-by-side/") for path in (real_site / folder).glob(f"{where}*.html")
    ]
    assert len(found) > 40
    for path in sorted(path.relative_to(real_site).as_posix() for path in found):
        page = new_page(**device(360))
        scales.sent.clear()
        page.goto(scales.home + path)
        page.wait_for_load_state("networkidle")
        told = Page(real_site, path)
        loads = [*told.loads, *told.asks]
        sent = scales.sent_with(set(loads))
        assert sorted(path for path, _, _ in sent) == sorted(loads)
        assert all(status == 200 for _, _, status in sent)
        assert sum(size for _, size, _ in sent) == sum(map(scales.weight, loads))
        page.context.close()
    scales.close()
