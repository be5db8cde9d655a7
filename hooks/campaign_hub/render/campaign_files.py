"""All files of one campaign: its cards, its lists, its ZIPs and its data for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..derive import Campaign, Hub
from ..derive.passing_on import ImportFile, import_files, packed_platforms, platform_zip
from ..derive.video import VIDEO_FILES
from .archive import kit_members, zip_key, zip_of
from .artifact import Artifact, facts_of
from .calendars import campaign_calendar
from .captions import as_srt, as_vtt
from .card_cache import CardCache
from .download import Download, Group
from .hashtag_lists import hashtags_text
from .kit_data import kit_data
from .kit_texts import KitTexts
from .post_sheet import Block, plain_text, post_sheet
from .post_tables import import_table, posts_table
from .video_script import video_script

__all__ = ["KitFiles", "kit_files", "list_or_table", "made_downloads", "promised_downloads"]

GROUPS: Mapping[str, Group] = {
    "calendar.ics": "calendar",
    "posts.docx": "text",
    "posts.txt": "text",
    "posts.csv": "text",
    "hashtags.txt": "text",
    "captions.srt": "video",
    "captions.vtt": "video",
    "video-script.txt": "video",
}
"""The lists of a kit, in the order of its page, and what each is for."""
LARGE = 4096
"""Bytes from which on a list stays on disk."""


@dataclass(frozen=True, slots=True)
class KitFiles:
    """A campaign's files for the site, and for the kit page each drawn file's digest and the size of what is saved.

    `texts` are those for other places than platforms, such as an e-mail, by their names. A size is None as long as
    nobody asked for the file, in a preview.
    """

    artifacts: tuple[Artifact, ...]
    downloads: tuple[Download, ...]
    digests: Mapping[str, str]
    sizes: Mapping[str, int | None]
    texts: Mapping[str, str] = field(default_factory=dict)


def kit_files(hub: Hub, campaign: Campaign, drawn: Mapping[str, Path], texts: KitTexts, cache: CardCache) -> KitFiles:
    """Make the files of `campaign` from its drawn pictures. Large ones stay on disk, in the cache, mostly unread."""
    drawings = {path: Artifact(path, file=file, known=cache.facts(file)) for path, file in drawn.items()}
    downloads = made_downloads(hub, campaign, drawings, texts, cache)
    posters = (Download(drawings[each.path], "poster") for each in campaign.posters if each.card.in_downloads)
    data = kit_data(hub, campaign, drawings, (*downloads, *posters))
    facts = {path: each.facts for path, each in drawings.items()}
    return KitFiles(
        artifacts=(
            *drawings.values(),
            *(each.artifact for each in downloads),
            _in_cache(f"{campaign.folder}/kit.json", data, cache),
        ),
        downloads=downloads,
        digests={path: known.sha256[:8] for path, known in facts.items()},
        sizes={path: known.size for path, known in facts.items()},
        texts=texts.elsewhere(campaign),
    )


def made_downloads(
    hub: Hub, campaign: Campaign, drawings: Mapping[str, Artifact], texts: KitTexts, cache: CardCache
) -> tuple[Download, ...]:
    """What can be saved of `campaign`, in the order of its page."""
    packer = _Packer(hub, campaign, drawings, texts, cache)
    return tuple(replace(each, artifact=packer.make(each)) for each in promised_downloads(hub, campaign))


def promised_downloads(hub: Hub, campaign: Campaign) -> Iterator[Download]:
    """What can be saved of `campaign`, in the order of its page, before any of it is made.

    A partner's kit is one ZIP and its lists: whoever posts by hand needs no more.
    """
    folder = campaign.folder
    yield Download(Artifact(f"{folder}/{campaign.kit_name}.zip"), "kit")
    for name in () if campaign.recipient else packed_platforms(hub, campaign):
        yield Download(Artifact(f"{folder}/{platform_zip(campaign, name)}"), "platform", name)
    for name in _list_names(campaign):
        yield Download(Artifact(f"{folder}/{name}"), GROUPS[name])
    for each in _tables(hub, campaign):
        table = Artifact(f"{folder}/{each.name}")
        yield Download(table, "scheduler", each.platform, each.scheduler, each.part, each.parts)


def _list_names(campaign: Campaign) -> tuple[str, ...]:
    lacking = {"calendar.ics"} if campaign.recipient else set()
    lacking |= set() if campaign.video else {*VIDEO_FILES}
    lacking |= set() if campaign.video and campaign.video.cues else {"captions.srt", "captions.vtt"}
    return tuple(name for name in GROUPS if name not in lacking)


def _tables(hub: Hub, campaign: Campaign, platform: str | None = None) -> Iterator[ImportFile]:
    yield from () if campaign.recipient else import_files(hub, campaign, platform)


def list_or_table(hub: Hub, campaign: Campaign, path: str, texts: KitTexts, cache: CardCache) -> Artifact | None:
    """The list or the table at `path`, which needs no picture; None where it is neither."""
    promised = next((each for each in promised_downloads(hub, campaign) if each.path == path), None)
    if promised is None or promised.group in ("kit", "platform"):
        return None
    return _Packer(hub, campaign, {}, texts, cache).make(promised)


def _in_cache(path: str, content: bytes, cache: CardCache) -> Artifact:
    """The file at `path`: in the cache where it is too large to be held for every campaign."""
    known = facts_of(content)
    if known.size < LARGE:
        return Artifact(path, content, known=known)
    return cache.artifact(path, known.sha256, lambda: content)


class _Packer:
    """Makes what can be saved of one campaign."""

    def __init__(
        self, hub: Hub, campaign: Campaign, drawings: Mapping[str, Artifact], texts: KitTexts, cache: CardCache
    ) -> None:
        self._hub, self._campaign, self._drawings = hub, campaign, drawings
        self._texts, self._cache = texts, cache
        self._folder = campaign.folder
        self._all = self._lists(None)
        self._tables = {each.name: each for each in _tables(hub, campaign)}

    def make(self, promised: Download) -> Artifact:
        """The file that is promised: a ZIP, a list by itself, or a table that a scheduling tool imports."""
        name = promised.path.rpartition("/")[2]
        if promised.group in ("kit", "platform"):
            return self._zip(name, promised.platform)
        if promised.group == "scheduler":
            return self._artifact(name, import_table(self._hub, self._campaign, self._tables[name]))
        return self._all[name]

    def _artifact(self, name: str, content: bytes) -> Artifact:
        return _in_cache(f"{self._folder}/{name}", content, self._cache)

    def _lists(self, platform: str | None) -> dict[str, Artifact]:
        hub, campaign = self._hub, self._campaign
        sheet = post_sheet(hub, campaign, platform)
        write: dict[str, Callable[[], bytes]] = {
            "calendar.ics": lambda: campaign_calendar(hub, campaign, self._cache, platform),
            "posts.txt": lambda: plain_text(sheet).encode(),
            "posts.csv": lambda: posts_table(hub, campaign, platform),
            "hashtags.txt": lambda: hashtags_text(hub, campaign, platform).encode(),
        }
        if (video := campaign.video) and platform in (None, *video.platforms):
            write["captions.srt"] = lambda: as_srt(video.cues).encode()
            write["captions.vtt"] = lambda: as_vtt(video.cues).encode()
            write["video-script.txt"] = lambda: video_script(campaign, video).encode()
        return {
            name: self._artifact(name, write[name]()) if name in write else self._word(sheet)
            for name in _list_names(campaign)
            if name in write or name == "posts.docx"
        }

    def _word(self, sheet: tuple[Block, ...]) -> Artifact:
        # What writes Word files takes a twentieth of a second to load, and a check writes none.
        from .word_document import about, document_key, write_document  # noqa: PLC0415

        facts = about(self._hub, self._campaign)
        key = document_key(facts, sheet)
        return self._cache.artifact(f"{self._folder}/posts.docx", key, lambda: write_document(facts, sheet))

    def _zip(self, name: str, platform: str | None) -> Artifact:
        members = kit_members(self._campaign, self._packed(platform), self._drawings, platform)
        return self._cache.artifact(f"{self._folder}/{name}", zip_key(members), lambda: zip_of(members))

    def _packed(self, platform: str | None) -> dict[str, Artifact]:
        """What lies beside the pictures in a ZIP, by its name there."""
        hub, campaign = self._hub, self._campaign
        lists = self._all if platform is None else self._lists(platform)
        tables = {each.name: import_table(hub, campaign, each) for each in _tables(hub, campaign, platform)}
        texts = {name: text.encode() for name, text in self._texts.fill(campaign, platform).items()}
        return (
            {name: Artifact(name, content) for name, content in texts.items()}
            | {name: made for name, made in lists.items() if made.facts.size}
            | {name: Artifact(name, content) for name, content in tables.items()}
        )
