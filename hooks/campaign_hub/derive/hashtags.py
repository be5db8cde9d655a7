"""Whether a campaign's hashtags are used as they are listed, and read as they are meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

import regex

from ..diagnostics import Diagnostic, report
from ..validate.brief import Hashtag
from ..validate.checked import CheckedBrief
from .post_tags import BROKEN_TAG, HASHTAG
from .posts import FilledPost

__all__ = ["check_hashtags", "shared_tags"]

FRESH = timedelta(days=183)
"""How long a look at what else a tag is used for holds: six months."""
LONGEST_WORD = 12
"""Letters of a tag in small letters alone that can still be one word."""
WORDS = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{Nd}+|\p{Lo}+")
YEAR = regex.compile(r"(?<!\p{Nd})(?:19|20)\p{Nd}{2}(?!\p{Nd})")


def check_hashtags(
    brief: CheckedBrief,
    posts: Iterable[FilledPost],
    shared: Mapping[str, str],
    unwanted: Collection[str],
    today: date,
) -> Iterator[Diagnostic]:
    """Everything odd about the hashtags of one campaign: warnings and notices, never an error.

    `shared` has its official tags that another campaign has too, in small letters, with that campaign;
    `unwanted` are the words that no tag should read as.
    """
    used = {tag[1:].casefold() for post in posts for tag in HASHTAG.findall(post.text)}
    yield from _not_listed(brief)
    for at, hashtag in enumerate(brief.brief.hashtags):
        place = brief.place("hashtags", at, "tag")
        if used and hashtag.role != "community" and hashtag.tag.casefold() not in used:
            yield report("tag-idle", place, given=hashtag.tag)
        if hashtag.role == "official" and (other := shared.get(hashtag.tag.casefold())):
            yield report("tag-shared", place, given=hashtag.tag, campaign=other)
        for name, facts in _oddities(hashtag, brief, unwanted, today):
            yield report(name, place, given=hashtag.tag, **facts)


def shared_tags(briefs: Iterable[CheckedBrief]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By campaign its official tags, in small letters, that another has too, each with the first such campaign.

    Campaigns of which one follows the other may share theirs: the tag goes on, and their days tell them apart.
    """
    briefs = tuple(briefs)
    follows = {brief.slug: brief.brief.before.campaign for brief in briefs if brief.brief.before}
    lines = {brief.slug: {*_earlier(brief.slug, follows)} for brief in briefs}
    having: dict[str, list[str]] = defaultdict(list)
    for brief in briefs:
        for tag in _officials(brief):
            having[tag].append(brief.slug)
    others = {
        brief.slug: {
            tag: [each for each in having[tag] if brief.slug not in lines[each] and each not in lines[brief.slug]]
            for tag in _officials(brief)
        }
        for brief in briefs
    }
    return {slug: tuple((tag, some[0]) for tag, some in found.items() if some) for slug, found in others.items()}


def _officials(brief: CheckedBrief) -> list[str]:
    return sorted({each.tag.casefold() for each in brief.brief.hashtags if each.role == "official"})


def _earlier(slug: str, follows: Mapping[str, str]) -> Iterator[str]:
    """The campaign and those that it follows, each once."""
    seen = {slug: None}
    while (slug := follows.get(slug, slug)) not in seen:
        seen[slug] = None
    return iter(seen)


def _not_listed(brief: CheckedBrief) -> Iterator[Diagnostic]:
    """Tags that posts write out: each has to be listed, in the same letters."""
    listed = {hashtag.tag.casefold(): hashtag.tag for hashtag in brief.brief.hashtags}
    for post in (part for whole in brief.posts for part in whole.parts()):
        for tag in dict.fromkeys(each[1:] for each in HASHTAG.findall(BROKEN_TAG.sub("", post.post.text))):
            meant = listed.get(tag.casefold())
            if meant is None:
                yield report("tag-not-listed", post.place("text"), given=tag)
            elif meant != tag:
                yield report("tag-other-case", post.place("text"), given=tag, meant=meant)


def _oddities(
    hashtag: Hashtag, brief: CheckedBrief, unwanted: Collection[str], today: date
) -> Iterator[tuple[str, dict[str, object]]]:
    """What is odd about one tag by itself: a diagnostic's name and what it says."""
    years = range(brief.brief.starts.year, brief.brief.ends.year + 1)
    yield from (("tag-other-year", {"year": year}) for year in YEAR.findall(hashtag.tag) if int(year) not in years)
    if hashtag.checked_on is None:
        yield "tag-unchecked", {}
    elif hashtag.checked_on < today - FRESH:
        yield "tag-check-old", {"day": hashtag.checked_on}
    if len(hashtag.tag) > LONGEST_WORD and regex.fullmatch(r"[\p{Ll}\p{M}\p{Nd}_]+", hashtag.tag):
        yield "tag-without-capitals", {}
    for word in _read_across(hashtag.tag, unwanted):
        yield "tag-reads-otherwise", {"word": word}


def _read_across(tag: str, unwanted: Collection[str]) -> Iterator[str]:
    """Those of `unwanted` that `tag` reads as once its capitals are gone: across its words, not inside one of them."""
    ends = [found.end() for found in WORDS.finditer(tag)]
    for word in unwanted:
        start = tag.casefold().find(word)
        if start >= 0 and any(start < end < start + len(word) for end in ends):
            yield word
