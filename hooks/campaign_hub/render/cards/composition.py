"""What each template is made of, for any shape: its ground, its dominant part, its motif, its foot.

Everything is composed as for a language written from left to right, and mirrored in the end where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from campaign_hub.derive.card import Card, Part, Role

from .columns import Column, Frame, block, height, set_down
from .fitting import Block, Fitted, TooLong, fit
from .layout import Box, Layout, Line, Motif, Panel, Pattern, Picture
from .schemes import Scheme, Schemes

__all__ = ["OPTIONAL", "Copy", "compose"]

OPTIONAL: dict[str, tuple[Role, ...]] = {"headline": ("text", "eyebrow", "tag")}
"""What a template may leave out for want of room, in this order; other templates leave out `eyebrow`, `tag`."""
ORDER: tuple[Role, ...] = (
    "eyebrow",
    "figure",
    "lead",
    "text",
    "attribution",
    "action",
    "source",
    "tag",
    "organisation",
)
"""The order in which a card's texts stand, whatever the template gives first."""
COVERED = 130
"""From how much room below the texts, on a card 1080 pixels square, it gets a ground of its own."""
REACH = 0.7
"""How far a motif spreads, as a share of the card's shorter side."""
FOOT: tuple[Role, ...] = ("source", "tag", "organisation")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a card has to show in one shape, with the colours and sizes to show it in."""

    card: Card
    parts: tuple[Part, ...]
    frame: Frame
    colours: Schemes
    pattern: Pattern
    logo: bytes | None = None
    logo_ratio: float = 1.0

    def of(self, *roles: Role) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.role in roles)

    def without(self, *roles: Role) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.role not in roles)

    def blocks(
        self, parts: tuple[Part, ...], scheme: Scheme, order: tuple[Role, ...] = ORDER, **most: int
    ) -> tuple[Block, ...]:
        """Parts as blocks on a ground, in reading order; `most` gives roles other largest sizes."""
        strong = ("eyebrow", "tag", "attribution")
        return tuple(
            block(part, self.card, self.frame, scheme, most=most.get(part.role), strong=part.role in strong)
            for part in sorted(parts, key=lambda part: order.index(part.role))
        )


@dataclass(slots=True)
class Page:
    """A card as it is put together."""

    ground: str
    lines: list[Line] = field(default_factory=list)
    grounds: list[Panel] = field(default_factory=list)
    motifs: list[Motif] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    share: float = 1.0

    def add(self, column: Column) -> None:
        self.lines += column.lines
        self.panels += column.panels


def compose(copy: Copy) -> tuple[Page, float] | TooLong:
    """The card's page and how far above its floors the main text is (0 to 1); or what is too long."""
    compositions = {"headline": _headline, "figure": _figure, "quote": _quote, "action": _action}
    page = compositions.get(copy.card.template, _message)(copy)
    return page if isinstance(page, TooLong) else (page, page.share)


