"""A second check does nothing again that the first one found in order, and says the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from tiny import AS_OF, tiny_hub

from campaign_hub import leaving_out, render
from campaign_hub.commands import main


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    return main(["check", "--as-of", AS_OF]), capsys.readouterr().out


def test_what_fits_is_measured_once(
    hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = check(capsys)
    measured = []
    whole = render.misfits
    monkeypatch.setattr(render, "misfits", lambda *facts: measured.append(facts) or whole(*facts))
    assert check(capsys) == first
    assert measured == []
    brief = hub / "content/campaigns/flu/index.md"
    sound = brief.read_text("utf-8")
    brief.write_text(sound.replace("The flu vaccine is free for carers.", "W" * 90), encoding="utf-8")
    status, said = check(capsys)
    assert "card-does-not-fit" in said
    assert (len(measured), check(capsys)) == (1, (status, said))
    assert len(measured) == 2
    brief.write_text(sound, encoding="utf-8")
    assert check(capsys) == first


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, null]", b"\xff", b'["0"]'])
def test_a_spoilt_note_of_what_fits_counts_for_nothing(
    hub: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (hub / ".cache").mkdir(exist_ok=True)
    (hub / ".cache/measured.json").write_bytes(content)
    assert check(capsys) == (0, "0 errors, 0 warnings, 0 notices\n")


def test_the_note_holds_nothing_that_a_card_says(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(capsys)
    text = (hub / ".cache/measured.json").read_text("ascii")
    assert set(text) <= set('0123456789abcdef"[], ')


def saw(hub: Path, number: int) -> None:
    """Write a campaign's photo beside the brief, another one for each number."""
    picture = Image.effect_mandelbrot((480, 320), (-1.5 + number / 3, -1.0, 0.5, 1.0), 60)
    picture.save(hub / "content/campaigns/flu/hero.jpg")


def test_a_picture_that_looks_like_no_story_s_is_looked_at_once(
    hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saw(hub, 0)
    portrait = hub / "content/stories/amara/portrait.png"
    Image.effect_mandelbrot((400, 400), (-2.0, -1.2, 1.0, 1.2), 40).transpose(Image.Transpose.ROTATE_90).save(portrait)
    looked: list[bytes] = []
    look = leaving_out.likenesses_of
    monkeypatch.setattr(leaving_out, "likenesses_of", lambda content: looked.append(content) or look(content))
    first = check(capsys)
    assert looked
    looked.clear()
    assert check(capsys) == first
    assert looked == []
    saw(hub, 1)
    check(capsys)
    assert looked == [(hub / "content/campaigns/flu/hero.jpg").read_bytes()]
    # Against another portrait nothing that was seen before counts.
    with Image.open(hub / "content/campaigns/flu/hero.jpg") as hero:
        hero.resize((240, 160)).save(portrait)
    assert "story-media-elsewhere" in check(capsys)[1]
    assert "story-media-elsewhere" in check(capsys)[1]
    assert set((hub / ".cache/unlike.json").read_text("ascii")) <= set('0123456789abcdef"[], ')


@pytest.mark.usefixtures("hub")
def test_a_check_loads_nothing_that_only_makes_files() -> None:
    slow = ("pypdf", "fpdf", "docx", "icalendar", "fontTools", "mkdocs")
    script = (
        f"import sys, campaign_hub.commands as c; c.main(['check']); print([n for n in {slow} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
