"""What an editor is told of texts that do not fit their cards."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from ..derive import Campaign, Picture, place_of
from ..diagnostics import Diagnostic, report
from .cards import Misfit, missing_text_engine
from .drawing import Drawing
from .partner_files import logo_misfits

__all__ = ["told_of"]

EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]")


def told_of(campaign: Campaign, misfits: Iterable[tuple[Drawing, Misfit]]) -> list[Diagnostic]:
    """What does not fit, once for each field that it comes from: where most of it has to go."""
    misfits, told = logo_misfits(campaign, misfits)
    worst: dict[str, tuple[Drawing, Misfit]] = {}
    for picture, misfit in misfits:
        known = worst.setdefault(misfit.field, (picture, misfit))
        if misfit.excess_characters > known[1].excess_characters:
            worst[misfit.field] = (picture, misfit)
    return [*told, *(_misfit(campaign, picture, misfit) for picture, misfit in worst.values())]


def _misfit(campaign: Campaign, picture: Drawing, misfit: Misfit) -> Diagnostic:
    place = place_of(campaign, misfit.field)
    facts = {"card": picture.card.id, "field": _spoken(misfit.field), "shape": picture.shape_name}
    if misfit.without_engine:
        return report("card-script-unset", place, how=missing_text_engine() or "", **facts)
    if misfit.missing_glyphs:
        return report(
            "card-letter-missing", place, letters=" ".join(misfit.missing_glyphs), remedy=_remedy(misfit), **facts
        )
    if misfit.bytes and isinstance(picture, Picture):
        return report("card-too-heavy", place, bytes=misfit.bytes, limit=picture.most_bytes, **facts)
    return report("card-does-not-fit", place, excess=misfit.excess_characters, **facts)


def _remedy(misfit: Misfit) -> str:
    """What would bring a font with the letters that are missing, where something would."""
    wanted = any(EAST_ASIAN.match(letter) for letter in misfit.missing_glyphs)
    return ", or add a font for them: .venv/bin/pip install manimgx-fonts-cjk" if wanted else ""


def _spoken(field: str) -> str:
    """The last step of the way to a field, with the entry's number where it is one of a list."""
    way, _, last = field.rpartition(".")
    return f"{way.rpartition('.')[2]} (entry {int(last) + 1})" if last.isdigit() else last