# --- the foot: organisation, tag and small print -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot's texts, measured: `side` stands at the end of the organisation's row where it has room.

    `lift` is how far a logo reaches below the organisation's name.
    """

    main: tuple[Fitted, ...]
    side: tuple[Fitted, ...]
    logo: tuple[int, int]
    height: int
    lift: int


def _foot(copy: Copy, scheme: Scheme, room: int, *, row: bool = True) -> Foot | TooLong:
    """Measure the foot: with `row` one row where organisation and tag fit beside each other, else a stack."""
    logo = _logo_size(copy)
    indent = logo[0] + copy.frame.px(20) if logo[0] else copy.frame.px(38)
    half = copy.frame.content.height // 2
    over = max(0, (logo[1] - copy.frame.px(38)) // 2)
    blocks = tuple(
        replace(one, indent=indent, before=one.before + over) if one.role == "organisation" else one
        for one in copy.blocks(copy.of(*FOOT), scheme)
    )
    tags = tuple(one for one in blocks if one.role == "tag")
    main = fit(tuple(one for one in blocks if one.role != "tag"), room=room, height=half)
    side = fit(tags, room=room, height=half)
    if isinstance(main, TooLong) or isinstance(side, TooLong):
        return main if isinstance(main, TooLong) else side  # type: ignore[return-value]
    name = [max(one.widths) for one in main[0] if one.block.role == "organisation"]
    taken = sum(name) + indent + sum(max(one.widths) for one in side[0])
    if side[0] and (taken + copy.frame.px(50) > room or not row):
        main, side = fit(blocks, room=room, height=half), ((), 1.0)
        if isinstance(main, TooLong):
            return main
    return Foot(main[0], side[0], logo, max(height(main[0]) + over, height(side[0]), logo[1]), over)


def _logo_size(copy: Copy) -> tuple[int, int]:
    if copy.logo is None:
        return 0, 0
    high = copy.frame.px(72)
    wide = min(round(high * copy.logo_ratio), copy.frame.content.width // 3)
    return wide, round(wide / copy.logo_ratio)


def _set_foot(page: Page, copy: Copy, foot: Foot, scheme: Scheme, room: Box) -> None:
    """Set the foot at the bottom of `room`, with the organisation's mark or logo before its name."""
    main = set_down(foot.main, replace(room, bottom=room.bottom - foot.lift), "bottom")
    page.add(main)
    side = set_down(foot.side, room, "bottom", end=True)
    if main.lines and side.lines:
        side = side.moved(main.lines[-1].y - side.lines[-1].y)
    page.add(side)
    name = [line for line in main.lines if line.role == "organisation"]
    if not name:
        return
    first = name[0].box
    if copy.logo is not None:
        wide, high = foot.logo
        middle = (first.top + name[-1].box.bottom) // 2
        top = min(middle - high // 2, room.bottom - high)
        page.pictures.append(
            Picture("logo", Box(room.left, top, room.left + wide, top + high), copy.logo, scheme.ground)
        )
        return
    side_length = copy.frame.px(24)
    top = (2 * name[0].y - round(name[0].size * 0.7)) // 2 - side_length // 2
    dot = Box(room.left, top, room.left + side_length, top + side_length)
    page.panels.append(Panel("disc", dot, scheme.mark, scheme.ground))


# --- the motif -----------------------------------------------------------------------------------------------


def _core(page: Page, copy: Copy, motif: Motif, wanted: int) -> Motif:
    """Give a motif its disc, as large as wanted or as the texts and buttons around it leave room for."""
    gap = copy.frame.px(36)
    boxes = [line.box for line in page.lines] + [panel.box for panel in page.panels]
    radius = min([wanted, *(int(_distance(box, motif.centre)) - gap for box in boxes)])
    return replace(motif, core=radius) if radius >= wanted * 0.45 else replace(motif, core=0)


def _distance(box: Box, point: tuple[int, int]) -> float:
    x, y = point
    across = max(box.left - x, 0, x - box.right)
    down = max(box.top - y, 0, y - box.bottom)
    return float((across**2 + down**2) ** 0.5)


def _motif(copy: Copy, scheme: Scheme, clip: Box, centre: tuple[int, int]) -> Motif:
    reach = round(min(copy.frame.area.width, copy.frame.area.height) * REACH)
    return Motif(copy.pattern, clip, centre, reach, scheme.ground, scheme.tint, 0, scheme.mark)


# --- the templates -------------------------------------------------------------------------------------------


def _headline(copy: Copy) -> Page | TooLong:
    frame, scheme = copy.frame, copy.colours.primary
    room, area = frame.content, frame.area
    foot = _foot(copy, scheme, room.width, row=frame.wide)
    if isinstance(foot, TooLong):
        return foot
    measure = round(room.width * (0.72 if frame.wide else 1))
    body = replace(room, right=room.left + measure, bottom=room.bottom - foot.height - frame.px(48))
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, share=fitted[1])
    page.add(set_down(fitted[0], body))
    _set_foot(page, copy, foot, scheme, room)
    centre = (area.right, area.top + round(area.height * 0.4)) if frame.wide else (area.right, area.bottom)
    motif = _motif(copy, scheme, area, centre)
    page.motifs.append(_core(page, copy, motif, frame.px(190)))
    return page


