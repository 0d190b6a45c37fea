"""The translation of an article that is known: its parts go where those of the original went."""

from scripts.content.html import read_html
from scripts.content.plan import Place, parts_of, plan_record, propose
from scripts.content.translation import follow
from scripts.content.update import fill_record

ENGLISH = """<h1>Lumps</h1><p>Opening words.
<h2>What is a lump?</h2><p>A growth.
<h2>Signs</h2><p>These are:<ul><li>pain<li>fever</ul><h3>At night</h3><p>In 1 of 5.<p>See <a href="https://x.org/en/night">more</a>.
<h2>Causes</h2><p>Nobody knows. It is seen in 2,500 people.
<h2>Treatment</h2><p>Care.<table><tr><td>5 mg<td>daily</table>"""
SPANISH = """<h1>Bultos</h1><p>Palabras iniciales.
<h2>¿Qué es un bulto?</h2><p>Un crecimiento.
<h2>Señales</h2><p>Son estas:<ul><li>dolor<li>fiebre</ul><h3>De noche</h3><p>En 1 de 5.<p>Vea <a href="https://x.org/es/night">más</a>.
<h2>Causas</h2><p>Nadie lo sabe. Se ve en 2.500 personas.
<h2>Tratamiento</h2><p>Cuidado.<table><tr><td>5 mg<td>al día</table>"""


def original():
    source = read_html(ENGLISH)
    plan = propose(source, topic="lumps", language="en", rights="copy")
    record = plan_record(source, plan, path="lumps.yml", topic="lumps", language="en", rights="copy")
    return fill_record(record, source)[0]


def targets(html):
    source = read_html(html)
    plan = follow(original(), source)
    found = [(part, plan.places[part.line]) for part in parts_of(source)]
    return [(part.heading.text if part.heading else "", f"{place.page}#{place.section}") for part, place in found]


WHOLE = [
    ("Bultos", "index#page"), ("¿Qué es un bulto?", "index#what-is-a-lump"), ("Señales", "symptoms#page"),
    ("De noche", "symptoms#at-night"), ("Causas", "causes#page"), ("Tratamiento", "treatment#page"),
]  # fmt: skip


def test_each_part_goes_where_its_counterpart_went():
    assert targets(SPANISH) == WHOLE


def test_pages_have_the_titles_of_the_translation_in_the_order_of_the_original():
    plan = follow(original(), read_html(SPANISH))
    assert list(plan.pages.items()) == [
        ("index", "Bultos"), ("symptoms", "Señales"), ("causes", "Causas"), ("treatment", "Tratamiento"),
    ]  # fmt: skip


def test_the_levels_are_those_of_the_original():
    plan = follow(original(), read_html(SPANISH))
    assert [place.level for place in plan.places.values()] == [1, 2, 1, 2, 1, 1]


def test_digits_and_separators_of_the_language_do_not_keep_parts_apart():
    arabic = SPANISH.replace("2.500", "٢٬٥٠٠").replace("1 de 5", "١ من ٥").replace("5 mg", "٥ ملغ")
    assert [target for _, target in targets(arabic)] == [target for _, target in WHOLE]


def test_a_section_that_the_translation_lacks_is_left_out_and_the_others_stay():
    html = SPANISH.replace("<h2>Causas</h2><p>Nadie lo sabe. Se ve en 2.500 personas.", "")
    assert targets(html) == [pair for pair in WHOLE if pair[0] != "Causas"]
    assert "causes" not in follow(original(), read_html(html)).pages


def test_so_is_one_below_another():
    html = SPANISH.replace("<h3>De noche</h3><p>En 1 de 5.", "").replace(
        '<p>Vea <a href="https://x.org/es/night">más</a>.', ""
    )
    assert targets(html) == [pair for pair in WHOLE if pair[0] != "De noche"]


def test_a_section_that_only_the_translation_has_follows_the_one_before_it():
    more = "<h2>En su país</h2><p>Llame al 900 100 036.<ul><li>a<li>b<li>c<li>d</ul>"
    html = SPANISH.replace("<h2>Causas", f"{more}<h2>Causas")
    assert targets(html) == [*WHOLE[:4], ("En su país", "symptoms#added-1"), *WHOLE[4:]]
    at_the_end = f"{SPANISH}<h4>Nota</h4><ul><li>x<li>y<li>z</ul>"
    plan = follow(original(), read_html(at_the_end))
    assert list(plan.places.values())[-1] == Place("treatment", "added-1", 2)


def test_no_two_parts_share_a_section():
    double = f"{SPANISH}{SPANISH.replace('h1', 'h2')}"
    found = [target for _, target in targets(double)]
    assert len(found) == 12 and len(set(found)) == 12


def test_text_before_the_first_heading_opens_the_first_page():
    assert targets(f"<p>Una nota.{SPANISH}")[:2] == [("", "index#page"), ("Bultos", "index#page")]


def test_a_translation_of_another_order_loses_nothing():
    head, *sections = SPANISH.split("<h2>")
    html = "<h2>".join([head, *reversed(sections)])
    found = targets(html)
    assert sorted(heading for heading, _ in found) == sorted(heading for heading, _ in WHOLE)
    assert len({target for _, target in found}) == len(found)
