"""A second check does not lay out the cards that the first one found to fit, and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import AS_OF, tiny_hub

from campaign_hub import render
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
