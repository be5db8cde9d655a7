"""Where a story is, as the hub is published at one moment: what has to be taken down when it is withdrawn. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from .canaries.phrases import readings_of
from .canaries.words import normal, runs, weight
from .derive import PREVIEW, Campaign, Card, FilledPost, Hub
from .derive.passing_on import handed_on, import_files, packed_platforms, platform_zip
from .derive.pausing import resumed
from .derive.video import VIDEO_FILES
from .gate import PublishedStory
from .validate.checked import leads_to

__all__ = ["PlacedCard", "PlacedFilm", "PlacedPost", "TakeDown", "take_down"]

SITE_LISTS = ("search/search_index.json", "sitemap.xml", "sitemap.xml.gz", "feed.xml", "feed.json")
"""What the site makes of each page besides the page."""
LEAST_QUOTED = 4
"""Words of a whole quotation that a post does not say by chance."""


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A picture of the story's card: its address, and the names of the platforms that it is for."""

    address: str
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedPost:
    """A post on one platform. `out` is whether its time has come, `shows` whether it has the story's card.

    One without the card leads to the story's page, says its words, or is of a thread that does.
    """

    id: str
    campaign: str
    platform: str
    at: datetime
    out: bool
    shows: bool


@dataclass(frozen=True, slots=True)
class PlacedFilm:
    """A platform that a campaign's video with the story is planned for. Nothing says whether it went there."""

    campaign: str
    platform: str


@dataclass(frozen=True, slots=True)
class TakeDown:
    """Every place that one story is in; all addresses are whole.

    `gone` are pages and files that go with the story, besides its `cards`. `pages` and `lists` stay, without it.
    `previews` are pages whose link preview says something of it.
    """

    gone: tuple[str, ...]
    cards: tuple[PlacedCard, ...]
    posts: tuple[PlacedPost, ...]
    films: tuple[PlacedFilm, ...]
    downloads: tuple[str, ...]
    previews: tuple[str, ...]
    pages: tuple[str, ...]
    lists: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Whether the story is anywhere at all."""
        return bool(self.gone or self.cards or self.pages)


@dataclass(frozen=True, slots=True)
class _Share:
    """What one campaign has of the story: its cards, and the posts that show one, lead to its page or say its words.

    `printed` is whether the downloads hold a poster of it, `filmed` whether the video has a scene of it, `named`
    whether the kit page says who speaks, by name.
    """

    campaign: Campaign
    cards: tuple[Card, ...]
    posts: tuple[FilledPost, ...]
    told: bool
    printed: bool
    filmed: bool
    named: bool

    def shows(self, post: FilledPost) -> bool:
        return any(card.id in (post.card, *post.further) for card in self.cards)

    @property
    def partner_kits(self) -> tuple[Campaign, ...]:
        """Those of partners in which it is, too."""
        names, ids = {card.id for card in self.cards}, {post.id for post in self.posts}
        return tuple(
            kit
            for kit in self.campaign.partner_kits
            if not names.isdisjoint(card.id for card in kit.cards) or not ids.isdisjoint(post.id for post in kit.posts)
        )

    @property
    def rest(self) -> Campaign:
        """The campaign as it is without them."""
        return replace(
            self.campaign,
            posts=tuple(post for post in self.campaign.posts if post not in self.posts),
            uses=tuple(use for use in self.campaign.uses if use.picture.card not in self.cards),
        )


def take_down(hub: Hub, slug: str, now: datetime) -> TakeDown:
    """Every place that the story `slug` is in, as `hub` is published; `now` tells which posts have gone out."""
    story = hub.stories[slug][0] if slug in hub.stories else None
    words = _words_of(next((each for one in hub.campaigns for each in one.stories if each.slug == slug), story))
    shares = [_share(resumed(campaign), slug, words) for campaign in hub.campaigns]
    posts = [_placed(hub, share, post, now) for share in shares for post in share.posts]
    return TakeDown(
        gone=_addresses(
            hub,
            (
                *_own_files(story),
                *(path for share in shares for path in _posters(share, slug)),
                *(path for share in shares for path in _ended_downloads(hub, share)),
            ),
        ),
        cards=tuple(card for share in shares for card in _cards(hub, share)),
        posts=tuple(sorted(posts, key=lambda post: (post.at, post.campaign, post.id))),
        films=tuple(film for share in shares for film in _films(hub, share)),
        downloads=_addresses(hub, (path for share in shares for path in _downloads(hub, share))),
        previews=_addresses(hub, _own_page(story) if story and story.allows("link_preview") else ()),
        pages=_addresses(hub, _pages(shares, story)),
        lists=_addresses(hub, SITE_LISTS if story else ()),
    )


def _share(campaign: Campaign, slug: str, words: frozenset[str]) -> _Share:
    cards = tuple(card for card in campaign.cards if card.story == slug)
    names = {card.id for card in cards}
    told = {
        post.planned
        for post in campaign.posts
        if names & {post.card, *post.further} or leads_to(slug, f"{post.link} {post.text}") or _says(post, words)
    }
    # A thread goes out whole or not at all, so that whatever of it tells, all of it has to go.
    posts = tuple(post for post in campaign.posts if post.planned in told)
    printed = any(poster.card.story == slug and poster.card.in_downloads for poster in campaign.posters)
    filmed = campaign.video is not None and slug in campaign.video.stories
    named = any(each.is_named and each.person and each.person.slug == slug for each in campaign.speakers)
    has_story = any(story.slug == slug for story in campaign.stories)
    return _Share(campaign, cards, posts, has_story, printed, filmed, named)


def _words_of(story: PublishedStory | None) -> frozenset[str]:
    """What somebody would quote of the story: its quotation, and eight words in a row of its text, in normal form."""
    texts = [story.quote or "", *readings_of(story.body)] if story else []
    return frozenset(run for text in texts for run in runs(text) if weight(run) >= LEAST_QUOTED)


def _says(post: FilledPost, words: frozenset[str]) -> bool:
    said = normal(f"{post.text} {post.alt or ''}")
    return any(each in said for each in words)


def _addresses(hub: Hub, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(_address(hub, path) for path in dict.fromkeys(paths))


def _address(hub: Hub, path: str) -> str:
    return f"{hub.checked.hub.url.rstrip('/')}/{path}"


def _own_page(story: PublishedStory) -> tuple[str, ...]:
    return (f"stories/{story.slug}/",)


def _own_files(story: PublishedStory | None) -> Iterator[str]:
    if story:
        yield from _own_page(story)
        if story.photo:
            yield f"stories/{story.slug}/photo.jpg"


def _posters(share: _Share, slug: str) -> Iterator[str]:
    yield from (poster.path for poster in share.campaign.posters if poster.card.story == slug)


def _cards(hub: Hub, share: _Share) -> Iterator[PlacedCard]:
    """Every picture of the story's cards once; each platform is named once for it, in the order of the platforms."""
    platforms: dict[str, dict[str, None]] = defaultdict(dict)
    for use in share.campaign.uses:
        if use.picture.card in share.cards:
            platforms[use.picture.path][_name(hub, use.platform)] = None
    for path, names in platforms.items():
        yield PlacedCard(_address(hub, path), tuple(names))


