"""Find what the organisation's own texts say of a withheld story, on the line where they say it.

verify would find it in the built site and keep no site at all; here the page, post or card that says it is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from .canaries import Canaries, Hit, common, of_published, of_withheld, shared
from .canaries.words import normal
from .diagnostics import Diagnostic, Place, report
from .gate import Gated, PublishedStory
from .leaving_out import leave_out, pictures_of
from .load import Located, Page
from .load.located import Spot
from .validate import Checked, CheckedPost

__all__ = ["Mentions", "own_words"]


class Mentions:
    """What would give away the stories that were withheld, and where the organisation says it."""

    def __init__(self, checked: Checked, gated: Gated) -> None:
        self._checked, self._gated = checked, gated
        back = [*(story.raw for story in gated.withheld), *gated.kept_back]
        self._public = gated.shown
        said = normal(" ".join(own_words(checked)))
        telling = of_withheld(back, self._public, said)
        self._telling = Canaries(telling)
        # A single word may be a word of a template's or a setting's own.
        self._telling_at_length = Canaries({phrase: hit for phrase, hit in telling.items() if phrase.count(" ") > 2})
        self._perhaps = Canaries(common(back, self._public, said))
        self._shared = Canaries(shared(back, self._public, said))

    def leave_out(self) -> tuple[Checked, list[Diagnostic]]:
        """The content without the pages, briefs and posts that give a withheld story away, and where they do.

        A name of one word may be a common word: it is told of as a warning and leaves nothing out. A post that shows
        a story's card or leads to its page goes only where the story may, and may say of that story what it likes.
        """
        checked = self._checked
        search = _Search((self._telling, "story-given-away"), (self._perhaps, "story-perhaps-named"))
        found = [each for page in _pages(checked) for each in search.in_page(page)]
        slugs = [story.raw.slug for story in checked.stories]
        for post in _posts(checked):
            told = {slug for slug in slugs if post.tells_of(slug)}
            found += search.without(told).in_fields(post.located, (post.position,))
        for partner in checked.partners:
            found += [*search.in_text(partner.path, Place(partner.path)), *search.in_fields(partner.located, ())]
        found += [each for media in pictures_of(checked) for each in search.in_text(media.path, Place(media.path))]
        found += self._beyond()
        found += self._in_assets()
        found += self._in_public_stories()
        return _without(checked, {each.place for each in found if each.severity == "error"}), found

    def of(self, text: str) -> set[Hit]:
        """What of the withheld stories `text` holds."""
        return self._telling.in_text(text)

    def _beyond(self) -> Iterator[Diagnostic]:
        """Where a brief or a post says what a story says that is public, but not everywhere that they come out.

        A brief's fields come out on cards and in texts for each of its platforms, what follows them on its page alone.
        """
        words = Canaries(of_published(self._public))
        for brief in self._checked.briefs:
            platforms = {each.id for audience in brief.brief.audiences for each in audience.platforms}
            partners = {each.slug for each in self._checked.partners if brief.slug in each.partner.campaigns}
            page, everywhere = brief.page, self._search_beyond(words, platforms, partners=partners)
            yield from self._search_beyond(words, ()).in_text(page.body, Place(page.path, page.body_line))
            yield from everywhere.in_text(page.path, Place(page.path))
            if page.fields:
                yield from everywhere.in_fields(page.fields, ())
            for post in brief.posts:
                search = self._search_beyond(words, post.post.platforms, post)
                yield from search.in_fields(post.located, (post.position,))
        for partner in self._checked.partners:
            search = self._search_beyond(words, partner.partner.places, partners=(partner.slug,))
            yield from search.in_fields(partner.located, ())

    def _search_beyond(
        self,
        words: Canaries,
        platforms: Collection[str],
        post: CheckedPost | None = None,
        partners: Collection[str] = (),
    ) -> _Search:
        """A search for what a text may not say that comes out on `platforms`, in `partners`' kits, and all over."""
        allowed = {
            story.slug
            for story in self._gated.published
            if (post and post.tells_of(story.slug))
            or (_goes_everywhere(story) and all(map(story.allows, platforms)) and all(map(story.is_for, partners)))
        }
        return _Search((words, "story-beyond-consent"), told=allowed)

    def _in_assets(self) -> Iterator[Diagnostic]:
        search = _Search((self._telling_at_length, "story-given-away"))
        for path, text in self._checked.asset_texts.items():
            yield from search.in_text(text, Place(path))

    def _in_public_stories(self) -> Iterator[Diagnostic]:
        """Where a public story says what a withheld one says too: the same person's words may stand in both."""
        search = _Search((self._shared, "story-said-twice"))
        for story in self._public:
            yield from search.in_text(story.page.body, Place(story.page.path, story.page.body_line))


