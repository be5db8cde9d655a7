"""Texts reduced to their words, so that the same words are found however they are set, packed or punctuated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

__all__ = ["normal", "runs"]

# Scripts that put no spaces between words: every letter counts for itself.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
WORD = regex.compile(rf"[{UNSPACED}]\p{{M}}*|[^\W_{UNSPACED}]+")
# ASCII in lower case with spaces for all but letters and digits: most of a site, ten times as fast as a pattern.
PLAIN = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(128)).ljust(256)
# Soft hyphens and zero-width marks, which split a word for a machine and not for an eye.
INVISIBLE = regex.compile(r"[\u00ad\u034f\u200b-\u200f\u2060\ufeff]")
RUN = 8
"""Words in a row that two texts do not share by chance."""
UNSPACED_RUN = 24
"""Letters in a row of a script without spaces, about as many words."""


def normal(text: str) -> str:
    """`text` as words with one space around each: without case, punctuation, layout and ways of composing letters."""
    if text.isascii():
        words = text.encode("ascii").translate(PLAIN).decode("ascii").split()
    else:
        words = WORD.findall(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold())
    return f" {' '.join(words)} "


def runs(text: str) -> Iterator[str]:
    """Every run of words of `text` in normal form that is long enough to be told by; all of a shorter text."""
    words = normal(text).split()
    letters = sum(len(word) == 1 for word in words)
    length = UNSPACED_RUN if letters * 2 > len(words) else RUN
    for start in range(max(1, len(words) - length + 1)):
        yield f" {' '.join(words[start : start + length])} "
