"""A small hub whose dates follow today's, so that it can be built whole with the real clock."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from PIL import Image, ImageDraw, PngImagePlugin
from tiny import tiny_hub

from campaign_hub.pipeline import assemble

STORY_WORDS = "When {words} first heard of it, nobody near the harbour wanted to believe a single word."

DRAFT = "Draftword is not approved."


def living_hub(folder: Path, today: date) -> Path:
    """Write the hub below `folder` and return its root; its own cards are drawn already."""
    root = _written(folder, today)
    shutil.copytree(_drawn_cards(today), root / ".cache/cards")
    return root


@cache
def _drawn_cards(today: date) -> Path:
    """The cards of the hub as it is written, drawn once for all tests of one process."""
    folder = TemporaryDirectory(prefix="drawn-")
    atexit.register(folder.cleanup)
    root = _written(Path(folder.name), today)
    assemble(root, datetime.now(UTC))
    return root / ".cache/cards"


def _written(folder: Path, today: date) -> Path:
    root = tiny_hub(folder)
    for page in root.glob("content/stories/*/index.md"):
        page.unlink()
        page.parent.rmdir()
    _organisation(root)
    _campaign(root, "flu", today)
    _campaign(root, "not-yet-approved", today, stage="draft", title=DRAFT)
    (root / "content/stories/withdrawn.txt").write_text("# none\n", encoding="utf-8")
    recipients = ["a-partner"]
    everywhere = ["website", "link_preview", "facebook", "kit"]
    write_story(root, "amara", consent(today, channels=everywhere, recipients=recipients), words="Amara")
    return root


def _organisation(root: Path) -> None:
    file = root / "campaign_assets/hub.yml"
    hub = yaml.safe_load(file.read_text("utf-8"))
    hub |= {"name": "Harbour Health", "url": "https://hub.example.org/health/", "language": "en"}
    hub["contact"] = {"team": "Campaigns", "email": "team@hub.example.org"}
    hub["withdrawal"] = {"text": "Write to us and it goes.", "email": "back@hub.example.org"}
    write_yaml(file, hub)


class _Plain(yaml.SafeDumper):
    """Writes every value out: the hub takes no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def as_yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)


def write_yaml(file: Path, data: object) -> None:
    file.write_text(as_yaml(data), encoding="utf-8")


def _campaign(root: Path, slug: str, today: date, *, stage: str = "approved", title: str = "Flu goes round") -> None:
    folder = root / "content/campaigns" / slug
    folder.mkdir(exist_ok=True)
    body = f"{title}: wash your hands and open a window."
    front = as_yaml(_brief(today, stage, title))
    (folder / "index.md").write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
    posts = [post for post in _posts(today) if stage == "approved" or post["id"] != "amara"]
    write_yaml(folder / "posts.yml", posts)


def _brief(today: date, stage: str, title: str) -> dict[str, Any]:
    why = "They are there"
    return {
        "title": title,
        "summary": f"{title}. Get your jab before winter comes.",
        "stage": stage,
        "starts": today - timedelta(days=5),
        "ends": today + timedelta(days=60),
        "owner": {"team": "Flu team", "email": "flu@hub.example.org"},
        "call_to_action": {"text": "Book your jab", "url": "https://www.example.org/jab"},
        "objectives": [
            {
                "id": "jabs",
                "organisation_goal": "Fewer people in hospital",
                "communication_goal": "People know where to go",
                "social_goal": "Posts that are passed on",
                "measure": "Jabs booked",
                "baseline": "100",
                "target": "200",
                "by": today + timedelta(days=60),
            }
        ],
        "audiences": [
            {
                "id": "everyone",
                "name": "Everyone",
                "needs": "A place to go",
                "tone": "Friendly",
                "active_hours": "18:00-21:00",
                "platforms": [{"id": name, "why": why} for name in ("facebook", "instagram", "x", "pinterest")],
            }
        ],
        "messages": [
            {"id": "one", "text": "Flu goes round every winter.", "for": ["everyone"], "serves": ["jabs"]},
            {
                "id": "two",
                "text": "A jab helps you and the people around you.",
                "for": ["everyone"],
                "serves": ["jabs"],
            },
        ],
        "figures": [
            {"id": "one", "value": "1 in 5", "text": "had it", "place": "Here", "year": "2025", "sources": ["s"]}
        ],
        "sources": {
            "s": {"title": "Flu facts", "publisher": "Example", "url": "https://example.org/flu", "accessed": today}
        },
        "hashtags": [{"tag": "FluSafe", "role": "official"}, {"tag": "Winter", "role": "topic"}],
        "approvals": [
            {"role": role, "by": "A lead", "approved_on": today} for role in ("clinical", "legal", "communications")
        ],
        "review_due": today + timedelta(days=200),
    }