def _message(copy: Copy) -> Page | TooLong:
    frame, scheme, band = copy.frame, copy.colours.paper, copy.colours.primary
    room, area = frame.content, frame.area
    foot = _foot(copy, band, room.width)
    if isinstance(foot, TooLong):
        return foot
    pad = frame.px(44)
    top = (
        room.bottom - foot.height - pad
        if room.bottom < area.bottom - 2 * pad
        else area.bottom - foot.height - 2 * pad
    )
    floor = replace(room, bottom=min(room.bottom, max(top + pad + foot.height, room.bottom - pad // 2)))
    top = floor.bottom - foot.height - pad
    bar, gap = frame.px(14), frame.px(44)
    body = replace(room, top=room.top + bar + gap, bottom=top - pad)
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, share=fitted[1])
    column = set_down(fitted[0], body, "centre")
    page.add(column)
    mark = Box(room.left, column.box.top - gap - bar, room.left + frame.px(120), column.box.top - gap)
    page.panels.append(Panel("rectangle", mark, scheme.mark, scheme.ground, bar // 2))
    page.grounds.append(
        Panel("rectangle", Box(area.left, top, area.right, area.bottom), band.ground, scheme.ground)
    )
    _set_foot(page, copy, foot, band, floor)
    above = replace(area, bottom=top)
    motif = _motif(copy, scheme, above, (area.right, top))
    page.motifs.append(_core(page, copy, motif, frame.px(170)))
    page.motifs.append(_motif(copy, band, replace(area, top=top), (area.right, top)))
    return page


def _figure(copy: Copy) -> Page | TooLong:
    """The number on its own ground, as large as leaves the text a comfortable size."""
    best: Page | TooLong | None = None
    beside = copy.frame.wide
    for share in (0.56, 0.48, 0.4, 0.32) if not beside else (0.5, 0.44):
        page = _figure_at(copy, share, beside=beside)
        if isinstance(page, Page) and (not isinstance(best, Page) or page.share > best.share):
            best = page
        elif best is None:
            best = page
        if isinstance(page, Page) and page.share >= 0.3:  # noqa: PLR2004
            return page
    if beside and (not isinstance(best, Page) or best.share < 0.1):  # noqa: PLR2004
        for share in (0.48, 0.4, 0.32):
            page = _figure_at(copy, share, beside=False)
            if isinstance(page, Page):
                return page
    return best if best is not None else _figure_at(copy, 0.5, beside=beside)


def _figure_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    frame, hero, scheme = copy.frame, copy.colours.accent, copy.colours.paper
    room, area = frame.content, frame.area
    pad = frame.px(56)
    if beside:
        edge = area.left + round(area.width * share)
        panel, top = replace(area, right=edge), replace(room, right=edge - pad)
        rest = replace(room, left=edge + pad)
    else:
        edge = room.top + round(room.height * share)
        panel, top = replace(area, bottom=edge), replace(room, bottom=edge - pad)
        rest = replace(room, top=edge + pad)
    foot = _foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    number = fit(copy.blocks(copy.of("eyebrow", "figure"), hero), room=top.width, height=top.height)
    if isinstance(number, TooLong):
        return number
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    most = {"text": 104, "lead": 104}
    fitted = fit(
        copy.blocks(copy.without("eyebrow", "figure", *FOOT), scheme, **most),
        room=body.width,
        height=body.height,
    )
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, share=fitted[1])
    page.grounds.append(Panel("rectangle", panel, hero.ground, scheme.ground))
    page.motifs.append(_motif(copy, hero, panel, (panel.right, panel.top)))
    if area.bottom - room.bottom > frame.px(COVERED):
        _close(page, copy, rest.bottom + frame.px(48))
    page.add(set_down(number[0], top, "bottom" if not beside else "centre"))
    page.add(set_down(fitted[0], body, "top" if not beside else "centre"))
    _set_foot(page, copy, foot, scheme, rest)
    return page


def _close(page: Page, copy: Copy, top: int) -> None:
    """Fill what an app covers at the bottom, so that the card does not end in a blank."""
    area, band = copy.frame.area, copy.colours.primary
    ground = replace(area, top=top)
    page.grounds.append(Panel("rectangle", ground, band.ground, page.ground))
    page.motifs.append(_motif(copy, band, ground, (area.left, area.bottom)))


def _quote(copy: Copy) -> Page | TooLong:
    frame, scheme = copy.frame, copy.colours.warm
    room, area = frame.content, frame.area
    foot = _foot(copy, scheme, room.width)
    if isinstance(foot, TooLong):
        return foot
    mark = (frame.px(190), frame.px(140)) if area.height == frame.height else (frame.px(122), frame.px(90))
    gap = mark[1] * 4 // 11
    body = replace(room, top=room.top + mark[1] + gap, bottom=room.bottom - foot.height - frame.px(48))
    fitted = fit(copy.blocks(copy.without(*FOOT), scheme, lead=124), room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, share=fitted[1])
    column = set_down(fitted[0], body, "centre")
    page.add(column)
    top = column.box.top - gap - mark[1]
    page.panels.append(
        Panel("quote", Box(room.left, top, room.left + mark[0], top + mark[1]), scheme.mark, scheme.ground)
    )
    _set_foot(page, copy, foot, scheme, room)
    page.motifs.append(_motif(copy, scheme, area, (area.right, area.bottom)))
    return page


def _action(copy: Copy) -> Page | TooLong:
    frame, scheme = copy.frame, copy.colours.primary
    room, area = frame.content, frame.area
    foot = _foot(copy, scheme, room.width)
    if isinstance(foot, TooLong):
        return foot
    body = replace(room, bottom=room.bottom - foot.height - frame.px(48))
    order: tuple[Role, ...] = ("eyebrow", "figure", "lead", "attribution", "action", "text")
    blocks = copy.blocks(copy.without(*FOOT), scheme, order, action=100, text=64, lead=120)
    fitted = fit(blocks, room=body.width, height=body.height)
    if isinstance(fitted, TooLong):
        return fitted
    page = Page(scheme.ground, share=fitted[1])
    page.add(set_down(fitted[0], body, "centre", full=not frame.wide))
    _set_foot(page, copy, foot, scheme, room)
    motif = _motif(copy, scheme, area, (area.right, area.top))
    page.motifs.append(_core(page, copy, motif, frame.px(150)))
    return page
