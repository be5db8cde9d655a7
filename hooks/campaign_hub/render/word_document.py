"""The sheet of posts as a Word document, in the campaign's language and direction. Same sheet, same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from ..derive import Campaign, Hub
from ..derive.language import Direction
from ..derive.public_dates import published_on
from .archive import pack
from .card_cache import libraries
from .post_sheet import Block

__all__ = ["about", "document_key", "word_document", "write_document"]

STYLES = {
    "title": "Title",
    "part": "Heading 1",
    "group": "Heading 2",
    "entry": "Heading 3",
    "text": "Normal",
    "item": "List Bullet",
    "note": "Caption",
}
PLAIN = "text"
"""What is set in the style that a paragraph has without any."""
NEEDED = {*STYLES.values(), "Default Paragraph Font", "Normal Table", "No List"}
LEFT_BEHIND = ("/stylesWithEffects", "/customXml", "/thumbnail")
"""What the library's template carries that no reader needs: a second set of styles and a picture of an empty page."""
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
"""What may only follow `w:bidi` among a paragraph's properties."""


def word_document(hub: Hub, campaign: Campaign, sheet: tuple[Block, ...]) -> bytes:
    """The sheet with headings to move by, each paragraph marked with its language, right to left where that is read."""
    return write_document(about(hub, campaign), sheet)


@dataclass(frozen=True, slots=True)
class About:
    """All that shapes a document beside its sheet: whose it is, what it is, its language, and the day it bears."""

    author: str
    title: str
    language: str
    direction: Direction
    day: date


def about(hub: Hub, campaign: Campaign) -> About:
    """What a campaign's documents say of themselves; their day is the last approval's: the build's would change all."""
    speech = campaign.speech
    return About(hub.checked.hub.name, campaign.brief.title, speech.language, speech.direction, published_on(campaign))


def document_key(facts: About, sheet: tuple[Block, ...]) -> str:
    """The digest, in hex, of everything that shapes a document."""
    code = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("word_document.py", "archive.py"))
    inputs = f"{libraries('python-docx', 'lxml')} {facts!r} {sheet!r}".encode()
    return hashlib.sha256(code + inputs).hexdigest()


def write_document(facts: About, sheet: tuple[Block, ...]) -> bytes:
    """The sheet as a document."""
    document = Document(io.BytesIO(_empty(facts.language, facts.direction)))
    _describe(document, facts)
    styles = {kind: document.styles[name].style_id for kind, name in STYLES.items()}
    for block in sheet:
        # A style by its name is looked for in the whole document again for every paragraph.
        element = document.element.body.add_p()
        element.style = None if block.kind == PLAIN else styles[block.kind]
        _write(Paragraph(element, document), block, backwards=facts.direction == "rtl")
    return _repacked(document)


@cache
def _empty(language: str, direction: Direction) -> bytes:
    """A document in `language` without a word in it, made once: to thin out the library's template takes the time."""
    document = Document()
    _without_ballast(document)
    _styled(document, language, direction)
    return _repacked(document)


def _without_ballast(document: WordFile) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(LEFT_BEHIND)]:
            del rels[key]
    for style in list(document.styles):
        if style.name not in NEEDED:
            style.delete()


def _styled(document: WordFile, language: str, direction: Direction) -> None:
    backwards = direction == "rtl"
    for mark in document.styles.element.iter(qn("w:lang")):
        for which in ("w:val", "w:eastAsia", *(["w:bidi"] if backwards else [])):
            mark.set(qn(which), language)
    for name, points in (("Normal", 11), ("Caption", 10)):
        document.styles[name].font.size = Pt(points)
    if backwards:
        properties = document.styles["Normal"].element.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)


def _describe(document: WordFile, facts: About) -> None:
    """Who made it and what it is; its time is the last approval's, because the build's would change every file."""
    core = document.core_properties
    core.title, core.language = facts.title, facts.language
    core.author = core.last_modified_by = facts.author
    core.comments = core.subject = core.keywords = ""
    core.created = core.modified = datetime.combine(facts.day, time())


def _write(paragraph: Paragraph, block: Block, *, backwards: bool) -> None:
    """Fill `paragraph`; an address keeps its own direction."""
    parts = block.text.split(block.link) if block.link else [block.text]
    for at, part in enumerate(parts):
        if at:
            paragraph.add_run(block.link)
        run = paragraph.add_run(part)
        if backwards:
            run.font.rtl = True


def _repacked(document: WordFile) -> bytes:
    """The document's bytes without the moment at which each part was written."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts:
        return pack({name: parts.read(name) for name in parts.namelist()})
