"""Posters as files: what they say to eyes, to screen readers and to cameras, and whose words may be on one."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from living import consent, living_hub, run_hub, write_story, write_yaml
from pypdf import PdfReader, PdfWriter
from tiny import AS_OF, tiny_hub

from campaign_hub.derive import Poster
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render.cards import Misfit, Sheet, lay_out_poster
from campaign_hub.render.posters import draw_poster

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
SHEETS = {"a4": (210, 297), "letter": (215.9, 279.4)}
POINTS_A_MILLIMETRE = 72 / 25.4


def assembled(root: Path) -> Assembly:
    return assemble(root, datetime.fromisoformat(f"{AS_OF}T12:00:00+00:00"), draw=False)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    root = tiny_hub(tmp_path_factory.mktemp("posters"), hooks=False)
    brief = root / "content/campaigns/flu/index.md"
    text = brief.read_text("utf-8").replace("owner:", "sensitivity: [suicide]\nowner:")
    brief.write_text(text, encoding="utf-8")
    return assembled(root)


def posters(planned: Assembly) -> tuple[Poster, ...]:
    assert planned.hub
    return planned.hub.campaigns[0].posters


def drawn(poster: Poster, planned: Assembly) -> bytes:
    assert planned.hub
    content = draw_poster(poster, planned.hub.checked.brand, None)
    assert isinstance(content, bytes)
    return content


def words_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_poster_is_one_page_of_its_sheet_and_says_what_is_on_it(planned: Assembly) -> None:
    assert {poster.sheet_name for poster in posters(planned)} == set(SHEETS)
    for poster in posters(planned):
        (page,) = PdfReader(io.BytesIO(drawn(poster, planned))).pages
        wide, high = (side * POINTS_A_MILLIMETRE for side in SHEETS[poster.sheet_name])
        assert abs(float(page.mediabox.width) - wide) < 0.3
        assert abs(float(page.mediabox.height) - high) < 0.3
        said = " ".join(page.extract_text().split())
        for words in ("Your winter flu vaccine", "Book your vaccine", "Samaritans: 116 123", "#OurTownFlu"):
            assert words in said
        assert "campaigns.northbridge.example.org/campaigns/flu" in said.replace("/ ", "/")


def test_a_poster_can_be_read_aloud(planned: Assembly) -> None:
    reader = PdfReader(io.BytesIO(drawn(posters(planned)[0], planned)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.title == "Your winter flu vaccine"
    assert "Book your vaccine" in str(reader.metadata.subject)
    kinds = [each.get_object()["/S"] for each in root["/StructTreeRoot"]["/K"][0]["/K"]]
    assert kinds.count("/H1") == 1
    assert kinds[-1] == "/Figure"


def test_letters_are_letters_in_fonts_that_come_along(planned: Assembly) -> None:
    (page,) = PdfReader(io.BytesIO(drawn(posters(planned)[0], planned))).pages
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def test_the_same_poster_is_the_same_bytes(planned: Assembly) -> None:
    poster = posters(planned)[0]
    assert drawn(poster, planned) == drawn(poster, planned)


def sheet_of(poster: Poster, planned: Assembly) -> Sheet:
    assert planned.hub
    sheet = lay_out_poster(poster, planned.hub.checked.brand)
    assert isinstance(sheet, Sheet)
    return sheet


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("number", [0, 1])
def test_nothing_overlaps_or_leaves_the_sheet(planned: Assembly, number: int, direction: str) -> None:
    poster = posters(planned)[number]
    poster = replace(poster, card=replace(poster.card, direction=direction))
    sheet = sheet_of(poster, planned)
    boxes = [line.box for line in sheet.layout.lines]
    margin = sheet.layout.width // 25
    for box in (*boxes, sheet.code):
        assert margin <= box.left < box.right <= sheet.layout.width - margin
        assert margin <= box.top < box.bottom <= sheet.layout.height - margin
    assert not [box for box in boxes if box.meets(sheet.code)]
    assert not [(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :] if a.meets(b)]
    fourteen_points = 14 / 72 * 300
    assert min(line.size for line in sheet.layout.lines) >= int(fourteen_points)
    code_at_the_left = sheet.code.right < sheet.layout.width / 2
    assert code_at_the_left == (direction == "rtl")


def test_a_title_that_no_sheet_holds_is_told_of(planned: Assembly) -> None:
    poster = posters(planned)[0]
    lead = replace(poster.card.parts[0], text="Vaccination" * 9)
    assert planned.hub
    misfit = lay_out_poster(replace(poster, card=replace(poster.card, parts=(lead,))), planned.hub.checked.brand)
    assert isinstance(misfit, Misfit)
    assert misfit.excess_characters > 20


# --- whose words may be on one ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = living_hub(tmp_path_factory.mktemp("printed"), TODAY)
    _tell(root, "on-paper", ["website", "print"])
    _tell(root, "handed-on", ["print", "kit"])
    _tell(root, "on-screen", ["website", "facebook"])
    write_story(root, "waiting", consent(TODAY, status="requested", channels=["print"]), words="Zyxwaiting")
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root


def _tell(root: Path, slug: str, channels: list[str]) -> None:
    recipients = ["a-partner"] if "kit" in channels else None
    record = consent(TODAY, channels=channels, recipients=recipients)
    write_story(root, slug, record, words=f"Zyx{slug.replace('-', '')}")


@pytest.fixture
def printed(printed_hub: Path) -> Path:
    return printed_hub / "site/campaigns/flu"


def test_a_story_is_on_a_poster_only_where_its_consent_lists_print(printed: Path) -> None:
    made = {path.stem.rpartition("-")[0] for path in (printed / "posters").iterdir()}
    assert made == {"headline", "story-on-paper", "story-handed-on"}
    said = words_of((printed / "posters/story-on-paper-a4.pdf").read_bytes())
    assert "Zyxonpaper" in said


def test_a_poster_is_passed_on_only_with_kit(printed: Path) -> None:
    data = json.loads((printed / "kit/kit.json").read_text("utf-8"))
    listed = {each["file"].rpartition("/")[2] for each in data["downloads"] if each["kind"] == "pdf"}
    with zipfile.ZipFile(printed / "kit/flu-kit.zip") as archive:
        packed = {name.rpartition("/")[2] for name in archive.namelist() if name.endswith(".pdf")}
    assert listed == packed
    assert {name.rpartition("-")[0] for name in packed} == {"headline", "story-handed-on"}


def test_the_kit_page_offers_posters_without_a_story_s_words(printed: Path) -> None:
    page = (printed / "kit/index.html").read_text("utf-8")
    assert "posters/headline-a4.pdf" in page
    assert "posters/story-on-paper-letter.pdf" in page
    assert "Zyxonscreen" in page
    assert "Zyxonpaper" not in page
    assert "Zyxhandedon" not in page


def test_a_new_sheet_is_a_change_of_data_alone(printed_hub: Path, tmp_path: Path) -> None:
    root = living_hub(tmp_path, TODAY)
    file = root / "campaign_assets/platforms.yml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data["sheets"]["a3"] = {"name": "A3", "width": 297, "height": 420}
    write_yaml(file, data)
    made = assemble(root, datetime.now(ZoneInfo("Europe/London")), draw=False)
    assert printed_hub
    assert made.hub
    assert "campaigns/flu/posters/headline-a3.pdf" in {poster.path for poster in made.hub.campaigns[0].posters}


def leaky(words: str, where: str) -> bytes:
    """A PDF that says `words` in one place: packed away, as programs write them."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    if where == "metadata":
        writer.add_metadata({"/Keywords": words})
    elif where == "attachment":
        writer.add_attachment("notes.txt", words.encode())
    page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def leaking_hub(tmp_path: Path) -> Path:
    root = living_hub(tmp_path, TODAY)
    record = consent(TODAY, status="requested", expires_on=TODAY + timedelta(days=200))
    write_story(root, "waiting", record, words="Zyxwaiting")
    return root


