"""Find what the organisation's own texts say of a withheld story, on the line where they say it.

verify would find it in the built site and keep no site at all; here the page or post that says it is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .canaries import Canaries, Hit, common, of_published, of_withheld
from .canaries.words import normal
from .diagnostics import Diagnostic, Place, report
from .gate import Gated, PublishedStory
from .load import Located, Page, RawStory
from .load.located import Spot
from .validate import Checked, CheckedPost, LeftOut

__all__ = ["leave_out_mentions"]


def leave_out_mentions(checked: Checked, gated: Gated) -> tuple[Checked, list[Diagnostic]]:
    """`checked` without the pages, briefs and posts that give a withheld story away, and where they do.

    A name of one word may be a common word: it is told of as a warning and leaves nothing out. A post that shows a
    story's card or leads to its page goes only where the story may, and may say what it likes.
    """
    back = [story.raw for story in gated.withheld]
    public = {story.slug for story in gated.published}
    out = [story.raw for story in checked.stories if story.raw.slug in public]
    said = normal(" ".join([checked.site_file, *(text for page in _pages(checked) for text in _texts(page))]))
    search = _Search(
        (Canaries(of_withheld(back, out, said)), "story-given-away"),
        (Canaries(common(back, out, said)), "story-perhaps-named"),
    )
    found = [each for page in _pages(checked) for each in search.in_page(page)]
    slugs = [story.raw.slug for story in checked.stories]
    posts = [post for post in _posts(checked) if not any(post.tells_of(slug) for slug in slugs)]
    found += [each for post in posts for each in search.in_fields(post.located, (post.position,))]
    found += _beyond(checked, gated, out, posts)
    found += search.in_text(checked.site_file, Place("mkdocs.yml"))
    return _without(checked, {each.place for each in found if each.severity == "error"}), found


def _beyond(
    checked: Checked, gated: Gated, public: list[RawStory], posts: Iterable[CheckedPost]
) -> Iterator[Diagnostic]:
    """Where a brief or a post says what a story says that is public, but not everywhere that they come out."""
    narrow = {story.slug for story in gated.published if not _goes_everywhere(story)}
    words = Canaries({phrase: hit for phrase, hit in of_published(public).items() if hit.story in narrow})
    search = _Search((words, "story-beyond-consent"))
    for brief in checked.briefs:
        yield from search.in_page(brief.page)
    for post in posts:
        yield from search.in_fields(post.located, (post.position,))


def _goes_everywhere(story: PublishedStory) -> bool:
    return story.allows("website") and story.allows("kit") and story.allows("link_preview")


def _pages(checked: Checked) -> Iterator[Page]:
    yield from checked.pages
    yield from (brief.page for brief in checked.briefs)


def _texts(page: Page) -> Iterator[str]:
    yield page.body
    yield str(page.fields.data if page.fields else "")


def _posts(checked: Checked) -> Iterator[CheckedPost]:
    for brief in checked.briefs:
        yield from brief.posts


class _Search:
    """What to look for, and the diagnostic that tells of it."""

    def __init__(self, *kinds: tuple[Canaries, str]) -> None:
        self._kinds = kinds

    def in_page(self, page: Page) -> Iterator[Diagnostic]:
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
            for hit in sorted(canaries.in_text(text)):
                line = _line_of(hit, lines, canaries)
                place = Place(start.path, start.line + line, start.column if line == 0 else 1)
                yield report(name, place, what=hit.what, story=hit.story)


def _line_of(hit: Hit, lines: list[str], canaries: Canaries) -> int:
    """The line, from 0, that completes what was found."""
    counts = range(1, len(lines) + 1)
    return bisect_left(counts, True, key=lambda count: hit in canaries.in_text("\n".join(lines[:count])))  # noqa: FBT003


def _without(checked: Checked, wrong: set[Place]) -> Checked:
    paths = {place.path for place in wrong}
    briefs = [brief for brief in checked.briefs if brief.page.path not in paths]
    kept = [replace(brief, posts=tuple(post for post in brief.posts if not _is_at(post, wrong))) for brief in briefs]
    left_out = [LeftOut(page.path, "story-given-away", doubtful=True) for page in _pages(checked) if page.path in paths]
    return replace(
        checked,
        briefs=tuple(kept),
        pages=tuple(page for page in checked.pages if page.path not in paths),
        left_out=(*checked.left_out, *left_out),
    )


def _is_at(post: CheckedPost, wrong: Iterable[Place]) -> bool:
    lines = [place.line for spot, place in post.located.places.items() if spot[:1] == (post.position,)]
    path = post.place().path
    following = [place.line for spot, place in post.located.places.items() if spot == (post.position + 1,)]
    end = following[0] if following else float("inf")
    return any(place.path == path and min(lines) <= place.line < end for place in wrong)
