"""Who speaks for a campaign: each sheet with its lines from the brief's messages, and what of it may be public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..diagnostics import Diagnostic, Place, report
from ..gate import PublishedStory
from ..memory import Memory
from ..validate.brief import Brief, Message, Post, Source
from ..validate.checked import Checked, CheckedBrief, CheckedPost, CheckedSpokesperson
from ..validate.organisation import HubSettings
from ..validate.platforms import Platform
from ..validate.spokespeople import DISCLOSURE
from ..validate.spokesperson import Contact, HardQuestion, PersonalPost
from .counting import length_of
from .fold import seen_of
from .language import direction_of, speech_for
from .links import tagged
from .post_checks import PostChecks
from .post_texts import local_values, text_for
from .posts import FilledPost
from .when import moment_of

__all__ = ["Answer", "KeyLine", "Saying", "Sheet", "Speaker", "Speakers", "speakers_of"]

OWN_CHANNELS = frozenset({"website", "link_preview", "kit", "print", "press"})
"""The channels of a consent record that are no platform's."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a card for a quotation is made of: the words, whose they are, and what the photo shows."""

    quote: str
    shown_name: str
    photo_alt: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a public sheet lets everybody know: the role, its topics and audiences, and whom to ask.

    `said` is the role's own quotation, once it was approved; `place` is where it stands. `person` is who agreed to be
    named, as far as the consent record goes, and `attributed` the name with the role, as the language has it.
    """

    slug: str
    role: str
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    contact: Contact | None
    said: str | None
    place: Place
    person: PublishedStory | None = None
    attributed: str | None = None

    @property
    def card(self) -> str:
        """The id of the card with the quotation, where there is one."""
        return f"spokesperson-{self.slug}"

    @property
    def saying(self) -> Saying | None:
        """The quotation: the named person's before the role's, since somebody stands for it."""
        if self.person and self.person.quote:
            return Saying(self.person.quote, self.attributed or self.role, self.person.photo_alt)
        return Saying(self.said, self.role) if self.said else None

    @property
    def quoted(self) -> PublishedStory | None:
        """Whoever the quotation is of, where it is a named person's: it goes only where they agreed to."""
        return self.person if self.person and self.person.quote else None

    @property
    def shown(self) -> str:
        """The role, with the name where the kit page may have it: both a page of this site and the platforms' page."""
        person = self.person
        is_covered = person and person.allows("website") and not OWN_CHANNELS.issuperset(person.channels)
        return self.attributed if self.attributed and is_covered else self.role

    @property
    def is_named(self) -> bool:
        """Whether the kit page names anybody."""
        return self.shown != self.role


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line to keep in mind: a message of the campaign and what it rests on."""

    message: Message
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A hard question with its answer, and the message that the bridge leads to."""

    asked: HardQuestion
    message: Message


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet, for the organisation alone. `person` is who is named, while the consent for it is in force."""

    checked: CheckedSpokesperson
    brief: CheckedBrief
    audiences: tuple[str, ...]
    lines: tuple[KeyLine, ...]
    answers: tuple[Answer, ...]
    posts: tuple[FilledPost, ...]
    person: PublishedStory | None


class Speakers(NamedTuple):
    """Every sheet, and by campaign what of the public ones anybody may know."""

    sheets: tuple[Sheet, ...]
    public: Mapping[str, tuple[Speaker, ...]]

    def of(self, campaign: str) -> tuple[Speaker, ...]:
        """Who may be asked for in public on the campaign."""
        return self.public.get(campaign, ())


def speakers_of(
    checked: Checked, people: Iterable[PublishedStory], today: date, memory: Memory
) -> tuple[Speakers, list[Diagnostic]]:
    """All spokespeople, and which of their posts can't go out; `people` are those whom consent lets out."""
    if not checked.spokespeople:
        return Speakers((), {}), []
    named = {each.slug: each for each in people}
    briefs = {brief.slug: brief for brief in checked.briefs}
    settings = checked.settings(memory)
    held = [(each, briefs[each.sheet.campaign]) for each in checked.spokespeople if each.sheet.campaign in briefs]
    made = [memory.of(_sheet, each, brief, named.get(each.person), settings) for each, brief in held]
    sheets = memory.same("sheets", tuple(sheet for sheet, _ in made))
    public: dict[str, tuple[Speaker, ...]] = {}
    for each, brief in held:
        if each.sheet.public:
            speaker = memory.of(_speaker, each, brief, named.get(each.person), today, settings)
            public[brief.slug] = (*public.get(brief.slug, ()), speaker)
    speakers = {slug: memory.same(f"speakers {slug}", some) for slug, some in public.items()}
    inside = [each for each, _ in held if each.person in named and not each.sheet.public]
    found = [report("spokesperson-inside", each.place()) for each in inside]
    return Speakers(sheets, speakers), [*found, *(each for _, told in made for each in told)]