@pytest.mark.parametrize("where", ["metadata", "attachment"])
def test_withheld_words_anywhere_in_a_pdf_are_found(leaking_hub: Path, where: str) -> None:
    (leaking_hub / "campaign_assets/theme/assets/sheet.pdf").write_bytes(leaky("This is what Zyxwaiting said.", where))
    assert_refused(leaking_hub, "site/assets/sheet.pdf")


def test_withheld_words_drawn_on_a_poster_are_found(leaking_hub: Path, planned: Assembly) -> None:
    poster = posters(planned)[0]
    lead = replace(poster.card.parts[0], text="This is what Zyxwaiting said.")
    told = replace(poster, card=replace(poster.card, parts=(lead, *poster.card.parts[1:]), alt="A poster"))
    (leaking_hub / "campaign_assets/theme/assets/sheet.pdf").write_bytes(drawn(told, planned))
    assert_refused(leaking_hub, "site/assets/sheet.pdf")


def test_a_pdf_that_can_t_be_read_is_not_published(leaking_hub: Path) -> None:
    (leaking_hub / "campaign_assets/theme/assets/sheet.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    done = run_hub(leaking_hub, "build")
    assert done.returncode == 1
    assert "error[verify-unreadable] site/assets/sheet.pdf" in done.stderr


def assert_refused(root: Path, path: str) -> None:
    done = run_hub(root, "build")
    assert done.returncode == 1, done.stderr
    assert f"error[leak] {path}" in done.stderr
    assert not (root / "site").exists()
