"""gate: the one place that decides what of a story may be public.

Nothing else makes a `PublishedStory`, and no later stage takes anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from ..copy_digest import copy_digest
from ..diagnostics import Diagnostic, Place, report
from ..load import Media, RawStory
from ..load.entries import SPEAKERS
from ..validate import Checked, CheckedStory
from ..validate.organisation import ConsentPolicy
from ..validate.story import ConsentRecord
from .rules import CAN_PUBLISH, Refusal, decide

__all__ = ["Gated", "PublishedStory", "Refusal", "WithheldStory", "decide", "gate"]

DAYS_OF_NOTICE = 60
"""How long before its end an editor is told that a consent lapses."""
PLACED = ("title", "campaigns", "shown_name", "quote", "photo", "photo_alt")
"""The fields of a story that something can be wrong with later."""
BARE_FLAG = ConsentRecord(status="given", channels=("website",))
"""What a bare `consent: true` lets out where the organisation accepts it: the words, on the website."""


@dataclass(frozen=True, slots=True)
class PublishedStory:
    """What consent lets out of one story, and nothing more: the record itself stays behind.

    `body` is empty where the words are not covered, `quote` and `photo` None where those are not. `channels` is
    every channel that all the people in the story agreed to, `recipients` every partner that all of them named.
    `until` is the first day on which it must be gone. `places` says where its fields stand.
    """

    slug: str
    title: str
    campaigns: tuple[str, ...]
    language: str
    shown_name: str | None
    quote: str | None
    photo: Media | None
    photo_alt: str | None
    photo_focus: tuple[int, ...] | None
    photo_credit: str | None
    content_note: str | None
    body: str
    channels: frozenset[str]
    until: date | None
    places: Mapping[str, Place]
    recipients: frozenset[str] = frozenset()

    @property
    def speaks(self) -> bool:
        """Whether it is no story, but somebody who speaks for the organisation under their own name."""
        return self.slug.startswith(SPEAKERS)

    def allows(self, channel: str) -> bool:
        """Whether the story may come out on `channel`."""
        return channel in self.channels

    def is_for(self, partner: str) -> bool:
        """Whether `partner` may be handed what the story's channels let out: the people in it named it for that."""
        return self.allows("kit") and partner in self.recipients

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of all that is public of the story, and where."""
        photo = (self.photo.sha256, self.photo_alt, self.photo_credit) if self.photo else None
        said = (self.slug, self.title, self.shown_name, self.quote, self.body, self.content_note, photo)
        where = (sorted(self.channels), sorted(self.recipients), self.campaigns)
        return hashlib.sha256(repr((said, where)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class WithheldStory:
    """A story that stays back, with why; `raw` is kept only to look for it in what was built."""

    raw: RawStory
    name: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Gated:
    """All stories, each on one side of the gate.

    `shown` are the public ones as they were read, with only the words that their consent covers; `kept_back` has the
    other words of those that have some. Both are there to look for in what was built. `speaking` are the people who
    may be named on a spokesperson's sheet: nobody else may be, not even inside the organisation.
    """

    published: tuple[PublishedStory, ...]
    withheld: tuple[WithheldStory, ...]
    shown: tuple[RawStory, ...] = ()
    kept_back: tuple[RawStory, ...] = ()
    speaking: tuple[PublishedStory, ...] = ()

    @property
    def released(self) -> tuple[PublishedStory, ...]:
        """Everything that consent lets out: of stories, and of people who speak."""
        return (*self.published, *self.speaking)


def gate(checked: Checked, as_of: datetime) -> tuple[Gated, list[Diagnostic]]:
    """Put every story on one side: what its consent lets out, or nothing at all."""
    published: list[PublishedStory] = []
    withheld: list[WithheldStory] = []
    found: list[Diagnostic] = []
    for story in (*checked.stories, *checked.people):
        refusals = [*_refusals(story, checked, as_of)]
        found += [report(no.name, place, **dict(no.facts)) for place, no in refusals]
        names = [story.doubt] if story.doubt else [no.name for _, no in refusals]
        if names:
            doubtful = story.doubt is not None or any(no.doubtful for _, no in refusals)
            withheld.append(WithheldStory(story.raw, names[0], doubtful))
        else:
            published.append(_release(story, checked.hub.language))
            found += _ending(story, as_of.date())
    hidden = {media.sha256: other.raw for other in withheld for media in other.raw.media}
    published = [_without_withheld_photo(story, hidden, found) for story in published]
    raw = {story.raw.slug: story.raw for story in (*checked.stories, *checked.people)}
    halves = [_halves(raw[story.slug], story) for story in published]
    kept_back = tuple(rest for _, rest in halves if rest)
    stories = tuple(each for each in published if not each.speaks)
    speaking = tuple(each for each in published if each.speaks)
    return Gated(stories, tuple(withheld), tuple(shown for shown, _ in halves), kept_back, speaking), found


def _halves(raw: RawStory, story: PublishedStory) -> tuple[RawStory, RawStory | None]:
    """A public story's words that its consent covers, and those that it does not."""
    fields = raw.page.fields
    covered = {"quote": story.quote, "photo_alt": story.photo_alt, "photo_credit": story.photo_credit}
    dropped = {name for name, value in covered.items() if value is None and fields and fields.data.get(name)}
    if fields is None or not (dropped or (raw.page.body.strip() and not story.body)):
        return raw, None
    kept = {name: value for name, value in fields.data.items() if name not in dropped}
    rest = {name: value for name, value in fields.data.items() if name in dropped}
    bodies = (raw.page.body, "") if story.body else ("", raw.page.body)
    shown, other = (
        replace(raw, page=replace(raw.page, fields=replace(fields, data=data), body=body), text=body)
        for data, body in zip((kept, rest), bodies, strict=True)
    )
    return shown, replace(other, media=(), besides=())


