"""Charts that can be read on a phone: each bar with its label and value, or a line with its values below it."""

from __future__ import annotations

from math import ceil

from campaign_hub.derive.card import Bar, Chart

from .contrast import mix
from .fitting import TooLong
from .fonts import em_width, ink, width
from .layout import Box, Line, Panel, Weight
from .pages import Copy, Page
from .schemes import Scheme

__all__ = ["add_chart"]

FLOOR, MOST = 26, 44
"""Sizes of labels and values on a card 1080 pixels wide."""
LABELS = 0.44
"""Share of the width that labels may take."""
LEAST_BAR = 0.2
"""Share of the width that the longest bar has to have."""
FAINT = 0.42
"""How much of the strong colour the other bars have."""
FLAT = 0.4
"""The least value, as a share of the largest, from which on a line would look flat above zero."""
CAPITAL = 0.345
"""Half the height of a capital letter in ems."""


def add_chart(page: Page, copy: Copy, chart: Chart, room: Box, scheme: Scheme) -> TooLong | None:
    """Draw the chart into `room`; or say by how much its labels are too long, 0 where it has too many rows for it."""
    return (_bars if chart.kind == "bars" else _line)(page, copy, chart, room, scheme)


def _size(copy: Copy, chart: Chart, room: Box, pitch: float) -> int | None:
    """The largest size at which labels, values and a bar stand beside one another, and rows do not touch."""
    labels = max(_ems(copy, bar.label, _weight(strong=bar.strong)) for bar in chart.bars)
    values = max(_ems(copy, bar.value) for bar in chart.bars)
    above, below = _reach(copy, chart)
    for size in range(copy.frame.px(MOST), _floor(copy) - 1, -1):
        fits = labels * size <= LABELS * room.width and (above + below) * size + 4 <= pitch
        if fits and room.width - (labels + values + 1.2) * size >= LEAST_BAR * room.width:
            return size
    return None


def _ems(copy: Copy, text: str, weight: Weight = "bold") -> float:
    return em_width(text, copy.voice(weight, text))


