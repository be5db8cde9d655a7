"""How long sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Reading, for_language
from .masks import BLANK
from .writing import Writing

__all__ = ["NO_WORDS", "long_sentences", "sentences_in", "too_long_for_easy_read", "words_in"]

MARKS = r".!?\u2026\u3002\uff01\uff1f\u061f"
AFTER = rf"[{MARKS}]*(?=[\s\x00)\u00bb\u201d\"'*_]|\Z)"
# A sentence ends at its mark, at an empty line, and where a heading, a list's entry or a table's row begins. Each
# pattern begins with one set of letters, because such a pattern is found far sooner.
END = re.compile(rf"[{MARKS}:\n](?:(?<=[{MARKS}]){AFTER}|(?<=:)[ \t]*\n|(?<=\n)[ \t]*(?:\n|[-*+#|>] ?|\d{{1,3}}[.)] ))")
# A post has no paragraphs that run over several lines.
END_IN_POST = re.compile(rf"[{MARKS}\n](?:(?<=\n)|(?<=[{MARKS}]){AFTER})")
NO_WORDS = ".,:;!?()[]*_-#|/\u2013\u2014\u2026\u00bf\u00a1"
"""What a word may have around it and is not made of."""

EASY_READ_WORDS = 15
"""No more than ten to fifteen words a sentence: "Accessible communication formats" (gov.uk), on easy read; more than
fifteen are hard to read: "Making written information easier to understand" (Department of Health, 2010)."""


def long_sentences(writing: Writing, reading: Reading) -> Iterator[Diagnostic]:
    """Each sentence that has more words than the advice for its language allows."""
    limit = for_language(reading.longest_sentence, writing.language)
    sentences = sentences_in(writing) if limit else []
    if limit is None or not any(_may_have_more(each, limit.most) for each in sentences):
        return
    start = 0
    for sentence in sentences:
        start = writing.plain.index(sentence, start)
        if _may_have_more(sentence, limit.most) and (count := len(words_in(sentence))) > limit.most:
            lead = len(sentence) - len(sentence.lstrip(" \t\n-*+#>"))
            source = reading.title_of(limit.source)
            yield report("sentence-long", writing.place(start + lead), count=count, most=limit.most, source=source)
        start += len(sentence)


def too_long_for_easy_read(writing: Writing) -> Iterator[Diagnostic]:
    """Each sentence of an easy-read version that has more words than the guidance for such versions allows."""
    start = 0
    for sentence in sentences_in(writing):
        start = writing.plain.index(sentence, start)
        if (count := len(words_in(sentence))) > EASY_READ_WORDS:
            lead = len(sentence) - len(sentence.lstrip())
            yield report("easy-read-sentence-long", writing.place(start + lead), count=count, most=EASY_READ_WORDS)
        start += len(sentence)


def _may_have_more(sentence: str, most: int) -> bool:
    """Whether there are as many spaces as more than `most` words need: counting those takes no time."""
    return len(sentence) > 2 * most and sentence.count(" ") + sentence.count("\n") + sentence.count("\t") >= most


def sentences_in(writing: Writing) -> list[str]:
    """The sentences of the running words, in their order."""
    posts = any(part.post is not None for part in writing.parts)
    return (END_IN_POST if posts else END).split(writing.plain)


def words_in(sentence: str) -> list[str]:
    """What stands between spaces, without marks and without what is blanked out."""
    return [word for each in sentence.split() if (word := each.strip(BLANK + NO_WORDS))]
