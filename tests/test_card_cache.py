"""What is drawn once is kept, given out only whole, shared by builds at the same time, and forgotten with its story."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from living import consent, living_hub, write_story
from PIL import Image

from campaign_hub.diagnostics import Diagnostic
from campaign_hub.load import Media
from campaign_hub.pipeline import assemble
from campaign_hub.render.card_cache import CardCache
from campaign_hub.render.cards import Misfit, clean_picture
from campaign_hub.render.cores import Cores
from campaign_hub.render.drawing import draw_picture, draw_pictures
from campaign_hub.render.photos import LONGEST_SIDE, clean

NOW = datetime.now(UTC)
KEY = "ab" * 32
BUILD = """
import hashlib, json, sys
from datetime import UTC, datetime
from pathlib import Path
from campaign_hub.pipeline import assemble

if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    made = assemble(Path(sys.argv[1]), datetime.now(UTC)).rendered
    files = {each.path: hashlib.sha256(each.read()).hexdigest() for each in made.artifacts if each.path != "build.json"}
    print(json.dumps(files))
"""


def kept(root: Path) -> dict[str, int]:
    """The files in a hub's cache, each with when it was written."""
    folder = root / ".cache/cards"
    return {each.name: each.stat().st_mtime_ns for each in folder.glob("*/*") if each.suffix != ".sha256"}


@pytest.fixture
def cache(tmp_path: Path) -> CardCache:
    made = CardCache(tmp_path / "cards")
    made.begin()
    return made


def test_what_was_kept_is_given_out_with_its_size_and_digest(cache: CardCache) -> None:
    path = cache.keep(KEY, "png", b"pixels")
    assert cache.file(KEY, "png") == path
    assert path.read_bytes() == b"pixels"
    assert (cache.facts(path).size, cache.facts(path).sha256) == (6, hashlib.sha256(b"pixels").hexdigest())


@pytest.mark.parametrize("content", [b"", b"pix", b"pixelz", b"pixels, and more"])
def test_what_was_cut_short_or_changed_is_not_given_out(cache: CardCache, content: bytes) -> None:
    path = cache.keep(KEY, "png", b"pixels")
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    assert cache.file(KEY, "png") is None


@pytest.mark.parametrize("note", [b"", b"\xff", b"0 6 x", b"only-a-digest"])
def test_a_file_without_a_whole_note_is_not_given_out(cache: CardCache, note: bytes) -> None:
    cache.keep(KEY, "png", b"pixels").with_suffix(".sha256").write_bytes(note)
    assert cache.file(KEY, "png") is None


def test_a_file_that_was_only_copied_is_given_out(cache: CardCache) -> None:
    path = cache.keep(KEY, "png", b"pixels")
    os.utime(path, ns=(1, 1))
    assert cache.file(KEY, "png") == path


def test_a_photo_that_was_swapped_meanwhile_is_not_kept_as_the_one_before(cache: CardCache, tmp_path: Path) -> None:
    file = tmp_path / "portrait.png"
    Image.effect_noise((90, 90), 80).save(file)
    before = file.read_bytes()
    photo = Media("content/stories/amara/portrait.png", file, hashlib.sha256(before).hexdigest())
    Image.new("RGB", (90, 90), "red").save(file)
    with pytest.raises(OSError, match="was changed"):
        clean(photo, [], cache)
    file.write_bytes(before)
    found: list[Diagnostic] = []
    assert clean(photo, found, cache) == clean_picture(before, "png", LONGEST_SIDE)


