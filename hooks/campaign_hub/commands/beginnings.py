"""What a new campaign begins from: a health day, whose days become the campaign's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from ..load.files import read_text
from ..load.yaml_tree import read_yaml
from ..validate.observances import Observance, Observances
from ..validate.schema import nearest, read_as
from ..yearly import Days

__all__ = ["NoSuchObservance", "observances_of", "with_days"]

PATH = "campaign_assets/observances.yml"
ASKED = "Which of these is it for, such as {example} (leave empty for none): "


class NoSuchObservance(Exception):
    """The health day that was named is not in the list; the message says which is meant."""


def with_days(
    root: Path, given: Mapping[str, str | None], ask: Callable[[str], str] | None, today: date | None = None
) -> dict[str, str | None]:
    """`given` with the health day that was named in it or is asked for, and its next days where none were given.

    Raises NoSuchObservance for a name that is not in the list.
    """
    today = today or datetime.now(UTC).date()
    known = observances_of(root)
    name = (given.get("observance") or "").strip()
    if name and name not in known:
        suggestion = nearest(name, list(known)) if known else f"{PATH} has none that can be read."
        raise NoSuchObservance(f"--observance: There is no {name} among the observances. {suggestion}")
    if not name and ask and known and not given.get("starts"):
        name = _asked(known, today, ask)
    if not name:
        return dict(given)
    days = _days_for(known[name], _day(given.get("starts")) or today)
    own = {"starts": str(days.first), "ends": str(days.last)} if days else {}
    return {**own, **{key: value for key, value in given.items() if value}, "observance": name}


def observances_of(root: Path) -> Mapping[str, Observance]:
    """The hub's observances by their ids; none where the list is not there or can't be read, of which check tells."""
    file = root / PATH
    text = read_text(file, PATH)[0] if file.is_file() else None
    located = read_yaml(text, PATH)[0] if text is not None else None
    listed = read_as(Observances, located)[0] if located else None
    return listed.observances if listed else {}


def _days_for(observance: Observance, day: date) -> Days | None:
    """The observance's first days that begin on `day` or later."""
    return next((days for days in observance.following(day) if days.first >= day), None)


def _asked(known: Mapping[str, Observance], today: date, ask: Callable[[str], str]) -> str:
    coming = sorted((days, name) for name, each in known.items() if (days := _days_for(each, today)))
    print("Health days to come:")
    for days, name in coming:
        print(f"  {days.first}  {name}  ({known[name].name})")
    words = ASKED.format(example=coming[0][1] if coming else next(iter(known)))
    while (answer := ask(words).strip()) and answer not in known:
        words = f"  There is none called {answer}. {nearest(answer, list(known))} "
    return answer


def _day(text: str | None) -> date | None:
    """The day that `text` writes, if it does: what else is wrong with it is told of where it is asked for."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
