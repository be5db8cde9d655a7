"""The hashtags that stand in posts: whether each platform takes them for the tags that they are meant to be."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..diagnostics import Diagnostic, report
from ..validate.checked import CheckedPost
from ..validate.platforms import Platform

__all__ = ["BROKEN_TAG", "HASHTAG", "tag_faults", "tags_not_linked"]

LETTER = r"[\p{L}\p{M}\p{Nd}_]"
BEFORE = r"(?<![\p{L}\p{M}\p{Nd}_&/])#"
HASHTAG = regex.compile(rf"{BEFORE}(?=[\p{{M}}\p{{Nd}}_]*\p{{L}}){LETTER}+")
"""A hashtag in a post, with its `#`: letters, marks, digits and underscores, and one letter at least."""
# A mark inside a tag ends it there; what follows a tag's last apostrophe can be a plain 's.
BROKEN_TAG = regex.compile(rf"{BEFORE}({LETTER}+(?:[-\u2010-\u2015+&'\u2019]{LETTER}{{2,}})+)")
# Digits alone are a tag nowhere. #1 and #12 are ranks and numbers, and meant to be.
NUMBER_TAG = regex.compile(rf"{BEFORE}([\p{{Nd}}_]{{3,}})(?!{LETTER})")
CLUSTER = regex.compile(r"\X")


def tag_faults(checked: CheckedPost, words: str, platform: Platform) -> Iterator[Diagnostic]:
    """Tags in `words` that `platform` would cut or not take at all, and more of them than it takes: errors."""
    for tag in (*BROKEN_TAG.findall(words), *NUMBER_TAG.findall(words)):
        yield report("tag-not-legal", checked.place("text"), given=tag)
    rule = platform.hashtags
    if rule is None:
        return
    tags = HASHTAG.findall(words)
    for tag in dict.fromkeys(tags):
        if rule.longest is not None and (length := len(CLUSTER.findall(tag[1:]))) > rule.longest:
            facts = {"platform": platform.name, "given": tag, "length": length, "limit": rule.longest}
            yield report("tag-too-long", checked.place("text"), **facts)
    if rule.max is not None and len(tags) > rule.max:
        facts = {"platform": platform.name, "count": len(tags), "limit": rule.max, "over": len(tags) - rule.max}
        yield report("post-too-many-tags", checked.place("text"), **facts)


def tags_not_linked(checked: CheckedPost, words: str, platform: Platform) -> Iterator[Diagnostic]:
    """Tags that `platform` shows as plain words because of what stands before them: warnings."""
    if platform.hashtags is None or not platform.hashtags.after_space:
        return
    for found in HASHTAG.finditer(words):
        before = words[found.start() - 1 : found.start()]
        if before and not before.isspace():
            facts = {"platform": platform.name, "given": found.group(), "before": before}
            yield report("tag-not-linked", checked.place("text"), **facts)
