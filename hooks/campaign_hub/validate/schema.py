"""Hold read data against a schema, and say what is wrong in an editor's words at the line where it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from ..diagnostics import Diagnostic, Place, report
from ..load import Located
from ..load.located import Spot
from .fields import Schema

__all__ = ["nearest", "read_as"]

Kind = TypeVar("Kind", bound=Schema)

SHAPES = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case letters, digits and single hyphens, such as winter-checks",
    "^CR-[0-9A-Z]{8,64}$": "CR- and at least eight capital letters or digits, in quotes",
    "^#[0-9a-fA-F]{6}$": 'a colour such as "#0b4f6c", in quotes',
    "^[A-Z]{2}$": "two capital letters, such as GB",
    "^[0-9a-f]{64}$": "64 of the characters 0 to 9 and a to f, as `check` prints them",
}
SHAPE_STARTS = {
    "^[a-z]{2,3}(-": "a language tag such as en, es or en-GB",
    "^[0-9]{4}-": "a day and a time such as 2026-09-07 18:30",
    "^([01]": "hours such as 18:00-21:00",
    "^[^@": "an e-mail address",
    "^[a-z][a-z0-9_]*$": "a channel's name in lower-case letters, such as website or facebook",
    "^[A-Z]{2}(-": "a country's two capital letters, such as GB",
    "^[a-z0-9][a-z0-9-]*": "a file name in lower-case letters that ends in .png",
    "^[A-Za-z0-9]": "the name of a file in the same folder",
}
TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-09-07, without quotes",
    "tuple_type": "a list",
    "dict_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
}
REASONS = frozenset(
    {
        "address-not-allowed",
        "campaign-dates-reversed",
        "empty-text",
        "handle-with-at",
        "hidden-characters",
        "markup-in-line",
        "preview-missing",
        "shape-unknown",
        "tag-not-legal",
        "tag-with-hash",
        "time-zone-unknown",
    }
)


def nearest(given: str, known: list[str]) -> str:
    """A sentence that suggests the known name most like `given`, or lists them all where none is like it."""
    close = get_close_matches(given.lower(), known, n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else f"Use one of: {', '.join(sorted(known))}."


def read_as(schema: type[Kind], located: Located, spot: Spot = ()) -> tuple[Kind | None, list[Diagnostic]]:
    """The value at `spot` as a `schema`, or None with everything that is wrong with it."""
    value = located.data
    for step in spot:
        value = value[step]
    already_told = any(spoilt[: len(spot)] == spot for spoilt in located.spoilt)
    try:
        read = schema.model_validate(value)
    except ValidationError as errors:
        return None, list(_reports(schema, located, spot, errors))
    return (None if already_told else read), []


def _reports(schema: type[Schema], located: Located, spot: Spot, errors: ValidationError) -> Iterator[Diagnostic]:
    for error in errors.errors(include_url=False):
        where = (*spot, *(step for step in error["loc"] if step != "[key]"))
        # A list whose entries are wrong is reported as short too: the entries' own reports say it all.
        short_of_sound_entries = error["type"] == "too_short" and error.get("input")
        if not located.is_spoilt(where) and not short_of_sound_entries:
            yield _report(schema, located, where, len(spot), error)


def _report(schema: type[Schema], located: Located, where: Spot, depth: int, error: Any) -> Diagnostic:
    kind, facts = error["type"], error.get("ctx", {})
    field = _spoken(where)
    place = located.place(*where)
    if kind == "missing":
        return report("field-missing", located.key_place(*where[:-1]), field=field)
    if kind == "extra_forbidden":
        known = _known_fields(schema, where[depth:-1])
        return report(
            "field-unknown", located.key_place(*where), field=field, suggestion=nearest(str(where[-1]), known)
        )
    if kind in REASONS:
        at = located.place(*where, facts["spot"]) if "spot" in facts else place
        return report(kind, at, field=field, **{name: value for name, value in facts.items() if name != "spot"})
    return _report_value(field, place, kind, facts, error.get("input"))


def _report_value(field: str, place: Place, kind: str, facts: Any, given: Any) -> Diagnostic:
    shown = _shown(given)
    if kind == "literal_error":
        return report("value-not-allowed", place, field=field, given=shown, allowed=facts["expected"].replace("'", ""))
    if kind == "string_pattern_mismatch":
        return report("value-shape", place, field=field, given=shown, shape=_shape(facts["pattern"]))
    if kind == "string_too_long":
        over = len(given) - facts["max_length"]
        return report("text-too-long", place, field=field, limit=facts["max_length"], over=over)
    if kind in ("too_short", "string_too_short"):
        return report("list-empty", place, field=field)
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        limit = next(iter(facts.values()))
        return report("number-out-of-range", place, field=field, given=shown, limit=f"{kind.replace('_', ' ')} {limit}")
    return report("wrong-type", place, field=field, given=shown, wanted=TYPES.get(kind, "another kind of value"))


def _shape(pattern: str) -> str:
    if pattern in SHAPES:
        return SHAPES[pattern]
    return next((words for start, words in SHAPE_STARTS.items() if pattern.startswith(start)), "another form")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list):
        return "a list"
    text = {None: "nothing", True: "true", False: "false"}.get(value) if value in (None, True, False) else None
    text = text or str(getattr(value, "written", value))
    return text if len(text) <= 60 else text[:57] + "..."


def _spoken(where: Spot) -> str:
    """The way to a field as an editor would say it: `messages, item 2, sources`."""
    return ", ".join(f"item {step + 1}" if isinstance(step, int) else step for step in where) or "this file"


def _known_fields(schema: type[BaseModel], way: Spot) -> list[str]:
    here: type[BaseModel] | None = schema
    for step in way:
        if isinstance(step, str) and here is not None:
            by_name = {field.alias or name: field for name, field in here.model_fields.items()}
            here = _schema_in(by_name[step].annotation) if step in by_name else here
    return [field.alias or name for name, field in here.model_fields.items()] if here else []


def _schema_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _schema_in(inner))), None)
