"""Where a text may be broken into lines, and where it is best broken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import budoux
import regex

from .direction import BETWEEN_DIGITS, numbers_in_order

__all__ = ["Unit", "balanced", "count_lines", "units"]

BREAKABLE_SPACE = regex.compile(r"[ \t\n\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000]+")
NO_BREAK_SPACE = regex.compile(r"[\u00a0\u2007\u202f]")
NUMBER = regex.compile(r"^(?=.*\p{Nd})[^\p{L}]+$")
NUMBER_ENDS = regex.compile(r"[\p{Nd}%‰°+]$")
SYMBOL = regex.compile(r"^[\p{Pd}\p{S}%‰/&]+$")
SHORT_WORD = regex.compile(r"^[\p{L}\p{M}]{1,5}$")
SENTENCE_END = regex.compile(r"[.!?…:;؟।][\p{Pe}\p{Pf}\x22']*$")
CLAUSE_END = regex.compile(r"[,،\p{Pd}]$")
ADDRESS = regex.compile(r"^(\w+://)?[\w-]+(\.[\w-]+)+(/[\w.~%-]+)+/?$")
AFTER_SLASH = regex.compile(r"(?<=[\w.~%-]/)(?=\w)")
AFTER_HYPHEN = regex.compile(r"(?<=\w-)(?=\w)")
STEP = 20
"""Characters from which on a step of a web address may be broken after its hyphens too."""
DIGIT = regex.compile(r"\p{Nd}")
SPACELESS = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}]")
PIECE = regex.compile(r"[#@][\p{L}\p{M}\p{N}_]+|\p{Nd}[\p{Nd}\p{Pd}.,:/%]*|[A-Za-z]+|\X")
# A Thai syllable may begin with these vowels and may not begin with those; U+0E4C silences what precedes it.
# Three of its vowels need a consonant after them, and a silent ห stands before the one that it belongs to.
OPENS = regex.compile(r"([เแโใไ\p{Ps}\p{Pi}]|[\u0e31\u0e37\u0e47][\u0e48-\u0e4b]?)$")
LED = regex.compile(r"ห[งญนมยรลว]\p{M}*$")
STAYS = regex.compile(r"^([ะาำๅๆฯ\p{Pe}\p{Pf}\p{Po}]|\p{L}\p{M}*\u0e4c)")
SYLLABLE_STARTS = regex.compile(r"^[เแโใไ]")
SYLLABLE_ENDS = regex.compile(r"[ะๆำฯ]$")
MODELS = (
    (regex.compile(r"\p{Thai}"), cache(budoux.load_default_thai_parser)),
    (regex.compile(r"[\p{Hiragana}\p{Katakana}]"), cache(budoux.load_default_japanese_parser)),
    (regex.compile(r"\p{Han}"), cache(budoux.load_default_simplified_chinese_parser)),
)
LONE = 0.75
"""Share of a line below which a last word by itself looks forgotten."""
NUMBERS = 18
"""Characters up to which numbers in a row are kept together: a long telephone number has fewer."""
EDGE = 1e-6
"""Ems by which sums in another order may differ."""
LONGEST = 16
"""Pieces in a row without a sure place to break, after which any place between them will do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands together on a line: `space` parts it from the next, `cost` is that of a break after it."""

    text: str
    space: bool
    cost: float = 0.0


@lru_cache(maxsize=1024)
def units(text: str) -> tuple[Unit, ...]:
    """`text` in the smallest pieces that a line may begin and end with.

    Words and the steps of web addresses, but numbers with what they belong to: "1 in 3", "410,000 to 740,000"
    and "0800 123 456" are one piece each.
    Scripts without spaces are broken between words, as a small model knows them, or at syllables that their spelling
    shows, else between grapheme clusters.
    """
    words = [NO_BREAK_SPACE.sub("\u00a0", word) for word in BREAKABLE_SPACE.split(text.strip()) if word]
    found: list[Unit] = []
    opening = False
    groups = _groups(words)
    runs_back = numbers_in_order(text) != text
    for at, group in enumerate(groups):
        pieces = _pieces(group[0]) if len(group) == 1 else [_joined(group, runs_back=runs_back)]
        # "4.2 million" by itself may stand on two lines; within a sentence its number would hang in the air.
        follows = groups[at + 1][0] if at + 1 < len(groups) > 2 else ""
        found += [Unit(piece, space=False) for piece in pieces[:-1]]
        found.append(Unit(pieces[-1], space=True, cost=_cost(group[-1], follows) + (0.1 if opening else 0.0)))
        opening = SENTENCE_END.search(group[-1]) is not None
    return tuple(found)


def _joined(group: list[str], *, runs_back: bool) -> str:
    """A piece of several words; in a text from right to left its digits must not change places."""
    return BETWEEN_DIGITS.sub("\u00a0", " ".join(group)) if runs_back else " ".join(group)


def _groups(words: list[str]) -> list[list[str]]:
    """The words of each piece; a mere row of numbers is divided where it grows too long for any line."""
    groups: list[list[str]] = []
    held = _held(words)
    for index, word in enumerate(words):
        if index and held[index - 1] and (held[index - 1] > 1 or len(" ".join([*groups[-1], word])) <= NUMBERS):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _held(words: list[str]) -> list[int]:
    """For each word how firmly the next stays on its line: 0 not, 1 as two numbers in a row, 2 always."""
    held = [0] * len(words)
    numbers = [NUMBER.match(word) is not None for word in words]
    for index in range(len(words) - 1):
        if SYMBOL.match(words[index + 1]) or (numbers[index + 1] and SYMBOL.match(words[index])):
            held[index] = 2
        if not (numbers[index] and NUMBER_ENDS.search(words[index])):
            continue
        for between in range(3):
            target = index + 1 + between
            if target < len(words) and numbers[target]:
                held[index:target] = [2] * (target - index) if between else [max(held[index], 1)]
            if target >= len(words) or not SHORT_WORD.match(words[target]):
                break
    return held


def _cost(word: str, follows: str) -> float:
    """A line that ends with its sentence reads well; one with "a" or "of", or a number before its unit, does not."""
    if SENTENCE_END.search(word):
        return -0.12
    if CLAUSE_END.search(word):
        return -0.04
    if follows and NUMBER.match(word) and NUMBER_ENDS.search(word) and not NUMBER.match(follows):
        return 0.45
    return 0.06 if len(word) <= 2 else 0.0


def _pieces(word: str) -> list[str]:
    if ADDRESS.match(word):
        steps = AFTER_SLASH.split(word)
        return [piece for step in steps for piece in (AFTER_HYPHEN.split(step) if len(step) > STEP else [step])]
    if not SPACELESS.search(word):
        return [word]
    joined: list[str] = []
    starts, at, count = _word_starts(word), 0, 0
    for piece in PIECE.findall(word):
        begins, at = at in starts, at + len(piece)
        if joined and not _breaks(joined[-1], piece, sure=count < LONGEST, begins=begins):
            joined[-1] += piece
            count += 1
        else:
            joined.append(piece)
            count = 1
    return joined


def _word_starts(text: str) -> frozenset[int]:
    """Where words begin in a text without spaces, for the scripts of which there is a model of words."""
    for script, load in MODELS:
        if script.search(text):
            return frozenset(accumulate(len(word) for word in load().parse(text)))
    return frozenset()


def _breaks(before: str, after: str, *, sure: bool, begins: bool) -> bool:
    if OPENS.search(before) or STAYS.search(after) or LED.search(before[-1] + after):
        return False
    if NO_BREAK_SPACE.search(before[-1] + after[0]):
        return False
    if not sure:
        return True
    if DIGIT.search(before[-1] + after[0]):
        return False
    if not (SPACELESS.match(after) and SPACELESS.search(before[-1])):
        return True
    return begins or SYLLABLE_STARTS.search(after) is not None or SYLLABLE_ENDS.search(before) is not None


def count_lines(widths: tuple[float, ...], spaces: tuple[float, ...], limit: float) -> int | None:
    """How many lines of `limit` the units need; None if one of them is wider than that."""
    lines, used = 1, 0.0
    for index, width in enumerate(widths):
        if width > limit:
            return None
        with_it = used + (spaces[index - 1] if used else 0.0) + width
        if with_it > limit:
            lines, used = lines + 1, width
        else:
            used = with_it
    return lines


def balanced(
    widths: tuple[float, ...], spaces: tuple[float, ...], costs: tuple[float, ...], limit: float
) -> list[tuple[int, int]]:
    """The units' ranges on the fewest lines of `limit`, as even as can be, without a lone short last word.

    Every unit has to fit: `count_lines` gives a number for the same widths and limit.
    """
    total = count_lines(widths, spaces, limit) or 1
    if total == 1:
        return [(0, len(widths))]
    least = _least_ends(widths, spaces, limit, total)
    ends = list(accumulate(width + space for width, space in zip(widths, spaces, strict=True)))
    starts = [0.0, *ends]
    size = len(widths)
    # best[k][j]: least cost of the first j units on k lines, and where the last of these lines starts
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for line in range(1, total + 1):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[line - 1].items():
            for end in range(start + 1, size + 1):
                width = ends[end - 1] - spaces[end - 1] - starts[start]
                if width > limit + EDGE:
                    break
                if end < least[line]:
                    continue
                last = end == size
                here = cost + ((limit - width) / limit) ** 2 + (0.0 if last else costs[end - 1])
                here += 1.0 if last and start and end - start == 1 and width < LONE * limit else 0.0
                if end not in row or here < row[end][0]:
                    row[end] = (here, start)
        best.append(row)
    return _walk_back(best, size)


def _least_ends(widths: tuple[float, ...], spaces: tuple[float, ...], limit: float, total: int) -> list[int]:
    """For each number of lines, how many units have to stand on them at least for the others to fit below."""
    least = [len(widths)]
    for _ in range(total):
        start, used = least[-1], 0.0
        while start and used + widths[start - 1] <= limit + EDGE:
            used += widths[start - 1] + (spaces[start - 2] if start > 1 else 0.0)
            start -= 1
        least.append(start)
    return least[::-1]


def _walk_back(best: list[dict[int, tuple[float, int]]], size: int) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    end = size
    for row in reversed(best[1:]):
        start = row[end][1]
        ranges.append((start, end))
        end = start
    return ranges[::-1]
