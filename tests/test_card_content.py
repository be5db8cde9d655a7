"""What cards are made of: templates, figures' pictures, photos, partners, brand; through tiny hubs and layouts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from test_cards import BRAND, FLOORS, SCRIPTS, SHAPES, card, opened, part, picture_bytes, safe, without_text
from tiny import tiny_hub

from campaign_hub.derive.card import Bar, Card, Chart, Icons, Part
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render.cards import Layout, Misfit, contrast, draw, lay_out
from campaign_hub.render.cards.breaking import units
from campaign_hub.validate.contrast import nearest_readable
from campaign_hub.validate.template_texts import compiled, problem_with

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BRIEF = "content/campaigns/flu/index.md"
LAST = "review_due: 2026-12-01\n"
FIGURE = "    value: 1 in 4\n"


def hub_with(folder: Path, fields: str = "", figure: str = FIGURE, **files: bytes) -> Path:
    """A tiny hub whose brief has more fields, and files beside it by their names with `_` for the last point."""
    root = tiny_hub(folder, hooks=False)
    brief = root / BRIEF
    brief.write_text(brief.read_text("utf-8").replace(LAST, LAST + fields).replace(FIGURE, figure), encoding="utf-8")
    for name, content in files.items():
        (brief.parent / ".".join(name.rsplit("_", 1))).write_bytes(content)
    return root


def checked(root: Path) -> Assembly:
    made = assemble(root, NOW, draw=False)
    assert [each for each in made.diagnostics if each.severity != "notice"] == []
    return made


def cards_of(made: Assembly) -> dict[str, Card]:
    assert made.hub is not None
    return {each.id: each for each in made.hub.campaigns[0].cards}


def texts(made: Card, role: str) -> list[str]:
    return [each.text for each in made.parts if each.role == role]


# --- templates ----------------------------------------------------------------------------------------------

EXTRA = """\
cards:
  - {id: day, template: date, date: 2026-10-05, title: Walk-in day, time: 10 am to 4 pm, place: Market Hall}
  - {id: myth, template: myth-fact, fact: The vaccine is free for carers., myth: It costs money., sources: [survey]}
  - {id: way, template: steps, title: Your vaccine, steps: [Book it, Roll up a sleeve, Sit for a while]}
  - {id: help, template: helpline, helpline: Samaritans}
  - {id: again, template: message, message: free}
  - {id: more, template: figure, figure: carers}
  - {id: top, template: headline}
  - {id: own, template: two-words, first: Book, second: now}
"""
OWN = """\
ground: accent
fields:
  first: {most: 12}
  second: {most: 12, optional: true}
parts:
  - {role: lead, text: "{{ card.first }} {{ card.second }}"}
  - {role: organisation, text: "{{ organisation }}"}