def _name(hub: Hub, platform: str) -> str:
    return "link previews" if platform == PREVIEW else hub.checked.platforms.platforms[platform].name


def _placed(hub: Hub, share: _Share, post: FilledPost, now: datetime) -> PlacedPost:
    platform = _name(hub, post.platform)
    return PlacedPost(post.id, share.campaign.slug, platform, post.at, post.at <= now, share.shows(post))


def _films(hub: Hub, share: _Share) -> Iterator[PlacedFilm]:
    for platform in share.campaign.video.platforms if share.campaign.video and share.filmed else ():
        yield PlacedFilm(share.campaign.slug, _name(hub, platform))


def _downloads(hub: Hub, share: _Share) -> Iterator[str]:
    """The files for passing on that hold the story's card or a post, and stay without it."""
    yield from _of_partners(share)
    folder = _kit_folder(share)
    posts = [post for post in share.posts if post.in_downloads]
    if posts or share.printed or any(card.in_downloads for card in share.cards):
        yield from (f"{folder}/{share.campaign.slug}-kit.zip", f"{folder}/kit.json")
    if share.filmed:
        yield from (f"{folder}/{name}" for name in VIDEO_FILES)
    if posts:
        yield from (f"{folder}/{name}" for name in ("posts.csv", "posts.txt", "posts.docx", "calendar.ics"))
        yield "calendar.ics"
    now, then = _single_files(hub, share.campaign), _single_files(hub, share.rest)
    yield from (f"{folder}/{name}" for name, held in now.items() if name in then and then[name] != held)


def _of_partners(share: _Share) -> Iterator[str]:
    """The files of partners' kits that hold the story's card or a post."""
    for kit in share.partner_kits:
        yield from (f"{kit.folder}/{name}" for name in (f"{kit.kit_name}.zip", "posts.csv", "posts.txt", "posts.docx"))


def _ended_downloads(hub: Hub, share: _Share) -> Iterator[str]:
    """The files for passing on that there is nothing for without the story, or under another name."""
    then = _single_files(hub, share.rest)
    yield from (f"{_kit_folder(share)}/{name}" for name in _single_files(hub, share.campaign) if name not in then)


def _kit_folder(share: _Share) -> str:
    return f"campaigns/{share.campaign.slug}/kit"


def _single_files(hub: Hub, campaign: Campaign) -> dict[str, object]:
    """Each platform's ZIP and each table to import by its name, and which posts and pictures are in it."""
    files: dict[str, object] = {file.name: file.posts for file in import_files(hub, campaign)}
    for platform in packed_platforms(hub, campaign):
        uses = [use for use in campaign.kit_uses if use.platform == platform and use.picture.card.in_downloads]
        files[platform_zip(campaign, platform)] = (uses, handed_on(campaign, platform))
    return files


def _pages(shares: Iterable[_Share], story: PublishedStory | None) -> Iterator[str]:
    """The pages that stay, and show it now."""
    if story:
        yield from ("", "stories/")
    for share in shares:
        if story and share.told:
            yield f"campaigns/{share.campaign.slug}/"
        if share.cards or share.posts or share.named:
            yield f"campaigns/{share.campaign.slug}/kit/"
        yield from (f"{kit.folder}/" for kit in share.partner_kits)
