"""Values written as YAML that an editor reads on: in their order, each line with the comment that it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import yaml

__all__ = ["Marked", "written"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A value of one line with what to do about it; None is to be filled in."""

    value: Any
    comment: str


def written(value: Any, taken: str) -> str:
    """`value` as YAML, with the comments of what is marked in it; `taken` is the text that its words are from."""
    marks = _Marks(taken)
    whole = yaml.dump(
        _without_marks(value, marks), Dumper=_Writer, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    return marks.put_back(whole)


@dataclass
class _Marks:
    """Stand-ins for marked values, which YAML would write without their comments."""

    taken: str
    found: dict[str, Marked] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def stand_in(self, marked: Marked) -> str:
        name = next(name for number in self.numbers if (name := f"marked{number}value") not in self.taken)
        self.found[name] = marked
        return name

    def put_back(self, text: str) -> str:
        for name, marked in self.found.items():
            written = "" if marked.value is None else f" {_scalar(marked.value)}"
            text = text.replace(f" {name}\n", f"{written}  # {marked.comment}\n")
        return text


class _Writer(yaml.SafeDumper):
    """Writes every value out, numbers as they were written and texts in quotes where they could be taken for more."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    # Called by these names: entries of lists stand below their field, and not beside it.
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        return super().increase_indent(flow, False)  # noqa: FBT003


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _number_node(dumper: yaml.SafeDumper, number: Any) -> yaml.Node:
    if isinstance(number, bool):
        return dumper.represent_bool(number)
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'int' if isinstance(number, int) else 'float'}", number.written)


_Writer.add_representer(str, _text_node)
_Writer.add_multi_representer(int, _number_node)
_Writer.add_multi_representer(float, _number_node)


def _without_marks(value: Any, marks: _Marks) -> Any:
    if isinstance(value, Marked):
        return marks.stand_in(value)
    if isinstance(value, dict):
        return {name: _without_marks(each, marks) for name, each in value.items()}
    return [_without_marks(each, marks) for each in value] if isinstance(value, list) else value


def _scalar(value: Any) -> str:
    """One value on one line."""
    written = yaml.dump([value], Dumper=_Writer, allow_unicode=True, width=float("inf"))
    return written.strip().removeprefix("- ")
