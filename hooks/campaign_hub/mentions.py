"""Find what the organisation's own texts say of a withheld story, on the line where they say it.

verify would find it in the built site and keep no site at all; here the page, post or card that says it is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .canaries import Canaries, Hit, Sayings, of_published
from .diagnostics import Diagnostic, Place
from .gate import Gated, PublishedStory
from .leaving_out import leave_out, pictures_of
from .load import Page
from .load.internal import InternalSource
from .load.spokespeople import is_about_spokespeople
from .memory import Memory
from .public_words import own_words
from .searching import Search
from .validate import Checked, CheckedBrief, CheckedPost
from .validate.checked import CheckedPartner, CheckedSpokesperson

__all__ = ["Mentions"]


class Mentions:
    """What would give away the stories that were withheld, and where the organisation says it."""

    def __init__(self, checked: Checked, gated: Gated, memory: Memory) -> None:
        self._checked, self._gated, self._memory = checked, gated, memory
        back = [*(story.raw for story in gated.withheld), *gated.kept_back]
        self._public = gated.shown
        sayings = Sayings(back, self._public, own_words(checked, memory), memory)
        telling = sayings.telling
        self.telling = self._canaries(telling)
        # A single word may be a word of a template's or a setting's own.
        self._telling_at_length = self._canaries(
            {phrase: hit for phrase, hit in telling.items() if phrase.count(" ") > 2}
        )
        self._perhaps = self._canaries(sayings.perhaps)
        self._shared = self._canaries(sayings.shared)

    def _canaries(self, phrases: dict[str, Hit]) -> Canaries:
        return self._memory.of(Canaries, self._memory.same("phrases", phrases))

    def leave_out(self) -> tuple[Checked, list[Diagnostic]]:
        """The content without the pages, briefs, posts, plans and sheets that give a withheld story away, and where.

        A name of one word may be a common word: it is told of as a warning and leaves nothing out. A post that shows
        a story's card or leads to its page goes only where the story may, and may say of that story what it likes.
        Internal files that do so are shown to nobody.
        """
        checked, memory = self._checked, self._memory
        search = memory.of(_search, self.telling, self._perhaps)
        found = [each for page in checked.pages for each in memory.of(_in_page, page, search)]
        found += [each for brief in checked.briefs for each in memory.of(_in_brief, brief, search)]
        found += [each for partner in checked.partners for each in memory.of(_in_partner, partner, search)]
        found += [each for sheet in checked.spokespeople for each in memory.of(_in_sheet, sheet, search)]
        for media in pictures_of(checked):
            found += memory.of(_in_name, media.path, search)
        found += self._beyond()
        found += self._in_assets()
        found += self._in_public_stories()
        inside = [each for source in checked.internal for each in memory.of(_in_internal, source, self.telling)]
        kept = _without(checked, {each.place for each in found if each.severity == "error"})
        return _with_unshown(kept, frozenset(each.place.path for each in inside)), [*found, *inside]

    def _beyond(self) -> Iterator[Diagnostic]:
        """Where a brief or a post says what a story says that is public, but not everywhere that they come out.

        A brief's fields come out on cards and in texts for each of its platforms, what follows them on its page alone.
        """
        words = self._canaries(of_published(self._public, self._memory))
        published = {story.slug: story for story in self._gated.released}
        beyond = self._memory.same("beyond consent", _Beyond(words, published))
        for brief in self._checked.briefs:
            partners = tuple(each for each in self._checked.partners if brief.slug in each.partner.campaigns)
            yield from self._memory.of(_beyond_consent, brief, partners, beyond)
        for partner in self._checked.partners:
            yield from self._memory.of(_partner_beyond_consent, partner, beyond)
        briefs = {brief.slug: brief for brief in self._checked.briefs}
        for sheet in self._checked.spokespeople:
            partners = tuple(each for each in self._checked.partners if sheet.sheet.campaign in each.partner.campaigns)
            of = briefs.get(sheet.sheet.campaign)
            yield from self._memory.of(_sheet_beyond_consent, sheet, of, partners, beyond)

    def _in_assets(self) -> Iterator[Diagnostic]:
        search = Search((self._telling_at_length, "story-given-away"))
        for path, text in self._checked.asset_texts.items():
            if self._telling_at_length.in_text(text):
                yield from search.in_text(text, Place(path))

    def _in_public_stories(self) -> Iterator[Diagnostic]:
        """Where a public story says what a withheld one says too: the same person's words may stand in both."""
        search = Search((self._shared, "story-said-twice"))
        for story in self._public:
            yield from search.in_text(story.page.body, Place(story.page.path, story.page.body_line))


@dataclass(frozen=True, slots=True)
class _Beyond:
    """What public stories say, and the stories."""

    words: Canaries
    published: Mapping[str, PublishedStory]

    def search(
        self, platforms: Collection[str], partners: Iterable[CheckedPartner] = (), post: CheckedPost | None = None
    ) -> Search:
        """A search for what a text may not say that comes out on `platforms`, in `partners`' kits and all over."""
        handed_to = [each.slug for each in partners]

        def is_allowed(slug: str) -> bool:
            story = self.published.get(slug)
            if story is None:
                return False
            everywhere = _goes_everywhere(story) and all(map(story.allows, platforms))
            return bool(post and post.tells_of(slug)) or (everywhere and all(map(story.is_for, handed_to)))

        return Search((self.words, "story-beyond-consent"), told=is_allowed)


