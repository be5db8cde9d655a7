"""Texts reduced to their words, so that the same words are found however they are set, packed or punctuated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

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
APOSTROPHES = str.maketrans(dict.fromkeys("\u02b9\u02bb\u02bc\u02bd", " "))
RUN = 8
"""Words in a row that two texts do not share by chance."""
LETTERS_A_WORD = 3
"""Letters of a script without spaces that say about as much as a word."""


def normal(text: str) -> str:
    """`text` as words with one space around each: without case, accents, punctuation, layout and hidden marks."""
    if text.isascii():
        words = text.encode("ascii").translate(PLAIN).decode("ascii").split()
    else:
        plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
        # Hangul comes apart into its letters like others into letter and accent, and has to come together again.
        words = WORD.findall(unicodedata.normalize("NFC", UNSEEN.sub("", plain)).casefold())
    return f" {' '.join(words)} "


def weight(phrase: str) -> float:
    """How many words a text in normal form counts for; three letters of a script without spaces are about one."""
    return sum(1 if UNSPACED_LETTER.match(word) else LETTERS_A_WORD for word in phrase.split()) / LETTERS_A_WORD


def runs(text: str) -> Iterator[str]:
    """Every run of words of `text` in normal form that is long enough to be told by; all of a shorter text."""
    words = normal(text).split()
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
