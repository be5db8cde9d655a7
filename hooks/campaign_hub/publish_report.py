"""What a build tells the command that asked for it: what was left out, what leaked, and what was looked through."""

from __future__ import annotations

import json
from pathlib import Path

from .diagnostics import Diagnostic
from .leaving_out import sources_of
from .load.assets import THEME
from .pipeline import Assembly

__all__ = ["write_publish_report"]


def _theme_files(report: Path, published: list[str]) -> set[str]:
    """The organisation's theme files among the `published` ones, as paths in the repository."""
    root = report.parent.parent
    return {f"{THEME}/{path}" for path in published if (root / THEME / path).is_file()}


def write_publish_report(
    path: Path, assembly: Assembly, leaks: list[Diagnostic], proven: str, faults: list[Diagnostic]
) -> None:
    """Write to `path` what was left out, what leaks come from, what is wrong, and what was looked through."""
    rendered = assembly.rendered
    cards = {"drawn": rendered.drawn, "reused": rendered.reused} if rendered else {"drawn": 0, "reused": 0}
    withheld = [{"path": each.path, "name": each.name, "doubtful": each.doubtful} for each in assembly.left_out]
    found_in = [each.place.path.removeprefix("site/") for each in leaks]
    leaking = {*(sources_of(found_in, assembly.checked) if assembly.checked else ()), *_theme_files(path, found_in)}
    told = {
        "withheld": withheld,
        "cards": cards,
        "faults": [{"path": each.place.path, "name": each.name} for each in faults],
        "leaking": sorted(leaking),
        "proven": proven,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
