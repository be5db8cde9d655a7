"""What each template is made of, for any shape: its ground, its dominant part, its motif, its foot.

Everything is composed as for a language written from left to right, and mirrored in the end where it is not.
"""

from __future__ import annotations

from dataclasses import replace

from campaign_hub.derive.card import Role

from .columns import set_down
from .fitting import TooLong, fit
from .foot import measure_foot, set_foot
from .layout import Box, Panel
from .pages import FOOT, Copy, Page, motif, with_core

__all__ = ["compose", "optional"]

COVERED = 130
"""Room below the texts, on a card 1080 pixels square, from which it gets a ground of its own."""
EASY = 0.3
"""How far above its floor the text beside a figure should be before the figure may grow."""
LARGE_FIGURE = 0.15
"""Size of a figure, as a share of the card's height, below which the whole width is tried for it."""


def optional(template: str) -> tuple[Role, ...]:
    """What a template may leave out for want of room, in this order."""
    return ("text", "eyebrow", "tag") if template == "headline" else ("eyebrow", "tag")


def compose(copy: Copy) -> Page | TooLong:
    """The card's page for one shape; or what is too long for it."""
    compositions = {"headline": _headline, "figure": _figure, "quote": _quote, "action": _action}
    return compositions.get(copy.card.template, _message)(copy)


def _headline(copy: Copy) -> Page | TooLong:
    """Strong ground, huge title, the motif rising from the corner or, on a wide card, from the end side."""
    frame, scheme = copy.frame, copy.colours.primary
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
    frame, scheme, band = copy.frame, copy.colours.paper, copy.colours.primary
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


def _figure(copy: Copy) -> Page | TooLong:
    """The number on a ground of its own, as large as leaves the text a comfortable size."""
    ways = [(False, share) for share in (0.56, 0.48, 0.4, 0.32)]
    if copy.frame.wide:
        ways = [(True, 0.5), (True, 0.44), *ways[1:]]
    pages: list[Page] = []
    problems: list[TooLong] = []
    for beside, share in ways:
        page = _figure_at(copy, share, beside=beside)
        if isinstance(page, TooLong):
            # In a column of its own a figure may be too wide; what counts is what the whole width can't hold.
            problems += [] if beside else [page]
            continue
        pages.append(page)
        if page.share >= EASY and (not beside or _figure_size(page) >= LARGE_FIGURE * copy.frame.height):
            break
    if pages:
        return max(pages, key=lambda page: (min(page.share, EASY), _figure_size(page)))
    return min(problems, key=lambda problem: problem.excess)


def _figure_size(page: Page) -> int:
    return max((line.size for line in page.lines if line.role == "figure"), default=0)


def _figure_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    """The figure on the upper or first `share` of the card, what it counts on the rest."""
    frame, hero, scheme = copy.frame, copy.colours.accent, copy.colours.paper
    panel, top, rest = _divided(copy, share, beside=beside)
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    number = fit(copy.blocks(copy.of("eyebrow", "figure"), hero), room=top.width, height=top.height)
    if isinstance(number, TooLong):
        return number
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    others = copy.blocks(copy.without("eyebrow", "figure", *FOOT), scheme, text=104, lead=104)
    fitted = fit(others, room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    page.fill(panel, hero)
    page.motifs.append(motif(copy, hero, panel, (panel.right, panel.top)))
    if frame.area.bottom - rest.bottom > frame.px(COVERED):
        below = replace(frame.area, top=rest.bottom + frame.px(48))
        page.fill(below, copy.colours.primary)
        page.motifs.append(motif(copy, copy.colours.primary, below, (below.left, below.bottom)))
    page.add(set_down(number[0], top, "centre" if beside else "bottom"))
    page.add(set_down(fitted[0], body, "centre" if beside else "top"))
    set_foot(page, copy, foot, scheme, rest)
    return page


def _divided(copy: Copy, share: float, *, beside: bool) -> tuple[Box, Box, Box]:
    """A card's figure panel, the room for text on it, and the room for text on the rest."""
    room, area, pad = copy.frame.content, copy.frame.area, copy.frame.px(56)
    if beside:
        edge = area.left + round(area.width * share)
        return replace(area, right=edge), replace(room, right=edge - pad), replace(room, left=edge + pad)
    edge = room.top + round(room.height * share)
    return replace(area, bottom=edge), replace(room, bottom=edge - pad), replace(room, top=edge + pad)


def _quote(copy: Copy) -> Page | TooLong:
    """Warm ground, a large quotation mark, the person's words; smaller marks beside a photo."""
    frame, scheme = copy.frame, copy.colours.warm
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
    """Strong ground, the call to action as a big button, its address below."""
    frame, scheme = copy.frame, copy.colours.primary
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
