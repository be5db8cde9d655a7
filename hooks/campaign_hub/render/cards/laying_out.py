"""From a card and a shape to a layout, or to the text that can't be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from campaign_hub.derive.card import Card, Part, Role
from campaign_hub.validate.organisation import Brand
from campaign_hub.validate.platforms import Shape

from .columns import STYLES, Frame, frame
from .composition import OPTIONAL, Copy, Page, compose
from .fitting import TooLong
from .fonts import missing_glyphs
from .layout import Layout, Misfit, Picture
from .pictures import upright_size
from .schemes import schemes

__all__ = ["lay_out"]

COMFORT = 0.22
"""How far above its floor the main text should be before a card keeps a part it could do without."""


PHOTO_SHARES = (0.4, 0.32, 0.24, 0.16)
"""How much of a card a photo takes, at best and at least."""

Found: TypeAlias = "tuple[Page, tuple[Role, ...]] | TooLong"


def lay_out(
    card: Card, shape: Shape, brand: Brand, logo: bytes | None = None, photo: bytes | None = None
) -> Layout | Misfit:
    """Place a card's parts in a shape: nothing is drawn, nothing is cut.

    Texts are as large as they can be together. Where they can't fit at the sizes a phone needs, `text` under a
    headline, `eyebrow` and `tag` are left out, in this order; where that is not enough, the answer is the text
    that is too long and by how many characters. A character that no font has is a misfit too.
    """
    for part in card.parts:
        if missing := missing_glyphs(part.text, STYLES[part.role].weight):
            return Misfit(part.field or part.role, part.role, missing_glyphs=missing)
    whole = frame(shape, mirrored=card.direction == "rtl")
    copy = Copy(card, card.parts, whole, schemes(brand), brand.pattern, logo, _ratio(logo))
    if photo is None:
        found, picture = _with_what_fits(copy), ()
    else:
        found, picture = _with_photo(copy, photo, brand.colours.paper)
    if isinstance(found, TooLong):
        return found.misfit()
    page, dropped = found
    return _layout(page, card, whole, picture, dropped)


def _with_photo(copy: Copy, photo: bytes, ground: str) -> tuple[Found, tuple[Picture, ...]]:
    """Compose with as large a photo as leaves the text a comfortable size."""
    best: tuple[Found, tuple[Picture, ...]] | None = None
    for share in PHOTO_SHARES:
        measures, picture = _beside_photo(copy.frame, photo, ground, share)
        found = _with_what_fits(replace(copy, frame=measures))
        if best is None or _comfort(found) > _comfort(best[0]):
            best = found, (picture,)
        if _comfort(found) >= COMFORT:
            break
    assert best is not None
    return best


def _comfort(found: Found) -> float:
    return -1.0 if isinstance(found, TooLong) else found[0].share


def _ratio(logo: bytes | None) -> float:
    if logo is None:
        return 1.0
    wide, high = upright_size(logo)
    return wide / high


def _with_what_fits(copy: Copy) -> Found:
    """Compose with all parts, or without the optional ones until the others fit in comfort."""
    order = OPTIONAL.get(copy.card.template, ("eyebrow", "tag"))
    present = [role for role in order if copy.of(role)]
    best: tuple[Page, tuple[Role, ...]] | None = None
    problem: TooLong | None = None
    for count in range(len(present) + 1):
        dropped = tuple(present[:count])
        page = compose(replace(copy, parts=copy.without(*dropped)))
        if isinstance(page, TooLong):
            problem = page
            continue
        if best is None or (page[1] > best[0].share + COMFORT / 2 and dropped == ("text",)):
            best = (page[0], dropped)
        if page[1] >= COMFORT or count >= 1:
            break
    if best is not None:
        return best
    assert problem is not None
    return problem


def _beside_photo(whole: Frame, photo: bytes, ground: str, share: float) -> tuple[Frame, Picture]:
    """Give the photo `share` of a card, the top of a tall one or the end side of a wide one, the rest to the text."""
    area, content = whole.area, whole.content
    if whole.wide:
        edge = area.right - round(area.width * share)
        box = replace(area, left=edge)
        area, content = replace(area, right=edge), replace(content, right=edge - whole.px(56))
    else:
        edge = content.top + round(content.height * share)
        box = replace(area, bottom=edge)
        area, content = replace(area, top=edge), replace(content, top=edge + whole.px(64))
    return replace(whole, area=area, content=content), Picture("photo", box, photo, ground)


def _layout(
    page: Page, card: Card, measures: Frame, photo: tuple[Picture, ...], dropped: tuple[Role, ...]
) -> Layout:
    layout = Layout(
        measures.width,
        measures.height,
        card.language,
        card.direction,
        page.ground,
        tuple(page.lines),
        tuple(page.grounds),
        tuple(page.motifs),
        tuple(page.panels),
        (*photo, *page.pictures),
        dropped,
    )
    return layout.mirrored() if card.direction == "rtl" else layout
