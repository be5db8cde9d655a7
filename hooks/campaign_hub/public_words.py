"""What the organisation itself says in public: what of it is nobody's story, and what of it no secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .canaries import OwnWords
from .canaries.phrases import readings_of
from .canaries.words import normal
from .load import Located, Page, RawStory
from .load.located import texts_in
from .load.spokespeople import PUBLIC_FIELDS
from .memory import Memory
from .validate import Checked, CheckedBrief
from .validate.checked import CheckedPartner, CheckedSpokesperson

__all__ = ["own_words", "said_in_public"]


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
        yield memory.of(_page_reads, brief.page)
        yield memory.of(_posts_read, brief)
    for partner in checked.partners:
        yield memory.of(_fields_read, partner.located)
    for sheet in checked.spokespeople:
        yield memory.of(_sheet_reads, sheet)
    for story in stories:
        yield memory.of(_story_reads, story)


def _page_reads(page: Page) -> str:
    return _read((page.body, _fields_read(page.fields) if page.fields else ""))


def _fields_read(fields: Located) -> str:
    return _read(text for _, text in texts_in(fields.data, ()))


def _sheet_reads(sheet: CheckedSpokesperson) -> str:
    """What the kit page says of a public sheet."""
    said = PUBLIC_FIELDS if sheet.sheet.public else ()
    return _read(text for name in said for _, text in texts_in(sheet.located.data.get(name), ()))


def _posts_read(brief: CheckedBrief) -> str:
    return _read(text for each in brief.posts for text in (each.post.text, each.post.alt or ""))


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
