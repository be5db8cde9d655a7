"""What keeps a preview from being built, with the file and the line of it."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic

__all__ = ["Trouble", "trouble_in"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is told in place of the preview: diagnostics, or a fault with the place it was met at."""

    found: tuple[Diagnostic, ...] = ()
    fault: str = ""
    path: str = ""
    line: int = 0


def trouble_in(problem: BaseException, root: Path) -> Trouble:
    """Where below `root` an exception comes from, and what it says; the innermost place is the one that counts.

    Templates have a place of their own, which Jinja puts among those of the code.
    """
    steps = [(step.filename, step.lineno or 0) for step in traceback.extract_tb(problem.__traceback__)]
    named = getattr(problem, "filename", None)
    if isinstance(named, str):
        steps.append((named, getattr(problem, "lineno", None) or 0))
    own = [(Path(file), line) for file, line in steps if _is_own(Path(file), root)]
    path, line = (own[-1][0].relative_to(root).as_posix(), own[-1][1]) if own else ("", 0)
    return Trouble(fault=f"{type(problem).__name__}: {problem}", path=path, line=line)


def _is_own(file: Path, root: Path) -> bool:
    return file.is_relative_to(root) and not any(part.startswith(".") for part in file.relative_to(root).parts)
