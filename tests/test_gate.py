"""The gate decides as the table in `consent_decisions.yml` says, each row from a page on disk to what is let out."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from PIL import Image
from tiny import ROOT, STORY, tiny_hub

from campaign_hub.diagnostics import errors_of
from campaign_hub.gate import PublishedStory
from campaign_hub.pipeline import Assembly, assemble

# Every value as it is written: `yes` and 2026-06-31 are for the gate to judge.
ROWS = yaml.load((ROOT / "tests/consent_decisions.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # the safest
NOON = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/London"))
CHANNELS = frozenset({"website", "facebook", "x", "kit", "link_preview", "print", "press"})
HUB = """\
name: Example Health
url: https://example.org/
language: en-GB
time_zone: Europe/London
contact: {team: Campaigns team, email: team@example.org}
withdrawal: {text: Write to us., email: stories@example.org}
"""


def page_of(row: dict[str, Any]) -> str:
    """The tiny hub's story with the row's fields in the place of its own."""
    if "page" in row:
        return str(row["page"])
    story = dict(row.get("story", {}))
    head, body = STORY.removeprefix("---\n").split("---\n", 1)
    own, record = head.split("consent:\n")
    before = story.pop("before", "")
    return f"{before}---\n{changed(own, story, '')}consent:\n{changed(record, row.get('record', {}), '  ')}---\n{body}"


def changed(lines: str, fields: dict[str, str], indent: str) -> str:
    kept = {line.strip().split(":")[0]: line for line in lines.splitlines()}
    for name, value in fields.items():
        kept[name] = f"{indent}{name}: {value}"
        if value == "null":
            del kept[name]
    return "".join(f"{line}\n" for line in kept.values())


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(stream, "PNG")
    return stream.getvalue()


def write(root: Path, path: str, content: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(picture() if content == "picture" else content.encode())


def gated(root: Path, row: dict[str, Any]) -> Assembly:
    write(root, "content/stories/amara/index.md", page_of(row))
    for path, content in row.get("files", {}).items():
        write(root, path, content)
    for slug in row.get("others", {}):
        write(root, f"content/stories/{slug}/index.md", page_of(row))
    if "withdrawn" in row:
        write(root, "content/stories/withdrawn.txt", row["withdrawn"])
    write(root, "campaign_assets/hub.yml", f"{HUB}consent: {row.get('consent', '{}')}\n")
    now = datetime.fromisoformat(row["at"]) if "at" in row else NOON
    return assemble(root, now, draw=False)


def held_back(story: PublishedStory) -> set[str]:
    parts = {name for name in ("photo", "quote") if getattr(story, name) is None}
    return parts | {channel for channel in CHANNELS if not story.allows(channel)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['row']}: {row['case']}")
def test_the_gate_decides_as_the_table_says(row: dict[str, Any], tmp_path: Path) -> None:
    made = gated(tiny_hub(tmp_path, hooks=False), row)
    wrong = [each.name for each in errors_of(made.diagnostics)]
    published = [story for story in made.gated.published if story.slug == "amara"]
    withheld = [story for story in made.gated.withheld if story.raw.slug == "amara"]
    assert len(published) + len(withheld) == 1
    assert bool(published) == (row["decision"] in ("P", "O")), made.diagnostics
    assert bool(wrong) == (row["decision"] == "M"), wrong
    assert all(story.doubtful == (row["decision"] == "M") for story in withheld)
    if row["decision"] == "W":
        place = withheld[0].raw.page.path
        assert any(each.severity == "notice" and each.place.path == place for each in made.diagnostics)
    if row["decision"] == "O":
        assert held_back(published[0]) >= set(row["omits"])


def test_a_story_on_every_channel_holds_nothing_back(tmp_path: Path) -> None:
    channels = f"[{', '.join(sorted(CHANNELS))}]"
    record = {"channels": channels, "recipients": "[carers]", "media": "[text, quote, photo]"}
    story = {"photo": "amara.png", "photo_alt": "A woman on a bus"}
    files = {"content/stories/amara/amara.png": "picture"}
    made = gated(tiny_hub(tmp_path, hooks=False), {"record": record, "story": story, "files": files})
    assert [held_back(each) for each in made.gated.published] == [set()]