def _without_withheld_photo(
    story: PublishedStory, hidden: Mapping[str, RawStory], found: list[Diagnostic]
) -> PublishedStory:
    """The story without its photo where the same file lies in a withheld story's folder: it may show that person."""
    other = hidden.get(story.photo.sha256) if story.photo else None
    if other is None:
        return story
    place = story.places["photo"]
    found.append(report("photo-also-withheld", place, story=other.slug or other.page.path))
    return replace(story, photo=None, photo_alt=None)


def _ending(story: CheckedStory, today: date) -> Iterator[Diagnostic]:
    """Tell of a consent that ends soon, in time to ask the person again."""
    for person, record in enumerate(story.consent if isinstance(story.consent, tuple) else ()):
        if record.expires_on and (left := (record.expires_on - today).days) <= DAYS_OF_NOTICE:
            place = story.consent_place(person, "expires_on")
            yield report("consent-ends-soon", place, expires=record.expires_on, days=left)


def _refusals(story: CheckedStory, checked: Checked, as_of: datetime) -> Iterator[tuple[Place, Refusal]]:
    """What keeps a story back. What made it doubtful was reported where it was found."""
    consent, policy = story.consent, checked.hub.consent
    if isinstance(consent, tuple):
        for person, record in enumerate(consent):
            for no in decide(record, as_of, policy, checked.tombstones):
                yield story.consent_place(person, no.field), no
            if story.story and not story.doubt:
                yield from _story_and_record(story, person, record, checked)
    elif consent is True and policy.policy != "flag":
        yield story.consent_place(0), Refusal("consent-bare-flag", doubtful=True)
    elif consent is True and not checked.tombstones.readable:
        yield story.consent_place(0), Refusal("consent-list-unreadable", doubtful=True)
    elif consent is False:
        yield story.consent_place(0), Refusal("consent-refused")
    elif consent is None and not story.doubt:
        yield Place(story.raw.page.path), Refusal("consent-none")


def _story_and_record(
    checked_story: CheckedStory, person: int, record: ConsentRecord, checked: Checked
) -> Iterator[tuple[Place, Refusal]]:
    """What keeps a story back because it is not what the record is about."""
    story, raw = checked_story.story, checked_story.raw
    if story is None or record.status not in CAN_PUBLISH:
        return
    fields = raw.page.fields
    if record.identity == "anonymous" and story.shown_name and fields:
        yield fields.place("shown_name"), Refusal("consent-name-not-agreed", doubtful=True)
    if record.identity not in (None, "anonymous") and not story.shown_name:
        facts = (("identity", record.identity),)
        yield (
            checked_story.consent_place(person, "identity"),
            Refusal("consent-name-missing", doubtful=True, facts=facts),
        )
    language = story.language or checked.hub.language
    if record.languages is not None and not any(_covers(each, language) for each in record.languages):
        place = checked_story.consent_place(person, "languages")
        yield place, Refusal("consent-language", facts=(("language", language),))
    yield from _approved_copy(checked_story, person, record, checked.hub.consent)


def _covers(agreed: str, language: str) -> bool:
    """Whether what was agreed for `agreed` holds for `language`: `en` covers `en-GB`, but not the other way."""
    return language == agreed or language.startswith(f"{agreed}-")


def _approved_copy(
    story: CheckedStory, person: int, record: ConsentRecord, policy: ConsentPolicy
) -> Iterator[tuple[Place, Refusal]]:
    if record.copy_sha256 is None and not policy.require_copy_sha256:
        return
    facts = (("field", "copy_sha256"), ("digest", copy_digest(story.raw.page, story.raw.media)))
    if record.copy_sha256 is None:
        yield story.consent_place(person), Refusal("consent-copy-digest-missing", doubtful=True, facts=facts)
    elif record.copy_sha256 != facts[1][1]:
        yield story.consent_place(person, "copy_sha256"), Refusal("consent-copy-changed", facts=facts)


def _release(checked_story: CheckedStory, site_language: str) -> PublishedStory:
    """What all the people in the story agreed to; a bare flag covers words on the website alone."""
    story, raw, consent = checked_story.story, checked_story.raw, checked_story.consent
    if story is None:
        raise TypeError("a story without fields is always withheld")
    records = consent if isinstance(consent, tuple) else (BARE_FLAG,)
    channels = frozenset.intersection(*(frozenset(each.channels or ()) for each in records))
    media = frozenset.intersection(*(frozenset(each.media) for each in records))
    photo = next((each for each in raw.media if each.path.endswith(f"/{story.photo}")), None)
    with_photo = "photo" in media and photo is not None
    return PublishedStory(
        slug=raw.slug,
        title=story.title,
        campaigns=story.campaigns,
        language=story.language or site_language,
        shown_name=story.shown_name,
        quote=story.quote if "quote" in media else None,
        photo=photo if with_photo else None,
        photo_alt=story.photo_alt if with_photo else None,
        photo_focus=story.photo_focus if with_photo else None,
        photo_credit=story.photo_credit if with_photo else None,
        content_note=story.content_note,
        body=raw.page.body if "text" in media else "",
        channels=channels,
        recipients=frozenset.intersection(*(frozenset(each.recipients) for each in records)),
        until=min((each.expires_on for each in records if each.expires_on), default=None),
        places={field: raw.page.fields.place(field) for field in PLACED} if raw.page.fields else {},
    )
