"""What would give a story away: its words, its names, its address, its consent record and its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from ..load import RawStory
from ..memory import Memory
from .internal import INTERNAL_FOLDER, INTERNAL_SAID, of_internal
from .own_words import OwnWords
from .phrases import NAME_SHOWN, RUN_SAID, Hit, phrases_of
from .words import normal

__all__ = [
    "INTERNAL_FOLDER",
    "INTERNAL_SAID",
    "RECORD_SHOWN",
    "Canaries",
    "Hit",
    "OwnWords",
    "Sayings",
    "of_internal",
    "of_published",
    "records_of",
]

RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
RECORD_SHOWN = "the consent record"
MOST_SHORT = 3
"""Words of a phrase that anybody may use."""


class Canaries:
    """Phrases in normal form, each of some story, made once and looked for in one pass over each text."""

    def __init__(self, phrases: Mapping[str, Hit]) -> None:
        self._hits = list(phrases.values())
        self._search = AhoCorasick(list(phrases)) if phrases else None

    def in_text(self, text: str) -> set[Hit]:
        """What of the stories `text` holds."""
        return self.in_words(normal(text)) if self._search else set()

    def in_words(self, words: str) -> set[Hit]:
        """What of the stories a text in normal form holds."""
        if self._search is None:
            return set()
        found = self._search.find_matches_as_indexes(words, overlapping=True)
        return {self._hits[number] for number, _, _ in found}


class Sayings:
    """What withheld stories say, by what it tells of them beside what is public."""

    def __init__(self, withheld: Iterable[RawStory], public: Iterable[RawStory], own: OwnWords, memory: Memory) -> None:
        """`own` is what the organisation itself says in public."""
        self._own = own
        self._withheld = [memory.of(phrases_of, story) for story in withheld]
        self._public = [memory.of(phrases_of, story) for story in public]
        in_stories = OwnWords((memory.of(normal, story.page.body) for story in public), memory)
        said = {phrase for phrases in self._public for phrase in phrases}
        self._kept = {
            phrase: hit for phrases in self._withheld for phrase, hit in phrases.items() if phrase not in said
        }
        whole = (phrase for phrase, hit in self._kept.items() if hit.what == NAME_SHOWN and phrase.count(" ") > 2)
        self._joined = {f" {''.join(phrase.split())} " for phrase in whole}
        short = frozenset(phrase for phrase in self._kept if phrase.count(" ") <= MOST_SHORT + 1)
        self._said, self._told = own.of(short), in_stories.of(short)

    @property
    def telling(self) -> dict[str, Hit]:
        """What no public story says, without what tells nobody anything: see `perhaps`."""
        return {phrase: hit for phrase, hit in self._kept.items() if not self._is_common(phrase, hit)}

    @property
    def perhaps(self) -> dict[str, Hit]:
        """What the organisation's own texts may mean otherwise.

        That is a single word that they or public stories use, a few words that they use too, and a title of two or
        three words that they also use apart. A name of more than one word is never common.
        """
        return {phrase: hit for phrase, hit in self._kept.items() if self._is_common(phrase, hit)}

    @property
    def shared(self) -> dict[str, Hit]:
        """What just one withheld story and one public one say, and the organisation's own texts do not.

        What more of them say, such as that they are invented, is nobody's.
        """
        tellers = Counter(phrase for phrases in (*self._withheld, *self._public) for phrase in phrases)
        said = {phrase for phrases in self._public for phrase in phrases}
        return {
            phrase: hit
            for phrases in self._withheld
            for phrase, hit in phrases.items()
            if phrase in said and tellers[phrase] == 2 and hit.what == RUN_SAID and not self._own.say(phrase)
        }

    def _is_common(self, phrase: str, hit: Hit) -> bool:
        words = phrase.split()
        if len(words) == 1:
            # A whole name written as one word, such as a hashtag, is nobody's common word.
            return phrase not in self._joined and ((phrase, "") in self._said or (phrase, "") in self._told)
        if len(words) > MOST_SHORT or hit.what == NAME_SHOWN or (phrase, "") not in self._said:
            return False
        if hit.what in ("the quotation", RUN_SAID):
            return True
        return hit.what != "the address" and all((phrase, word) in self._said for word in words)


def of_published(public: Iterable[RawStory], memory: Memory) -> dict[str, Hit]:
    """What one public story alone says: what several say, such as that they are invented, is nobody's.

    A name or title of a word or two is no sign here: the story is public, and others have the name too.
    """
    tellers: Counter[str] = Counter()
    phrases: dict[str, Hit] = {}
    for story in public:
        own = memory.of(phrases_of, story)
        tellers.update(own.keys())
        phrases |= own
    return {phrase: hit for phrase, hit in phrases.items() if tellers[phrase] == 1 and phrase.count(" ") > 3}


def records_of(stories: Iterable[RawStory], withdrawn: Iterable[str] = ()) -> dict[str, Hit]:
    """The consent records of `stories` and those `withdrawn`, none of which is ever shown anywhere."""
    named = {record: story.slug or story.page.path for story in stories for record in RECORD.findall(story.whole_text)}
    named = dict.fromkeys(withdrawn, "a withdrawn one") | named
    return {normal(record): Hit(story, RECORD_SHOWN) for record, story in named.items()}