def test_a_build_forgets_what_no_build_used_since_it_began(tmp_path: Path) -> None:
    earlier, other = CardCache(tmp_path), CardCache(tmp_path)
    old, used, again = (earlier.keep(name * 32, "png", b"pixels") for name in ("0a", "0b", "0c"))
    for each in tmp_path.glob("*/*"):
        os.utime(each, ns=(1, 1))
    (old.parent / "left-over.part").write_bytes(b"")
    os.utime(old.parent / "left-over.part", ns=(1, 1))
    build = CardCache(tmp_path)
    build.begin()
    new = other.keep("0d" * 32, "png", b"pixels")
    half_written = new.parent / "now.part"
    half_written.write_bytes(b"")
    assert other.file("0b" * 32, "png") == used
    assert build.file("0c" * 32, "png") == again
    build.prune()
    left = {each for each in tmp_path.glob("*/*") if each.suffix != ".sha256"}
    assert left == {used, again, new, half_written}
    assert {each.with_suffix(".sha256").is_file() for each in (used, again, new)} == {True}
    assert not old.with_suffix(".sha256").exists()


def test_a_second_build_makes_nothing_again(tmp_path: Path) -> None:
    root = living_hub(tmp_path, NOW.date())
    assemble(root, NOW)
    before = kept(root)
    again = assemble(root, NOW).rendered
    assert again is not None
    assert (again.drawn, again.reused > 0) == (0, True)
    assert kept(root) == before
    assert {name.rpartition(".")[2] for name in before} >= {"png", "jpg", "pdf", "zip", "docx", "woff2"}


def test_with_its_consent_all_that_was_kept_of_a_story_goes(tmp_path: Path) -> None:
    root, never = (living_hub(tmp_path / name, NOW.date()) for name in ("had-it", "never-had-it"))
    record = consent(NOW.date(), channels=["website", "facebook"])
    write_story(root, "bela", record, words="Bela", photo=True)
    assemble(root, NOW)
    with_story = set(kept(root))
    write_story(root, "bela", record | {"status": "pending"}, words="Bela", photo=True)
    for hub in (root, never):
        assemble(hub, NOW)
    assert set(kept(root)) == set(kept(never))
    assert len(with_story - set(kept(never))) > 3


def test_two_builds_at_once_share_a_cache(tmp_path: Path) -> None:
    roots = [living_hub(tmp_path / name, NOW.date()) for name in ("one", "other")]
    shared = tmp_path / "shared"
    (roots[0] / ".cache").rename(shared)
    for each in sorted((shared / "cards").glob("*/*"))[::8]:
        each.unlink()
    for root in roots:
        if (root / ".cache").exists():
            (root / ".cache").rename(root / ".unused")
        (root / ".cache").symlink_to(shared)
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(root / "hooks")},
        )
        for root in roots
    ]
    for build in builds:
        assert build.stdout is not None
        assert build.stdout.readline() == "ready\n"
    for build in builds:
        assert build.stdin is not None
        build.stdin.write("\n")
        build.stdin.flush()
    files = [json.loads(build.communicate(timeout=120)[0]) for build in builds]
    assert files[0] == files[1]
    assert len(files[0]) > 20
    assert {build.returncode for build in builds} == {0}
    third = assemble(roots[0], NOW).rendered
    assert third is not None
    assert third.drawn == 0
    assert {each.path: hashlib.sha256(each.read()).hexdigest() for each in third.artifacts}.items() >= files[0].items()


def test_one_picture_drawn_by_itself_is_the_one_of_a_build(tmp_path: Path) -> None:
    hub = assemble(living_hub(tmp_path, NOW.date()), NOW, draw=False).hub
    assert hub is not None
    use = next(use for use in hub.campaigns[0].uses if use.picture.card.photo is None)
    facts = (hub.checked.brand, None, {})
    alone, whole = CardCache(tmp_path / "alone"), CardCache(tmp_path / "whole")
    first = draw_picture(use.picture, *facts, alone)
    with Cores() as cores:
        files = draw_pictures([use.picture], *facts, whole, cores).files
    assert not isinstance(first, Misfit)
    assert first.read_bytes() == files[use.picture.path].read_bytes()
    written = first.stat().st_mtime_ns
    assert draw_picture(use.picture, *facts, alone) == first
    assert first.stat().st_mtime_ns == written
