"""Cards as files: how large they are, and what they say of themselves to those who can't see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from living import consent, living_hub, run_hub, write_story, write_yaml
from PIL import Image, PngImagePlugin
from test_posters import TODAY
from tiny import AS_OF, tiny_hub

from campaign_hub.derive import CardUse
from campaign_hub.derive.emoji import without_emoji
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render.cards import Layout, draw, lay_out, xmp_of

KILOBYTE = 1000


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    root = tiny_hub(tmp_path_factory.mktemp("files"), hooks=False)
    file = root / "content/campaigns/flu/index.md"
    both = "- {id: instagram, why: There}\n      - {id: x, why: Local news is shared there}"
    text = file.read_text("utf-8").replace("- {id: x, why: Local news is shared there}", both)
    file.write_text(text.replace("Example Health", "Bread & Butter"), encoding="utf-8")
    return assemble(root, datetime.fromisoformat(f"{AS_OF}T12:00:00+00:00"), draw=False)


def uses(planned: Assembly) -> tuple[CardUse, ...]:
    assert planned.hub
    return planned.hub.campaigns[0].uses


def laid_out(use: CardUse, planned: Assembly, photo: bytes | None = None) -> Layout:
    assert planned.hub
    layout = lay_out(use.picture.card, use.picture.shape, planned.hub.checked.brand, photo=photo)
    assert isinstance(layout, Layout)
    return layout


def use_of(planned: Assembly, card: str, platform: str) -> CardUse:
    return next(use for use in uses(planned) if use.picture.card.id == card and use.platform == platform)


def noise(side: int) -> bytes:
    out = BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("platform", ["x", "instagram"])
def test_a_picture_says_its_alt_text_and_whose_it_is(planned: Assembly, platform: str) -> None:
    use = use_of(planned, "figure-carers", platform)
    content = draw(laid_out(use, planned), use.picture.file_type, xmp=xmp_of(use.picture.card))
    facts = Image.open(BytesIO(content)).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert use.picture.card.alt.endswith("Bread & Butter.")
    assert facts["AltTextAccessibility"]["Alt"]["li"]["text"] == use.picture.card.alt
    assert facts["description"]["Alt"]["li"]["text"] == use.picture.card.alt
    assert facts["creator"]["Seq"]["li"] == "Northbridge Public Health"


def test_every_platform_gets_a_type_and_a_size_that_it_takes(planned: Assembly) -> None:
    assert planned.hub
    platforms = planned.hub.checked.platforms.platforms
    for use in uses(planned):
        limit = platforms[use.platform].picture
        content = draw(laid_out(use, planned), use.picture.file_type, use.picture.most_bytes, xmp_of(use.picture.card))
        assert use.picture.file_type in limit.types
        assert use.picture.most_bytes <= limit.bytes
        assert len(content) <= limit.bytes
        assert len(content) < (45 if use.picture.file_type == "png" else 140) * KILOBYTE, use.picture.path


def test_link_previews_are_small_whatever_else_shares_their_picture(planned: Assembly) -> None:
    previews = [use for use in uses(planned) if use.picture.shape_name == "link" and not use.picture.card.story]
    assert {use.platform for use in previews} >= {"opengraph", "facebook"}
    assert {use.picture.most_bytes for use in previews} == {300 * KILOBYTE}


def test_what_is_too_heavy_is_made_lighter(planned: Assembly) -> None:
    layout = laid_out(use_of(planned, "headline", "instagram"), planned, photo=noise(1500))
    whole = draw(layout, "jpeg")
    assert len(draw(layout, "jpeg", len(whole) - 1)) < len(whole)
    assert len(draw(layout, "jpeg", 1)) < 0.7 * len(whole)
    assert draw(layout, "jpeg", len(whole)) == whole


def test_a_card_that_can_t_be_light_enough_is_told_of_and_left_out(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    file = root / "campaign_assets/platforms.yml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["platforms"]["x"]["picture"]["bytes"] = 500
    write_yaml(file, data)
    made = assemble(root, datetime.fromisoformat(f"{AS_OF}T12:00:00+00:00"))
    told = [each for each in made.diagnostics if each.name == "card-too-heavy"]
    assert {each.place.path for each in told} == {"content/campaigns/flu/index.md", "content/stories/amara/index.md"}
    assert all("takes 500" in each.message for each in told)
    assert made.rendered
    assert not [each for each in made.rendered.artifacts if each.path.endswith("-landscape.png")]
    assert [each for each in made.rendered.artifacts if each.path.endswith("-square.png")]


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_withheld_words_in_a_picture_s_xmp_are_found(tmp_path: Path, planned: Assembly, ending: str) -> None:
    root = living_hub(tmp_path, TODAY)
    write_story(root, "waiting", consent(TODAY, status="requested"), words="Fish & chips")
    card = replace(uses(planned)[0].picture.card, alt="This is what Fish & chips said.")
    _save_with(xmp_of(card), root / f"campaign_assets/theme/assets/plain.{ending}")
    done = run_hub(root, "build")
    assert done.returncode == 1
    assert f"error[leak] site/assets/plain.{ending}" in done.stderr


def _save_with(xmp: bytes, file: Path) -> None:
    plain = Image.new("RGB", (40, 40), "white")
    if file.suffix == ".jpg":
        plain.save(file, xmp=xmp)
        return
    facts = PngImagePlugin.PngInfo()
    facts.add_itxt("XML:com.adobe.xmp", xmp.decode())
    plain.save(file, pnginfo=facts)


def test_a_new_platform_in_a_new_size_is_a_change_of_data_alone(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path)
    file = root / "campaign_assets/platforms.yml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["shapes"]["bus-side"] = {"width": 1500, "height": 500, "safe_area": {"left": 100}}
    data["platforms"]["busside"] = data["platforms"]["x"] | {
        "name": "Bus side",
        "formats": [
            {"name": "banner", "shape": "bus-side", "confidence": "none"},
            {"name": "also", "shape": "landscape", "confidence": "none"},
        ],
    }
    write_yaml(file, data)
    brief = root / "content/campaigns/flu/index.md"
    both = "- {id: busside, why: It is seen there}\n      - {id: x, why"
    brief.write_text(brief.read_text("utf-8").replace("- {id: x, why", both), encoding="utf-8")
    (root / "content/campaigns/flu/posts.yml").write_text("[]\n", encoding="utf-8")
    done = run_hub(root, "build", CAMPAIGN_HUB_AS_OF=AS_OF)
    assert done.returncode == 0, done.stderr
    cards = root / "site/campaigns/flu/cards"
    with Image.open(cards / "headline-bus-side.png") as picture:
        assert picture.size == (1500, 500)
    assert len(list(cards.glob("headline-landscape*"))) == 1
    assert "Bus side" in (root / "site/campaigns/flu/kit/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("Step 1\ufe0f\u20e3 of 2", "Step 1 of 2", ()),
        ("A \U0001f1ec\U0001f1e7 flag", "A flag", ("\U0001f1ec\U0001f1e7",)),
        ("I \u2764\ufe0f it, 5 \u00a9 \u2122 \u2191 °C", "I it, 5 \u00a9 \u2122 \u2191 °C", ("\u2764\ufe0f",)),
        ("क्षि नमस्ते", "क्षि नमस्ते", ()),
    ],
)
def test_emoji_are_left_out_whole_and_nothing_else_is(text: str, kept: str, found: tuple[str, ...]) -> None:
    assert without_emoji(text) == (kept, found)
