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

FOLDERS = {"campaign": "campaigns", "story": "stories"}
FILES = {"campaign": ("index.md", "posts.yml"), "story": ("index.md",)}
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
}
"""Where each answer goes: how its line of the scaffold begins."""
LISTS = ("topics", "campaign")


class NotWritten(Exception):
    """Nothing was written; the message says why and what to do."""


def new(
    root: Path,
    kind: Literal["campaign", "story"],
    name: str | None,
    given: Mapping[str, str | None],
    ask: Callable[[str], str] | None = None,
) -> int:
    """Write the folder of a new campaign or story; raises NotWritten for a bad name or answer, or a name that is taken.

    `given` are answers by flag; what is missing is asked for with `ask`, or left to be filled in. Without a `name`,
    the folder is called by the title.
    """
    if name is not None:
        _free_folder(root, kind, name)
    if kind == "campaign":
        given = _with_days(root, given, ask)
    answers, problem = answers_to(QUESTIONS[kind], given, ask)
    if problem:
        raise NotWritten(problem)
    if day := given.get("observance"):
        answers["observance"] = day
    folder = _free_folder(root, kind, slug_of(answers.get("title", "")) if name is None else name)
    folder.mkdir(parents=True)
    for file in FILES[kind]:
        scaffold = files("campaign_hub").joinpath(f"scaffolds/{kind}-{file}").read_text("utf-8")
        text = _filled(scaffold, answers) if file == "index.md" else scaffold
        (folder / file).write_text(text, encoding="utf-8")
        print(f"Written: {(folder / file).relative_to(root).as_posix()}")
    if kind == "campaign" and (root / FORMS).is_file():
        # Loaded here: every other start of the program does without the models.
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


def _free_folder(root: Path, kind: str, name: str) -> Path:
    if not name:
        raise NotWritten(f"Give the {kind}'s folder a name: python3 hub.py new {kind} NAME")
    if not is_slug(name):
        raise NotWritten(f"{name} can't be part of an address: use lower-case letters, digits and single hyphens.")
    folder = root / "content" / FOLDERS[kind] / name
    if folder.exists() or folder.is_symlink():
        raise NotWritten(f"{folder.relative_to(root).as_posix()} is there already: choose another name.")
    return folder


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
    return answer if name in ("starts", "ends", "given-by") else json.dumps(answer, ensure_ascii=False)