def _posts(today: date) -> list[dict[str, Any]]:
    day = (today + timedelta(days=3)).isoformat()
    text = "{message}\n{link}\n{hashtags}"
    return [
        {"id": "first", "at": f"{day} 18:30", "platforms": ["facebook", "x"], "message": "one", "text": text},
        {
            "id": "sum",
            "at": f"{day} 19:00",
            "platforms": ["x"],
            "card": "figure-one",
            "text": "=1+1 {figure.one} {link}",
        },
        {
            "id": "amara",
            "at": f"{day} 20:00",
            "platforms": ["facebook", "x"],
            "card": "story-amara",
            "text": "Hear it. {link}",
        },
    ]


def consent(today: date, **changes: object) -> dict[str, Any]:
    """A complete record, valid today, with `changes`; a change to None takes a field away."""
    record = {
        "status": "given",
        "record_id": "CR-7K3M9QXD",
        "given_on": today - timedelta(days=30),
        "expires_on": today + timedelta(days=300),
        "given_by": "self",
        "channels": ["website"],
        "identity": "pseudonym",
        "copy_approved_on": today - timedelta(days=20),
    } | changes
    return {name: value for name, value in record.items() if value is not None}


def write_story(
    root: Path, slug: str, record: object, *, words: str, photo: bool = False, name: str | None = None
) -> None:
    """Write a story that says `words` in its title, its name, its quotation and its text."""
    folder = root / "content/stories" / slug
    folder.mkdir(parents=True, exist_ok=True)
    fields: dict[str, Any] = {
        "title": f"Title of {words}",
        "campaigns": ["flu"],
        "shown_name": name or words,
        "quote": f"This is what {words} said.",
    }
    if photo:
        fields |= {"photo": "portrait.png", "photo_alt": f"A drawing of {words}"}
        _draw(folder / "portrait.png", sum(map(ord, slug)))
    if record is not None:
        known = isinstance(record, dict) and record.get("record_id") == "CR-7K3M9QXD"
        fields["consent"] = record | {"record_id": _record_for(slug)} if known else record
    front = as_yaml(fields)
    (folder / "index.md").write_text(f"---\n{front}---\n\n{STORY_WORDS.format(words=words)}\n", encoding="utf-8")


def _record_for(slug: str) -> str:
    """A record id of the story's own: one record is one person's consent to one story."""
    return "CR-" + "".join(letter for letter in slug.upper() if letter.isalnum()).ljust(8, "0")


def _draw(file: Path, seed: int) -> None:
    """A picture that only this story has, with words and a place in its metadata."""
    dice = random.Random(seed)  # noqa: S311  # a picture, not a secret
    picture = Image.new("RGB", (300, 300), "white")
    for _ in range(60):
        corner = dice.randrange(280), dice.randrange(280)
        box = (*corner, corner[0] + dice.randrange(20, 120), corner[1] + dice.randrange(20, 120))
        ImageDraw.Draw(picture).rectangle(box, fill=tuple(dice.randrange(256) for _ in range(3)))
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Comment", "secret place")
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    picture.save(file, pnginfo=facts, exif=exif)


def run_hub(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the hub as an editor would, in its folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGN_HUB_")}
    path = {"PYTHONPATH": str(root / "hooks")}
    command = [sys.executable, "-m", "campaign_hub", *arguments]
    return subprocess.run(command, cwd=root, env=kept | path | environment, capture_output=True, text=True, check=False)
