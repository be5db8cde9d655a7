"""Look at the wording of what the organisation itself says in public, by the lists and limits that it keeps.

Never at quotations, and never at a story: people choose how they speak of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..diagnostics import Diagnostic, errors_of
from ..leaving_out import leave_out
from ..load import Located
from ..memory import Memory
from ..validate import Checked, CheckedBrief
from .capitals import known_short_forms, shouted_words, unexplained_short_forms
from .finding import Finder
from .inviting import balance_of, one_sided
from .marks import marks_to_avoid, waivers_in_text
from .passages import other_writings, writings_of
from .reading_ease import hard_to_read
from .sensitive import without_helpline_card
from .sentences import long_sentences, too_long_for_easy_read
from .words import words_to_avoid
from .writing import Writing

__all__ = ["look_at_wording"]


def look_at_wording(
    checked: Checked, texts: Mapping[str, str], hub: Located | None, memory: Memory
) -> tuple[Checked, list[Diagnostic]]:
    """`checked` without what must not go out as it is worded, and everything that is odd about the wording.

    `texts` are the files of briefs, posting plans and pages by their path, `hub` the fields of hub.yml. Only an error
    leaves something out: of a post the post, of another file beside a brief that file, of a brief or a page all of it.
    """
    reader = memory.of(_Reader, checked.settings(memory))
    found = [each for writing in other_writings(checked, texts, hub) for each in reader.look_at(writing)]
    looked_at = [memory.of(_look_at, brief, _files_of(brief, texts), reader) for brief in checked.briefs]
    found += [each for _, told in looked_at for each in told]
    checked = replace(checked, briefs=tuple(brief for brief, _ in looked_at))
    for name in sorted({each.name for each in errors_of(found)}):
        checked = leave_out(checked, {each.place.path for each in errors_of(found) if each.name == name}, name)
    return checked, found


def _files_of(brief: CheckedBrief, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The files of a brief that have wording, each path with its text: its page, its posting plan, what lies beside."""
    posts = [brief.posts[0].place().path] if brief.posts else []
    beside = [each.path for each in brief.beside]
    return tuple((path, texts[path]) for path in (brief.page.path, *posts, *beside))


def _look_at(
    brief: CheckedBrief, files: tuple[tuple[str, str], ...], reader: _Reader
) -> tuple[CheckedBrief, tuple[Diagnostic, ...]]:
    """The brief without what must not go out as it is worded, and what is odd about its wording."""
    texts = dict(files)
    writings = writings_of(brief, reader.settings, texts)
    told = [*(each for writing in writings for each in reader.look_at(writing))]
    whole = _without_posts(brief.without_files({each.place.path for each in errors_of(told)}), writings, told)
    return whole, (*told, *reader.look_at_campaign(brief, writings))


class _Reader:
    """Looks at writings in any language, with what is made ready for each language once."""

    def __init__(self, settings: Checked) -> None:
        self.settings, self._reading = settings, settings.wording.reading
        self._finders: dict[str, Finder] = {}

    def look_at(self, writing: Writing) -> Iterator[Diagnostic]:
        """What is odd about one writing by itself."""
        yield from words_to_avoid(writing, self._finder(writing.language))
        yield from shouted_words(writing, known_short_forms(self._reading, writing.language))
        yield from marks_to_avoid(writing)
        yield from waivers_in_text(writing)
        if self._reading:
            yield from long_sentences(writing, self._reading)

    def look_at_campaign(self, brief: CheckedBrief, writings: tuple[Writing, ...]) -> Iterator[Diagnostic]:
        """What is odd about a campaign as a whole."""
        language = writings[0].language
        yield from without_helpline_card(brief, self.settings)
        if self._reading:
            yield from unexplained_short_forms(writings, known_short_forms(self._reading, language))
            yield from hard_to_read(writings[0], self._reading)
            yield from one_sided(brief, balance_of(brief, self.settings), self.settings.hub.balance)
        for writing in writings:
            if brief.easy_read and writing.source.path == brief.easy_read.path:
                yield from too_long_for_easy_read(writing)

    def _finder(self, language: str) -> Finder:
        if language not in self._finders:
            self._finders[language] = Finder(self.settings.wording, language)
        return self._finders[language]


def _without_posts(brief: CheckedBrief, writings: Iterable[Writing], told: list[Diagnostic]) -> CheckedBrief:
    """The brief without the posts in which an error stands."""
    wrong = {each.place for each in errors_of(told)}
    bad = {
        part.post
        for writing in writings
        for part in writing.parts
        if part.post is not None and any(writing.holds(part, place) for place in wrong)
    }
    return replace(brief, posts=tuple(post for post in brief.posts if post.position not in bad)) if bad else brief
