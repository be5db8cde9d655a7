"""Hubs to measure with: a shipped campaign again and again, each with words, tags and 24 pictures of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CAMPAIGN = ROOT / "content/campaigns/blood-pressure"
STORY = ROOT / "content/stories/maureen-and-the-pharmacy"
WRITTEN_ON = date(2026, 11, 21)
"""The day that the shipped campaign's dates go with: a benchmark's campaign begins as long after today."""
MESSAGES, FIGURES = 3, 1
PLATFORMS = ("facebook", "linkedin")
"""Together with link previews they take four shapes; headline, action, messages and figure make 24 pictures."""
WITHHELD_OF = 4
"""One story is held back for so many campaigns, so that there is something to look for in the site."""
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "han")


class _Plain(yaml.SafeDumper):
    """Writes every value out: the hub takes no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def write_hub(root: Path, campaigns: int) -> Path:
    """Write a hub of so many campaigns at `root`, with a story held back for every fourth; return `root`."""
    for name in ("campaign_assets", "hooks"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for page in ("index.md", "campaigns/index.md", "stories/index.md"):
        (root / "content" / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / page, root / "content" / page)
    _settle(root / "campaign_assets/hub.yml")
    for number in range(campaigns):
        _write_campaign(root, number)
    for number in range(0, campaigns, WITHHELD_OF):
        _write_withheld(root, number)
    return root


def brief_of(root: Path, number: int) -> Path:
    """The file of one campaign's brief."""
    return root / "content/campaigns" / slug_of(number) / "index.md"


def slug_of(number: int) -> str:
    """The folder of a campaign; its word is in its texts too."""
    return f"pressure-{word_of(number)}"


def word_of(number: int) -> str:
    """A word that only this campaign says: three syllables, the same for the same number."""
    size = len(SYLLABLES)
    return SYLLABLES[number // size**2 % size] + SYLLABLES[number // size % size] + SYLLABLES[number % size]


def _settle(settings: Path) -> None:
    """No ZIP for each platform, and no end to the site's bytes, which are measured here."""
    text = re.sub(r"site_mb: \d+", "site_mb: 1000000", settings.read_text("utf-8"))
    settings.write_text(text + "kit: {zip_per_platform: false}\n", encoding="utf-8")


def _write_campaign(root: Path, number: int) -> None:
    page = brief_of(root, number)
    page.parent.mkdir(parents=True)
    _, front, body = (CAMPAIGN / "index.md").read_text("utf-8").split("---\n", 2)
    brief = _pruned(yaml.safe_load(_told_apart(front, number)))
    page.write_text(f"---\n{_yaml(brief)}---\n{_told_apart(body, number)}", encoding="utf-8")
    posts = yaml.safe_load(_told_apart((CAMPAIGN / "posts.yml").read_text("utf-8"), number))
    (page.parent / "posts.yml").write_text(_yaml(_kept_posts(posts, brief)), encoding="utf-8")


def _told_apart(text: str, number: int) -> str:
    """The text with the campaign's own word beside what it is about, and its dates as far off as they were."""
    word = word_of(number)
    text = re.sub(r"(?<=[bB]lood pressure)(?=[ .,:;?!]|$)", f" {word.title()}", text)
    text = re.sub(r"(?<=tag: )(\w+)", rf"\g<1>{word.title()}", text)
    text = re.sub(r"(?<=at: \"\d{4}-\d\d-\d\d \d\d:)\d\d", f"{number % 60:02}", text)
    return re.sub(r"\b20\d\d-\d\d-\d\d\b", lambda day: str(_moved(date.fromisoformat(day[0]), number)), text)


def _moved(day: date, number: int) -> date:
    """As far from today as it was from the day it was written on; what is ahead, on another day for other campaigns."""
    later = timedelta(days=number // 60 if day > WRITTEN_ON else 0)
    return day + timedelta(weeks=(datetime.now(UTC).date() - WRITTEN_ON).days // 7) + later


def _pruned(brief: dict[str, Any]) -> dict[str, Any]:
    """The brief with few messages, figures and platforms, and the one audience that they are for."""
    messages, figures = brief["messages"][:MESSAGES], brief["figures"][:FIGURES]
    audience = brief["audiences"][0]
    reasons = {each["id"]: each["why"] for group in brief["audiences"] for each in group["platforms"]}
    audience["platforms"] = [{"id": each, "why": reasons[each]} for each in PLATFORMS]
    for message in messages:
        message["for"] = [audience["id"]]
    served = {name for message in messages for name in message["serves"]}
    objectives = [each for each in brief["objectives"] if each["id"] in served]
    few = {"messages": messages, "figures": figures, "audiences": [audience], "objectives": objectives}
    return {name: value for name, value in (brief | few).items() if name not in ("allies", "cards")}


def _kept_posts(posts: Iterable[dict[str, Any]], brief: dict[str, Any]) -> list[dict[str, Any]]:
    """The posts whose cards, messages and audience the pruned brief still has."""
    names = [each["id"] for each in brief["messages"]]
    cards = {"headline", "action", *(f"message-{name}" for name in names), f"figure-{brief['figures'][0]['id']}"}
    single = [_as_one_post(each) for each in posts]
    kept = [each for each in single if each["card"] in cards and each.get("message", names[0]) in names]
    return [each | {"platforms": list(PLATFORMS), "audience": brief["audiences"][0]["id"]} for each in kept]


def _as_one_post(post: dict[str, Any]) -> dict[str, Any]:
    """The first post of a thread with the first card of a carousel: no other tool that is measured has more."""
    card = post.get("card") or post["carousel"][0]
    return {name: value for name, value in post.items() if name not in ("thread", "carousel")} | {"card": card}


def _write_withheld(root: Path, number: int) -> None:
    """A story with words and a photo of its own, for which no consent was given."""
    target = root / "content/stories" / f"story-{word_of(number)}"
    shutil.copytree(STORY, target)
    page = target / "index.md"
    text = re.sub(r"consent:\n(  .*\n)+", "", page.read_text("utf-8")).replace(CAMPAIGN.name, slug_of(number))
    page.write_text(
        re.sub(r"\b(the|and|was|I|Maureen|invented)\b", rf"\g<1> {word_of(number)}", text), encoding="utf-8"
    )
    with (target / "portrait.png").open("ab") as photo:
        photo.write(str(number).encode())


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)
