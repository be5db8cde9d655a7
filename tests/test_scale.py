"""What a large hub leans on: cards drawn in several jobs at once, and a yardstick that runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from living import living_hub

from campaign_hub.pipeline import Assembly, assemble

ROOT = Path(__file__).parent.parent
SHARE = ROOT / ".github/scripts/share_of_campaigns.py"
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
DRAW = """\
import sys
from datetime import UTC, datetime
from pathlib import Path
from campaign_hub.pipeline import assemble
if __name__ == "__main__":
    assemble(Path.cwd(), datetime.now(UTC))
"""


def take_share(root: Path, share: int, shares: int) -> set[str]:
    subprocess.run([sys.executable, SHARE, str(share), str(shares)], cwd=root, check=True)
    return {page.parent.name for page in root.glob("content/campaigns/*/index.md")}


def draw(root: Path) -> Assembly:
    return assemble(root, datetime.now(UTC))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three campaigns on two platforms, one of them in another language, and no card drawn."""
    root = living_hub(tmp_path_factory.mktemp("scale"), TODAY)
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "content/stories/amara")
    folder = root / "content/campaigns"
    shutil.rmtree(folder / "not-yet-approved")
    brief = folder / "flu/index.md"
    few = re.sub(r" +- id: (instagram|pinterest)\n +why: .*\n", "", brief.read_text("utf-8"))
    brief.write_text(few, "utf-8")
    for slug, more in (("cold", ""), ("a-cold-too", "translation_of: cold\nlanguage: fr\n")):
        shutil.copytree(folder / "flu", folder / slug)
        page = folder / slug / "index.md"
        page.write_text(page.read_text("utf-8").replace("---\n", f"---\n{more}", 1).replace("Flu", slug), "utf-8")
    return root


class TestSharesOfCards:
    def test_each_campaign_is_in_one_share_and_its_languages_in_the_same(self, hub: Path, tmp_path: Path) -> None:
        shares = []
        for share in range(3):
            root = tmp_path / str(share)
            shutil.copytree(hub, root)
            shares.append(take_share(root, share, 3))
        assert sorted(shares, key=len) == [set(), {"flu"}, {"cold", "a-cold-too"}]

    def test_what_two_jobs_drew_apart_is_all_that_a_build_needs(self, hub: Path, tmp_path: Path) -> None:
        for share in range(2):
            root = tmp_path / str(share)
            shutil.copytree(hub, root)
            take_share(root, share, 2)
            draw(root)
        whole = tmp_path / "whole"
        shutil.copytree(hub, whole)
        for share in range(2):
            shutil.copytree(tmp_path / str(share) / ".cache/cards", whole / ".cache/cards", dirs_exist_ok=True)
        merged = draw(whole)
        assert merged.rendered
        assert (merged.rendered.drawn, merged.rendered.reused > 20) == (0, True)

    def test_two_builds_of_one_hub_share_a_cache_and_do_each_other_no_harm(self, hub: Path, tmp_path: Path) -> None:
        roots = [tmp_path / name for name in ("one", "other")]
        for root in roots:
            shutil.copytree(hub, root)
            shutil.rmtree(root / "content/campaigns/flu")
            shutil.rmtree(root / "content/campaigns/a-cold-too")
            (root / ".cache").mkdir()
            (root / ".cache/cards").symlink_to(tmp_path / "cards")
        (tmp_path / "cards").mkdir()
        jobs = [subprocess.Popen([sys.executable, "-c", DRAW], cwd=root, env=_environment()) for root in roots]
        assert [job.wait() for job in jobs] == [0, 0]
        again = draw(roots[0])
        assert again.rendered
        assert (again.rendered.drawn, again.rendered.reused > 10) == (0, True)
        assert not list((tmp_path / "cards").rglob("*.part"))


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "hooks")}


def test_the_benchmark_runs_and_prints_its_table() -> None:
    command = [sys.executable, ROOT / "benchmarks/run.py", "--campaigns", "1", "--rounds", "1", "--no-peers"]
    done = subprocess.run([*command, "card", "second"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    table = done.stdout.partition("| --- |")[2]
    for line in (
        "a 1200x630 text card, cold, one core | drawing alone | ",
        "a 1200x630 text card, cold, one core | satori + resvg-js | ",
        "bytes of such a card | naive Pillow | ",
        "second build, nothing changed | plain Material, out of its nav | ",
        "second build, nothing changed | plain Material, all in its nav | ",
    ):
        assert f"| {line}" in table, line
