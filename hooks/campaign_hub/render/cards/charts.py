"""Charts that can be read on a phone: each bar with its label and value, or a line with its values below it."""

from __future__ import annotations

from campaign_hub.derive.card import Bar, Chart

from .contrast import mix
from .fitting import TooLong
from .fonts import Voice, em_width, ink, width
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
    """Draw the chart into `room`; or say that its labels are too long for it."""
    return (_bars if chart.kind == "bars" else _line)(page, copy, chart, room, scheme)


def _size(copy: Copy, chart: Chart, room: Box, pitch: float) -> int | None:
    """The largest size at which labels, values and a bar stand beside one another, and rows do not touch."""
    regular, bold = copy.voice("regular"), copy.voice("bold")
    labels = max(em_width(bar.label, bold if bar.strong else regular) for bar in chart.bars)
    values = max(em_width(bar.value, bold) for bar in chart.bars)
    tall = max(sum(ink(f"{bar.label} {bar.value}", bold)) for bar in chart.bars)
    for size in range(copy.frame.px(MOST), _floor(copy) - 1, -1):
        fits = labels * size <= LABELS * room.width and tall * size + 4 <= pitch
        if fits and room.width - (labels + values + 1.2) * size >= LEAST_BAR * room.width:
            return size
    return None


def _floor(copy: Copy) -> int:
    return -(-FLOOR * copy.frame.width // 1080)


def _too_long(copy: Copy, chart: Chart, room: Box) -> TooLong:
    voice = copy.voice("bold")
    longest = max(chart.bars, key=lambda bar: em_width(bar.label, voice))
    over = em_width(longest.label, voice) * _floor(copy) - LABELS * room.width
    share = max(over, 0) / (em_width(longest.label, voice) * _floor(copy))
    return TooLong("label", chart.field, max(1, round(share * len(longest.label))))


def _bars(page: Page, copy: Copy, chart: Chart, room: Box, scheme: Scheme) -> TooLong | None:
    pitch = min(room.height / len(chart.bars), copy.frame.px(124))
    size = _size(copy, chart, room, pitch)
    if size is None:
        return _too_long(copy, chart, room)
    texts = [_text(copy, bar.label, size, _weight(bar.strong)) for bar in chart.bars]
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
        weight = _weight(bar.strong)
        page.lines.append(_line_at(bar.label, texts[at], room.left, middle, size, weight, scheme))
        page.lines.append(_line_at(bar.value, values[at], end + round(size * 0.4), middle, size, "bold", scheme))
    return None


def _colour(bar: Bar, scheme: Scheme) -> str:
    return scheme.strong if bar.strong else mix(scheme.ground, scheme.strong, FAINT)


def _text(copy: Copy, text: str, size: int, weight: Weight) -> tuple[int, int, int]:
    """Width of a text and its ink above and below the baseline, in pixels."""
    voice: Voice = copy.voice(weight)
    above, below = ink(text, voice)
    return -(-int(width(text, size, voice) * 64) // 64) + 1, round(above * size) + 1, round(below * size) + 1


def _line_at(
    text: str, measures: tuple[int, int, int], x: int, middle: int, size: int, weight: Weight, scheme: Scheme
) -> Line:
    wide, above, below = measures
    y = middle + round(size * CAPITAL)
    return Line("label", text, x, y, size, Box(x, y - above, x + wide, y + below), weight, scheme.ink, scheme.ground)


def _line(page: Page, copy: Copy, chart: Chart, room: Box, scheme: Scheme) -> TooLong | None:
    """The line with its points; below it the values and labels of all points, or of the first and the last."""
    frame, last = copy.frame, len(chart.bars) - 1
    size = next((size for size in range(frame.px(MOST), _floor(copy) - 1, -2) if _ends_fit(copy, chart, room, size)), 0)
    band = round(2.6 * size)
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
        bar, weight = chart.bars[at], _weight(at == last)
        for text, row, heavy in ((bar.value, 0.75, _weight(True)), (bar.label, 1.95, weight)):  # noqa: FBT003
            measures = _text(copy, text, size, heavy)
            x, middle = points[at][0] - measures[0] // 2, bottom + radius + round(row * size)
            page.lines.append(_line_at(text, measures, x, middle, size, heavy, scheme))
    return None


def _base(chart: Chart) -> float:
    """Where a line's ground is, from 0 to 1: zero, unless that would press a small change flat."""
    least = min(bar.share for bar in chart.bars)
    return max(0.0, least - (1 - least) * 0.4) if FLAT < least < 1 else 0.0


def _weight(strong: bool) -> Weight:  # noqa: FBT001
    return "bold" if strong else "regular"


def _ends_fit(copy: Copy, chart: Chart, room: Box, size: int) -> bool:
    voice = copy.voice("bold")
    ends = (chart.bars[0], chart.bars[-1])
    wide = sum(max(em_width(bar.label, voice), em_width(bar.value, voice)) for bar in ends)
    return (wide + 1) * size <= room.width


def _labelled(points: tuple[tuple[int, int], ...], wide: list[int], size: int) -> list[int]:
    """The points whose labels stand: all of them where they keep apart, else the first and the last."""
    last = len(points) - 1
    apart = all(points[at + 1][0] - points[at][0] >= (wide[at] + wide[at + 1]) / 2 + size * 0.5 for at in range(last))
    return list(range(last + 1)) if apart else [0, last]
