"""Leave out what somebody's story was found in, so that the rest can be published without it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from .diagnostics import Diagnostic, Place, report
from .gate import Gated
from .likeness import PICTURES, Likeness, is_like, likenesses_of, turned_likenesses_of
from .load import Media, RawStory
from .unlike import Unlike
from .validate import Checked, CheckedBrief, LeftOut

__all__ = ["leave_out", "leave_out_copies", "leave_out_lookalikes", "pictures_of", "sources_of"]

LOGO = re.compile(r"assets/logo\.\w+")
"""Where the site has the organisation's logo."""
OF_EVERYTHING = frozenset({"index.html", "campaigns/index.html", "stories/index.html"})
"""Pages that show a little of all the others: what is wrong on them comes from one of those first."""


def leave_out(checked: Checked, paths: Collection[str], why: str) -> Checked:
    """`checked` without the pages, briefs, partners, spokespeople's sheets, pictures and logo at `paths`.

    Stories there are withheld as doubtful. `why` names the diagnostic that a publish gives as the reason.
    """
    if not paths:
        return checked
    gone = [page.path for page in checked.pages] + [brief.page.path for brief in checked.briefs]
    gone += [picture.path for picture in pictures_of(checked)] + [partner.path for partner in checked.partners]
    gone += [sheet.path for sheet in checked.spokespeople]
    return replace(
        checked,
        briefs=tuple(_without_media(brief, paths) for brief in checked.briefs if brief.page.path not in paths),
        pages=tuple(page for page in checked.pages if page.path not in paths),
        partners=tuple(partner for partner in checked.partners if partner.path not in paths),
        pictures=tuple(picture for picture in checked.pictures if picture.path not in paths),
        logo=checked.logo if checked.logo and checked.logo.path not in paths else None,
        stories=tuple(
            replace(story, doubt=story.doubt or why) if story.raw.page.path in paths else story
            for story in checked.stories
        ),
        spokespeople=tuple(sheet for sheet in checked.spokespeople if sheet.path not in paths),
        people=tuple(
            replace(each, doubt=each.doubt or why) if each.raw.page.path in paths else each for each in checked.people
        ),
        left_out=(*checked.left_out, *(LeftOut(path, why, doubtful=True) for path in gone if path in paths)),
    )


def _without_media(brief: CheckedBrief, paths: Collection[str]) -> CheckedBrief:
    """The brief without the pictures at `paths`; itself where it has none of them."""
    kept = tuple(each for each in brief.media if each.path not in paths)
    return brief if len(kept) == len(brief.media) else replace(brief, media=kept)


def leave_out_copies(checked: Checked, unlike: Unlike) -> tuple[Checked, list[Diagnostic]]:
    """`checked` without pictures that are or look like a story's: no consent record goes with them elsewhere.

    They are told by their bytes, or by how they look where they were scaled, turned or packed again. A card that
    shows such a picture could not be told by anything once it is drawn. `unlike` keeps what looked like none of them.
    """
    owners = _Owners([each.raw for each in (*checked.stories, *checked.people)], unlike)
    copies = {media.path: owner for media in pictures_of(checked) if (owner := owners.of(media))}
    unlike.write()
    found = [report("story-media-elsewhere", Place(path), story=owner) for path, owner in copies.items()]
    return leave_out(checked, copies, "story-media-elsewhere"), found


def leave_out_lookalikes(gated: Gated, unlike: Unlike) -> tuple[Gated, list[Diagnostic]]:
    """`gated` without public photos that look like a withheld story's: on a card nobody could tell them any more."""
    owners = _Owners([each.raw for each in gated.withheld], unlike)
    copies = {each.slug: owner for each in gated.released if each.photo and (owner := owners.of(each.photo))}
    unlike.write()
    if not copies:
        return gated, []
    places = {each.slug: each.places["photo"] for each in gated.released}
    found = [report("photo-also-withheld", places[slug], story=owner) for slug, owner in copies.items()]
    published, speaking = (
        tuple(replace(each, photo=None, photo_alt=None) if each.slug in copies else each for each in some)
        for some in (gated.published, gated.speaking)
    )
    return replace(gated, published=published, speaking=speaking), found


class _Owners:
    """Whose story a picture is from."""

    def __init__(self, stories: Iterable[RawStory], unlike: Unlike) -> None:
        media = [(each, story.slug or story.page.path) for story in stories for each in story.media]
        self._digests = {each.sha256: story for each, story in media}
        self._pictures = {each.sha256: (each, story) for each, story in media if _is_picture(each)}
        self._unlike = unlike

    @cached_property
    def _looks(self) -> list[tuple[Likeness, str]]:
        pictures = self._pictures.values()
        return [(look, story) for each, story in pictures for look in turned_likenesses_of(each.read())]

    def of(self, media: Media) -> str | None:
        """The story that has this picture, by its slug, or None where none has."""
        if media.sha256 in self._digests or not self._pictures or not _is_picture(media):
            return self._digests.get(media.sha256)
        if self._unlike.knows(media.sha256, self._pictures):
            return None
        own = likenesses_of(media.read())
        owner = next((story for look, story in self._looks if any(is_like(look, each) for each in own)), None)
        if owner is None:
            self._unlike.remember(media.sha256, self._pictures)
        return owner


def _is_picture(media: Media) -> bool:
    return media.path.lower().endswith(PICTURES)


def pictures_of(checked: Checked) -> Iterator[Media]:
    """Every picture that is no story's: the pages', the campaigns' and the logo."""
    yield from checked.pictures
    for brief in checked.briefs:
        yield from brief.media
    if checked.logo:
        yield checked.logo


def sources_of(published: Iterable[str], checked: Checked) -> frozenset[str]:
    """What editors wrote that the files `published`, paths in the site, are made of, as paths in the repository.

    Pages that list others count only where nothing else does. Empty where all are made of no one thing.
    """
    there = {page.path for page in checked.pages} | {brief.page.path for brief in checked.briefs}
    there |= {media.path for media in pictures_of(checked)} | {story.raw.page.path for story in checked.stories}
    there |= {partner.path for partner in checked.partners}
    paths = set(published)
    logo = {checked.logo.path} if checked.logo and any(LOGO.fullmatch(path) for path in paths) else set()
    first, then = ({each for path in some for each in _sources(path)} for some in (paths - OF_EVERYTHING, paths))
    return frozenset((first & there) | logo or then & there)


def _sources(path: str) -> Iterator[str]:
    parts = path.split("/")
    if parts[2:4] == ["kit", "partners"] and len(parts) > 5:
        yield f"content/partners/{parts[4]}.yml"
        return
    bundle = parts[0] in ("campaigns", "stories") and len(parts) > 2
    if bundle and (parts[0] == "stories" or path.endswith(".html") or parts[2] in ("cards", "kit", "posters")):
        yield f"content/{parts[0]}/{parts[1]}/index.md"
    elif path.endswith(".html"):
        stem = path.removesuffix(".html").removesuffix("/index")
        yield from (f"content/{stem}.md", f"content/{stem}/index.md", f"content/{stem}/README.md")
    else:
        yield f"content/{path}"
