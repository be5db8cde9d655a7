"""A few cards as they were when somebody last looked at them: a coarse grid of mean colours each, and no pictures.

Looks differ a little from one version of a font or a library to the next, and a lot where a layout breaks. Where a
change is meant, look at the cards (`python3 hub.py contact-sheet`), then run `python tests/test_golden.py`, which
writes the new grids.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hooks"))

from campaign_hub.derive.card import Card, Part, Role  # noqa: E402  # found where this runs as a script too
from campaign_hub.render.cards import Layout, draw, lay_out, missing_text_engine  # noqa: E402
from campaign_hub.validate.organisation import Brand  # noqa: E402
from campaign_hub.validate.platforms import Platforms  # noqa: E402

GRIDS = HERE / "golden_cards.json"
SIDE = 12
MEAN_OFF, MOST_OFF = 3, 40
"""Levels of 255 by which a grid's channels may differ on average, and one of them at most."""
Texts = tuple[tuple[Role, str], ...]
ENGLISH: Texts = (
    ("lead", "Could your blood pressure be high?"),
    ("text", "A free check at your pharmacy takes five minutes."),
    ("eyebrow", "7 to 13 September 2026"),
    ("tag", "#KnowYourNumbers"),
    ("organisation", "Healthy Hearts Alliance"),
)
ARABIC: Texts = (
    ("lead", "هل ضغط دمكم مرتفع؟"),
    ("text", "فحص مجاني في الصيدلية في خمس دقائق."),
    ("tag", "#صحتك"),
    ("organisation", "Healthy Hearts Alliance"),
)
FIGURE: Texts = (
    ("figure", "1 in 3"),
    ("text", "adults in the UK has high blood pressure"),
    ("source", "UK, 2024. Source: British Heart Foundation"),
    ("organisation", "Healthy Hearts Alliance"),
)
CARDS = {
    "headline-square": ("headline", "square", ENGLISH, "ltr"),
    "headline-story-ar": ("headline", "story", ARABIC, "rtl"),
    "message-link": ("message", "link", (ENGLISH[0], *ENGLISH[3:]), "ltr"),
    "figure-portrait": ("figure", "portrait", FIGURE, "ltr"),
    "quote-pin": ("quote", "pin", (ENGLISH[0], ("attribution", "Maureen"), ENGLISH[4]), "ltr"),
}


def _settings(name: str) -> object:
    return yaml.safe_load((HERE.parent / f"campaign_assets/{name}.yml").read_text("utf-8"))


def grid_of(name: str) -> list[str]:
    """The card's picture as 12 rows of 12 colours."""
    template, shape, texts, direction = CARDS[name]
    language = "ar" if direction == "rtl" else "en"
    card = Card(
        id=name,
        template=template,
        campaign="golden",
        language=language,
        direction="rtl" if direction == "rtl" else "ltr",
        parts=tuple(Part(role, text) for role, text in texts),
        alt="",
        platforms=(),
    )
    platforms = Platforms.model_validate(_settings("platforms"))
    layout = lay_out(card, platforms.shapes[shape], Brand.model_validate(_settings("brand")))
    assert isinstance(layout, Layout)
    picture = Image.open(BytesIO(draw(layout, "png"))).convert("RGB")
    pixels = picture.resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    return [pixels[at : at + 3 * SIDE].hex() for at in range(0, len(pixels), 3 * SIDE)]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_as_it_did(name: str) -> None:
    if missing_text_engine() and CARDS[name][3] == "rtl":
        pytest.skip("needs the text engine for scripts that need shaping")
    then = bytes.fromhex("".join(json.loads(GRIDS.read_text("utf-8"))[name]))
    off = [abs(a - b) for a, b in zip(then, bytes.fromhex("".join(grid_of(name))), strict=True)]
    assert sum(off) / len(off) <= MEAN_OFF
    assert max(off) <= MOST_OFF


def test_another_card_is_told_apart() -> None:
    one, other = (bytes.fromhex("".join(grid_of(name))) for name in ("headline-square", "quote-pin"))
    off = [abs(a - b) for a, b in zip(one, other, strict=True)]
    assert sum(off) / len(off) > 10 * MEAN_OFF


if __name__ == "__main__":
    GRIDS.write_text(json.dumps({name: grid_of(name) for name in CARDS}, indent=1) + "\n", encoding="utf-8")
