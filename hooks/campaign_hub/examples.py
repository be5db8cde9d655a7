"""An example of each diagnostic, before and after it is mended, from the very files that the tests hold it to.

Each file in `tests/bad_input/` changes a small sound hub so that the diagnostic comes, and holds what is then said. So
what the file puts in is the example before, and what it takes out the example after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .diagnostics import catalogue

__all__ = ["Change", "Example", "example_of", "names_like"]

HERE = Path(__file__).parent
FOLDERS = (HERE / "cases", HERE.parent.parent / "tests/bad_input")
"""Where the cases lie in an installed package, and in a checkout."""
DIRECTIVE = re.compile(r"^--- (?:(escaped )?(file|patch|link|delete): (.+)|(report))\n", re.MULTILINE)
BLOCK = re.compile(r"^(?:error|warning|notice)\[.*\n(?:  .*\n)*", re.MULTILINE)
LONGEST = 24
"""How many lines of a file an example shows."""


@dataclass(frozen=True, slots=True)
class Change:
    r"""A file, or a part of one, before and after.

    `before` is None for a file that is not there and should be; `after` None where the remedy alone says what to do.
    Letters that can't be seen are written out: `\xff` is a byte, `\r` a carriage return, `\3{ab}` is `ababab`.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A mistake in one sentence, what has to be changed, and what `check` says as long as it is not."""

    sentence: str
    changes: tuple[Change, ...]
    said: str
    own: bool

    @property
    def is_mended(self) -> bool:
        """Whether it shows what stands there when all is well."""
        return all(change.after is not None for change in self.changes)


def example_of(name: str) -> Example | None:
    """The example of the diagnostic called `name`; None where no file holds one that can be shown."""
    read = [example for stem, text in _cases().items() if (example := _read(text, name, stem))]
    # The plainest is the diagnostic's own that shows it mended too, and of those the one that changes least.
    return min(read, key=lambda example: (not example.own, not example.is_mended, _size(example)), default=None)


@cache
def _cases() -> dict[str, str]:
    """Every case's text by its name."""
    return {file.stem: file.read_text("utf-8") for folder in FOLDERS for file in sorted(folder.glob("*.md"))}


def _size(example: Example) -> tuple[int, int]:
    texts = [text or "" for change in example.changes for text in (change.before, change.after)]
    return len(example.changes), sum(map(len, texts))


def _read(text: str, name: str, stem: str) -> Example | None:
    if f"[{name}] " not in text:
        return None
    found = list(DIRECTIVE.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    parts = [(each, text[each.end() : end]) for each, end in zip(found, ends, strict=True)]
    said = next((block for block in BLOCK.findall(parts.pop()[1]) if f"[{name}] " in block.split("\n", 1)[0]), None)
    if said is None:
        return None
    changes = tuple(_change(each[2], each[3], what) for each, what in parts)
    return Example(text[2 : text.index("\n")], changes, said.rstrip("\n"), own=_is_called(stem, name))


def _is_called(stem: str, name: str) -> bool:
    """Whether a case is called by the diagnostic and not by another whose name begins alike."""
    owners = [other for other in catalogue() if stem == other or stem.startswith(f"{other}-")]
    return name == max(owners, key=len, default="")


def _change(kind: str, path: str, content: str) -> Change:
    if kind == "patch":
        after, before = re.split(r"^=>\n", content, maxsplit=1, flags=re.MULTILINE)
        return Change(path, _cut(before), _cut(after))
    if kind == "link":
        return Change(path, f"(a link to {content.strip()})", None)
    return Change(path, None, "") if kind == "delete" else Change(path, _cut(content), None)


def _cut(content: str) -> str:
    lines = content.rstrip("\n").split("\n")
    return "\n".join(lines if len(lines) <= LONGEST else [*lines[:LONGEST], "..."])


def names_like(given: str) -> list[str]:
    """Every diagnostic's name that holds `given`, sorted; all of them for an empty text."""
    return sorted(name for name in catalogue() if given in name)
