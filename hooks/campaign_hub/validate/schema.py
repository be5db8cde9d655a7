"""Hold read data against a schema, and say what is wrong in an editor's words at the line where it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ..diagnostics import Diagnostic, Place, report
from ..load import Located
from ..load.located import Spot
from .fields import Schema
from .file_names import plain_name

__all__ = ["nearest", "read_as", "shown"]

Kind = TypeVar("Kind", bound=Schema)

SHAPES = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and single hyphens, such as winter-checks",
    "^CR-[0-9A-Z]{8,64}$": "CR- and at least eight capital letters or digits, in quotes",
    "^#[0-9a-fA-F]{6}$": 'a colour such as "#0b4f6c", in quotes',
    "^[a-z][a-z_]*$": "a name in lower-case letters, such as title",
    "^[A-Z]{2}$": "two capital letters, such as GB",
    "^[0-9a-f]{64}$": "64 of the characters 0 to 9 and a to f, as `check` prints them",
}
SHAPE_STARTS = {
    "^[a-z]{2,3}(-": "a language tag such as en, es or en-GB",
    "^(2[01][0-9]{2}-": "a day and a time such as 2026-09-07 18:30, or one counted such as starts + 7 days, 18:30",
    "^2[01][0-9]{2}-": "a day such as 2026-09-07, or a day and a time such as 2026-09-07 06:00",
    "^([01]": "hours such as 18:00-21:00",
    "^[^@": "an e-mail address",
    "^[A-Za-z0-9][A-Za-z0-9._-]*\\.csv": "the name of a table in the same folder that ends in .csv",
    "^[A-Za-z0-9][A-Za-z0-9._-]*\\.(": "the name of a picture in the same folder: JPEG, PNG or WebP",
    "^[a-z][a-z0-9_]*$": "a channel's name in lower-case letters, such as website or facebook",
    "^[A-Z]{2}(-": "a country's two capital letters, such as GB",
    "^[a-z0-9][a-z0-9-]*": "a file name in lower-case letters that ends in .png, .jpg or .webp",
    "^(iso|": "iso, or a pattern such as %Y-%m-%d %H:%M, in quotes",
    "^[0-9]{1,12}": "a number in figures, such as 640, 71.8 or 58%",
    "^[A-Za-z0-9]": "the name of a file in the same folder",
}
FIELDS = "a group of fields, each on a line of its own"
TYPES = {
    "string_type": "a text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-09-07, without quotes",
    "tuple_type": "a list, such as [first, second]",
    "dict_type": FIELDS,
    "model_type": FIELDS,
    "model_attributes_type": FIELDS,
}
RANGES = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
}
REASONS = frozenset(
    {
        "address-not-allowed",
        "ages-reversed",
        "campaign-dates-reversed",
        "card-and-carousel",
        "counts-apart",
        "date-impossible",
        "easy-read-picture-undescribed",
        "embargo-after-end",
        "figure-picture-parts",
        "handle-with-at",
        "hidden-characters",
        "markup-in-line",
        "observance-dates-reversed",
        "observance-rule-unknown",
        "observance-without-days",
        "picture-limits-missing",
        "preview-missing",
        "scene-says-twice",
        "scene-shows-twice",
        "shape-unknown",
        "tag-not-legal",
        "tag-with-hash",
        "template-broken",
        "time-zone-unknown",
    }
)
OWN_WORDS = {("campaign_assets/hub.yml", "url"): "site-address-missing"}
"""Fields whose absence is told of in words of its own, with the line to add."""
EMPTY: Mapping[bool | None, Mapping[str, str]] = {
    True: {"needed": ", and it is required", "remedy": "Write it."},
    False: {"needed": "", "remedy": "Write the text, or take the field away."},
    None: {"needed": "", "remedy": "Write the text, or take the field away if it is not required."},
}
"""What is said of an empty field that is required, of one that is not, and where that can't be told."""
NOT_PLAIN = re.compile(r"[^\x20-\x7e]")


def nearest(given: str, known: list[str]) -> str:
    """A sentence that suggests the known name most like `given`, or lists them all where none is like it."""
    close = get_close_matches(given.lower(), known, n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(sorted(set(known)))}."


def read_as(
    schema: type[Kind], located: Located, spot: Spot = (), *, also: tuple[str, ...] = ()
) -> tuple[Kind | None, list[Diagnostic]]:
    """The value at `spot` as a `schema`, or None with everything that is wrong with it.

    `also` names fields that are read elsewhere, so that they can be suggested for a misspelt one.
    """
    value = located.data
    for step in spot:
        value = value[step]
    already_told = any(spoilt[: len(spot)] == spot for spoilt in located.spoilt)
    try:
        read = schema.model_validate(value)
    except ValidationError as errors:
        return None, list(_reports(schema, located, spot, errors, also))
    return (None if already_told else read), []


