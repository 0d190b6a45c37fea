"""Each table gets a box to scroll in, with the name of its section."""

from scripts.outputs.wide_tables import in_scrolling_boxes

TABLE = "<table>\n<tbody><tr><td>One</td></tr></tbody>\n</table>"


def test_a_table_is_called_what_the_heading_before_it_says():
    html = f'<h1 id="page">A</h1>\n<h2 class="x" id="stages">B</h2>\n<p>Text.</p>\n{TABLE}\n<h2 id="after">C</h2>'
    box = f'<div class="wide" role="group" aria-labelledby="stages" tabindex="0">{TABLE}</div>'
    assert in_scrolling_boxes(html) == html.replace(TABLE, box)


def test_two_tables_get_two_boxes():
    assert in_scrolling_boxes(f"{TABLE}<p>and</p>{TABLE}").count(f'<div class="wide" tabindex="0">{TABLE}</div>') == 2


def test_html_without_tables_stays_as_it_is():
    assert in_scrolling_boxes('<h2 id="a">A</h2><p>tables</p>') == '<h2 id="a">A</h2><p>tables</p>'
