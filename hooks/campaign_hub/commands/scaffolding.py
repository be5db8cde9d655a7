"""`new`: write a commented example to start from, with the answers to a few questions in place."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
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
POSTS = "/posts.yml"
FILES = {
    "campaign": {"/index.md": "campaign-index.md", POSTS: "campaign-posts.yml"},
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
    "observance": r"(?:# )?observance:",
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
    *,
    old: str | None = None,
) -> int:
    """Write what a campaign, story, scenario, partner or spokesperson's sheet begins with.

    Raises NotWritten for a bad or taken name, or a bad answer.

    With `old`, a campaign begins as that one: its audiences, messages and learning, with what has to be checked again.

    `given` are answers by flag; what is missing is asked for with `ask`, or left to be filled in. Without a `name`,
    it is called by the title, or what a partner or a role is called.
    """
    if name is not None:
        _free_place(root, kind, name)
    if kind == "campaign" and not old:
        given = _with_days(root, given, ask)
    answers, problem = answers_to(QUESTIONS[kind], given, ask)
    if problem:
        raise NotWritten(problem)
    if day := given.get("observance"):
        answers["observance"] = day
    called = next((answers[each] for each in CALLED if each in answers), "")
    place = _free_place(root, kind, slug_of(called) if name is None else name)
    texts, beside = _begun(root, old, answers) if old else (_scaffolds(kind, answers), ())
    _write(root, {Path(f"{place}{after}"): text for after, text in texts.items()})
    for each in beside:
        shutil.copyfile(each, place / each.name)
        print(f"Copied: {(place / each.name).relative_to(root).as_posix()}, see that it may still be used")
    if old:
        print("".join(_to_ask(root, place, old)), end="")
    if kind == "campaign" and (root / FORMS).is_file():
        # The models take half a second to load, and no other kind of `new` needs them.
        from .schemas import write_forms  # noqa: PLC0415

        print(f"Written: {write_forms(root)}")
    print("Fill it in, then run: python3 hub.py check")
    return 0


def _with_days(
    root: Path, given: Mapping[str, str | None], ask: Callable[[str], str] | None
) -> Mapping[str, str | None]:
    # Loaded here: every other start of the program does without the models.
    from .beginnings import NoSuchObservance, with_days  # noqa: PLC0415

    try:
        return with_days(root, given, ask)
    except NoSuchObservance as problem:
        raise NotWritten(str(problem)) from None


def _scaffolds(kind: str, answers: Mapping[str, str]) -> dict[str, str]:
    """What each file of the kind begins with, by what follows its place."""
    texts = {
        after: files("campaign_hub").joinpath(f"scaffolds/{name}").read_text("utf-8")
        for after, name in FILES[kind].items()
    }
    return {after: text if after == POSTS else _filled(text, answers) for after, text in texts.items()}


def _begun(root: Path, old: str, answers: Mapping[str, str]) -> tuple[dict[str, str], tuple[Path, ...]]:
    # Loaded here: every other start of the program does without the readers.
    from .carrying_over import NotCarried, begun_from  # noqa: PLC0415

    try:
        begun = begun_from(root, old, answers)
    except NotCarried as problem:
        raise NotWritten(str(problem)) from None
    return {"/index.md": begun.brief, POSTS: begun.posts}, begun.files


def _to_ask(root: Path, folder: Path, old: str) -> Iterator[str]:
    from .not_carried import left_to_write  # noqa: PLC0415  as above
    from .told_stories import ToldStories  # noqa: PLC0415  as above

    yield from (f"{each}\n" for each in (*ToldStories(root).to_ask(folder), *left_to_write(root, old)))


def _write(root: Path, texts: Mapping[Path, str]) -> None:
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(f"Written: {file.relative_to(root).as_posix()}")


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
            filled = f"{label[1].removeprefix('# ')} {_written(name, answer)}"
            scaffold = scaffold[: label.start()] + filled + scaffold[label.end() :]
    return scaffold


def _written(name: str, answer: str) -> str:
    """An answer as YAML: texts in quotes, so that no letter of them is taken for a mark."""
    if name in LISTS:
        return f"[{', '.join(_written('', part.strip()) for part in answer.split(',') if part.strip())}]"
    return answer if name in ("starts", "ends", "given-by", "about") else json.dumps(answer, ensure_ascii=False)