def _reports(
    schema: type[Schema], located: Located, spot: Spot, errors: ValidationError, also: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for error in errors.errors(include_url=False):
        where = (*spot, *(step for step in error["loc"] if step != "[key]"))
        if not located.is_spoilt(where) and not _short_of_sound_entries(error):
            if error["type"] == "extra_forbidden":
                known = [*_known_fields(schema, where[len(spot) : -1]), *(also if len(where) == 1 else ())]
                yield _unknown_field(located, where, known)
            else:
                yield _report(located, where, error, required=_is_required(schema, where[len(spot) :]))


def _short_of_sound_entries(error: Any) -> bool:
    """Whether a list is short only because its entries are wrong, whose own reports say it all."""
    return error["type"] == "too_short" and bool(len(error.get("input") or ()) > error["ctx"]["actual_length"])


def _unknown_field(located: Located, where: Spot, known: list[str]) -> Diagnostic:
    suggestion = nearest(str(where[-1]), known)
    return report("field-unknown", located.key_place(*where), field=_spoken(where), suggestion=suggestion)


def _report(located: Located, where: Spot, error: Any, *, required: bool | None) -> Diagnostic:
    kind, facts = error["type"], error.get("ctx", {})
    field = _spoken(where)
    if kind == "missing":
        place = located.key_place(*where[:-1])
        return report(OWN_WORDS.get((place.path, field), "field-missing"), place, field=field)
    if kind == "empty-text" or (kind == "string_type" and error.get("input") is None):
        return report("empty-text", located.place(*where), field=field, **EMPTY[required])
    if kind in REASONS:
        place = located.place(*where, *facts.get("spot", ()))
        return report(kind, place, field=field, **{name: value for name, value in facts.items() if name != "spot"})
    return _report_value(field, located.place(*where), kind, facts, error.get("input"))


def _report_value(field: str, place: Place, kind: str, facts: Any, value: Any) -> Diagnostic:
    given = shown(value)
    if kind in ("literal_error", "string_pattern_mismatch"):
        return _report_words(field, place, facts, value)
    if kind in ("too_long", "too_short") and not isinstance(value, str):
        return _report_length(field, place, facts, value)
    if kind in ("string_too_long", "too_long"):
        most = facts["max_length"]
        return report(
            "text-too-long", place, field=field, limit=most, over=facts.get("actual_length", len(value)) - most
        )
    if kind in RANGES:
        return report("number-out-of-range", place, field=field, given=given, limit=RANGES[kind].format_map(facts))
    return report("wrong-type", place, field=field, given=given, wanted=TYPES.get(kind, "another kind of value"))


def _report_length(field: str, place: Place, facts: Any, value: Any) -> Diagnostic:
    if not value:
        return report("list-empty", place, field=field)
    limit = f"at most {facts['max_length']}" if "max_length" in facts else f"at least {facts['min_length']}"
    return report("list-length", place, field=field, count=len(value), limit=limit)


def _report_words(field: str, place: Place, facts: Any, value: Any) -> Diagnostic:
    if isinstance(value, str) and (name := plain_name(value, facts.get("pattern", ""))):
        return report("file-name-not-plain", place, field=field, given=shown(value), plain=name)
    if hidden := _not_plain(value):
        return report("letter-not-plain", place, field=field, letters=hidden)
    if "pattern" in facts:
        return report("value-shape", place, field=field, given=shown(value), shape=_shape(facts["pattern"]))
    allowed = facts["expected"].replace("'", "")
    close = get_close_matches(shown(value).lower(), re.findall(r"'([^']+)'", facts["expected"]), n=1, cutoff=0.6)
    meant = f"Did you mean {close[0]}? " if close else ""
    return report("value-not-allowed", place, field=field, given=shown(value), allowed=allowed, meant=meant)


def _shape(pattern: str) -> str:
    if pattern in SHAPES:
        return SHAPES[pattern]
    return next((words for start, words in SHAPE_STARTS.items() if pattern.startswith(start)), "another form")


def shown(value: Any) -> str:
    """What an editor wrote, cut short, or what kind of thing it is."""
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    text = str(value).lower() if isinstance(value, bool) else str(getattr(value, "written", value))
    text = text if len(text) <= 60 else text[:57] + "..."
    return text if text and text == text.strip() else f'"{text}"'


def _not_plain(value: Any) -> str:
    """The letters of `value` that are no plain ones, by their names: one may look like another, or like nothing."""
    letters = dict.fromkeys(NOT_PLAIN.findall(value)) if isinstance(value, str) else ()
    return ", ".join(f"{unicodedata.name(letter, 'no letter').lower()} (U+{ord(letter):04X})" for letter in letters)


def _spoken(where: Spot) -> str:
    """The way to a field as an editor would say it, from the inside out: `text of messages (entry 2)`."""
    parts: list[str] = []
    for step in where:
        if isinstance(step, str):
            parts.append(step)
        elif parts:
            parts[-1] += f" (entry {step + 1})"
        else:
            parts.append(f"entry {step + 1}")
    return " of ".join(reversed(parts)) or "this file"


def _known_fields(schema: type[BaseModel], way: Spot) -> list[str]:
    here: type[BaseModel] | None = schema
    for step in way:
        if isinstance(step, str) and here is not None:
            by_name = {field.alias or name: field for name, field in here.model_fields.items()}
            # An id of the editor's own making may be called like a field.
            here = (_schema_in(by_name[step].annotation) or here) if step in by_name else here
    return [field.alias or name for name, field in here.model_fields.items()] if here else []


def _is_required(schema: type[BaseModel], way: Spot) -> bool | None:
    """Whether the group of fields that it stands in needs the field at `way`; None where that can't be told."""
    here: type[BaseModel] | None = schema
    last = None
    for step in way:
        if isinstance(step, str):
            last = (
                next((each for name, each in here.model_fields.items() if step in (name, each.alias)), None)
                if here
                else None
            )
            here = _schema_in(last.annotation) if last else None
    return last.is_required() if last and isinstance(way[-1], str) else None


def _schema_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _schema_in(inner))), None)
