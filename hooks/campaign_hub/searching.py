"""Looks through what editors wrote for what some stories say, field by field, and says on which line it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from .canaries import Canaries, Hit
from .canaries.words import normal
from .diagnostics import Diagnostic, Place, report
from .load import Located, Page
from .load.located import Spot, texts_in
from .validate import CheckedPost
from .validate.beside import CheckedFile
from .validate.brief import Brief
from .validate.easy_read import EasyRead
from .validate.video import VideoPlan

__all__ = ["Search"]

SLOT = re.compile(r"\{[^{}\s]*\}")


def _no_story(_: str) -> bool:
    return False


class Search:
    """What to look for, the diagnostic that tells of it, and whether a story, by its slug, may be told of."""

    def __init__(self, *kinds: tuple[Canaries, str], told: Callable[[str], bool] = _no_story) -> None:
        self._kinds, self._told = kinds, told

    def without(self, told: Callable[[str], bool]) -> Search:
        """The same search in a text that may tell of the stories that are `told`."""
        return Search(*self._kinds, told=told)

    def but_of(self, slug: str | None) -> Search:
        """The same search in a text that may tell of the story `slug`, too."""
        return self.without(lambda story: story == slug or self._told(story)) if slug else self

    def in_video(self, video: CheckedFile[VideoPlan], brief: Brief) -> Iterator[Diagnostic]:
        """A scene may tell of the story that it shows: without that story there is no such scene.

        What is said in several scenes, and so in the captions, is read in one go too.
        """
        found = [each for field in ("title", "platforms") for each in self.in_fields(video.located, (field,))]
        for at, scene in enumerate(video.fields.scenes):
            found += self.but_of(scene.story).in_fields(video.located, ("scenes", at))
        messages = {message.id: message.text for message in brief.messages}
        said = (each.words or messages.get(each.message or "", "") for each in video.fields.scenes)
        shown = (each.text or "" for each in video.fields.scenes)
        seen = (each.shows for each in video.fields.scenes if each.story is None)
        yield from found or self._in_turn((said, shown, seen), video.place("scenes"))

    def in_easy_read(self, easy: CheckedFile[EasyRead]) -> Iterator[Diagnostic]:
        """What is found in one of its fields or, where nothing is, in its ideas one after the other."""
        ideas = (idea.text for part in easy.fields.parts for idea in part.ideas)
        yield from [*self.in_fields(easy.located, ())] or self._in_turn([ideas], easy.place("parts"))

    def _in_turn(self, texts: Iterable[Iterable[str]], place: Place) -> Iterator[Diagnostic]:
        """What some texts say together that stand one after the other at `place`."""
        for some in texts:
            yield from self.in_text(" ".join(" ".join(some).split()), place)

    def in_page(self, page: Page) -> Iterator[Diagnostic]:
        """What is found in a page's path, its text and its fields."""
        yield from self.in_text(page.path, Place(page.path))
        yield from self.in_text(page.body, Place(page.path, page.body_line))
        if page.fields:
            yield from self.in_fields(page.fields, ())

    def in_fields(self, located: Located, spot: Spot) -> Iterator[Diagnostic]:
        """What is found in the texts of the field at `spot`, each at its own place."""
        value = located.data
        for step in spot:
            value = value[step]
        # Whatever one of the texts holds, all of them together hold too, and hardly any holds anything.
        texts = list(texts_in(value, spot))
        if self._finds(normal("\n".join(text for _, text in texts))):
            for way, text in texts:
                yield from self.in_text(text, located.place(*way))

    def in_post(self, post: CheckedPost) -> Iterator[Diagnostic]:
        """What is found in one of its fields or, where nothing is, in its thread as people read it: in one go."""
        found = [*self.in_fields(post.located, (post.position,))]
        if not found and post.post.thread:
            whole = SLOT.sub(" ", " ".join(post.in_one().post.text.split()))
            found += self.in_text(whole, post.place("text"))
        yield from found

    def _finds(self, words: str) -> bool:
        return any(canaries.in_words(words) for canaries, _ in self._kinds)

    def in_text(self, text: str, start: Place) -> Iterator[Diagnostic]:
        """What is found in a text that begins at `start`, each at the line that completes it."""
        words = normal(text)
        if not self._finds(words):
            return
        lines = text.split("\n")
        for canaries, name in self._kinds:
            for hit in sorted(each for each in canaries.in_words(words) if not self._told(each.story)):
                line = _line_of(hit, lines, canaries)
                place = Place(start.path, start.line + line, start.column if line == 0 else 1)
                yield report(name, place, what=hit.what, story=hit.story)


def _line_of(hit: Hit, lines: list[str], canaries: Canaries) -> int:
    """The line, from 0, that completes what was found."""
    counts = range(1, len(lines) + 1)
    return bisect_left(counts, x=True, key=lambda count: hit in canaries.in_text("\n".join(lines[:count])))
