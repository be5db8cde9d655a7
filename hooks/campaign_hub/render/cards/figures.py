"""A number on a panel of its own, what it counts beside or below it, and its picture: people or a chart."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from campaign_hub.derive.card import Chart, Icons

from .charts import add_chart
from .columns import height, set_down
from .fitting import Fitted, TooLong, fit
from .foot import measure_foot, set_foot
from .icons import add_icons
from .layout import Box, Panel
from .pages import FOOT, Copy, Page, motif
from .panelled import EASY, best_page, cover_rest, divided, hero_of

__all__ = ["figure"]

LARGE_FIGURE = 0.15
"""Size of a figure, as a share of the card's height, below which the whole width is tried for it."""
PEOPLE = 0.46
"""Share of the panel's room that a picture of people takes."""
AIR = 130
"""Room above a number on its panel, on a card 1080 pixels square, beyond which the panel gets lower instead."""
LEAST_PANEL = 0.3


def figure(copy: Copy) -> Page | TooLong:
    """The number as large as leaves the text a comfortable size, with its chart where there is room for it.

    A chart of many rows is left out of a low shape, as no text of it would be legible; the number says what matters.
    """
    if isinstance(copy.card.picture, Chart):
        page = _charted(copy)
        if not (isinstance(page, TooLong) and page.role == "label" and page.excess == 0):
            return page
    tall = (0.62, 0.56, 0.48, 0.4) if isinstance(copy.card.picture, Icons) else (0.56, 0.48, 0.4, 0.32)
    ways = [(False, share) for share in tall]
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
        large = LARGE_FIGURE * (0.6 if isinstance(copy.card.picture, Icons) else 1) * copy.frame.height
        if page.share >= EASY and (not beside or _figure_size(page) >= large):
            break
    if pages:
        return max(pages, key=lambda page: (min(page.share, EASY), _figure_size(page)))
    return min(problems, key=lambda problem: problem.excess)


def _figure_size(page: Page) -> int:
    return max((line.size for line in page.lines if line.role == "figure"), default=0)


def _figure_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    """The figure on the upper or first `share` of the card, what it counts on the rest."""
    hero, scheme = hero_of(copy), copy.colours.paper
    panel, top, rest = divided(copy, share, beside=beside)
    rooms = _rooms(copy, top, beside=beside)
    number = fit(copy.blocks(copy.of("eyebrow", "figure"), hero), room=rooms[0].width, height=rooms[0].height)
    if isinstance(number, TooLong):
        return number
    is_snug = not (beside or rooms[1]) and (lower := _snug(copy, height(number[0]))) < share
    if is_snug:
        panel, top, rest = divided(copy, lower, beside=False)
        rooms = (top, None)
    page = _with_rest(copy, rest, "centre" if beside or is_snug else "top")
    if isinstance(page, TooLong):
        return page
    page.grounds.insert(0, Panel("rectangle", panel, hero.ground, scheme.ground))
    page.motifs.insert(0, motif(copy, hero, panel, (panel.right, panel.top)))
    if rooms[1] and isinstance(copy.card.picture, Icons):
        _set_people(page, copy, copy.card.picture, number[0], (rooms[0], rooms[1]))
    else:
        page.add(set_down(number[0], top, "centre" if beside else "bottom"))
    return page


def _with_rest(copy: Copy, rest: Box, anchor: Literal["top", "centre"]) -> Page | TooLong:
    """A page with the words beside the figure, and the foot."""
    frame, scheme = copy.frame, copy.colours.paper
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    text = 60 if copy.of("lead") else 104
    others = copy.blocks(copy.without("eyebrow", "figure", *FOOT), scheme, text=text, lead=104)
    fitted = fit(others, room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    cover_rest(page, copy, rest)
    page.add(set_down(fitted[0], body, anchor))
    set_foot(page, copy, foot, scheme, rest)
    return page


def _rooms(copy: Copy, top: Box, *, beside: bool) -> tuple[Box, Box | None]:
    """The panel's room for the number, and for people: below it, or at its end on a low and wide panel."""
    if not isinstance(copy.card.picture, Icons):
        return top, None
    if copy.frame.wide and not beside:
        return replace(top, right=top.left + round(top.width * 0.54)), replace(
            top, left=top.left + round(top.width * 0.6)
        )
    edge = top.bottom - round(top.height * PEOPLE)
    return replace(top, bottom=edge - copy.frame.px(40)), replace(top, top=edge)


def _snug(copy: Copy, tall: int) -> float:
    """The share of a card that a long number's low lines need."""
    needed = (tall + copy.frame.px(56 + AIR)) / copy.frame.content.height
    return max(needed, LEAST_PANEL)


def _set_people(page: Page, copy: Copy, icons: Icons, number: tuple[Fitted, ...], rooms: tuple[Box, Box]) -> None:
    """The number with the people below or beside it, together in the middle of the room that they have."""
    crowd = add_icons(copy, icons, rooms[1], hero_of(copy))
    bottom = max(panel.box.bottom for panel in crowd)
    if rooms[0].top == rooms[1].top:
        page.add(set_down(number, rooms[0], "centre"))
        shift = (rooms[1].bottom - bottom) // 2
    else:
        column = set_down(number, rooms[0], "bottom")
        shift = ((rooms[1].bottom - bottom) - (column.box.top - rooms[0].top)) // 2
        page.add(column.moved(shift))
    page.panels += [replace(panel, box=panel.box.lower(shift)) for panel in crowd]


def _charted(copy: Copy) -> Page | TooLong:
    """The figure and its words on the panel, the chart on paper."""
    ways = ((0.42, True), (0.36, True)) if copy.frame.wide else ((0.34, False), (0.4, False))
    return best_page((*ways, (0.46, False), (0.54, False)), lambda share, beside: _chart_at(copy, share, beside=beside))


def _chart_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    frame, hero, scheme = copy.frame, hero_of(copy), copy.colours.paper
    panel, top, rest = divided(copy, share, beside=beside)
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    blocks = copy.blocks(copy.without(*FOOT), hero, figure=300, lead=80, text=64)
    fitted = fit(blocks, room=top.width, height=top.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    page.fill(panel, hero)
    page.motifs.append(motif(copy, hero, panel, (panel.right, panel.top)))
    cover_rest(page, copy, rest)
    page.add(set_down(fitted[0], top, "centre" if beside else "bottom"))
    if isinstance(copy.card.picture, Chart):
        room = replace(rest, bottom=rest.bottom - foot.height - frame.px(44))
        problem = add_chart(page, copy, copy.card.picture, room, scheme)
        if problem:
            return problem
    set_foot(page, copy, foot, scheme, rest)
    return page
