"""`check`: everything that is wrong, without a build."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from ..diagnostics import Diagnostic, errors_of, write_report
from ..pipeline import assemble

__all__ = ["check"]


def check(root: Path, paths: Sequence[str], form: Literal["text", "json", "github"], day: date | None) -> int:
    """Print the diagnostics of the content, or of what lies at `paths`; 1 if there are errors among them."""
    found = assemble(root, datetime.now(UTC), day, draw=False).diagnostics
    wanted = [_from_root(root, path) for path in paths]
    told = [each for each in found if not wanted or any(_is_at(each, path) for path in wanted)]
    if report := write_report(told, form):
        print(report)
    return 1 if errors_of(told) else 0


def _from_root(root: Path, path: str) -> str:
    whole = Path(path).resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path


def _is_at(each: Diagnostic, path: str) -> bool:
    return path in (".", each.place.path) or each.place.path.startswith(path + "/")