alt: "{{ card.first }} {{ card.second | sentence }}"
"""


def test_every_template_makes_a_card_of_its_fields(tmp_path: Path) -> None:
    root = hub_with(tmp_path, EXTRA)
    (root / "campaign_assets/cards/two-words.yml").write_text(OWN, encoding="utf-8")
    made = cards_of(checked(root))
    assert texts(made["day"], "figure") == ["5 October"]
    assert texts(made["day"], "text") == ["Monday, 5 October 2026, 10 am to 4 pm", "Market Hall"]
    assert [(each.role, each.label) for each in made["myth"].parts if each.label] == [
        ("lead", "Fact"),
        ("myth", "Myth"),
    ]
    assert texts(made["myth"], "source") == ["Source: Example Health"]
    assert [(each.label, each.text) for each in made["way"].parts if each.role == "step"][1] == (
        "2",
        "Roll up a sleeve",
    )
    assert (texts(made["help"], "figure"), texts(made["help"], "lead")) == (["116 123"], ["Samaritans"])
    assert texts(made["again"], "lead") == texts(made["message-free"], "lead")
    assert (made["more"].parts, made["more"].picture) == (made["figure-carers"].parts, Icons(1, 4))
    assert texts(made["own"], "lead") == ["Book now"]
    assert {each.alt for each in made.values() if not each.alt.strip()} == set()


def test_a_card_that_is_wrong_is_lost_alone(tmp_path: Path) -> None:
    root = hub_with(tmp_path, "cards:\n  - {id: bad, template: steps}\n  - {id: good, template: headline}\n")
    posts = root / "content/campaigns/flu/posts.yml"
    posts.write_text(posts.read_text("utf-8").replace("card: action", "card: bad"), encoding="utf-8")
    made = assemble(root, NOW, draw=False)
    assert {each.name for each in made.diagnostics} == {"field-missing"}
    assert "good" in cards_of(made)
    assert "bad" not in cards_of(made)
    assert made.hub is not None
    assert {post.id for post in made.hub.campaigns[0].posts} == {"launch", "figure"}


def test_card_texts_are_compiled_once_for_all_campaigns(tmp_path: Path) -> None:
    root = hub_with(tmp_path)
    compiled.cache_clear()
    for name in ("two", "three", "four"):
        copy = root / f"content/campaigns/{name}/index.md"
        copy.parent.mkdir()
        copy.write_text((root / BRIEF).read_text("utf-8"), encoding="utf-8")
    checked(root)
    most = sum((root / f).read_text("utf-8").count("{{") for f in map(str, root.glob("campaign_assets/cards/*.yml")))
    assert compiled.cache_info().misses == compiled.cache_info().currsize < most


SCRAPS = st.sampled_from(
    ["{{", "}}", "{%", "%}", " for ", " in ", "x", "'x'", "*", "**", "999999999", "(", ")", "[", "]", "|join(", ".",
     "~", "campaign", "card", "word", "range", "|center(", "set", "endfor", "if", "else", "endif", "__class__", ":"]
)  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(SCRAPS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_no_text_of_a_template_breaks_the_check(text: str) -> None:
    problem = problem_with(text)
    assert problem is None or len(problem) > 10


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10 ** 9 }}",
        "{% for a in 'abc' %}{{ a }}{% endfor %}",
        "{{ 'x'.ljust(999999999) }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ campaign.title | replace('a', 'aaaaaaaaaaaaaaaa') }}",
        "{{ campaign.title | join('          ') | join('          ') }}",
        "{{ ''.__class__ }}{{ 'a' ~ 'b' }}",
        "{% set a = 'b' %}",
        "{% macro a() %}{{ a() }}{% endmacro %}",
        "{% include 'x' %}",
        "{{ [1, 2] }}",
    ],
)
def test_what_could_grow_without_end_is_refused(text: str) -> None:
    assert problem_with(text)


# --- figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "picture"),
    [
        ("1 in 4", Icons(1, 4)),
        ("About 9 in 10", Icons(9, 10)),
        ("3 out of 5", Icons(3, 5)),
        ("Cerca de 1 de cada 3", Icons(1, 3)),
        ("1 personne sur 4", Icons(1, 4)),
        ("1 من كل 4", Icons(1, 4)),
        ("\u0661 من كل \u0664", Icons(1, 4)),
        ("600", None),
        ("140/90", None),
        ("2 in 1", None),
        ("1 in 2,000", None),
        ("10 to 15", None),
    ],
)
def test_a_share_is_drawn_as_people(value: str, picture: Icons | None, tmp_path: Path) -> None:
    made = cards_of(checked(hub_with(tmp_path, figure=f'    value: "{value}"\n')))
    assert made["figure-carers"].picture == picture


def test_a_figure_says_how_it_is_drawn(tmp_path: Path) -> None:
    said = FIGURE + "    picture: {kind: icons, part: 2, of: 8}\n"
    assert cards_of(checked(hub_with(tmp_path / "a", figure=said)))["figure-carers"].picture == Icons(2, 8)
    none = FIGURE + "    picture: {kind: none}\n"
    assert cards_of(checked(hub_with(tmp_path / "b", figure=none)))["figure-carers"].picture is None


TABLE = 'Place,Minutes waited\nPharmacy,9.5\n"Library, new",1250\n\nSchool,0\n'
CHART = FIGURE + "    chart: waits.csv\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_becomes_a_chart(mark: str, end: str, tmp_path: Path) -> None:
    content = (mark + TABLE.replace("\n", end)).encode()
    made = cards_of(checked(hub_with(tmp_path, figure=CHART, waits_csv=content)))
    chart = made["figure-carers"].picture
    assert isinstance(chart, Chart)
    assert [(each.label, each.value, each.strong) for each in chart.bars] == [
        ("Pharmacy", "9.5", False),
        ("Library, new", "1,250", True),
        ("School", "0", False),
    ]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=120) | st.binary(max_size=80) | st.lists(st.sampled_from(["a", ",", "1", "\n", '"', "%", ";"])))
def test_any_table_is_read_or_told_of(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    written = content if isinstance(content, bytes) else "".join(content).encode("utf-8", "replace")  # type: ignore[arg-type]
    root = hub_with(tmp_path_factory.mktemp("table"), figure=CHART, waits_csv=written)
    made = assemble(root, NOW, draw=False)
    at_table = [each for each in made.diagnostics if each.place.path.endswith("waits.csv")]
    drawn = made.hub is not None and made.hub.campaigns and cards_of(made)["figure-carers"].picture
    assert bool(at_table) != isinstance(drawn, Chart)


@st.composite
def pictured(draw_from: st.DrawFn) -> Card:
    """A figure card with people or a chart of any labels."""
    language = draw_from(st.sampled_from(sorted(SCRIPTS)))
    direction, words = SCRIPTS[language]
    if draw_from(st.booleans()):
        of = draw_from(st.integers(2, 100))
        picture: Icons | Chart = Icons(draw_from(st.integers(1, of)), of)
    else:
        label = st.lists(st.sampled_from(words), min_size=1, max_size=3).map(lambda each: " ".join(each)[:24].strip())
        rows = draw_from(st.lists(st.tuples(label, st.integers(0, 100)), min_size=2, max_size=12))
        top = max(1, *(value for _, value in rows))
        bars = tuple(Bar(name, f"{value}%", value / top, at == 0) for at, (name, value) in enumerate(rows))
        picture = Chart(draw_from(st.sampled_from(["bars", "line"])), bars, "figures.a.chart")
    parts = tuple(
        part("figure", at, role, text)  # type: ignore[arg-type]
        for at, (role, text) in enumerate(
            [("figure", draw_from(st.sampled_from(["1 in 4", "72%", "10\u201315"]))), ("text", " ".join(words[:5])),
             ("source", "2024"), ("organisation", words[0])]
        )
    )  # fmt: skip
    return Card("a", "figure", "c", language, direction, parts, "alt", ("x",), picture=picture)  # type: ignore[arg-type]


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(pictured())
def test_pictures_of_figures_stay_clear_of_the_words(made: Card) -> None:
    for shape in SHAPES.values():
        layout = lay_out(made, shape, BRAND)
        if isinstance(layout, Misfit):
            assert layout.field in {"figures.a.chart", "field-text-1"}
            assert layout.excess_characters > 0
            continue
        boxes = [line.box for line in layout.lines]
        room = safe(shape)
        assert all(room.holds(box) for box in [*boxes, *(panel.box for panel in layout.panels)])
        assert not [1 for at, box in enumerate(boxes) for other in boxes[at + 1 :] if box.meets(other)]
        assert not [1 for panel in layout.panels for box in boxes if panel.box.meets(box)]
        assert min(line.size for line in layout.lines) >= 26 * shape.width / 1080
        assert all(contrast(line.ink, line.ground) >= 4.5 for line in layout.lines)
        if isinstance(made.picture, Icons):
            crowd = [panel for panel in layout.panels if panel.kind == "person"]
            assert len(crowd) == made.picture.of
            assert not [1 for at, one in enumerate(crowd) for two in crowd[at + 1 :] if one.box.meets(two.box)]
            strong = [panel for panel in crowd if panel.colour == crowd[0].colour]
            assert len(strong) == made.picture.part


def test_bars_are_as_long_as_their_values() -> None:
    bars = tuple(Bar(name, str(value), value / 40, value == 40) for name, value in (("a", 10), ("b", 20), ("c", 40)))
    made = Card("a", "figure", "c", "en", "ltr", (Part("figure", "40"),), "alt", ("x",), picture=Chart("bars", bars))
    layout = lay_out(made, SHAPES["square"], BRAND)
    assert isinstance(layout, Layout)
    wide = [panel.box.width for panel in layout.panels if panel.kind == "rectangle"]
    assert wide[2] / wide[0] == pytest.approx(4, rel=0.02)
    assert wide[2] / wide[1] == pytest.approx(2, rel=0.02)


def test_a_telephone_number_keeps_its_order_in_every_script() -> None:
    for language in ("ar", "he"):
        direction, words = SCRIPTS[language]
        made = card("helpline", (("figure", "0800 123 456"), ("lead", words[0])), language, direction)
        layout = lay_out(made, SHAPES["link"], BRAND)
        assert isinstance(layout, Layout)
        assert {line.direction for line in layout.lines if line.role == "figure"} == {"ltr"}
        assert {line.direction for line in layout.lines if line.role == "lead"} == {"rtl"}
        inside = [unit.text for unit in units(f"{words[0]} 0800 123 456 {words[1]}")]
        assert "0800\u00a0123\u00a0456" in inside


# --- photos and logos ---------------------------------------------------------------------------------------


def photo(colours: tuple[str, str, str] = ("red", "white", "blue"), size: tuple[int, int] = (900, 600)) -> bytes:
    """A photo of three upright stripes."""
    picture = Image.new("RGB", size)
    pen = ImageDraw.Draw(picture)
    for at, colour in enumerate(colours):
        pen.rectangle((at * size[0] // 3, 0, (at + 1) * size[0] // 3, size[1]), colour)
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


PHOTO = "photo: {file: nurse.jpg, alt: A nurse, focus: [%d, 50], credit: Sam Okoye, licence: CC BY 4.0}\n"


@pytest.mark.parametrize(("focus", "seen"), [(0, (254, 0, 0)), (50, (255, 255, 255)), (100, (0, 0, 254))])
def test_a_photo_is_cropped_around_its_focus(focus: int, seen: tuple[int, int, int]) -> None:
    made = Card("a", "headline", "c", "en", "ltr", (Part("lead", "Go"),), "alt", ("x",), focus=(focus, 50), photo="x")
    layout = lay_out(made, SHAPES["link"], BRAND, photo=photo(size=(1800, 400)))
    assert isinstance(layout, Layout)
    box = layout.pictures[0].box
    pixel = opened(draw(layout, "png")).getpixel(((box.left + box.right) // 2, (box.top + box.bottom) // 2))
    assert max(abs(a - b) for a, b in zip(pixel, seen, strict=True)) < 12  # type: ignore[arg-type]


def test_a_photo_has_its_credit_on_the_card_and_on_the_page(tmp_path: Path) -> None:
    root = hub_with(tmp_path, PHOTO % 50, nurse_jpg=photo())
    made = checked(root)
    headline = cards_of(made)["headline"]
    assert texts(headline, "source") == ["Photo: Sam Okoye, CC BY 4.0"]
    assert headline.alt.endswith("A nurse")
    assert cards_of(made)["action"].photo is None
    whole = assemble(root, NOW)
    assert whole.rendered is not None
    files = {each.path for each in whole.rendered.artifacts}
    assert "campaigns/flu/photo.jpg" in files
    assert "campaigns/flu/nurse.jpg" not in files
    (page,) = (each for each in whole.rendered.pages if each.path == "campaigns/flu/index.md")
    assert page.view["photo"] == "campaigns/flu/photo.jpg"


@pytest.mark.parametrize("template", ["headline", "message", "myth-fact", "steps", "date", "helpline", "quote"])
@pytest.mark.parametrize("shape", ["link", "square", "story"])
def test_words_beside_a_photo_can_be_read_on_its_pixels(template: str, shape: str) -> None:
    layout = lay_out(card(template), SHAPES[shape], BRAND, photo=photo(("#777777", "white", "black")))
    assert isinstance(layout, Layout)
    bare = without_text(layout)
    for line in layout.lines:
        box = line.box
        grounds = bare.crop((box.left, box.top, box.right, box.bottom)).getcolors(256 * 256) or []
        least = 3 if line.size >= 24 * layout.width / 390 else 4.5
        assert min(contrast(line.ink, "#{:02x}{:02x}{:02x}".format(*colour)) for _, colour in grounds) >= least  # type: ignore[misc]
        assert line.size >= FLOORS.get(line.role, 40) * layout.width / 1080


STORY_PHOTO = """\
photo: face.jpg
photo_alt: Amara at home
photo_focus: [20, 30]
photo_credit: "Photo: Quillon Ferris"
"""


@pytest.mark.parametrize("agreed", [True, False])
def test_a_story_photo_has_its_focus_and_credit_only_where_it_was_agreed(agreed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    root = hub_with(tmp_path)
    story = root / "content/stories/amara/index.md"
    media = "  media: [text, quote, photo]\n" if agreed else ""
    written = story.read_text("utf-8").replace("consent:\n", STORY_PHOTO + "consent:\n")
    story.write_text(written.replace("  identity:", media + "  identity:"), encoding="utf-8")
    (story.parent / "face.jpg").write_bytes(photo())
    made = cards_of(assemble(root, NOW, draw=False))["story-amara"]
    expected = (True, (20, 30), ["Photo: Quillon Ferris"]) if agreed else (False, (50, 40), [])
    assert (made.photo is not None, made.focus, texts(made, "source")) == expected


PARTNERS = "partners:\n  - {name: Town Library, logo: library.png}\n  - {name: Bus Company, logo: bus.png}\n"


def test_partners_logos_stand_on_the_campaigns_cards_and_on_no_persons(tmp_path: Path) -> None:
    logo = picture_bytes("RGBA", (300, 100), "PNG")
    made = cards_of(checked(hub_with(tmp_path, PARTNERS, library_png=logo, bus_png=logo)))
    assert len(made["headline"].logos) == 2
    assert made["story-amara"].logos == ()


@pytest.mark.parametrize("template", ["headline", "message", "figure", "action", "date", "myth-fact", "steps"])
@pytest.mark.parametrize("shape", SHAPES)
def test_partners_logos_stand_free(template: str, shape: str) -> None:
    logos = (picture_bytes("RGBA", (900, 100), "PNG"), picture_bytes("RGB", (100, 140), "JPEG"))
    layout = lay_out(card(template), SHAPES[shape], BRAND, partners=logos)
    assert isinstance(layout, Layout)
    boxes = [picture.box for picture in layout.pictures]
    lines = [line.box for line in layout.lines]
    assert len(boxes) == 2
    assert all(safe(SHAPES[shape]).holds(box) for box in boxes)
    assert not [1 for box in boxes for other in lines if box.meets(other)]
    assert not boxes[0].meets(boxes[1])


# --- brand --------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF))
def test_the_nearest_colour_can_be_read(ink: int, ground: int) -> None:
    found = nearest_readable(f"#{ink:06x}", f"#{ground:06x}")
    assert contrast(found, f"#{ground:06x}") >= 4.5
    if contrast(f"#{ink:06x}", f"#{ground:06x}") >= 4.5:
        assert found == f"#{ink:06x}"


@pytest.mark.parametrize("face", ["firago", "noto-sans", "ubuntu"])
def test_another_type_makes_another_card(face: str) -> None:
    brand = BRAND.model_copy(update={"type": face})
    layout = lay_out(card("message", (("lead", "Ask a pharmacist ضغط"),)), SHAPES["square"], brand)
    assert isinstance(layout, Layout)
    assert layout.face == face
    first = lay_out(card("message", (("lead", "Ask a pharmacist ضغط"),)), SHAPES["square"], BRAND)
    assert isinstance(first, Layout)
    assert (draw(layout, "png") == draw(first, "png")) == (face == "firago")


def test_the_page_says_what_a_chart_shows(tmp_path: Path) -> None:
    made = assemble(hub_with(tmp_path, figure=CHART, waits_csv=TABLE.encode()), NOW)
    assert made.rendered is not None
    (page,) = (each for each in made.rendered.pages if each.path == "campaigns/flu/index.md")
    (view,) = page.view["figures"]
    assert (view["is_chart"], view["table"].label, view["table"].value) == (True, "Place", "Minutes waited")
    kit = next(each for each in made.rendered.artifacts if each.path.endswith("kit.json"))
    assert {each["kind"] for each in json.loads(kit.read())["cards"]} >= {"headline", "figure", "action"}
