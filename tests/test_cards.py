"""Cards as numbers and pixels: what was laid out, what was drawn, what is left of a picture from outside."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import get_args
from zlib import crc32

import pytest
import regex
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, PngImagePlugin

from campaign_hub.derive.card import Card, Part, Role
from campaign_hub.render.cards import (
    Layout,
    Misfit,
    PictureUnreadable,
    clean_picture,
    contrast,
    draw,
    fitting,
    fonts,
    lay_out,
    missing_text_engine,
    setting,
)
from campaign_hub.render.cards.breaking import units
from campaign_hub.render.cards.columns import STYLES
from campaign_hub.render.cards.layout import Box, Line
from campaign_hub.render.cards.motifs import levels_of, motif_pieces
from campaign_hub.validate.organisation import Brand
from campaign_hub.validate.platforms import Shape

ASSETS = Path(__file__).parents[1] / "campaign_assets"
BRAND = Brand.model_validate(yaml.safe_load((ASSETS / "brand.yml").read_text("utf-8")))
SHAPES = {
    name: Shape.model_validate(shape)
    for name, shape in yaml.safe_load((ASSETS / "platforms.yml").read_text("utf-8"))["shapes"].items()
}
FLOORS = dict.fromkeys(("eyebrow", "attribution", "source", "tag", "organisation", "label"), 26)
FLOORS |= {"myth": 34, "step": 34}
GROUNDS = {"headline": "strong", "action": "strong", "quote": "warm", "date": "accent"}
GROUNDS |= dict.fromkeys(("myth-fact", "steps", "helpline"), "strong")
LABELS = {"lead": "Fact", "myth": "Myth"}

TEXTS: dict[str, tuple[tuple[Role, str], ...]] = {
    "headline": (
        ("lead", "Could your blood pressure be high? Find out in five minutes"),
        ("text", "A free check at your pharmacy takes five minutes and could add years to your life."),
        ("eyebrow", "7 to 13 September 2026"),
        ("tag", "#KnowYourNumbers"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "message": (
        ("lead", "High blood pressure usually has no signs. A check is the only way to know."),
        ("tag", "#KnowYourNumbers"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "figure": (
        ("figure", "1 in 3"),
        ("text", "adults in the UK has high blood pressure"),
        ("source", "UK, 2024. Source: British Heart Foundation"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "quote": (
        ("lead", "I only went in for plasters. Five minutes later I knew my numbers."),
        ("attribution", "Maureen (invented example)"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "action": (
        ("lead", "Could your blood pressure be high?"),
        ("action", "Find a free check near you"),
        ("text", "nhs.uk"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "date": (
        ("figure", "11 January"),
        ("eyebrow", "Save the date"),
        ("lead", "Free checks for everybody in the market hall"),
        ("text", "Monday 11 January 2027, 10 am to 4 pm"),
        ("tag", "#KnowYourNumbers"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "myth-fact": (
        ("lead", "Most people with high blood pressure notice nothing."),
        ("myth", "You would know if yours was high."),
        ("source", "Source: British Heart Foundation"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "steps": (
        ("lead", "Get your free check"),
        ("step", "Look up a pharmacy near you."),
        ("step", "Walk in, or ring to book."),
        ("step", "Ask for the blood pressure check."),
        ("tag", "#KnowYourNumbers"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
    "helpline": (
        ("figure", "0800 123 456"),
        ("eyebrow", "Where to get help"),
        ("lead", "Healthy Hearts helpline"),
        ("text", "24 hours a day, every day"),
        ("organisation", "Healthy Hearts Alliance"),
    ),
}

WORDS = {
    "en": "blood pressure check pharmacy a of Åsa naïve thirty-five minutes free years health know",
    "el": "αρτηριακή πίεση έλεγχος φαρμακείο δωρεάν σε πέντε λεπτά η υγεία σας",
    "uk": "тиск перевірка аптека безкоштовно за п'ять хвилин щороку здоров'я й ваше",
    "ar": "ضغط الدم فحص صيدلية مجاني في خمس دقائق صحتك قلبك لا",
    "he": "לחץ דם בדיקה בית מרקחת חינם בתוך חמש דקות הבריאות שלך",
    "hi": "रक्तचाप की जाँच फार्मेसी में मुफ़्त पाँच मिनट आपका स्वास्थ्य है",
    "th": "ความดันโลหิตสูง ตรวจฟรีที่ร้านขายยา เพียงห้านาที สุขภาพของคุณ ไม่มีอาการ รู้",
}
SCRIPTS = {name: ("rtl" if name in {"ar", "he"} else "ltr", words.split()) for name, words in WORDS.items()}
SPECIALS = (
    "1 in 3",
    "410,000 to 740,000",
    "95%",
    "120/80",
    "#KnowYourNumbers",
    "0800 123 456",
    "2024",
    "#صحتك",
)


def card(
    template: str,
    texts: tuple[tuple[Role, str], ...] | None = None,
    language: str = "en",
    direction: str = "ltr",
) -> Card:
    made = tuple(part(template, number, role, text) for number, (role, text) in enumerate(texts or TEXTS[template]))
    ground = GROUNDS.get(template, "light")
    parts = tuple(sorted(made, key=lambda each: each.role == "text")) if template == "headline" else made
    return Card("one", template, "campaign", language, direction, parts, "alt", ("opengraph",), ground=ground)  # type: ignore[arg-type]


def part(template: str, number: int, role: Role, text: str) -> Part:
    optional = role in {"eyebrow", "tag"} or (template, role) == ("headline", "text")
    label = LABELS.get(role, "") if template == "myth-fact" else str(number) if role == "step" else ""
    return Part(role, text, f"field-{role}-{number}", label, optional)


def safe(shape: Shape) -> Box:
    area = shape.safe_area
    return Box(area.left, area.top, shape.width - area.right, shape.height - area.bottom)


@st.composite
def cards(draw_from: st.DrawFn, template: str) -> Card:
    language = draw_from(st.sampled_from(sorted(SCRIPTS)))
    direction, words = SCRIPTS[language]
    word = st.sampled_from([*words, *(f"{special}," for special in SPECIALS)])

    def text(most: int) -> str:
        return " ".join(draw_from(st.lists(word, min_size=1, max_size=most)))

    lengths = {"lead": 24, "text": 20, "figure": 3, "source": 12, "action": 6, "tag": 1, "eyebrow": 6}
    lengths |= {"myth": 16, "step": 10}
    texts = tuple((role, text(lengths.get(role, 5))) for role, _ in TEXTS[template])
    return card(template, texts, language, direction)


def kept_together(text: str) -> list[str]:
    """What must not be broken: hashtags and numbers, with their ranges."""
    rule = r"#[\p{L}\p{M}\p{N}_]+|\d[\d.,/]*%?(?: (?:in|to) \d[\d,]*| \d{3} \d{3})?"
    return regex.findall(rule, text)


def check(made: Card, shape: Shape, layout: Layout) -> None:
    room = safe(shape)
    boxes = [line.box for line in layout.lines]
    assert all(room.holds(box) for box in boxes)
    assert not [1 for i, box in enumerate(boxes) for other in boxes[i + 1 :] if box.meets(other)]
    for panel in layout.panels:
        button = panel.kind in {"rectangle", "disc"} and any(panel.box.holds(box) for box in boxes)
        assert room.holds(panel.box)
        assert all((button and panel.box.holds(box)) or not panel.box.meets(box) for box in boxes)
    for motif in layout.motifs:
        assert all(distance(box, motif.centre) >= motif.core for box in boxes if box.meets(motif.clip))
    for line in layout.lines:
        floor = FLOORS.get(line.role, 40)
        assert line.size >= floor * shape.width / 1080
        assert contrast(line.ink, line.ground) >= 4.5
    assert set(layout.dropped) <= {each.role for each in made.parts if each.optional}
    for role in dict.fromkeys(each.role for each in made.parts):
        texts = [each.text for each in made.parts if each.role == role]
        lines = [line.text.replace("\u00a0", " ") for line in layout.lines if line.role == role]
        if role in layout.dropped:
            assert not lines
            continue
        assert "".join("".join(lines).split()) == "".join("".join(texts).split())
        kept = [token for text in texts for token in kept_together(text)]
        assert not [token for token in kept if not any(token in line for line in lines)]
    labels = [each.label for each in made.parts if each.label]
    assert sorted(labels) == sorted(line.text for line in layout.lines if line.role == "label")


def check_misfit(made: Card, shape: Shape, found: Misfit) -> None:
    """To take away what is said to be too much makes the card fit, or leaves another reason why it does not."""
    parts = tuple(
        replace(each, text=each.text[: -found.excess_characters]) if each.field == found.field else each
        for each in made.parts
    )
    again = lay_out(replace(made, parts=parts), shape, BRAND)
    assert isinstance(again, Layout) or (again.field, again.excess_characters) != (
        found.field,
        found.excess_characters,
    )


def distance(box: Box, point: tuple[int, int]) -> float:
    across = max(box.left - point[0], 0, point[0] - box.right)
    down = max(box.top - point[1], 0, point[1] - box.bottom)
    return float((across**2 + down**2) ** 0.5)


def laid_out(made: Card, shape: Shape, brand: Brand = BRAND) -> Layout:
    layout = lay_out(made, shape, brand)
    assert isinstance(layout, Layout)
    return layout


@cache
def plain(template: str, shape: str, pattern: str = "arcs") -> Layout:
    return laid_out(card(template), SHAPES[shape], BRAND.model_copy(update={"pattern": pattern}))


REMEMBERED = (
    fonts._font,
    fonts._advance,
    fonts.em_width,
    fonts.ink,
    fonts._box,
    setting._measure,
    setting.setting,
    fitting.fit,
)


def test_without_the_text_engine_plain_scripts_are_set_and_others_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for cached in REMEMBERED:
        cached.cache_clear()
    monkeypatch.setattr(fonts, "missing_text_engine", lambda: "Install it.")
    plain = lay_out(card("message", (("lead", "Flu goes round. Γρίπη. Грипп."),)), SHAPES["square"], BRAND)
    joined = lay_out(card("message", (("lead", "ضغط الدم"),)), SHAPES["square"], BRAND)
    for cached in REMEMBERED:
        cached.cache_clear()
    assert isinstance(plain, Layout)
    assert isinstance(joined, Misfit)
    assert joined.without_engine


def test_the_text_engine_is_there() -> None:
    assert missing_text_engine() is None


@pytest.mark.parametrize("template", TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_text_in_any_shape_fits_or_says_so(template: str, data: st.DataObject) -> None:
    made = data.draw(cards(template))
    for shape in SHAPES.values():
        found = lay_out(made, shape, BRAND)
        if isinstance(found, Misfit):
            assert found.field in {each.field for each in made.parts}
            assert found.excess_characters > 0
            assert not found.missing_glyphs
            check_misfit(made, shape, found)
        else:
            check(made, shape, found)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("template", TEXTS)
def test_real_texts_fit_every_shape(template: str, shape: str) -> None:
    layout = plain(template, shape)
    check(card(template), SHAPES[shape], layout)
    lead = max(layout.lines, key=lambda line: line.size)
    assert lead.role in {"lead", "figure", "action"}
    last = [line for line in layout.lines if line.role == "lead"][-1:]
    assert not [line for line in last if len(units(line.text)) == 1]


def test_a_misfit_counts_what_has_to_go() -> None:
    words = " ".join(["pressure"] * 90)
    long = card("message", (("lead", words), ("organisation", "Us")))
    found = lay_out(long, SHAPES["link"], BRAND)
    assert isinstance(found, Misfit)
    assert (found.field, found.role) == ("field-lead-0", "lead")
    shorter = words[: -found.excess_characters]
    laid_out(card("message", (("lead", shorter), ("organisation", "Us"))), SHAPES["link"])


def test_a_word_wider_than_the_card_is_a_misfit() -> None:
    found = lay_out(card("message", (("lead", "a" * 90), ("organisation", "Us"))), SHAPES["square"], BRAND)
    assert isinstance(found, Misfit)
    assert found.role == "lead"
    assert 0 < found.excess_characters < 90


@pytest.mark.parametrize(("text", "missing"), [("Ask 中 now", ("中",)), ("Well done 🎉", ("🎉",)), ("é→≥…”ẞ", ())])
def test_a_character_that_no_font_has_is_named(text: str, missing: tuple[str, ...]) -> None:
    found = lay_out(card("message", (("lead", text), ("organisation", "Us"))), SHAPES["square"], BRAND)
    assert (found.missing_glyphs if isinstance(found, Misfit) else ()) == missing


def test_a_second_font_stands_in_for_the_first() -> None:
    layout = laid_out(card("message", (("lead", "Paid in ₿ or not"), ("organisation", "Us"))), SHAPES["square"])
    assert "₿" in "".join(line.text for line in layout.lines)
    assert len(draw(layout, "png")) > 1000


@pytest.mark.parametrize("shape", SHAPES)
def test_right_to_left_mirrors_the_card(shape: str) -> None:
    symmetric = SHAPES[shape].model_copy(update={"safe_area": type(SHAPES[shape].safe_area)()})
    left, right = (laid_out(card("action", None, "en", way), symmetric) for way in ("ltr", "rtl"))
    assert {line.box.left for line in left.lines if line.role == "lead"} == {
        left.width - line.box.right for line in right.lines if line.role == "lead"
    }
    (button,), (other) = ([p.box for p in layout.panels if p.kind == "rectangle"] for layout in (left, right))
    assert abs(button.mirrored(left.width).right - other[0].right) <= 0
    assert [panel.flipped for panel in right.panels if panel.kind == "arrow"] == [True]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("about 1 in 3 adults", "1 in 3"),
        ("between 410,000 to 740,000 people", "410,000 to 740,000"),
        ("410 000 \u2013 740 000 personnes", "410 000 \u2013 740 000"),
        ("a 1 de cada 3 personas", "1 de cada 3"),
        ("ring 0800 123 456 now", "0800 123 456"),
        ("a rise of 5 % a year", "5 %"),
        ("see #Know_Your-Numbers now", "#Know_Your-Numbers"),
        ("1 من كل 3 بالغين", "1 من كل 3"),
        ("since 2024. 3 more", "2024."),
        ("see nhs.uk/live-well/2024/find", "live-well/"),
        ("120/80 is fine, and/or 130/85", "120/80"),
        ("0800 123 456 2024 95% 1 in 3", "95% 1 in 3"),
    ],
)
def test_what_belongs_together_is_one_piece(text: str, together: str) -> None:
    assert together in [unit.text for unit in units(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ความดันโลหิตสูงตรวจฟรีที่ร้านขายยาเพียงห้านาที", {"ตรวจ", "ฟรี", "ขาย", "นาที"}),
        ("照顾他人的人可以免费接种流感疫苗。", {"免费", "流感", "疫苗。"}),
        ("インフルエンザの予防接種は無料です。", {"インフルエンザの", "予防接種は", "無料です。"}),
    ],
)
def test_lines_end_between_words_in_scripts_without_spaces(text: str, words: set[str]) -> None:
    pieces = [unit.text for unit in units(text)]
    assert "".join(pieces) == text
    assert words <= set(pieces)


@given(st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A), min_size=1, max_size=60))
@settings(max_examples=200, deadline=None, derandomize=True)
@example("ความดันโลหิตสูงมักไม่มีอาการ")
def test_thai_is_broken_between_grapheme_clusters_only(text: str) -> None:
    ends, clusters = [0], [0]
    for unit in units(text):
        ends.append(ends[-1] + len(unit.text))
    for cluster in regex.findall(r"\X", text):
        clusters.append(clusters[-1] + len(cluster))
    assert ends[-1] == len(text)
    assert set(ends) <= set(clusters)
    assert not any(unicodedata.category(unit.text[0]) in {"Mn", "Mc"} for unit in units(text)[1:])


def colours(picture: Image.Image, box: Box) -> dict[str, int]:
    area = picture.crop((box.left, box.top, box.right, box.bottom))
    found = area.getcolors(256 * 256) or []
    return {"#{:02x}{:02x}{:02x}".format(*colour): count for count, colour in found}  # type: ignore[misc]


@pytest.mark.parametrize("pattern", ["arcs", "waves", "dots", "none"])
@pytest.mark.parametrize("template", TEXTS)
def test_contrast_is_enough_on_the_pixels_under_every_line(template: str, pattern: str) -> None:
    for shape in ("link", "square", "vertical"):
        layout = plain(template, shape, pattern)
        bare = without_text(layout)
        picture = opened(draw(layout, "png"))
        for line in layout.lines:
            assert line.ink in colours(picture, line.box)
            least = 3 if line.size >= 24 * layout.width / 390 else 4.5
            assert min(contrast(line.ink, ground) for ground in colours(bare, line.box)) >= least


def without_text(layout: Layout) -> Image.Image:
    return opened(draw(replace(layout, lines=()), "png"))


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("language", SCRIPTS)
def test_ink_stays_in_the_safe_area_and_near_its_box(language: str) -> None:
    direction, words = SCRIPTS[language]
    joined = " ".join(words[:8])
    made = card("message", (("lead", joined), ("organisation", words[0])), language, direction)
    for name in ("link", "story", "vertical"):
        layout = laid_out(made, SHAPES[name])
        text = opened(draw(replace(layout, motifs=(), grounds=(), panels=()), "png"))
        drawn = ImageChops.difference(text, Image.new("RGB", text.size, layout.ground)).getbbox()
        assert drawn is not None
        assert safe(SHAPES[name]).holds(Box(*drawn))
        edge = union(list(layout.lines))
        # Marks above and below Thai letters reach beyond the last letter by up to a fifth of their size.
        beyond = max(line.size for line in layout.lines) // 5
        assert Box(edge.left - beyond, edge.top - 4, edge.right + beyond, edge.bottom + 4).holds(Box(*drawn))


def union(lines: list[Line]) -> Box:
    boxes = [line.box for line in lines]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


@pytest.mark.parametrize("template", TEXTS)
def test_the_same_card_is_the_same_bytes(template: str) -> None:
    for file_type in ("png", "jpeg"):
        first = draw(laid_out(card(template), SHAPES["square"]), file_type)  # type: ignore[arg-type]
        assert first == draw(laid_out(card(template), SHAPES["square"]), file_type)  # type: ignore[arg-type]


@pytest.mark.parametrize("template", TEXTS)
def test_a_text_card_is_a_small_indexed_png(template: str) -> None:
    for shape, measures in SHAPES.items():
        content = draw(plain(template, shape), "png")
        picture = Image.open(BytesIO(content))
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (measures.width, measures.height))
        assert len(content) < 60_000
        assert not picture.info


@pytest.mark.parametrize("template", TEXTS)
def test_a_jpeg_is_as_sharp_as_a_png_and_has_no_metadata_of_its_own(template: str) -> None:
    layout = plain(template, "square")
    picture = Image.open(BytesIO(draw(layout, "jpeg")))
    sharp = Image.open(BytesIO(draw(layout, "png")))
    off = ImageChops.difference(picture.convert("L"), sharp.convert("L")).histogram()
    assert sum(off[24:]) < 0.0005 * sum(off)
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(picture.info)


def test_hard_brand_colours_still_give_readable_text() -> None:
    pale = BRAND.model_copy(
        update={"colours": BRAND.colours.model_copy(update={"primary": "#ffd966", "accent": "#fff2cc"})}
    )
    dim = BRAND.model_copy(
        update={"colours": BRAND.colours.model_copy(update={"ink": "#888888", "on_primary": "#3a6b7c"})}
    )
    for brand in (pale, dim):
        for template in TEXTS:
            check(card(template), SHAPES["square"], laid_out(card(template), SHAPES["square"], brand))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_motifs_reach_the_edge_of_their_clip() -> None:
    for pattern in ("arcs", "waves", "dots"):
        for motif in plain("headline", "square", pattern).motifs:
            for piece, (x, y) in motif_pieces(motif):
                levels = levels_of(piece)
                assert motif.clip.holds(Box(x, y, x + levels.width, y + levels.height))
                assert levels.getbbox() is not None


# --- pictures ----------------------------------------------------------------------------------------------


def picture_bytes(
    mode: str = "RGB", size: tuple[int, int] = (80, 40), file_type: str = "JPEG", **extra: object
) -> bytes:
    picture = Image.new(mode, size, "red" if mode != "L" else 200)
    picture.paste("blue" if mode != "L" else 20, (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    picture.save(out, file_type, **extra)
    return out.getvalue()


def noise(side: int) -> Image.Image:
    return Image.effect_noise((side, side), 80).convert("RGB")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_photo_has_a_place_of_its_own(shape: str, direction: str) -> None:
    made = card("quote", None, "en", direction)
    layout = lay_out(made, SHAPES[shape], BRAND, photo=picture_bytes(size=(400, 300)))
    assert isinstance(layout, Layout)
    check(made, SHAPES[shape], layout)
    (photo,) = layout.pictures
    assert not [line for line in layout.lines if photo.box.meets(line.box)]
    assert photo.box.width * photo.box.height > 0.15 * layout.width * layout.height
    assert Image.open(BytesIO(draw(layout, "jpeg"))).size == (layout.width, layout.height)


@pytest.mark.parametrize("template", TEXTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_logo_stands_free(template: str, shape: str) -> None:
    logo = picture_bytes("RGBA", (300, 120), "PNG")
    layout = lay_out(card(template), SHAPES[shape], BRAND, logo=logo)
    assert isinstance(layout, Layout)
    check(card(template), SHAPES[shape], layout)
    (picture,) = layout.pictures
    others = [line.box for line in layout.lines] + [panel.box for panel in layout.panels]
    assert safe(SHAPES[shape]).holds(picture.box)
    assert not [box for box in others if box.meets(picture.box)]
    assert abs(picture.box.width / picture.box.height - 2.5) < 0.1


def test_a_card_with_a_logo_is_still_a_small_indexed_png() -> None:
    layout = lay_out(card("message"), SHAPES["square"], BRAND, logo=picture_bytes("RGBA", (300, 120), "PNG"))
    assert isinstance(layout, Layout)
    content = draw(layout, "png")
    picture = Image.open(BytesIO(content))
    assert picture.mode == "P"
    assert len(content) < 60_000
    box = layout.pictures[0].box
    pixel = picture.convert("RGB").getpixel((box.left + box.width // 4, (box.top + box.bottom) // 2))
    assert max(abs(a - b) for a, b in zip(pixel, (0, 0, 255), strict=True)) < 6  # type: ignore[arg-type]


def with_secrets() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # stored turned, to be shown upright
    exif[0x010E] = "canary-description"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    content = picture_bytes(
        exif=exif.tobytes() + b"canary-thumbnail", comment=b"canary-comment", xmp=b"<x>canary-xmp</x>"
    )
    assert content.count(b"canary") == 4
    return content


@pytest.mark.parametrize("file_type", ["png", "jpeg"])
def test_only_pixels_survive_cleaning(file_type: str) -> None:
    cleaned = clean_picture(with_secrets(), file_type, 1000)  # type: ignore[arg-type]
    picture = Image.open(BytesIO(cleaned))
    picture.load()
    assert b"canary" not in cleaned
    assert b"Exif" not in cleaned
    assert picture.size == (40, 80)
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    top, bottom = (picture.convert("RGB").getpixel((20, y)) for y in (10, 70))
    assert (top[2] > 200, top[0] < 60) == (True, True)  # type: ignore[index]
    assert (bottom[0] > 200, bottom[2] < 60) == (True, True)  # type: ignore[index]


def test_png_texts_and_profiles_do_not_survive_cleaning() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "canary")
    texts.add_itxt("XML:com.adobe.xmp", "canary")
    content = picture_bytes("RGBA", file_type="PNG", pnginfo=texts, icc_profile=b"canary")
    cleaned = clean_picture(content, "png", 1000)
    assert b"canary" in content
    assert b"canary" not in cleaned
    assert {cleaned[at : at + 4] for at in chunk_names(cleaned)} == {b"IHDR", b"IDAT", b"IEND"}


def chunk_names(content: bytes) -> list[int]:
    at, found = 8, []
    while at < len(content):
        found.append(at + 4)
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return found


@pytest.mark.parametrize("file_type", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_cleaning_takes_every_kind_and_scales_down(mode: str, file_type: str) -> None:
    cleaned = clean_picture(picture_bytes(mode, (900, 300), file_type), "jpeg", 300)
    assert Image.open(BytesIO(cleaned)).size == (300, 100)


def test_transparency_is_kept_or_laid_on_white() -> None:
    content = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(content, "PNG")
    assert Image.open(BytesIO(clean_picture(content.getvalue(), "png", 50))).mode == "RGBA"
    flat = Image.open(BytesIO(clean_picture(content.getvalue(), "jpeg", 50)))
    assert flat.getpixel((10, 10)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    header = b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + pack(">I", 13)
        + header
        + pack(">I", crc32(header))
        + pack(">I", 0)
        + b"IDAT"
        + pack(">I", crc32(b"IDAT"))
    )


@pytest.mark.parametrize("size", [(8000, 7000), (10_000, 10_000), (60_000, 60_000)])
def test_a_bomb_is_too_large_before_it_is_decoded(size: tuple[int, int], recwarn: pytest.WarningsRecorder) -> None:
    with pytest.raises(PictureUnreadable) as raised:
        clean_picture(bomb(*size), "png", 1000)
    assert raised.value.reason == "too-large"
    assert not recwarn.list


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        picture_bytes()[:200],
        bomb(100, 100),
        picture_bytes(file_type="GIF"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadable) as raised:
        clean_picture(content, "jpeg", 1000)
    assert raised.value.reason == "not-a-picture"


@given(st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_damaged_picture_is_cleaned_or_refused(at: int, value: int) -> None:
    content = bytearray(WEBP_PNG_JPEG[at % 3])
    content[at % len(content)] = value
    with suppress(PictureUnreadable):
        assert clean_picture(bytes(content), "jpeg", 100)


def _three() -> tuple[bytes, bytes, bytes]:
    made = []
    for file_type in ("WEBP", "PNG", "JPEG"):
        out = BytesIO()
        noise(40).save(out, file_type)
        made.append(out.getvalue())
    return made[0], made[1], made[2]


WEBP_PNG_JPEG = _three()


def test_every_role_has_a_style() -> None:
    assert set(STYLES) == set(get_args(Role))