def _beyond_consent(
    brief: CheckedBrief, partners: tuple[CheckedPartner, ...], beyond: _Beyond
) -> tuple[Diagnostic, ...]:
    """The same for one brief and the `partners` that have a kit of it: its fields and posts come out in those, too."""
    platforms = {each.id for audience in brief.brief.audiences for each in audience.platforms}
    page, everywhere = brief.page, beyond.search(platforms, partners)
    found = [*beyond.search(()).in_text(page.body, Place(page.path, page.body_line))]
    found += everywhere.in_text(page.path, Place(page.path))
    found += everywhere.in_fields(page.fields, ()) if page.fields else ()
    for post in brief.posts:
        takers = [each for each in partners if not set(each.partner.places).isdisjoint(post.post.platforms)]
        found += beyond.search(post.post.platforms, takers, post).in_post(post)
    # What people choose of a plan, they may share anywhere.
    found += everywhere.in_fields(brief.plan.located, ()) if brief.plan else ()
    found += beyond.search(()).in_easy_read(brief.easy_read) if brief.easy_read else ()
    if brief.video:
        found += beyond.search(brief.video.fields.platforms).in_video(brief.video, brief.brief)
    return tuple(found)


def _partner_beyond_consent(partner: CheckedPartner, beyond: _Beyond) -> tuple[Diagnostic, ...]:
    return tuple(beyond.search(partner.partner.places, (partner,)).in_fields(partner.located, ()))


def _sheet_beyond_consent(
    sheet: CheckedSpokesperson, brief: CheckedBrief | None, partners: tuple[CheckedPartner, ...], beyond: _Beyond
) -> tuple[Diagnostic, ...]:
    """What a sheet says as the role's own words comes out on its campaign's cards, on all its platforms."""
    audiences = brief.brief.audiences if brief else ()
    platforms = {each.id for audience in audiences for each in audience.platforms}
    platforms |= {name for post in sheet.sheet.posts for name in post.platforms}
    return tuple(beyond.search(platforms, partners).in_fields(sheet.located, ()))


def _goes_everywhere(story: PublishedStory) -> bool:
    return story.allows("website") and story.allows("kit") and story.allows("link_preview")


def _search(telling: Canaries, perhaps: Canaries) -> Search:
    return Search((telling, "story-given-away"), (perhaps, "story-perhaps-named"))


def _in_page(page: Page, search: Search) -> tuple[Diagnostic, ...]:
    return tuple(search.in_page(page))


def _in_brief(brief: CheckedBrief, search: Search) -> tuple[Diagnostic, ...]:
    found = [*search.in_page(brief.page)]
    for post in brief.posts:
        found += search.without(post.tells_of).in_post(post)
    found += search.in_fields(brief.plan.located, ()) if brief.plan else ()
    found += search.in_easy_read(brief.easy_read) if brief.easy_read else ()
    found += search.in_video(brief.video, brief.brief) if brief.video else ()
    return tuple(found)


def _in_partner(partner: CheckedPartner, search: Search) -> tuple[Diagnostic, ...]:
    named = search.in_text(partner.path, Place(partner.path))
    return (*named, *search.in_fields(partner.located, ()))


def _in_sheet(sheet: CheckedSpokesperson, search: Search) -> tuple[Diagnostic, ...]:
    return (*search.in_text(sheet.path, Place(sheet.path)), *search.in_fields(sheet.located, ()))


def _in_name(path: str, search: Search) -> tuple[Diagnostic, ...]:
    return tuple(search.in_text(path, Place(path)))


def _in_internal(source: InternalSource, telling: Canaries) -> tuple[Diagnostic, ...]:
    """What an internal file says of them, but for sheets, which are looked through field by field."""
    if is_about_spokespeople(source.path):
        return ()
    return tuple(Search((telling, "story-kept-inside")).in_text(f"{source.text}\n{source.path}", Place(source.path)))


def _with_unshown(checked: Checked, paths: frozenset[str]) -> Checked:
    """`checked` with the internal files at `paths` shown nowhere; what they pause stays paused."""
    return replace(checked, readiness=replace(checked.readiness, unshown=paths)) if paths else checked


def _without(checked: Checked, wrong: set[Place]) -> Checked:
    paths = {place.path for place in wrong}
    kept = leave_out(checked, paths, "story-given-away")
    lines: dict[str, list[int]] = defaultdict(list)
    for place in wrong:
        lines[place.path].append(place.line)
    return replace(kept, briefs=tuple(_without_posts(brief, lines).without_files(lines) for brief in kept.briefs))


def _without_posts(brief: CheckedBrief, wrong: Mapping[str, Collection[int]]) -> CheckedBrief:
    """The brief without the posts on a `wrong` line of their file; itself where there is none."""
    kept = tuple(post for post in brief.posts if not _is_on(post, wrong.get(post.place().path, ())))
    return brief if len(kept) == len(brief.posts) else replace(brief, posts=kept)


def _is_on(post: CheckedPost, lines: Collection[int]) -> bool:
    """Whether `post` has one of `lines` of its file."""
    if not lines:
        return False
    places = post.located.places
    first = min(place.line for spot, place in places.items() if spot[:1] == (post.position,))
    following = places.get((post.position + 1,))
    return any(first <= line and (following is None or line < following.line) for line in lines)
