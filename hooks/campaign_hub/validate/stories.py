"""Read stories: their fields, and for itself their consent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..load import Located, RawStory
from ..memory import Memory
from .checked import CheckedStory, Consent
from .identifiers import Known, identifiers_in
from .schema import nearest, read_as
from .story import ConsentRecord, Story

__all__ = ["read_stories"]

OWN_CHANNELS = ("website", "link_preview", "kit", "print", "press")
"""The channels that are no platform's."""
WILDCARDS = frozenset({"all", "any", "everything", "everywhere"})
"""Words for every channel at once: the gate tells of them."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp")
CAN_PUBLISH = ("given", "renewed")
LONGEST_REMARK = 500
"""Characters of a line of the record that are looked at: a longer one is no remark."""
OPEN_REMARK = re.compile(
    r"(?:^|\s)(?P<remark>#.*?\b(?P<word>pending|awaiting|waiting|not yet|to do|todo|tbc|tbd|unclear|unsigned)\b)",
    re.IGNORECASE,
)


def read_stories(
    stories: Iterable[RawStory],
    campaigns: frozenset[str],
    platforms: Collection[str] | None,
    known: Known,
    told: list[Diagnostic],
    memory: Memory,
) -> tuple[tuple[CheckedStory, ...], list[Diagnostic]]:
    """Read all stories. `told` is what loading reported: one error in a story's folder, and it is not sound.

    `platforms` are the ids of those that there are, None where they can't be read. `known` is what a story may
    name without giving anybody away.
    """
    raws = tuple(stories)
    read = [memory.of(_looked_at, raw, campaigns, platforms, known) for raw in raws]
    found = [each for _, _, more in read for each in more]
    consents = [consent for _, consent, _ in read]
    found += _one_record_twice(zip(raws, consents, strict=True))
    wrong = errors_of([*told, *found])
    checked = [
        memory.of(CheckedStory, raw, story, consent, _doubt(raw, story, wrong))
        for raw, (story, consent, _) in zip(raws, read, strict=True)
    ]
    return tuple(checked), found


def _looked_at(
    raw: RawStory, campaigns: Collection[str], platforms: Collection[str] | None, known: Known
) -> tuple[Story | None, Consent, tuple[Diagnostic, ...]]:
    """One story by itself: its fields, its consent, and all that is odd about them."""
    found: list[Diagnostic] = []
    story, consent = _read(raw, found)
    found += [*_unknown_channels(raw, consent, platforms)]
    found += [*_unknown_campaigns(raw, story, campaigns), *_photo(raw, story), *_remarks(raw, consent)]
    found += identifiers_in(raw, consent, known)
    return story, consent, tuple(found)


def _doubt(raw: RawStory, story: Story | None, wrong: list[Diagnostic]) -> str | None:
    folder = raw.page.path.removesuffix("/index.md") + "/"
    files = {media.path for media in raw.media}
    names = [each.name for each in wrong if (each.place.path + "/").startswith(folder) or each.place.path in files]
    return names[0] if names else "story-unreadable" if story is None else None


def _read(raw: RawStory, found: list[Diagnostic]) -> tuple[Story | None, Consent]:
    fields = raw.page.fields
    if fields is None:
        return None, None
    rest = {name: value for name, value in fields.data.items() if name != "consent"}
    story, more = read_as(Story, Located(rest, fields.places, fields.keys, fields.spoilt), also=("consent",))
    consent, still_more = _consent(fields)
    found += [*more, *still_more]
    return story, consent


def _consent(fields: Located) -> tuple[Consent, list[Diagnostic]]:
    given = fields.data.get("consent")
    if isinstance(given, bool) or (given is None and "consent" not in fields.data):
        return given, []
    if isinstance(given, dict):
        record, found = read_as(ConsentRecord, fields, ("consent",))
        return (record,) if record else None, found
    if isinstance(given, list) and given and all(isinstance(each, dict) for each in given):
        read = [read_as(ConsentRecord, fields, ("consent", at)) for at in range(len(given))]
        records = tuple(record for record, _ in read if record)
        return (records if len(records) == len(given) else None), [each for _, found in read for each in found]
    return None, [report("consent-not-a-record", fields.place("consent"))]


def _unknown_campaigns(raw: RawStory, story: Story | None, campaigns: Collection[str]) -> Iterator[Diagnostic]:
    for at, slug in enumerate(story.campaigns if story else ()):
        if slug not in campaigns and raw.page.fields:
            place = raw.page.fields.place("campaigns", at)
            yield report("campaign-unknown", place, given=slug, known=", ".join(sorted(campaigns)) or "none yet")


def _unknown_channels(raw: RawStory, consent: Consent, platforms: Collection[str] | None) -> Iterator[Diagnostic]:
    fields = raw.page.fields
    if fields is None or platforms is None:
        return
    known = {*OWN_CHANNELS, *platforms} - {"opengraph"}
    for person, record in enumerate(consent if isinstance(consent, tuple) else ()):
        spot = ("consent", person) if isinstance(fields.data["consent"], list) else ("consent",)
        for at, channel in enumerate(record.channels or ()):
            if channel not in known | WILDCARDS:
                facts = {"given": channel, "what": "channels", "suggestion": nearest(channel, sorted(known))}
                yield report("name-unknown", fields.place(*spot, "channels", at), **facts)


def _photo(raw: RawStory, story: Story | None) -> Iterator[Diagnostic]:
    fields = raw.page.fields
    if story is None or story.photo is None or fields is None:
        return
    if not any(each.path == str(PurePosixPath(raw.page.path).parent / story.photo) for each in raw.media):
        yield report("photo-missing", fields.place("photo"), given=story.photo)
    elif not story.photo.lower().endswith(PICTURES):
        yield report("photo-not-a-picture", fields.place("photo"), given=story.photo)
    if story.photo_alt is None:
        yield report("photo-without-alt", fields.place("photo"))


def _remarks(raw: RawStory, consent: Consent) -> Iterator[Diagnostic]:
    """Remarks beside a record that could publish, and that sound as if it should not yet."""
    fields = raw.page.fields
    if fields is None or not isinstance(consent, tuple) or not any(each.status in CAN_PUBLISH for each in consent):
        return
    first = fields.key_place("consent").line
    after = [place.line for way, place in fields.keys.items() if len(way) == 1 and place.line > first]
    last = min([*after, raw.page.body_line - 1])
    for number, line in enumerate(raw.text.split("\n")[first - 1 : last - 1], first):
        if remark := OPEN_REMARK.search(line[:LONGEST_REMARK]):
            place = Place(raw.page.path, number, remark.start("remark") + 1)
            yield report("consent-comment", place, given=remark["word"])


def _one_record_twice(stories: Iterable[tuple[RawStory, Consent]]) -> Iterator[Diagnostic]:
    places: dict[str, list[Place]] = defaultdict(list)
    for raw, consent in stories:
        for at, record in enumerate(consent if isinstance(consent, tuple) else ()):
            if record.record_id and raw.page.fields:
                listed = isinstance(raw.page.fields.data["consent"], list)
                spot = ("consent", at) if listed else ("consent",)
                places[record.record_id].append(raw.page.fields.place(*spot, "record_id"))
    for spots in places.values():
        for place in spots if len(spots) > 1 else ():
            yield report("record-twice", place, others=", ".join(str(other) for other in spots if other != place))
