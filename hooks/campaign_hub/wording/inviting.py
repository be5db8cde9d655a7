"""Whether a campaign's posts only tell, or ask and invite too, and whether it speaks of itself or to its readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, report
from ..validate import Checked, CheckedBrief
from ..validate.organisation import BalancePolicy
from ..validate.word_lists import for_language, for_language_and_wider
from .finding import lowered

__all__ = ["Balance", "balance_of", "one_sided"]

FEWEST_POSTS = 6
"""With fewer, a share says little."""
FEWEST_WORDS = 8
"""Words for us and for the reader together; with fewer, a share says little."""
ENDS = "[?\uff1f\u061f]"
"""Question marks."""
SLOT = re.compile(r"\{[^{}\s]*\}|#\w+")
SHORT_FORM = re.compile(r"\b[A-Z]{2,}\b")
"""Such as US, which is no word for us."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How many of a campaign's `posts` ask or invite, and how often its posts and messages say "we" and "you".

    `ours` and `yours` are None in a language without lists of those words.
    """

    asking: int
    posts: int
    ours: int | None = None
    yours: int | None = None


def balance_of(brief: CheckedBrief, settings: Checked) -> Balance:
    """Count what `brief` asks and whom it speaks of, by the lists of its language.

    A post counts with the message that it carries. Of "we" and "you" whole words are counted, in posts without what
    fills their slots, and in each message once; languages that say it by a verb's ending say it more often than that.
    """
    language = brief.brief.language or settings.hub.language
    reading = settings.wording.reading
    invitations = for_language_and_wider(reading.invitations, language) if reading else []
    asking = _asking(brief, [word for some in invitations for word in some])
    ours, yours = (for_language(words, language) for words in (reading.ours, reading.yours)) if reading else ((), ())
    if not ours or not yours:
        return Balance(asking, len(brief.posts))
    texts = [each.in_one().post.text for each in brief.posts] + [each.text for each in brief.brief.messages]
    said = "\n".join(lowered(SHORT_FORM.sub(" ", SLOT.sub(" ", text))) for text in texts)
    return Balance(asking, len(brief.posts), len(_words(ours).findall(said)), len(_words(yours).findall(said)))


def _asking(brief: CheckedBrief, invitations: list[str]) -> int:
    """How many posts ask or invite."""
    messages = {each.id: each.text for each in brief.brief.messages}
    texts = [f"{each.in_one().post.text} {messages.get(each.post.message or '', '')}" for each in brief.posts]
    asking = re.compile(ENDS + (f"|{_words(invitations).pattern}" if invitations else ""))
    return sum(asking.search(SLOT.sub(" ", lowered(text))) is not None for text in texts)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(lowered(each)) for each in words)})\b")


def one_sided(brief: CheckedBrief, balance: Balance, least: BalancePolicy) -> Iterator[Diagnostic]:
    """A notice where too few posts ask or invite, and one where a campaign speaks of itself more than to its readers.

    Advice asks for both and gives no number, so that the limits are the organisation's own.
    """
    if balance.posts >= FEWEST_POSTS and balance.asking * 100 < balance.posts * least.asking_percent:
        place, percent = brief.posts[0].place("text"), least.asking_percent
        yield report("posts-only-tell", place, inviting=balance.asking, count=balance.posts, percent=percent)
    if balance.ours is None or balance.yours is None:
        return
    both = balance.ours + balance.yours
    if both >= FEWEST_WORDS and balance.yours * 100 < both * least.you_percent:
        place = brief.place("messages", 0, "text")
        yield report("more-we-than-you", place, ours=balance.ours, yours=balance.yours)
