"""Cards as each platform will frame them, for the preview alone: its text, its crop, and what its buttons cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..derive import Campaign, CardUse, FilledPost, Hub
from ..validate.platforms import PictureFormat, Shape

__all__ = ["Frame", "platform_frames"]

Insets = tuple[float, float, float, float]
"""What is cut from the top, right, bottom and left, each in per cent of the picture's height or width."""


FULL_SCREEN = 1.6
"""Height to width from which on a picture fills a phone, and there is no room for a post's text."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One card in one format of one platform, with the post that it goes with, up to where the platform folds it.

    `address` is the picture's below the site's root. `covered` is what the app may cover, `cut` what it may cut off.
    """

    platform: str
    format: PictureFormat
    shape: Shape
    address: str
    alt: str
    text: str
    folded: bool
    covered: Insets | None
    cut: Insets | None


def platform_frames(hub: Hub, campaign: Campaign, digests: Mapping[str, str]) -> list[Frame]:
    """A frame for each format of each of the campaign's platforms: with a post's card where there is one."""
    return [frame for platform in campaign.platforms for frame in _on(hub, campaign, platform, digests)]


def _on(hub: Hub, campaign: Campaign, name: str, digests: Mapping[str, str]) -> Iterator[Frame]:
    platform = hub.checked.platforms.platforms[name]
    posts = [post for post in campaign.posts if post.platform == name and post.card]
    for number, kind in enumerate(platform.formats):
        post = posts[number % len(posts)] if posts else None
        use = _use(campaign, name, kind.name, post)
        if use is None:
            continue
        shape = use.picture.shape
        told = post if post and shape.height < FULL_SCREEN * shape.width else None
        yield Frame(
            platform=platform.name,
            format=kind,
            shape=shape,
            address=f"{use.picture.path}?v={digests[use.picture.path]}",
            alt=(post.alt if post else None) or use.picture.card.alt,
            text=told.seen if told else "",
            folded=told is not None and len(told.seen) < len(told.text),
            covered=_covered(shape),
            cut=_cut(shape, kind),
        )


def _use(campaign: Campaign, platform: str, kind: str, post: FilledPost | None) -> CardUse | None:
    card = post.card if post else "headline"
    uses = (use for use in campaign.uses if use.platform == platform and use.format == kind)
    return next((use for use in uses if use.picture.card.id == card), None)


def _covered(shape: Shape) -> Insets | None:
    safe = shape.safe_area
    insets = (
        100 * safe.top / shape.height,
        100 * safe.right / shape.width,
        100 * safe.bottom / shape.height,
        100 * safe.left / shape.width,
    )
    return insets if any(insets) else None


def _cut(shape: Shape, kind: PictureFormat) -> Insets | None:
    """What a crop to the format's own ratio takes off, evenly from both sides."""
    if kind.crop is None:
        return None
    wide, high = kind.crop.sides
    across = max(0.0, 50 * (1 - shape.height * wide / high / shape.width))
    down = max(0.0, 50 * (1 - shape.width * high / wide / shape.height))
    return (down, across, down, across)
