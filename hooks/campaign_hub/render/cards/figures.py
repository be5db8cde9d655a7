"""A number on a panel of its own, what it counts beside or below it, and its picture: people or a chart."""

from __future__ import annotations

from dataclasses import replace

from campaign_hub.derive.card import Chart, Icons

from .charts import add_chart
from .columns import height, set_down
from .fitting import Fitted, TooLong, fit
from .foot import measure_foot, set_foot
from .icons import add_icons
from .layout import Box
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
        if page.share >= EASY and (not beside or _figure_size(page) >= LARGE_FIGURE * copy.frame.height):
            break
    if pages:
        return max(pages, key=lambda page: (min(page.share, EASY), _figure_size(page)))
    return min(problems, key=lambda problem: problem.excess)


def _figure_size(page: Page) -> int:
    return max((line.size for line in page.lines if line.role == "figure"), default=0)


def _figure_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    """The figure on the upper or first `share` of the card, what it counts on the rest."""
    frame, hero, scheme = copy.frame, hero_of(copy), copy.colours.paper
    panel, top, rest = divided(copy, share, beside=beside)
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    people = round(top.height * PEOPLE) if isinstance(copy.card.picture, Icons) else 0
    gap = frame.px(40) if people else 0
    number = fit(copy.blocks(copy.of("eyebrow", "figure"), hero), room=top.width, height=top.height - people - gap)
    if isinstance(number, TooLong):
        return number
    lower = share if beside or people else _snug(copy, share, height(number[0]))
    if lower < share:
        panel, top, rest = divided(copy, lower, beside=False)
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    others = copy.blocks(
        copy.without("eyebrow", "figure", *FOOT), scheme, text=60 if copy.of("lead") else 104, lead=104
    )
    fitted = fit(others, room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, fitted[1])
    page.fill(panel, hero)
    page.motifs.append(motif(copy, hero, panel, (panel.right, panel.top)))
    cover_rest(page, copy, rest)
    if isinstance(copy.card.picture, Icons):
        _set_people(page, copy, copy.card.picture, number[0], top, people)
    else:
        page.add(set_down(number[0], top, "centre" if beside else "bottom"))
    page.add(set_down(fitted[0], body, "centre" if beside or lower < share else "top"))
    set_foot(page, copy, foot, scheme, rest)
    return page


def _snug(copy: Copy, share: float, tall: int) -> float:
    """The share of a card that a long number's low lines need, where that is a good deal less than was offered."""
    needed = (tall + copy.frame.px(56 + AIR)) / copy.frame.content.height
    return min(share, max(needed, LEAST_PANEL))


def _set_people(page: Page, copy: Copy, icons: Icons, number: tuple[Fitted, ...], room: Box, high: int) -> None:
    """The number with the people below it, together in the middle of the room that they have."""
    crowd = add_icons(copy, icons, replace(room, top=room.bottom - high), hero_of(copy))
    bottom = max(panel.box.bottom for panel in crowd)
    top = min(panel.box.top for panel in crowd)
    column = set_down(number, replace(room, bottom=room.bottom - high - copy.frame.px(40)), "bottom")
    shift = ((room.bottom - bottom) - (column.box.top - room.top)) // 2 if bottom > top else 0
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
