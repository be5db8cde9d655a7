"""`check`: everything that is wrong, without a build."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..history import withdrawn_before
from ..pipeline import Assembly, assemble
from ..reports import below_workspace, write_report

__all__ = ["check"]


def check(
    root: Path,
    paths: Sequence[str],
    form: Literal["text", "json", "github"],
    day: date | None,
    *,
    public: bool = False,
    whole: bool = False,
) -> int:
    """Print the diagnostics of the content, or of what lies at `paths`; 1 if there are errors among them.

    With `whole`, text tells each of them in full, however many there are.
    With `public`, a story that is withheld is an error too: in a public repository it is published all the same. Then
    `paths` may be those of a commit that takes files away; otherwise one that is not there is told of.
    """
    assembly = assemble(root, datetime.now(UTC), day, earlier=withdrawn_before(root), draw=False)
    found = [*assembly.diagnostics, *(_uncleared(assembly) if public else ())]
    missing = [path for path in paths if not Path(path).exists() and not public]
    for path in missing:
        print(f"There is no {path} here.", file=sys.stderr)
    wanted = [_from_root(root, path, whole_story=public) for path in paths]
    told = [each for each in found if not wanted or any(_is_at(each, path) for path in wanted)]
    waived = {each for each in assembly.waived if not wanted or any(_is_at(each, path) for path in wanted)}
    if text := write_report(told, form, waived=len(waived), whole=whole, below=below_workspace(root)):
        print(text)
    return 1 if missing or errors_of(told) else 0


def _uncleared(assembly: Assembly) -> Iterator[Diagnostic]:
    for story in assembly.gated.withheld:
        yield report("story-not-for-the-public", Place(story.raw.page.path))


def _from_root(root: Path, path: str, *, whole_story: bool) -> str:
    """The path from the hub's root; with `whole_story`, a story's folder for any file in it."""
    whole = (Path.cwd() / path).resolve()
    inside = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path
    in_a_story = whole_story and inside.startswith("content/stories/")
    return "/".join(inside.split("/")[:3]) if in_a_story else inside


def _is_at(each: Diagnostic, path: str) -> bool:
    return path in (".", each.place.path) or each.place.path.startswith(path + "/")
