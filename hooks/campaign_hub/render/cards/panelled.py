"""Cards of two grounds: what matters most on a strong panel, the rest below it or, on a wide card, beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .breaking import units
from .columns import height, set_down
from .fitting import Block, Fitted, TooLong, fit
from .fonts import ink, width
from .foot import measure_foot, set_foot
from .layout import Box, Line, Panel
from .pages import FOOT, Copy, Page, motif, with_core
from .schemes import Scheme

__all__ = ["EASY", "best_page", "cover_rest", "divided", "hero_of", "myth_and_fact", "steps"]

COVERED = 130
"""Room below the texts, on a card 1080 pixels square, from which it gets a ground of its own."""
EASY = 0.3
"""How far above its floor the text beside a panel should be before what stands on the panel may grow."""
Way = tuple[float, bool]
"""The panel's share of a card, and whether it stands beside the rest instead of above it."""
MOST_LINES = 3
"""Lines of a title beside steps, beyond which it looks like a list itself."""
SMALLEST = 26
"""Size of a number in its disc at least, on a card 1080 pixels wide."""
DOMINANT = 1.3
"""How many times larger than a myth the fact that answers it has to be."""


def divided(copy: Copy, share: float, *, beside: bool) -> tuple[Box, Box, Box]:
    """A card's panel, the room for text on it, and the room for text on the rest."""
    room, area, pad = copy.frame.content, copy.frame.area, copy.frame.px(56)
    if beside:
        edge = area.left + round(area.width * share)
        return replace(area, right=edge), replace(room, right=edge - pad), replace(room, left=edge + pad)
    edge = room.top + round(room.height * share)
    pad = copy.frame.px(40) if copy.frame.wide else pad
    return replace(area, bottom=edge), replace(room, bottom=edge - pad), replace(room, top=edge + pad)


def hero_of(copy: Copy) -> Scheme:
    """The scheme of the panel: the accent, unless the template asks for the strong ground."""
    return copy.colours.primary if copy.card.ground == "strong" else copy.colours.accent


def cover_rest(page: Page, copy: Copy, rest: Box) -> None:
    """Give the room below the texts a ground of its own, where an app's own buttons leave much of it."""
    frame = copy.frame
    if frame.area.bottom - rest.bottom > frame.px(COVERED):
        below = replace(frame.area, top=rest.bottom + frame.px(48))
        page.fill(below, copy.colours.primary)
        page.motifs.append(motif(copy, copy.colours.primary, below, (below.left, below.bottom)))


def best_page(ways: Iterable[Way], make: Callable[[float, bool], Page | TooLong]) -> Page | TooLong:
    """The first page whose texts have a comfortable size, else the one where they are largest.

    In a column of its own a word may be too wide; what is too long is told by what the whole width can't hold.
    """
    found: list[Page] = []
    problems: list[TooLong] = []
    for share, beside in ways:
        page = make(share, beside)
        if isinstance(page, TooLong):
            problems += [] if beside else [page]
            continue
        found.append(page)
        if page.share >= EASY:
            break
    return max(found, key=lambda page: page.share) if found else min(problems, key=lambda each: each.excess)


def steps(copy: Copy) -> Page | TooLong:
    """The title on a panel, the steps on paper, each beside its number."""
    wide, tall = ((0.4, True), (0.34, True), (0.28, True)), ((0.36, False), (0.3, False), (0.24, False))
    low = ((0.2, False), (0.15, False))
    ways = (*(wide if copy.frame.wide else tall), *low)
    return best_page(ways, lambda share, beside: _steps_at(copy, share, beside=beside))


def _steps_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    frame, hero, scheme = copy.frame, hero_of(copy), copy.colours.paper
    panel, top, rest = divided(copy, share, beside=beside)
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    title = fit(copy.blocks(copy.without("step", *FOOT), hero, lead=120), room=top.width, height=top.height)
    if isinstance(title, TooLong):
        return title
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    fitted = _even(_step_blocks(copy, scheme), body)
    if isinstance(fitted, TooLong):
        return fitted
    # A title may be smaller than it could be for the sake of even lines, so that its share says less.
    page = Page(scheme.ground, min(2 * title[1], fitted[1]) if _is_tidy(title[0]) else min(fitted[1], EASY / 2))
    page.fill(panel, hero)
    cover_rest(page, copy, rest)
    page.add(set_down(title[0], top, "centre" if beside else "bottom"))
    corner = motif(copy, hero, panel, (panel.right, panel.bottom) if beside else (panel.right, panel.top))
    page.motifs.append(with_core(corner, page, copy, frame.px(150)))
    _set_steps(page, copy, fitted[0], body, scheme)
    set_foot(page, copy, foot, scheme, rest)
    return page


def _is_tidy(title: tuple[Fitted, ...]) -> bool:
    """Whether a title stands in few lines, the last of which is more than one word."""
    lead = [one for one in title if one.block.role == "lead"]
    return all(len(one.lines) <= MOST_LINES and not _ends_alone(one) for one in lead)


def _ends_alone(one: Fitted) -> bool:
    return len(one.lines) > 1 and len(units(one.lines[-1])) == 1


