"""What the organisation itself says in public, looked through once for each of its texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..memory import Memory

__all__ = ["OwnWords"]

APART = frozenset[tuple[str, str]]
"""Phrases that a text says, with an empty word, and words of theirs that it says outside of them."""


class OwnWords:
    """Texts in normal form. What one of them says is worked out anew only where it was changed."""

    def __init__(self, texts: Iterable[str], memory: Memory | None = None) -> None:
        self._texts, self._memory = tuple(texts), memory or Memory()

    def say(self, phrase: str) -> bool:
        """Whether one of the texts has `phrase`, in normal form."""
        return any(phrase in text for text in self._texts)

    def of(self, phrases: Collection[str]) -> APART:
        """Which of a few short `phrases` they say, and which of their words they say elsewhere."""
        wanted = self._memory.same("short phrases", frozenset(phrases))
        return frozenset(each for text in self._texts for each in self._memory.of(_said, text, wanted))


def _said(text: str, phrases: frozenset[str]) -> APART:
    words = set(text.split())
    found: set[tuple[str, str]] = set()
    for phrase in phrases:
        parts = [part for part in phrase.split() if part in words]
        is_said = len(parts) == phrase.count(" ") - 1 and phrase in text
        rest = text.replace(phrase, "  ") if is_said else text
        found |= {(phrase, part) for part in parts if not is_said or f" {part} " in rest}
        found |= {(phrase, "")} if is_said else set()
    return frozenset(found)
