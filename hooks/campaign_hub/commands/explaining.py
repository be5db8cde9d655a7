"""`explain`: what a diagnostic means, what to do, and an example before and after."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from ..diagnostics import SEVERITIES, catalogue
from ..examples import Change, example_of, names_like
from ..validate.schema import nearest
from .scaffolding import NotWritten

__all__ = ["explain"]

SLOT = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def explain(name: str | None) -> int:
    """Print the cause, the remedy and an example of the diagnostic called `name`; without one, list them all."""
    if name is None:
        print("\n".join(_all()))
    elif name in catalogue():
        print("\n".join(_whole(name)))
    else:
        raise NotWritten(f"There is no diagnostic called {name}. {nearest(name, names_like(''))}")
    return 0


def _all() -> Iterator[str]:
    for severity in SEVERITIES:
        yield f"{severity.capitalize()}s:"
        yield from (f"  {name}" for name in names_like("") if catalogue()[name]["severity"] == severity)
    yield "\nRun python3 hub.py explain NAME for one of them."


def _whole(name: str) -> Iterator[str]:
    entry = catalogue()[name]
    yield f"{entry['severity']}[{name}]\n"
    yield from _wrapped("Cause: ", entry["message"])
    yield from _wrapped("Remedy: ", entry["help"])
    example = example_of(name)
    if example is None:
        return
    yield f"\nExample: {example.sentence}"
    for change in example.changes:
        yield from _shown(change)
    yield f"\nWhat check says:\n{_indented(example.said)}"


def _wrapped(label: str, text: str) -> list[str]:
    """A text in lines, its open facts as dots: `The field … is missing`, and so on."""
    spoken = SLOT.sub("…", text).replace("{{", "{").replace("}}", "}")
    return textwrap.wrap(f"{label}{spoken}", 100, subsequent_indent="  ", break_on_hyphens=False)


def _shown(change: Change) -> Iterator[str]:
    yield f"\n{change.path}"
    yield f"  before:\n{_indented(change.before)}" if change.before is not None else "  before: there is no such file"
    if change.after is not None:
        yield f"  after:\n{_indented(change.after)}" if change.after else "  after: it is there again"


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")
