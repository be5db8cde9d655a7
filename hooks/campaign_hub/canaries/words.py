"""Texts reduced to their words, so that the same words are found however they are set, packed or punctuated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, groupby

import regex

__all__ = ["normal", "runs", "weight"]

# Scripts that put no spaces between words: every letter counts for itself.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
WORD = regex.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
UNSPACED_LETTER = regex.compile(rf"[{UNSPACED}]")
# ASCII in lower case with spaces for all but letters and digits: most of a site, ten times as fast as a pattern.
PLAIN = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(128)).ljust(256)
# Marks above and below letters, Arabic's lengthening stroke, soft hyphens, zero-width marks, marks of direction and
# variant selectors: they part or dress a word for a machine and not for an eye.
UNSEEN = regex.compile(r"[\p{Mn}\u0640\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
APOSTROPHES = "\u02b9\u02bb\u02bc\u02bd"
LONGEST_KNOWN = 1000
"""Letters of a line up to which its words are kept for when it comes again."""
RUN = 8
"""Words in a row that two texts do not share by chance."""
LETTERS_A_WORD = 3
"""Letters of a script without spaces that say about as much as a word."""


def normal(text: str) -> str:
    """`text` as words with one space around each: without case, accents, punctuation, layout and hidden marks."""
    if text.isascii():
        return f" {_plain_words(text)} "
    # No letter changes for what stands on another line, and most lines have nothing but plain letters.
    lines = groupby(text.split("\n"), str.isascii)
    some = ((_plain_words("\n".join(each)),) if plain else map(_words_of, each) for plain, each in lines)
    return f" {' '.join(filter(None, chain.from_iterable(some)))} "


def _plain_words(text: str) -> str:
    return " ".join(text.encode("ascii").translate(PLAIN).decode("ascii").split())


def _words_of(line: str) -> str:
    """The words of `line` with a space between them; a line of a page or a post stands in several files."""
    return _known_words(line) if len(line) < LONGEST_KNOWN else _any_words(line)


def _any_words(line: str) -> str:
    for apostrophe in APOSTROPHES:
        line = line.replace(apostrophe, " ")
    # Hangul comes apart into its letters like others into letter and accent, and has to come together again.
    bare = UNSEEN.sub("", unicodedata.normalize("NFKD", line))
    return " ".join(WORD.findall(unicodedata.normalize("NFC", bare).casefold()))


_known_words = lru_cache(maxsize=8192)(_any_words)


def weight(phrase: str) -> float:
    """How many words a text in normal form counts for; three letters of a script without spaces are about one."""
    return sum(1 if UNSPACED_LETTER.match(word) else LETTERS_A_WORD for word in phrase.split()) / LETTERS_A_WORD


def runs(text: str) -> Iterator[str]:
    """Every run of words of `text` in normal form that is long enough to be told by; all of a shorter text."""
    whole = normal(text)
    words = whole.split()
    if not UNSPACED_LETTER.search(whole):
        yield from (
            f" {' '.join(words[start : start + RUN])} "
            for start in range(max(len(words) - RUN + 1, min(len(words), 1)))
        )
        return
    weights = [1 if UNSPACED_LETTER.match(word) else LETTERS_A_WORD for word in words]
    end = held = 0
    for start, weight in enumerate(weights):
        while end < len(words) and held < RUN * LETTERS_A_WORD:
            held += weights[end]
            end += 1
        if start and held < RUN * LETTERS_A_WORD:
            return
        yield f" {' '.join(words[start:end])} "
        held -= weight
