"""How long sentences are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Reading, for_language
from .masks import BLANK
from .writing import Writing

__all__ = ["long_sentences", "sentences_in", "words_in"]

MARK = r"[.!?\u2026\u3002\uff01\uff1f\u061f]+(?=[\s\x00)\u00bb\u201d\"'*_]|\Z)"
# A sentence ends at its mark, at an empty line, and where a heading, a list's entry or a table's row begins.
END = re.compile(MARK + r"|:[ \t]*\n|\n[ \t]*(?:\n|[-*+#|>] ?|\d{1,3}[.)] )")
# A post has no paragraphs that run over several lines.
END_IN_POST = re.compile(MARK + r"|\n")
NO_WORDS = BLANK + " .,:;!?()[]*_-#|/\u2013\u2014\u2026\u00bf\u00a1"


def long_sentences(writing: Writing, reading: Reading) -> Iterator[Diagnostic]:
    """Each sentence that has more words than the advice for its language allows."""
    limit = for_language(reading.longest_sentence, writing.language)
    if limit is None:
        return
    source = reading.title_of(limit.source)
    for start, sentence in sentences_in(writing):
        # No word is shorter than a letter and a space.
        if len(sentence) > 2 * limit.most and (count := len(words_in(sentence))) > limit.most:
            lead = len(sentence) - len(sentence.lstrip(" \t\n-*+#>"))
            yield report("sentence-long", writing.place(start + lead), count=count, most=limit.most, source=source)


def sentences_in(writing: Writing) -> Iterator[tuple[int, str]]:
    """The sentences of the running words, each with where it begins in them."""
    posts = any(part.post is not None for part in writing.parts)
    begin, plain = 0, writing.plain
    for end in (END_IN_POST if posts else END).finditer(plain):
        yield begin, plain[begin : end.start()]
        begin = end.end()
    yield begin, plain[begin:]


def words_in(sentence: str) -> list[str]:
    """What stands between spaces, without marks and without what is blanked out."""
    return [word for each in sentence.split() if (word := each.strip(NO_WORDS))]
