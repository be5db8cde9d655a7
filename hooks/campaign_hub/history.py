"""What git knows of the content: what was withdrawn before, and since when a story has been here.

The only module that runs git. It never changes anything, never waits long, and where git has no answer it says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .load.files import TEXT_LIMIT
from .load.front_matter import Page
from .load.spokespeople import FOLDER as SHEETS
from .load.spokespeople import read_bearer
from .load.tombstones import RECORD, TOMBSTONES
from .withdrawals import CAN_PUBLISH, Earlier, people_in, withdrawn_in

__all__ = ["BASE", "Commit", "StoryHistory", "history_of", "withdrawn_before"]

BASE = "CAMPAIGN_HUB_BASE"
"""Names the revision that the content is held to, such as origin/main; a workflow sets it."""

SECONDS = 10
MOST_COMMITS = 500
# What a workflow hands over for a branch that was not there before.
NO_COMMIT = re.compile("0*")
# Asks nobody for a password, takes no lock, and fetches nothing that a partial clone lacks.
QUIET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}
# What git sets for the hooks that it runs: with it, git would take any folder for the top of the checkout.
OF_A_HOOK = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})
# What a person may have set for the own terminal must not change what comes back.
SETTINGS = ("-c", "core.quotePath=false", "-c", "diff.relative=false", "-c", "log.showSignature=false")


class _Silent(Exception):
    """Git is not here, is not asked in a checkout, or has no answer."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit by its short id, and the day it was made."""

    id: str
    day: str

    def __str__(self) -> str:
        return f"{self.id} of {self.day}"


@dataclass(frozen=True, slots=True)
class StoryHistory:
    """Since when a story has been here: each None where no commit is known.

    `added` brought its folder. `cleared` is the first and `still_cleared` the last commit in which the record's status
    could publish. `whole` is false where the checkout holds only the latest part of the history.
    """

    added: Commit | None = None
    cleared: Commit | None = None
    still_cleared: Commit | None = None
    whole: bool = True


def withdrawn_before(root: Path) -> Earlier:
    """What was withdrawn in the commit that the content below `root` is held to; nothing where there is no commit.

    That is the commit at which this line of work left the revision that CAMPAIGN_HUB_BASE names, or else the latest
    one. What the named revision itself has as withdrawn counts too, so that an old state that is built again shows
    nothing that was taken back since. A revision that git does not know is told of.
    """
    named = os.environ.get(BASE, "").strip()
    named = "" if NO_COMMIT.fullmatch(named) else named
    try:
        tip = _commit(root, named or "HEAD")
    except _Silent:
        return Earlier(unknown=named or None)
    try:
        base = _git(root, "merge-base", "HEAD", tip).decode().strip() if named else tip
        tombstones, ended = _tombstones(root, base), _ended(root, base)
        besides = _tombstones(root, tip) | _ended(root, tip) if tip != base else frozenset()
        besides |= _ever_listed(root, tip) | _ever_listed(root, "HEAD")
    except _Silent:
        return Earlier(unknown=named or "HEAD")
    return Earlier(tombstones, ended, besides)


def history_of(root: Path, page: str, record: str) -> StoryHistory | None:
    """Since when the story on `page` and its `record` have been in the repository; None where git can't tell."""
    folder = page.removesuffix("/index.md")
    try:
        whole = _git(root, "rev-parse", "--is-shallow-repository").decode().strip() != "true"
        brought = _log(root, "--", folder)
        pages = _log(root, "--follow", "--name-only", f"--max-count={MOST_COMMITS}", "--", page)
        texts = _read(root, [f"{commit.id}:{path}" for commit, path in pages])
    except _Silent:
        return None
    cleared = [commit for (commit, path), text in zip(pages, texts, strict=True) if _is_cleared(text, path, record)]
    # A page that was moved here has an older history than its folder.
    oldest = min((commit for commit, _ in [*brought[-1:], *pages[-1:]]), key=lambda each: each.day, default=None)
    return StoryHistory(oldest, cleared[-1] if cleared else None, cleared[0] if cleared else None, whole)


