"""What a preview serves after many edits is what a new one would serve: nothing is left over, nothing is missed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from living import consent, living_hub, write_story
from mkdocs.commands.build import build
from mkdocs.config import load_config

from campaign_hub.preview import Preview, preview_of

TODAY = datetime.now(UTC).date()
BRIEF = "content/campaigns/flu/index.md"
POSTS = "content/campaigns/flu/posts.yml"
Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def written(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def told(slug: str, **facts: str) -> Edit:
    def edit(root: Path) -> None:
        write_story(root, slug, consent(TODAY, **facts), words=slug.capitalize())

    return edit


def removed(path: str) -> Edit:
    def edit(root: Path) -> None:
        shutil.rmtree(root / path, ignore_errors=True)

    return edit


def copied(slug: str) -> Edit:
    def edit(root: Path) -> None:
        shutil.copytree(root / "content/campaigns/flu", root / f"content/campaigns/{slug}", dirs_exist_ok=True)

    return edit


EDITS: dict[str, Edit] = {
    "body": replaced(BRIEF, "wash your hands", "wash both hands"),
    "body back": replaced(BRIEF, "wash both hands", "wash your hands"),
    "link": replaced(BRIEF, "open a window.", "open a [window](../cold/index.md) or read [on](../../about.md)."),
    "title": replaced(BRIEF, "title: Flu goes round", "title: Flu is about"),
    "message": replaced(BRIEF, "Flu goes round every winter.", "Flu comes back every winter."),
    "draft": replaced(BRIEF, "stage: approved", "stage: draft"),
    "approved": replaced(BRIEF, "stage: draft", "stage: approved"),
    "post": replaced(POSTS, "Hear it.", "Listen to it."),
    "thread": replaced(POSTS, "Hear it.", "Hear it.\n  thread: [Pass it on.]"),
    "health day": replaced(BRIEF, "stage: approved", "stage: approved\nobservance: world-hearing-day"),
    "health days": replaced("campaign_assets/observances.yml", "on: 3 March", "on: 4 March"),
    "health days back": replaced("campaign_assets/observances.yml", "on: 4 March", "on: 3 March"),
    "broken": replaced(BRIEF, "stage: approved", "stage: [approved"),
    "mended": replaced(BRIEF, "stage: [approved", "stage: approved"),
    "page": written("content/about.md", "# About\n\nSee [flu](campaigns/flu/index.md)."),
    "page gone": lambda root: (root / "content/about.md").unlink(missing_ok=True),
    "new campaign": copied("cold"),
    "campaign gone": removed("content/campaigns/cold"),
    "new story": told("bahar"),
    "story asked": told("bahar", status="requested"),
    "story refused": told("amara", status="refused"),
    "story back": told("amara"),
    "story gone": removed("content/stories/bahar"),
    "name": replaced("campaign_assets/hub.yml", "Harbour Health", "Haven Health"),
    "colour": replaced("campaign_assets/brand.yml", "0b4f6c", "0b4f6d"),
    "theme": replaced("campaign_assets/theme/main.html", "hub-footer__inner", "hub-footer__inside"),
    "words": replaced("campaign_assets/words/interface.yml", "Campaigns", "All campaigns"),
    "settings broken": replaced("campaign_assets/hub.yml", "language: en", "languag: en"),
    "settings mended": replaced("campaign_assets/hub.yml", "languag: en", "language: en"),
}


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def a_round(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What is served after one round of building, as MkDocs does it in a preview; promised files are only named."""
    monkeypatch.setenv("CAMPAIGN_HUB_MODE", "preview")
    monkeypatch.chdir(root)
    with folder() as site, preview_of(root.resolve()).site.changing():
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = "http://127.0.0.1:8000/"
        build(config, serve_url=config.site_url)
        served = {path: file.content or b"" for path, file in preview_of(root.resolve()).site.files.items()}
        left = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    # When the round was is told in one file, and in nothing else.
    return {path: content for path, content in (left | served).items() if path != "build.json"}


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=20, max_size=20))
def test_twenty_edits_later_a_preview_is_what_a_new_one_would_be(
    monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    with folder() as home:
        root = living_hub(home, TODAY)
        a_round(root, monkeypatch)
        for name in names:
            EDITS[name](root)
            last = a_round(root, monkeypatch)
        preview_of.cache_clear()
        shutil.rmtree(root / ".cache", ignore_errors=True)
        new = a_round(root, monkeypatch)
        assert sorted(last) == sorted(new)
        assert [path for path, content in new.items() if last[path] != content] == []


def test_nothing_is_worked_out_again_for_a_file_that_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with folder() as home:
        root = living_hub(home, TODAY)
        a_round(root, monkeypatch)
        first = dict(preview_of(root.resolve()).site.files)
        EDITS["post"](root)
        a_round(root, monkeypatch)
        second = preview_of(root.resolve()).site.files
        # A page that the edit is not about is the very same object, made once.
        assert second["campaigns/not-yet-approved/kit/index.html"] is first["campaigns/not-yet-approved/kit/index.html"]
        assert second["campaigns/flu/kit/index.html"] is not first["campaigns/flu/kit/index.html"]


def test_a_new_preview_knows_nothing(tmp_path: Path) -> None:
    assert not Preview(tmp_path).site.files
