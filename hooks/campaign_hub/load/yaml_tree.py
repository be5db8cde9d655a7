"""Strict YAML: what an editor wrote, no more, with the place of every value.

Stricter than YAML where a consent flag must not be misread: a key stands once, there are no anchors, aliases,
merges or tags, `yes`, `on` and `y` are words and not truth values, and an impossible date is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Place, report
from .located import Located, Spot, WrittenFloat, WrittenInt
from .yaml_problems import problem_of

__all__ = ["read_yaml"]

DEEPEST = 12
MOST_VALUES = 50_000
MARK = "\ufeff"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
FLOAT = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
# The C parser where PyYAML was built with it: the same events, several times faster.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    """Reading can't go on; what is wrong is in the diagnostics."""


@dataclass
class _Reading:
    path: str
    first_line: int
    events: Iterator[Any]
    last: Any = None
    places: dict[Spot, Place] = field(default_factory=dict)
    keys: dict[Spot, Place] = field(default_factory=dict)
    spoilt: set[Spot] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)

    def place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1)

    def next(self) -> Any:
        self.last = next(self.events)
        return self.last

    def refuse(self, name: str, mark: Any) -> _Refused:
        self.found.append(report(name, self.place(mark)))
        return _Refused()


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Located | None, list[Diagnostic]]:
    """Read `text`, which begins on `first_line` of the file `path`.

    Gives the data with its places, or None where it can't be trusted, and everything that is wrong with it.
    """
    reading = _Reading(path, first_line, iter(()))
    # The parser skips a byte order mark, and one has a meaning only at the very start of a file.
    if (mark := text.find(MARK, 1 if first_line == 1 else 0)) >= 0:
        return None, [_letter(text[:mark], path, first_line)]
    try:
        reading.events = yaml.parse(text, Loader=LOADER)
        data = _read_document(reading)
    except _Refused:
        return None, reading.found
    except yaml.MarkedYAMLError as error:
        return None, [*reading.found, _broken(reading, error, text)]
    except (yaml.YAMLError, UnicodeError):
        return None, [*reading.found, _unreadable_letter(text, path, first_line)]
    return Located(data, reading.places, reading.keys, frozenset(reading.spoilt)), reading.found


def _broken(reading: _Reading, error: yaml.MarkedYAMLError, text: str) -> Diagnostic:
    name, problem, remedy, mark = problem_of(error, reading.last, text)
    place = reading.place(mark) if mark else Place(reading.path, reading.first_line)
    return report(name, place, problem=problem, remedy=remedy)


def _unreadable_letter(text: str, path: str, first_line: int) -> Diagnostic:
    before = re.match(r"[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*", text)
    return _letter(text[: before.end()] if before else "", path, first_line)


def _letter(before: str, path: str, first_line: int) -> Diagnostic:
    return report("yaml-letter", Place(path, first_line + before.count("\n"), len(before) - before.rfind("\n")))


def _read_document(reading: _Reading) -> Any:
    data: Any = None
    documents = 0
    while not isinstance(event := reading.next(), yaml.StreamEndEvent):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise reading.refuse("yaml-two-documents", event.start_mark)
            data = _read_value(reading, reading.next(), ())
    if not documents:
        reading.places[()] = Place(reading.path, reading.first_line)
    return data


def _read_value(reading: _Reading, event: Any, spot: Spot) -> Any:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise reading.refuse("yaml-alias", event.start_mark)
    if getattr(event, "tag", None):
        raise reading.refuse("yaml-tag", event.start_mark)
    if len(spot) > DEEPEST or len(reading.places) > MOST_VALUES:
        raise reading.refuse("yaml-too-deep", event.start_mark)
    reading.places[spot] = reading.place(event.start_mark)
    if isinstance(event, yaml.MappingStartEvent):
        return _read_mapping(reading, spot)
    if isinstance(event, yaml.SequenceStartEvent):
        return _read_list(reading, spot)
    return _read_scalar(reading, event, spot)


def _read_list(reading: _Reading, spot: Spot) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := reading.next(), yaml.SequenceEndEvent):
        values.append(_read_value(reading, event, (*spot, len(values))))
    return values


def _read_mapping(reading: _Reading, spot: Spot) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while not isinstance(event := reading.next(), yaml.MappingEndEvent):
        key = _read_key(reading, event)
        if key in values:
            reading.found.append(
                report(
                    "field-twice",
                    reading.place(event.start_mark),
                    field=key,
                    line=reading.keys[(*spot, key)].line,
                )
            )
            reading.spoilt.add((*spot, key))
        else:
            reading.keys[(*spot, key)] = reading.place(event.start_mark)
        values[key] = _read_value(reading, reading.next(), (*spot, key))
    return values


def _read_key(reading: _Reading, event: Any) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise reading.refuse("yaml-alias", event.start_mark)
    if not isinstance(event, yaml.ScalarEvent):
        raise reading.refuse("yaml-key", event.start_mark)
    return str(event.value)


def _read_scalar(reading: _Reading, event: Any, spot: Spot) -> Any:
    written = str(event.value)
    if event.style in ("'", '"', "|", ">"):
        return written
    if DATE.fullmatch(written):
        return _read_date(reading, event, spot)
    if INT.fullmatch(written):
        return _remember(WrittenInt(written), written)
    if FLOAT.fullmatch(written):
        return _remember(WrittenFloat(written), written)
    return {"": None, "~": None, "null": None, "true": True, "false": False}.get(written, written)


def _remember(number: Any, written: str) -> Any:
    number.written = written
    return number


def _read_date(reading: _Reading, event: Any, spot: Spot) -> date | None:
    try:
        return date.fromisoformat(str(event.value))
    except ValueError:
        reading.found.append(report("date-impossible", reading.place(event.start_mark), given=event.value))
        reading.spoilt.add(spot)
        return None