def _is_cleared(text: str | None, path: str, record: str) -> bool:
    return any(
        each.get("record_id") == record and each.get("status") in CAN_PUBLISH
        for _, each in people_in(_page(text or "", path))
    )


def _page(text: str, path: str) -> Page:
    return read_bearer(text.replace("\r\n", "\n").replace("\r", "\n"), path)


def _log(root: Path, *arguments: str) -> list[tuple[Commit, str]]:
    """The commits that `git log` gives, latest first, each with the path that it names."""
    told = _git(root, "log", "--format=%x00%h %cs", *arguments).decode("utf-8", "replace")
    entries = [entry.strip().partition("\n") for entry in told.split("\0")[1:]]
    return [(Commit(*head.split(" ", 1)), path.strip()) for head, _, path in entries]


def _commit(root: Path, revision: str) -> str:
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()


def _tombstones(root: Path, commit: str) -> frozenset[str]:
    """The records that the list held in `commit`, also beside lines that can't be read."""
    text = _read(root, [f"{commit}:./{TOMBSTONES}"])[0] or ""
    lines = (line.partition("#")[0].strip() for line in text.lstrip("\ufeff").splitlines())
    return frozenset(line for line in lines if RECORD.fullmatch(line))


def _ever_listed(root: Path, commit: str) -> frozenset[str]:
    """The records that some commit up to `commit` put on the list: a revert that was committed brings none back."""
    plain = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--unified=0", "--format=")
    told = _git(root, "log", "-p", *plain, commit, "--", TOMBSTONES).decode("utf-8", "replace")
    added = (line[1:].partition("#")[0].strip() for line in told.split("\n") if line.startswith("+"))
    return frozenset(line for line in added if RECORD.fullmatch(line))


def _ended(root: Path, commit: str) -> frozenset[str]:
    """The records that were withdrawn by their own fields in `commit`, wherever the story's folder was then."""
    where = ("content/stories", SHEETS)
    told = _git(root, "ls-tree", "-r", "-z", "--long", commit, "--", *where).decode("utf-8", "replace")
    files = [entry.partition("\t") for entry in told.split("\0") if entry.endswith(("/index.md", ".yml"))]
    wanted = [(path, each) for facts, _, path in files if (each := _object(facts))]
    texts = zip([path for path, _ in wanted], _read(root, [each for _, each in wanted]), strict=True)
    # Only a page that says so can be withdrawn: taking every page apart would be a second reading of all stories.
    telling = [(path, text) for path, text in texts if text and re.search("withdrawn|revoked", text)]
    return frozenset(record for path, text in telling for record in withdrawn_in(_page(text, path)))


def _object(facts: str) -> str | None:
    """The object that a line of `ls-tree` is about, or None where it is no file of a page's size."""
    mode, kind, name, size = facts.split()
    return name if kind == "blob" and mode != "120000" and int(size) <= TEXT_LIMIT else None


def _read(root: Path, names: Sequence[str]) -> list[str | None]:
    """The text of each object that git knows by these names, None for one that is not there."""
    if not names:
        return []
    told = _git(root, "cat-file", "--batch", given=_lines(names))
    texts: list[str | None] = []
    for _ in names:
        head, _, told = told.partition(b"\n")
        if head.endswith((b" missing", b" ambiguous")):
            texts.append(None)
            continue
        size = int(head.rsplit(b" ", 1)[1])
        texts.append(told[:size].decode("utf-8", "replace"))
        told = told[size + 1 :]
    return texts


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name.replace(chr(10), '?')}\n" for name in names).encode()


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    program = shutil.which("git")
    if program is None:
        raise _Silent
    command = [program, "--no-pager", *SETTINGS, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # our own words; revisions and paths can't pass for options
            command,
            cwd=root,
            env={name: value for name, value in os.environ.items() if name not in OF_A_HOOK} | QUIET,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        raise _Silent from None
    if done.returncode:
        raise _Silent
    return done.stdout
