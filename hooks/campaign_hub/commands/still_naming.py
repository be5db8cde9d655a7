"""Where the content still names a story: what to take out before its folder goes."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Place
from ..load.entries import SPEAKERS
from ..load.located import Spot
from ..validate import Checked, CheckedBrief
from ..validate.checked import CheckedPartner, CheckedPost, leads_to

__all__ = ["to_take_out"]


def to_take_out(checked: Checked, slug: str) -> tuple[str, ...]:
    """What to take out of which line, for each post, scene and partner that shows the story or person `slug`."""
    speaks = slug.startswith(SPEAKERS)
    card = f"spokesperson-{slug.removeprefix(SPEAKERS)}" if speaks else f"story-{slug}"
    return (
        *(line for brief in checked.briefs for post in brief.posts for line in _in_post(post, slug, card)),
        *(line for brief in checked.briefs for line in _in_video(brief, slug, card)),
        *(line for partner in checked.partners for line in _in_kit(partner, card)),
    )


def _in_post(checked: CheckedPost, slug: str, card: str) -> Iterator[str]:
    post = checked.post
    if card in post.cards:
        what = f"`{card}` out of the carousel in" if post.carousel else f"`card: {card}` out of"
        yield f"Take {what} {_at(checked.card_place(card))}, or the whole post `{post.id}`"
    thread = ((("thread", at), text) for at, text in enumerate(post.thread))
    texts: tuple[tuple[Spot, str], ...] = (("link",), post.link or ""), (("text",), post.text), *thread
    for spot, text in texts:
        if not slug.startswith(SPEAKERS) and leads_to(slug, text):
            yield f"Take the address of its page out of {_at(checked.place(*spot))}, or the whole post `{post.id}`"


def _in_video(brief: CheckedBrief, slug: str, card: str) -> Iterator[str]:
    for at, scene in enumerate(brief.video.fields.scenes if brief.video else ()):
        if brief.video and (scene.story == slug or scene.card == card):
            yield f"Take the scene `{scene.id}` out of {_at(brief.video.place('scenes', at))}"


def _in_kit(checked: CheckedPartner, card: str) -> Iterator[str]:
    if card in checked.partner.cards:
        place = checked.located.place("cards", checked.partner.cards.index(card))
        yield f"Take `{card}` out of `cards` in {_at(place)}"


def _at(place: Place) -> str:
    return f"`{place.path}`, line {place.line}"
