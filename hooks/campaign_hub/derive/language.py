"""What follows from a language: direction, interface words, dates and lists in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from ..validate.words import SLOT, Words

__all__ = ["Direction", "Speech", "direction_of", "speech_for"]

Direction = Literal["ltr", "rtl"]
# The languages that are written from right to left in their usual script (Unicode CLDR's character order).
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})


@lru_cache(maxsize=2048)
def _long_day(day: date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


@dataclass(frozen=True, slots=True)
class Speech:
    """How the hub speaks in one language."""

    language: str
    direction: Direction
    words: Mapping[str, str]
    locale: Locale

    def __call__(self, key: str, **facts: object) -> str:
        """The interface words under `key`, filled with `facts`.

        What is missing shows as the key, or as the slot in its braces: check tells of both.
        """
        written = self.words.get(key, key.replace("_", " "))
        return SLOT.sub(lambda slot: str(facts.get(slot[1], slot[0])), written)

    def shape(self, name: str) -> str:
        """What a shape of pictures is called; one without words of its own goes by its name in `platforms.yml`."""
        return self.words.get(f"shape_{name}") or name.replace("-", " ").capitalize()

    def day(self, day: date) -> str:
        """A day in words, such as 11 January 2027."""
        return _long_day(day, self.locale)

    def days(self, starts: date, ends: date) -> str:
        """A stretch of days in words, such as 11 Jan - 28 Feb 2027."""
        return str(format_interval(starts, ends, "yMMMd", locale=self.locale))

    def short_day(self, day: date) -> str:
        """A day without its year, such as 11 January: the large figure of a card."""
        return str(format_skeleton("MMMMd", day, locale=self.locale))

    def day_of_month(self, day: date) -> str:
        """The day alone, such as 11, in the language's own figures."""
        return str(format_skeleton("d", day, locale=self.locale))

    def month(self, day: date) -> str:
        """The month alone, short, such as Jan."""
        return str(format_skeleton("MMM", day, locale=self.locale))

    def number(self, value: Decimal, places: int) -> str:
        """A number with `places` decimals, such as 1,250 or 71.8."""
        return str(format_decimal(value, f"#,##0.{'0' * places}" if places else "#,##0", locale=self.locale))

    def weekday(self, moment: date) -> str:
        """The day of a post with its weekday, such as Monday 11 January 2027."""
        return format_date(moment, "full", locale=self.locale)

    def together(self, names: Iterable[str]) -> str:
        """Several names in a row, such as Facebook, X and LinkedIn."""
        return format_list(list(names), locale=self.locale)

    def clock(self, moment: datetime) -> str:
        """The time of a post, such as 18:30."""
        return format_time(moment, "short", locale=self.locale)


def direction_of(language: str) -> Direction:
    """Which way `language` is written in its usual script."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def speech_for(language: str, words: Words) -> Speech:
    """The speech of `language`; words that it lacks come from its wider language, and then from English."""
    base = language.split("-", maxsplit=1)[0]
    merged = {**words.get("en", {}), **words.get(base, {}), **words.get(language, {})}
    return Speech(language, direction_of(language), merged, _locale(language))


def _locale(language: str) -> Locale:
    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
