"""What a laid-out card is: every line, panel and picture with its place in pixels, to be drawn or tested."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from campaign_hub.derive.card import Role

__all__ = ["Box", "Face", "Layout", "Line", "Misfit", "Motif", "Panel", "Pattern", "Picture"]

Weight = Literal["regular", "bold"]
Pattern = Literal["arcs", "waves", "dots", "none"]
Face = Literal["firago", "noto-sans", "ubuntu"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the picture's top left; `right` and `bottom` lie just outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether the two share a pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether `other` lies wholly within this box."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def within(self, other: Box) -> Box:
        """The part of this box that lies in `other`; without width or height where they don't meet."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def lower(self, down: int) -> Box:
        """The same box `down` pixels lower."""
        return Box(self.left, self.top + down, self.right, self.bottom + down)

    def mirrored(self, width: int) -> Box:
        """The same box with left and right exchanged in a picture `width` pixels wide."""
        return Box(width - self.right, self.top, width - self.left, self.bottom)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: `x` is its left edge, `y` its baseline; `box` has its advance and its height.

    `direction` is that of the text it belongs to, which on a card from right to left may run from left to right.
    """

    role: Role
    text: str
    x: int
    y: int
    size: int
    box: Box
    weight: Weight
    ink: str
    ground: str
    direction: Literal["ltr", "rtl"] = "ltr"


@dataclass(frozen=True, slots=True)
class Panel:
    """A plain shape in one colour, drawn over `ground`.

    `radius` rounds a `rectangle`'s corners, and is half as wide as a `stroke`, which runs through `points`.
    """

    kind: Literal["rectangle", "disc", "arrow", "quote", "person", "stroke"]
    box: Box
    colour: str
    ground: str
    radius: int = 0
    flipped: bool = False
    points: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Motif:
    """The brand's pattern within `clip`, spreading from `centre` as far as `reach` pixels.

    It is a tint of its ground on which text stays readable. `core` is the radius of the disc in the strong
    colour at its centre, which no text meets.
    """

    pattern: Pattern
    clip: Box
    centre: tuple[int, int]
    reach: int
    ground: str
    tint: str
    core: int = 0
    core_colour: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An organisation's logo, shown whole on its ground, or a photo, cropped to cover its box around its focus.

    `focus` is what has to stay in view, in percent from the photo's left and top.
    """

    kind: Literal["logo", "photo"]
    box: Box
    content: bytes = field(repr=False)
    ground: str = "#ffffff"
    focus: tuple[int, ...] = (50, 40)


@dataclass(frozen=True, slots=True)
class Layout:
    """A card in one shape, in the order of painting: ground, `grounds`, motifs, panels, pictures, lines.

    `dropped` names the optional parts that found no room.
    """

    width: int
    height: int
    language: str
    direction: Literal["ltr", "rtl"]
    face: Face
    ground: str
    lines: tuple[Line, ...]
    grounds: tuple[Panel, ...] = ()
    motifs: tuple[Motif, ...] = ()
    panels: tuple[Panel, ...] = ()
    pictures: tuple[Picture, ...] = ()
    dropped: tuple[Role, ...] = ()

    def mirrored(self) -> Layout:
        """The same card with left and right exchanged, for a language that is written from right to left."""
        width = self.width
        return replace(
            self,
            lines=tuple(_mirrored_line(line, width) for line in self.lines),
            grounds=tuple(_mirrored_panel(panel, width) for panel in self.grounds),
            motifs=tuple(_mirrored_motif(motif, width) for motif in self.motifs),
            panels=tuple(_mirrored_panel(panel, width) for panel in self.panels),
            pictures=tuple(replace(picture, box=picture.box.mirrored(width)) for picture in self.pictures),
        )


@dataclass(frozen=True, slots=True)
class Misfit:
    """A text that can't be shown.

    It is too long by `excess_characters`, or has characters that no font has, or is in a script that this computer
    can't shape (`without_engine`), or its picture comes to `bytes`, which is more than a platform takes.
    """

    field: str
    role: Role
    excess_characters: int = 0
    missing_glyphs: tuple[str, ...] = ()
    without_engine: bool = False
    bytes: int = 0


def _mirrored_line(line: Line, width: int) -> Line:
    box = line.box.mirrored(width)
    return replace(line, x=box.left, box=box)


def _mirrored_panel(panel: Panel, width: int) -> Panel:
    points = tuple((width - x, y) for x, y in panel.points)
    return replace(panel, box=panel.box.mirrored(width), flipped=not panel.flipped, points=points)


def _mirrored_motif(motif: Motif, width: int) -> Motif:
    x, y = motif.centre
    return replace(motif, clip=motif.clip.mirrored(width), centre=(width - x, y))