def own_words(checked: Checked) -> Iterator[str]:
    """What the organisation itself says in public: pages, briefs, settings and the words of the interface."""
    for page in _pages(checked):
        yield page.body
        yield str(page.fields.data if page.fields else "")
    yield from (str(partner.located.data) for partner in checked.partners)
    for words in checked.words.values():
        yield from words.values()
    yield str(checked.hub)
    yield checked.asset_texts.get("mkdocs.yml", "")


def _goes_everywhere(story: PublishedStory) -> bool:
    return story.allows("website") and story.allows("kit") and story.allows("link_preview")


def _pages(checked: Checked) -> Iterator[Page]:
    yield from checked.pages
    yield from (brief.page for brief in checked.briefs)


def _posts(checked: Checked) -> Iterator[CheckedPost]:
    for brief in checked.briefs:
        yield from brief.posts


class _Search:
    """What to look for, the diagnostic that tells of it, and whose stories may be told of."""

    def __init__(self, *kinds: tuple[Canaries, str], told: Collection[str] = ()) -> None:
        self._kinds, self._told = kinds, told

    def without(self, told: Collection[str]) -> _Search:
        """The same search in a text that may tell of the stories `told`."""
        return _Search(*self._kinds, told=told) if told else self

    def in_page(self, page: Page) -> Iterator[Diagnostic]:
        yield from self.in_text(page.path, Place(page.path))
        yield from self.in_text(page.body, Place(page.path, page.body_line))
        if page.fields:
            yield from self.in_fields(page.fields, ())

    def in_fields(self, located: Located, spot: Spot) -> Iterator[Diagnostic]:
        value = located.data
        for step in spot:
            value = value[step]
        if isinstance(value, str):
            yield from self.in_text(value, located.place(*spot))
        elif isinstance(value, dict | list):
            for step in value if isinstance(value, dict) else range(len(value)):
                yield from self.in_fields(located, (*spot, step))

    def in_text(self, text: str, start: Place) -> Iterator[Diagnostic]:
        lines = text.split("\n")
        for canaries, name in self._kinds:
            for hit in sorted(each for each in canaries.in_text(text) if each.story not in self._told):
                line = _line_of(hit, lines, canaries)
                place = Place(start.path, start.line + line, start.column if line == 0 else 1)
                yield report(name, place, what=hit.what, story=hit.story)


def _line_of(hit: Hit, lines: list[str], canaries: Canaries) -> int:
    """The line, from 0, that completes what was found."""
    counts = range(1, len(lines) + 1)
    return bisect_left(counts, True, key=lambda count: hit in canaries.in_text("\n".join(lines[:count])))  # noqa: FBT003


def _without(checked: Checked, wrong: set[Place]) -> Checked:
    kept = leave_out(checked, {place.path for place in wrong}, "story-given-away")
    briefs = [
        replace(each, posts=tuple(post for post in each.posts if not _is_at(post, wrong))) for each in kept.briefs
    ]
    return replace(kept, briefs=tuple(briefs))


def _is_at(post: CheckedPost, wrong: Iterable[Place]) -> bool:
    lines = [place.line for spot, place in post.located.places.items() if spot[:1] == (post.position,)]
    path = post.place().path
    following = [place.line for spot, place in post.located.places.items() if spot == (post.position + 1,)]
    end = following[0] if following else float("inf")
    return any(place.path == path and min(lines) <= place.line < end for place in wrong)