def _step_blocks(copy: Copy, scheme: Scheme) -> tuple[Block, ...]:
    parts = copy.of("step")
    indent = copy.frame.px(96)
    return tuple(replace(copy.block(part, scheme), indent=indent) for part in parts)


def _even(blocks: tuple[Block, ...], room: Box) -> tuple[tuple[Fitted, ...], float] | TooLong:
    """Blocks fitted at one size: the one that the longest word among them allows."""
    fitted = fit(blocks, room=room.width, height=room.height)
    if isinstance(fitted, TooLong) or len({one.size for one in fitted[0]}) < 2:
        return fitted
    least = min(one.size for one in fitted[0])
    again = fit(tuple(replace(one, most=max(one.floor, least)) for one in blocks), room=room.width, height=room.height)
    return again if isinstance(again, TooLong) else (again[0], fitted[1])


def _set_steps(page: Page, copy: Copy, fitted: tuple[Fitted, ...], room: Box, scheme: Scheme) -> None:
    """Set the steps down with their numbers, spread a little where there is room."""
    spare = room.height - height(fitted)
    gap = min(spare // (len(fitted) + 1), copy.frame.px(56))
    y = room.top + min((spare - gap * (len(fitted) - 1)) // 2, copy.frame.px(90))
    for part, one in zip(copy.of("step"), fitted, strict=True):
        y += (one.block.before + gap) if one is not fitted[0] else 0
        column = set_down((one,), Box(room.left, y, room.right, y + one.height))
        page.add(column)
        page.panels.append(_disc(copy, column.lines[0], room.left, scheme))
        page.lines += _number(copy, part.label, page.panels[-1], scheme)
        y += one.height


def _disc(copy: Copy, line: Line, left: int, scheme: Scheme) -> Panel:
    """The disc of a number, on a level with the capitals of its step's first line."""
    side = min(copy.frame.px(72), max(copy.frame.px(52), round(line.size * 1.24)))
    middle = line.y - round(line.size * 0.345)
    top = middle - side // 2
    return Panel("disc", Box(left, top, left + side, top + side), scheme.strong, scheme.ground)


def _number(copy: Copy, text: str, disc: Panel, scheme: Scheme) -> Iterator[Line]:
    voice = copy.voice("bold", text)
    size = max(-(-SMALLEST * copy.frame.width // 1080), round(disc.box.height * (0.6 if len(text) < 2 else 0.5)))
    wide, (above, below) = round(width(text, size, voice)), ink(text, voice)
    x, y = (disc.box.left + disc.box.right - wide) // 2, (disc.box.top + disc.box.bottom) // 2 + round(size * 0.345)
    place = Box(x, y - round(above * size), x + wide, y + round(below * size))
    yield Line("label", text, x, y, size, place, "bold", scheme.ground, disc.colour, voice.direction)


def myth_and_fact(copy: Copy) -> Page | TooLong:
    """The fact, large, on a panel; the myth, marked and smaller, on paper."""
    tall = ((0.64, False), (0.58, False), (0.52, False), (0.46, False))
    wide = ((0.62, True), (0.56, True), (0.5, True))
    ways = (*wide, *tall) if copy.frame.wide else tall
    return best_page(ways, lambda share, beside: _myth_at(copy, share, beside=beside))


def _myth_at(copy: Copy, share: float, *, beside: bool) -> Page | TooLong:
    frame, hero, scheme = copy.frame, hero_of(copy), copy.colours.paper
    panel, top, rest = divided(copy, share, beside=beside)
    foot = measure_foot(copy, scheme, rest.width)
    if isinstance(foot, TooLong):
        return foot
    fact = fit(copy.blocks(copy.without("myth", *FOOT), hero, lead=150), room=top.width, height=top.height)
    if isinstance(fact, TooLong):
        return fact
    most = int(max((one.size for one in fact[0] if one.block.role == "lead"), default=frame.px(60)) / DOMINANT)
    body = replace(rest, bottom=rest.bottom - foot.height - frame.px(40))
    myth = fit(tuple(_at_most(one, most) for one in _quiet(copy, scheme)), room=body.width, height=body.height)
    if isinstance(myth, TooLong):
        return myth
    page = Page(scheme.ground, min(fact[1], 1.5 * myth[1]))
    page.fill(panel, hero)
    cover_rest(page, copy, rest)
    page.add(set_down(fact[0], top, "centre"))
    page.add(set_down(myth[0], body, "centre" if beside else "top"))
    set_foot(page, copy, foot, scheme, rest)
    corner = motif(copy, hero, panel, (panel.right, panel.bottom))
    page.motifs.append(with_core(corner, page, copy, frame.px(150)))
    return page


def _quiet(copy: Copy, scheme: Scheme) -> Iterator[Block]:
    """The myth's blocks: its label is there to be read, not to be looked at."""
    for one in copy.blocks(copy.of("myth"), scheme):
        yield replace(one, ground=scheme.tint, ink=scheme.ink) if one.button else one


def _at_most(one: Block, most: int) -> Block:
    return one if one.button else replace(one, most=max(one.floor, min(one.most, most)))
