"""Blank out what is not the organisation's own running words, so that no advice on wording is given on it.

Quotations are somebody else's words, and addresses, hashtags, names and code are called what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["BLANK", "masked"]

BLANK = "\x00"
"""Stands for each letter that is blanked out: no letter, no space, and never in a text."""

# Inside one paragraph and not without end, so that a quotation mark that is never closed hides little and costs little.
INSIDE = r"(?:[^{}\n]|\n(?![ \t]*\n)){{1,400}}?"
# Each begins with a letter of its own and not with a set of them, because such a pattern is found far sooner.
NOT_OURS = re.compile(
    "|".join(
        (
            r"`[^`\n]{1,300}`",
            r"<[/]?[A-Za-z][^<>\n]{0,300}>",
            r"\]\([^)\n]{0,500}\)",
            r"https?://[^\s<>()\[\]\"']+",
            r"www\.[^\s<>()\[\]\"']+",
            r"#[\w.-]*\w",
            r"@[\w.-]*\w",
            r"\{[^{}\n]{0,60}\}",
            '"' + INSIDE.format('"') + '"',
            "“" + INSIDE.format("”") + "”",
            "«" + INSIDE.format("»") + "»",
            "„" + INSIDE.format("“”") + "[“”]",
            "\u2018(?:[^\u2018\u2019\n]|\u2019(?=\\w)){1,300}\u2019",
        )
    )
)
BLOCK_QUOTE = re.compile(r"^ {0,3}>.*(?:\n(?![ \t]*$).+)*", re.MULTILINE)
FENCES = (("<!--", "-->"), ("```", "```"), ("~~~", "~~~"))


def masked(text: str, names: Iterable[str]) -> str:
    """`text`, as long as before, without quotations, addresses, hashtags, handles, slots, code and `names`."""
    for opening, closing in FENCES:
        if opening in text:
            text = _without_fenced(text, opening, closing)
    for name in names:
        if name in text:
            text = text.replace(name, BLANK * len(name))
    if ">" in text:
        text = BLOCK_QUOTE.sub(_blank, text)
    return NOT_OURS.sub(_blank, text)


def _without_fenced(text: str, opening: str, closing: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        kept += [text[at:start], _hidden(text[start : end + len(closing)])]
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def _blank(found: re.Match[str]) -> str:
    return _hidden(found[0])


def _hidden(text: str) -> str:
    """As many blanks, with the ends of lines where they were."""
    return "\n".join(BLANK * len(line) for line in text.split("\n")) if "\n" in text else BLANK * len(text)
