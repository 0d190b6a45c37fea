"""axe-core and the Tab key in every state: language, kind of page, width, colors, and what is open."""

import pytest
from axe import unreviewed_of
from states import KINDS, LANGUAGES, address, device, every_state, has
from walk import walk


@pytest.mark.parametrize(("tag", "kind"), [(tag, kind) for tag in LANGUAGES for kind in KINDS if has(tag, kind)])
def test_axe_has_nothing_to_say(new_page, real_site, serve_folder, tag, kind):
    assert unreviewed_of(every_state((tag,), (kind,)), new_page, serve_folder(real_site)) == {}


@pytest.mark.parametrize("kind", ["index", "symptoms", "all", "404"])
@pytest.mark.parametrize("tag", ["fil", "hi"])
def test_axe_has_nothing_to_say_of_pages_shown_in_english(new_page, six_languages, serve_folder, tag, kind):
    assert unreviewed_of(every_state((tag,), (kind,)), new_page, serve_folder(six_languages)) == {}


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 900), (320, 256)])  # the last: 1280 at 400 %
@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_all_of_the_guide(new_page, real_site, serve_folder, kind, width, height):
    home = serve_folder(real_site)
    tags = LANGUAGES if width == 360 else ("en", "ar")
    for tag in (tag for tag in tags if has(tag, kind)):
        screen = {"viewport": {"width": width, "height": height}}
        page = new_page(**device(width, reduced_motion="reduce") | screen)
        page.goto(home + address(tag, kind))
        stops, wrong, left_out = walk(page)
        assert (wrong, left_out) == ({}, []), tag
        assert stops > 6
        page.context.close()
