"""From a card and a shape to a layout, or to the text that can't be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from campaign_hub.derive.card import Card, Chart, Part, Role
from campaign_hub.validate.organisation import Brand
from campaign_hub.validate.platforms import Shape

from .columns import STYLES, Frame, frame
from .composition import compose
from .fitting import TooLong
from .fonts import Voice, missing_glyphs, needs_text_engine
from .layout import Face, Layout, Misfit, Picture
from .pages import Copy, Page
from .schemes import schemes

__all__ = ["as_layout", "lay_out", "unsettable"]

COMFORT = 0.22
"""How far above its floor the main text should be before a card keeps a part it could do without."""


PHOTO_SHARES = (0.4, 0.32, 0.24, 0.16)
"""How much of a card a photo takes, at best and at least."""

Found: TypeAlias = "tuple[Page, tuple[Role, ...]] | TooLong"


def lay_out(
    card: Card,
    shape: Shape,
    brand: Brand,
    logo: bytes | None = None,
    photo: bytes | None = None,
    partners: tuple[bytes, ...] = (),
) -> Layout | Misfit:
    """Place a card's parts in a shape: nothing is drawn, nothing is cut.

    Texts are as large as they can be together. Where they can't fit at the sizes a phone needs, optional parts are
    left out, the last of the template first; where that is not enough, the answer is which text is too long and by
    how many characters. A character that no font has is a misfit too.
    """
    if unset := unsettable(card, _texts(card), brand.type):
        return unset
    parts = tuple(part for part in card.parts if part.text.strip())
    whole = frame(shape, mirrored=card.direction == "rtl")
    copy = Copy(card, parts, whole, schemes(brand), brand.pattern, brand.type, logo, partners)
    found, picture = _with_photo(copy, photo) if photo is not None else (_with_what_fits(copy), None)
    if isinstance(found, TooLong):
        return found.misfit()
    return as_layout(copy, found, picture)


def unsettable(card: Card, parts: Iterable[Part], face: Face) -> Misfit | None:
    """The first of `parts` that no font of the face or no text engine here can set, in the language of `card`."""
    for part in parts:
        voice = Voice(STYLES[part.role].weight, card.language, card.direction, face)
        if missing := missing_glyphs(part.text, voice):
            return Misfit(part.field or part.role, part.role, missing_glyphs=missing)
        if needs_text_engine(part.text):
            return Misfit(part.field or part.role, part.role, without_engine=True)
    return None


def _with_photo(copy: Copy, photo: bytes) -> tuple[Found, Picture]:
    """Compose with as large a photo as leaves the text a comfortable size."""
    tried: list[tuple[Found, Picture]] = []
    for share in PHOTO_SHARES:
        measures, picture = _beside_photo(copy.frame, photo, share, copy.card.focus)
        tried.append((_with_what_fits(replace(copy, frame=measures)), picture))
        if _comfort(tried[-1][0]) >= COMFORT:
            break
    return max(tried, key=lambda one: _comfort(one[0]))


def _comfort(found: Found) -> float:
    return -1.0 if isinstance(found, TooLong) else found[0].share


def _texts(card: Card) -> Iterator[Part]:
    """Every text that is drawn: the parts, their labels, and the words of a chart."""
    for part in card.parts:
        yield part
        yield Part("label", part.label, part.field)
    if isinstance(card.picture, Chart):
        for bar in card.picture.bars:
            yield Part("label", f"{bar.label} {bar.value}", card.picture.field)


def _with_what_fits(copy: Copy) -> Found:
    """Compose with all parts, or without the optional ones until the others fit.

    An optional `text` also gives way to a title that would grow a good deal without it.
    """
    present = [part.role for part in reversed(copy.parts) if part.optional]
    whole = compose(copy)
    best: Found = whole if isinstance(whole, TooLong) else (whole, ())
    for count, role in enumerate(present, 1):
        if not isinstance(best, TooLong) and (role != "text" or best[0].share >= COMFORT):
            break
        dropped = tuple(present[:count])
        page = compose(replace(copy, parts=copy.without(*dropped)))
        if isinstance(page, TooLong):
            best = page if isinstance(best, TooLong) else best
        elif isinstance(best, TooLong) or page.share > best[0].share + COMFORT / 2:
            best = (page, dropped)
    return best


def _beside_photo(whole: Frame, photo: bytes, share: float, focus: tuple[int, ...]) -> tuple[Frame, Picture]:
    """Give the photo `share` of a card, the top of a tall one or the end side of a wide one."""
    area, content = whole.area, whole.content
    if whole.wide:
        edge = area.right - round(area.width * share)
        box = replace(area, left=edge)
        area, content = replace(area, right=edge), replace(content, right=edge - whole.px(56))
    else:
        edge = content.top + round(content.height * share)
        box = replace(area, bottom=edge)
        area, content = replace(area, top=edge), replace(content, top=edge + whole.px(64))
    return replace(whole, area=area, content=content), Picture("photo", box, photo, focus=focus)


def as_layout(copy: Copy, found: tuple[Page, tuple[Role, ...]], photo: Picture | None = None) -> Layout:
    """A composed page as a layout, mirrored where the card's language is written from right to left."""
    page, dropped = found
    layout = Layout(
        width=copy.frame.width,
        height=copy.frame.height,
        language=copy.card.language,
        direction=copy.card.direction,
        face=copy.face,
        ground=page.ground,
        lines=tuple(page.lines),
        grounds=tuple(page.grounds),
        motifs=tuple(page.motifs),
        panels=tuple(page.panels),
        pictures=(*((photo,) if photo else ()), *page.pictures),
        dropped=dropped,
    )
    return layout.mirrored() if copy.card.direction == "rtl" else layout