def _floor(copy: Copy) -> int:
    return -(-FLOOR * copy.frame.width // 1080)


def _too_long(copy: Copy, chart: Chart, room: Box) -> TooLong:
    longest = max(chart.bars, key=lambda bar: _ems(copy, bar.label))
    wide = _ems(copy, longest.label) * _floor(copy)
    share = max(wide - LABELS * room.width, 0) / wide
    return TooLong("label", chart.field, ceil(share * len(longest.label)))


def _bars(page: Page, copy: Copy, chart: Chart, room: Box, scheme: Scheme) -> TooLong | None:
    pitch = min(room.height / len(chart.bars), copy.frame.px(124))
    size = _size(copy, chart, room, pitch)
    if size is None:
        return _too_long(copy, chart, room)
    texts = [_text(copy, bar.label, size, _weight(strong=bar.strong)) for bar in chart.bars]
    values = [_text(copy, bar.value, size, "bold") for bar in chart.bars]
    start = room.left + max(wide for wide, _, _ in texts) + round(size * 0.6)
    longest = room.right - start - max(wide for wide, _, _ in values) - round(size * 0.5)
    thick = min(round(pitch * 0.66), copy.frame.px(72))
    top = room.top + (room.height - round(pitch * len(chart.bars))) // 2
    for at, bar in enumerate(chart.bars):
        middle = top + round(pitch * (at + 0.5))
        end = start + max(round(longest * bar.share), 4)
        place = Box(start, middle - thick // 2, end, middle - thick // 2 + thick)
        page.panels.append(
            Panel("rectangle", place, _colour(bar, scheme), scheme.ground, min(copy.frame.px(8), (end - start) // 2))
        )
        weight = _weight(strong=bar.strong)
        page.lines.append(_line_at(copy, bar.label, room.left, middle, size, weight, scheme))
        page.lines.append(_line_at(copy, bar.value, end + round(size * 0.4), middle, size, "bold", scheme))
    return None


def _colour(bar: Bar, scheme: Scheme) -> str:
    return scheme.strong if bar.strong else mix(scheme.ground, scheme.strong, FAINT)


def _text(copy: Copy, text: str, size: int, weight: Weight) -> tuple[int, int, int]:
    """Width of a text and its ink above and below the baseline, in pixels."""
    voice = copy.voice(weight, text)
    above, below = ink(text, voice)
    return -(-int(width(text, size, voice) * 64) // 64) + 1, round(above * size) + 1, round(below * size) + 1


def _line_at(copy: Copy, text: str, x: int, middle: int, size: int, weight: Weight, scheme: Scheme) -> Line:
    """A text on one line, its capitals around `middle`."""
    wide, above, below = _text(copy, text, size, weight)
    y = middle + round(size * CAPITAL)
    place = Box(x, y - above, x + wide, y + below)
    way = copy.voice(weight, text).direction
    return Line("label", text, x, y, size, place, weight, scheme.ink, scheme.ground, way)


def _line(page: Page, copy: Copy, chart: Chart, room: Box, scheme: Scheme) -> TooLong | None:
    """The line with its points; below it the values and labels of all points, or of the first and the last."""
    frame, last = copy.frame, len(chart.bars) - 1
    size = next((size for size in range(frame.px(MOST), _floor(copy) - 1, -2) if _ends_fit(copy, chart, room, size)), 0)
    pitch = _pitch(copy, chart) * size
    band = round(2 * pitch + 0.2 * size)
    if not size or room.height - band < frame.px(90):
        return _too_long(copy, chart, room)
    radius = frame.px(18)
    ends = [max(_text(copy, bar.label, size, "bold")[0], _text(copy, bar.value, size, "bold")[0]) for bar in chart.bars]
    left, right = room.left + max(ends[0] // 2, radius), room.right - max(ends[last] // 2, radius)
    top, bottom = room.top + radius, room.bottom - band - radius
    high = min(bottom - top, frame.px(620))
    base = _base(chart)
    points = tuple(
        (left + round((right - left) * at / last), bottom - round(high * (bar.share - base) / (1 - base)))
        for at, bar in enumerate(chart.bars)
    )
    axis = Box(room.left, bottom + radius - 3, room.right, bottom + radius)
    page.panels.append(Panel("rectangle", axis, mix(scheme.ground, scheme.ink, 0.2), scheme.ground))
    plot = Box(left - radius, bottom - high - radius, right + radius, bottom + radius)
    page.panels.append(Panel("stroke", plot, scheme.strong, scheme.ground, frame.px(7), points=points))
    for at, (x, y) in enumerate(points):
        side = radius if at == last else frame.px(11)
        page.panels.append(Panel("disc", Box(x - side, y - side, x + side, y + side), scheme.strong, scheme.ground))
    for at in _labelled(points, ends, size):
        bar, weight = chart.bars[at], _weight(strong=at == last)
        rows: tuple[tuple[str, float, Weight], ...] = ((bar.value, 0.5, "bold"), (bar.label, 1.5, weight))
        for text, row, heavy in rows:
            x, middle = (
                points[at][0] - _text(copy, text, size, heavy)[0] // 2,
                bottom + radius + round(row * pitch + 0.2 * size),
            )
            page.lines.append(_line_at(copy, text, x, middle, size, heavy, scheme))
    return None


def _pitch(copy: Copy, chart: Chart) -> float:
    """From a value to the label below it, in ems: more where a script reaches far up and down."""
    return max(1.2, sum(_reach(copy, chart)) + 0.1)


def _reach(copy: Copy, chart: Chart) -> tuple[float, float]:
    """How far the ink of any text of the chart reaches above and below its baseline, in ems."""
    texts = [text for bar in chart.bars for text in (bar.label, bar.value)]
    reach = [ink(text, copy.voice("bold", text)) for text in texts]
    return max(above for above, _ in reach), max(below for _, below in reach)


def _base(chart: Chart) -> float:
    """Where a line's ground is, from 0 to 1: zero, unless that would press a small change flat."""
    least = min(bar.share for bar in chart.bars)
    return max(0.0, least - (1 - least) * 0.4) if FLAT < least < 1 else 0.0


def _weight(*, strong: bool) -> Weight:
    return "bold" if strong else "regular"


def _ends_fit(copy: Copy, chart: Chart, room: Box, size: int) -> bool:
    ends = (chart.bars[0], chart.bars[-1])
    wide = sum(max(_ems(copy, bar.label), _ems(copy, bar.value)) for bar in ends)
    return (wide + 1) * size <= room.width


def _labelled(points: tuple[tuple[int, int], ...], wide: list[int], size: int) -> list[int]:
    """The points whose labels stand: all of them where they keep apart, else the first and the last."""
    last = len(points) - 1
    apart = all(points[at + 1][0] - points[at][0] >= (wide[at] + wide[at + 1]) / 2 + size * 0.5 for at in range(last))
    return list(range(last + 1)) if apart else [0, last]