def _speaker(
    checked: CheckedSpokesperson, brief: CheckedBrief, person: PublishedStory | None, today: date, settings: Checked
) -> Speaker:
    sheet = checked.sheet
    word = speech_for(brief.brief.language or settings.hub.language, settings.words)
    name = person.shown_name if person else None
    approved = sheet.quote_approved_on is not None and sheet.quote_approved_on <= today
    return Speaker(
        slug=checked.slug,
        role=sheet.role,
        topics=sheet.topics,
        audiences=_audiences(checked, brief.brief),
        contact=sheet.public_contact,
        said=sheet.quote if approved else None,
        place=checked.place("quote"),
        person=person,
        attributed=word("speaker_named", name=name, role=sheet.role) if name else None,
    )


def _sheet(
    checked: CheckedSpokesperson, brief: CheckedBrief, person: PublishedStory | None, settings: Checked
) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    messages = {each.id: each for each in brief.brief.messages}
    filler = _PersonalPosts(checked, brief.brief, settings.hub, settings.platforms.platforms, [])
    posts = tuple(post for at in range(len(checked.sheet.posts)) for post in filler.fill(at))
    sheet = Sheet(
        checked=checked,
        brief=brief,
        audiences=_audiences(checked, brief.brief),
        lines=tuple(_line(messages[name], brief.brief) for name in checked.sheet.key_lines),
        answers=tuple(Answer(each, messages[each.to]) for each in checked.sheet.questions),
        posts=posts,
        person=person,
    )
    return sheet, tuple(filler.found)


def _audiences(checked: CheckedSpokesperson, brief: Brief) -> tuple[str, ...]:
    names = {each.id: each.name for each in brief.audiences}
    return tuple(names[each] for each in checked.sheet.audiences)


def _line(message: Message, brief: Brief) -> KeyLine:
    return KeyLine(message, tuple(brief.sources[name] for name in message.sources))


@dataclass(frozen=True, slots=True)
class _PersonalPosts:
    """Fills the posts of one sheet as those of the campaign are, and collects in `found` what is wrong with them."""

    checked: CheckedSpokesperson
    brief: Brief
    hub: HubSettings
    platforms: Mapping[str, Platform]
    found: list[Diagnostic]

    def fill(self, at: int) -> Iterator[FilledPost]:
        """The post at that position, on each platform on which it can go out."""
        written = self.checked.sheet.posts[at]
        post = CheckedPost(self._post(written), self.checked.located.below("posts"), at)
        for name in written.platforms:
            platform = self.platforms[name]
            link = tagged(
                self.brief.call_to_action.url,
                platform,
                campaign=self.checked.sheet.campaign,
                content=f"{written.id}-{self.checked.slug}",
                tagging=self.hub.links.tagging,
            )
            yield from self._on(post, name, platform, link)

    def _post(self, written: PersonalPost) -> Post:
        """The post as one of the campaign's would be, with the disclosure in its place; nobody plans its hour."""
        text = written.text.replace(DISCLOSURE, self.checked.sheet.disclosure or "")
        return Post(id=written.id, at="starts, 12:00", platforms=written.platforms, text=text, message=written.message)

    def _on(self, post: CheckedPost, name: str, platform: Platform, link: str) -> Iterator[FilledPost]:
        if platform.text is None:
            return
        direction = direction_of(self.brief.language or self.hub.language)
        text = text_for(post.post, self.brief, platform, link, local_values(self.hub.local, direction))
        wrong = PostChecks(self.brief, self.hub, None, self.hub.local).faults(post, text, platform, link, text)
        self.found.extend(wrong)
        if not wrong:
            yield FilledPost(
                id=post.post.id,
                platform=name,
                at=self._any_time(post.post.at),
                audience=None,
                text=text,
                length=length_of(text, platform.text.counting),
                limit=platform.text.limit,
                link=link,
                card=None,
                alt=None,
                seen=seen_of(text, platform),
            )

    def _any_time(self, at: str) -> datetime:
        return moment_of(at, self.brief, ZoneInfo(self.hub.time_zone))
