"""What the organisation itself says in public: what of it is nobody's story, and what of it no secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .canaries import OwnWords
from .canaries.phrases import readings_of
from .canaries.words import normal
from .load import Located, Page, RawStory
from .load.internal import InternalSource
from .load.located import texts_in
from .load.spokespeople import PUBLIC_FIELDS
from .memory import Memory
from .validate import Checked, CheckedBrief
from .validate.checked import CheckedPartner, CheckedSpokesperson

__all__ = ["kept_inside", "own_words", "said_in_public"]

OF_RESULTS = ("results", "before")
"""Fields of a brief that are public only where its results are."""


def own_words(checked: Checked, memory: Memory) -> OwnWords:
    """What the organisation itself says in public: pages, briefs, settings and the words of the interface."""
    pages = (*checked.pages, *(brief.page for brief in checked.briefs))
    said = (*(memory.of(_page_says, page) for page in pages), *(memory.of(_says, each) for each in checked.partners))
    return OwnWords((memory.of(_settings_say, checked.settings(memory)), *said), memory)


def said_in_public(checked: Checked, stories: Iterable[RawStory], memory: Memory) -> Iterator[str]:
    """What the organisation, its posts and the public `stories` say, in normal form, however its markup is read."""
    yield memory.of(_settings_say, checked.settings(memory))
    for page in checked.pages:
        yield memory.of(_page_reads, page)
    for brief in checked.briefs:
        yield memory.of(_brief_reads, brief)
    for partner in checked.partners:
        yield memory.of(_fields_read, partner.located)
    for sheet in checked.spokespeople:
        yield memory.of(_sheet_reads, sheet)
    for story in stories:
        yield memory.of(_story_reads, story)


def kept_inside(checked: Checked, memory: Memory) -> Iterator[InternalSource]:
    """What briefs say for the organisation alone: allies that are not public, and results that are not."""
    for brief in checked.briefs:
        yield memory.of(_inside_of, brief)


def _inside_of(brief: CheckedBrief) -> InternalSource:
    return InternalSource(brief.page.path, tuple(_texts_of(_apart(brief)[1])), "")


def _page_reads(page: Page) -> str:
    return _read((page.body, _fields_read(page.fields) if page.fields else ""))


def _fields_read(fields: Located) -> str:
    return _read(text for _, text in texts_in(fields.data, ()))


def _sheet_reads(sheet: CheckedSpokesperson) -> str:
    """What the kit page says of a public sheet."""
    said = PUBLIC_FIELDS if sheet.sheet.public else ()
    return _read(text for name in said for text in _texts_of(sheet.located.data.get(name)))


def _brief_reads(brief: CheckedBrief) -> str:
    """The brief without what it keeps inside, its posts and the files beside it."""
    beside = (text for each in brief.beside for text in _texts_of(each.located.data))
    posts = (text for each in brief.posts for text in (each.post.text, *each.post.thread, each.post.alt or ""))
    return _read((brief.page.body, *_texts_of(_apart(brief)[0]), *beside, *posts))


def _apart(brief: CheckedBrief) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that pages of a public site may show, and those that they may not."""
    fields = dict(brief.page.fields.data) if brief.page.fields else {}
    inside = {"allies": [each for each in fields.get("allies") or () if each.get("public") is not True]}
    if brief.brief.results is None or not brief.brief.results.public:
        inside |= {name: fields.pop(name, None) for name in OF_RESULTS}
    public = {"allies": [each for each in fields.get("allies") or () if each not in inside["allies"]]}
    return fields | public, inside


def _texts_of(value: Any) -> Iterator[str]:
    yield from (text for _, text in texts_in(value, ()))


def _story_reads(story: RawStory) -> str:
    return _read((story.whole_text,))


def _read(texts: Iterable[str]) -> str:
    return normal("\n".join(reading for text in texts for reading in readings_of(text)))


def _page_says(page: Page) -> str:
    return normal(f"{page.body} {page.fields.data if page.fields else ''}")


def _says(partner: CheckedPartner) -> str:
    return normal(str(partner.located.data))


def _settings_say(settings: Checked) -> str:
    words = (word for language in settings.words.values() for word in language.values())
    return normal(" ".join((*words, str(settings.hub), settings.asset_texts.get("mkdocs.yml", ""))))
