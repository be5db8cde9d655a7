"""A poster: one message that is read from across a room, and a code, an address and a number to act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from campaign_hub.derive import Poster
from campaign_hub.derive.card import Part
from campaign_hub.validate.organisation import Brand

from .columns import block, frame, height, set_down
from .encoding import draw
from .fitting import Block, Fitted, TooLong, fit
from .foot import measure_foot, set_foot
from .laying_out import as_layout, unsettable
from .layout import Box, Layout, Line, Misfit, Panel
from .pages import FOOT, Copy, Page, motif, with_core
from .schemes import Scheme, schemes

__all__ = ["Sheet", "draw_ground", "lay_out_poster"]

# Lengths on a sheet as wide as a card of 1080 pixels: on A4 a hundred of them are 21 millimetres.
CODE, QUIET = 230, 26
"""The code's side, and the white around it: four of its dots, as its standard asks for (ISO/IEC 18004)."""
TITLE, SUMMARY = 250, 84
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A poster in dots: all but its code, the place of that, and which of its lines are the title."""

    layout: Layout
    code: Box

    def blocks(self) -> Iterator[tuple[Line, ...]]:
        """The lines that are read together, in reading order."""
        lines = list(self.layout.lines)
        while lines:
            same = [line for line in lines if (line.role, line.size) == (lines[0].role, lines[0].size)]
            yield tuple(same)
            lines = [line for line in lines if line not in same]


def lay_out_poster(poster: Poster, brand: Brand, logo: bytes | None = None) -> Sheet | Misfit:
    """Place a poster's texts on its sheet: nothing is drawn, nothing is cut."""
    asked = tuple(_asked(poster))
    if unset := unsettable(poster.card, (*poster.card.parts, *asked), brand.type):
        return unset
    whole = frame(poster.shape, mirrored=poster.card.direction == "rtl")
    copy = Copy(poster.card, poster.card.parts, whole, schemes(brand), brand.pattern, brand.type, logo)
    found = _compose(copy, asked)
    if isinstance(found, TooLong):
        return found.misfit()
    page, code = found
    layout = as_layout(copy, (page, ()))
    return Sheet(layout, code.mirrored(layout.width) if poster.card.direction == "rtl" else code)


def draw_ground(sheet: Sheet) -> bytes:
    """All of a sheet but its texts and its code, as a PNG."""
    return draw(replace(sheet.layout, lines=()), "png")


def _asked(poster: Poster) -> Iterator[Part]:
    """What the poster asks people to do, in roles that set it in the right weight."""
    invitation = poster.invitation
    yield replace(invitation.action, role="lead")
    yield Part("source", invitation.directions)
    yield Part("attribution", invitation.spoken_address)
    for helpline in invitation.helplines:
        yield Part("text", f"{helpline.name}: {helpline.number}")


def _compose(copy: Copy, asked: tuple[Part, ...]) -> tuple[Page, Box] | TooLong:
    """Title on a strong ground; below the horizon the way to act, on paper, its code at the end side."""
    frame, room, pad = copy.frame, copy.frame.content, copy.frame.px(64)
    above, below = _grounds(copy)
    foot = measure_foot(copy, below, room.width)
    if isinstance(foot, TooLong):
        return foot
    side = frame.px(CODE + 2 * QUIET)
    lower = fit(tuple(_blocks(asked, copy, below)), room=room.width - side - pad, height=room.height // 3)
    if isinstance(lower, TooLong):
        return lower
    floor = room.bottom - foot.height - pad
    ceiling = floor - max(side, height(lower[0]))
    upper = _upper(copy, above, replace(room, bottom=ceiling - 2 * pad))
    if isinstance(upper, TooLong):
        return upper
    page = Page(above.ground, 1.0)
    page.fill(replace(frame.area, top=ceiling - pad), below)
    _set_upper(page, copy, above, upper, ceiling - pad)
    page.add(set_down(lower[0], Box(room.left, ceiling, room.right, floor), "centre"))
    tile = Box(room.right - side, ceiling, room.right, ceiling + side)
    page.panels.append(Panel("rectangle", tile, WHITE, below.ground, frame.px(18)))
    set_foot(page, copy, foot, below, room)
    quiet = frame.px(QUIET)
    return page, Box(tile.left + quiet, tile.top + quiet, tile.right - quiet, tile.bottom - quiet)


def _grounds(copy: Copy) -> tuple[Scheme, Scheme]:
    """The grounds above and below the horizon: a person's words stand on a warm one, as on their card."""
    colours = copy.colours
    return (colours.warm, colours.primary) if copy.card.story else (colours.primary, colours.warm)


def _blocks(asked: tuple[Part, ...], copy: Copy, scheme: Scheme) -> Iterator[Block]:
    for part in asked:
        made = block(part, copy.card, copy.frame, scheme, copy.face, 76 if part.role == "lead" else None)
        yield replace(made, before=copy.frame.px(8)) if part.role == "attribution" else made


def _upper(copy: Copy, scheme: Scheme, room: Box) -> tuple[Fitted, ...] | TooLong:
    quote = copy.frame.px(200) if copy.card.story else 0
    parts = copy.without("action", *FOOT)
    found = fit(copy.blocks(parts, scheme, lead=TITLE, text=SUMMARY), room=room.width, height=room.height - quote)
    return found if isinstance(found, TooLong) else found[0]


def _set_upper(page: Page, copy: Copy, scheme: Scheme, upper: tuple[Fitted, ...], horizon: int) -> None:
    frame, room, area = copy.frame, copy.frame.content, copy.frame.area
    top = room.top
    if copy.card.story:
        marks = Box(room.left, top, room.left + frame.px(190), top + frame.px(140))
        page.panels.append(Panel("quote", marks, scheme.mark, scheme.ground))
        top += frame.px(200)
    page.add(set_down(upper, replace(room, top=top)))
    sky = replace(area, bottom=horizon)
    page.motifs.append(with_core(motif(copy, scheme, sky, (area.right, horizon)), page, copy, frame.px(200)))
