"""`new`: write a commented example to start from, with the answers to a few questions in place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Literal

from ..slugs import is_slug
from .questions import QUESTIONS, answers_to, slug_of

__all__ = ["NotWritten", "new"]

PLACES = {
    "campaign": "campaigns/{}",
    "story": "stories/{}",
    "scenario": "readiness/scenarios/{}.md",
    "partner": "partners/{}.yml",
    "spokesperson": "spokespeople/{}.yml",
}
"""What each kind writes below `content/`: a folder, or for a scenario, a partner and a spokesperson a file."""
FILES = {
    "campaign": {"/index.md": "campaign-index.md", "/posts.yml": "campaign-posts.yml"},
    "story": {"/index.md": "story-index.md"},
    "scenario": {"": "scenario.md"},
    "partner": {"": "partner.yml"},
    "spokesperson": {"": "spokesperson.yml"},
}
"""The scaffold of each file by what follows that place."""
FORMS = ".pages.yml"
"""The forms for the browser, one for each posting plan: where there are any, a new plan gets its own."""
FIELDS = {
    "title": r"title:",
    "starts": r"starts:",
    "ends": r"ends:",
    "team": r"  team:",
    "email": r"  email:",
    "audience": r"    name:",
    "language": r"(?:# )?language:",
    "topics": r"topics:",
    "campaign": r"campaigns:",
    "given-by": r"  # given_by:",
    "about": r"kind:",
    "owner": r"owner:",
    "deputy": r"deputy:",
    "organisation": r"name:",
    "service": r"  service:",
    "role": r"role:",
    "speaks-for": r"campaign:",
    "about-what": r"topics:",
    "works-for": r"disclosure:",
    "ask": r"  who:",
}
"""Where each answer goes: how its line of the scaffold begins."""
CALLED = ("title", "organisation", "role")
"""The answers by which a file or folder without a NAME is called."""
LISTS = ("topics", "campaign", "about-what")


class NotWritten(Exception):
    """Nothing was written; the message says why and what to do."""


def new(
    root: Path,
    kind: Literal["campaign", "story", "scenario", "partner", "spokesperson"],
    name: str | None,
    given: Mapping[str, str | None],
    ask: Callable[[str], str] | None = None,
) -> int:
    """Write what a campaign, story, scenario, partner or spokesperson's sheet begins with.

    Raises NotWritten for a bad or taken name, or a bad answer.

    `given` are answers by flag; what is missing is asked for with `ask`, or left to be filled in. Without a `name`,
    it is called by the title, or what a partner or a role is called.
    """
    if name is not None:
        _free_place(root, kind, name)
    answers, problem = answers_to(QUESTIONS[kind], given, ask)
    if problem:
        raise NotWritten(problem)
    called = next((answers[each] for each in CALLED if each in answers), "")
    place = _free_place(root, kind, slug_of(called) if name is None else name)
    for after, scaffold in FILES[kind].items():
        file = Path(f"{place}{after}")
        text = files("campaign_hub").joinpath(f"scaffolds/{scaffold}").read_text("utf-8")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if after == "/posts.yml" else _filled(text, answers), encoding="utf-8")
        print(f"Written: {file.relative_to(root).as_posix()}")
    if kind == "campaign" and (root / FORMS).is_file():
        # Loaded here: every other start of the program does without the models.
        from .schemas import write_forms  # noqa: PLC0415

        print(f"Written: {write_forms(root)}")
    print("Fill it in, then run: python3 hub.py check")
    return 0


def _free_place(root: Path, kind: str, name: str) -> Path:
    if not name:
        what = "file" if "" in FILES[kind] else "folder"
        raise NotWritten(f"Give the {kind}'s {what} a name: python3 hub.py new {kind} NAME")
    if not is_slug(name):
        raise NotWritten(f"{name} can't be part of an address: use lower-case letters, digits and single hyphens.")
    place = root / "content" / PLACES[kind].format(name)
    if place.exists() or place.is_symlink():
        raise NotWritten(f"{place.relative_to(root).as_posix()} is there already: choose another name.")
    return place


def _filled(scaffold: str, answers: Mapping[str, str]) -> str:
    """The scaffold with each answer on its line; the comment that says what belongs there goes."""
    for name, answer in answers.items():
        line = re.compile(rf"^({FIELDS[name]})(?: .*)?$", re.MULTILINE)
        label = line.search(scaffold)
        if label:
            filled = f"{label[1].replace('# ', '', name == 'language')} {_written(name, answer)}"
            scaffold = scaffold[: label.start()] + filled + scaffold[label.end() :]
    return scaffold


def _written(name: str, answer: str) -> str:
    """An answer as YAML: texts in quotes, so that no letter of them is taken for a mark."""
    if name in LISTS:
        return f"[{', '.join(_written('', part.strip()) for part in answer.split(',') if part.strip())}]"
    return answer if name in ("starts", "ends", "given-by", "about") else json.dumps(answer, ensure_ascii=False)
