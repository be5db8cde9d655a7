"""How a card is composed from what its template is made of, for any shape.

What comes first in a template and which roles it has decide; no template names a layout. Everything is composed as
for a language written from left to right, and mirrored in the end where it is not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .columns import set_down
from .figures import figure
from .fitting import TooLong, fit
from .foot import measure_foot, set_foot
from .layout import Box, Panel
from .pages import FOOT, Copy, Page, motif, with_core
from .panelled import myth_and_fact, steps

__all__ = ["compose"]


def compose(copy: Copy) -> Page | TooLong:
    """The card's page for one shape; or what is too long for it."""
    return _composition(copy)(copy)


def _composition(copy: Copy) -> Callable[[Copy], Page | TooLong]:
    if copy.parts and copy.parts[0].role == "figure":
        return figure
    for role, composition in (("step", steps), ("myth", myth_and_fact), ("attribution", _quote), ("action", _action)):
        if any(part.role == role for part in copy.parts):
            return composition
    return _headline if copy.card.ground in ("strong", "accent") else _message


def _headline(copy: Copy) -> Page | TooLong:
    """Strong ground, huge title, the motif rising from the corner or, on a wide card, from the end side."""
    frame, scheme = copy.frame, copy.colours.of(copy.card.ground)
    room, area = frame.content, frame.area
    foot = measure_foot(copy, scheme, room.width, row=frame.wide)
    if isinstance(foot, TooLong):
        return foot
    measure = round(room.width * (0.72 if frame.wide else 1))
    body = replace(room, right=room.left + measure, bottom=room.bottom - foot.height - frame.px(48))
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    page.add(set_down(fitted[0], body))
    set_foot(page, copy, foot, scheme, room)
    centre = (area.right, area.top + round(area.height * 0.4)) if frame.wide else (area.right, area.bottom)
    page.motifs.append(with_core(motif(copy, scheme, area, centre), page, copy, frame.px(190)))
    return page


def _message(copy: Copy) -> Page | TooLong:
    """Light ground, bold message; a strong band at the bottom, from which the motif rises like a sun."""
    frame, scheme, band = copy.frame, copy.colours.of(copy.card.ground), copy.colours.primary
    room, area = frame.content, frame.area
    foot = measure_foot(copy, band, room.width)
    if isinstance(foot, TooLong):
        return foot
    pad = gap = frame.px(44)
    bar, horizon = frame.px(14), room.bottom - foot.height - pad
    body = replace(room, top=room.top + bar + gap, bottom=horizon - pad)
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    column = set_down(fitted[0], body, "centre")
    page.add(column)
    top = column.box.top - gap - bar
    mark = Box(room.left, top, room.left + frame.px(120), top + bar)
    page.panels.append(Panel("rectangle", mark, scheme.mark, scheme.ground, bar // 2))
    set_foot(page, copy, foot, band, room)
    below = replace(area, top=horizon)
    page.fill(below, band)
    centre = (area.right, horizon)
    sun = motif(copy, scheme, replace(area, bottom=horizon), centre)
    page.motifs += [with_core(sun, page, copy, frame.px(170)), motif(copy, band, below, centre)]
    return page


def _quote(copy: Copy) -> Page | TooLong:
    """A large quotation mark, the person's words; smaller marks beside a photo."""
    frame, scheme = copy.frame, copy.colours.of(copy.card.ground)
    room, area = frame.content, frame.area
    foot = measure_foot(copy, scheme, room.width)
    if isinstance(foot, TooLong):
        return foot
    size = 1.0 if area.height == frame.height else 0.64
    wide, high, gap = (frame.px(length * size) for length in (190, 140, 50))
    body = replace(room, top=room.top + high + gap, bottom=room.bottom - foot.height - frame.px(48))
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme, lead=124), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    column = set_down(fitted[0], body, "centre")
    page.add(column)
    top = column.box.top - gap - high
    marks = Box(room.left, top, room.left + wide, top + high)
    page.panels.append(Panel("quote", marks, scheme.mark, scheme.ground))
    set_foot(page, copy, foot, scheme, room)
    page.motifs.append(motif(copy, scheme, area, (area.right, area.bottom)))
    return page


def _action(copy: Copy) -> Page | TooLong:
    """The call to action as a big button, its address below."""
    frame, scheme = copy.frame, copy.colours.of(copy.card.ground)
    room, area = frame.content, frame.area
    foot = measure_foot(copy, scheme, room.width)
    if isinstance(foot, TooLong):
        return foot
    body = replace(room, bottom=room.bottom - foot.height - frame.px(48))
    blocks = copy.blocks(copy.without("text", *FOOT), scheme, action=100, lead=120)
    address = copy.blocks(copy.of("text"), scheme, text=64)
    fitted = fit((*blocks, *address), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    page.add(set_down(fitted[0], body, "centre", full=not frame.wide))
    set_foot(page, copy, foot, scheme, room)
    corner = motif(copy, scheme, area, (area.right, area.top))
    page.motifs.append(with_core(corner, page, copy, frame.px(150)))
    return page
