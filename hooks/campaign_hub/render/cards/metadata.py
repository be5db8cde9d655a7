"""What a picture says of itself: its alt text and whose it is, where assistive technology and agencies look for it."""

from __future__ import annotations

from functools import lru_cache
from struct import pack
from xml.etree import ElementTree as ET

from campaign_hub.derive.card import Card

__all__ = ["XMP_KEY", "international_text", "xmp_of"]

XMP_KEY = "XML:com.adobe.xmp"
"""The keyword of the PNG chunk that holds XMP (XMP specification, part 3)."""
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
for _prefix, _space in SPACES.items():
    ET.register_namespace(_prefix, _space)


def xmp_of(card: Card) -> bytes:
    """The card's alt text as IPTC's and as Dublin Core's description, and its organisation as the creator, in XMP."""
    return _packet(card.alt, tuple(part.text for part in card.parts if part.role == "organisation"))


# A card's pictures all say the same.
@lru_cache(maxsize=64)
def _packet(alt: str, creators: tuple[str, ...]) -> bytes:
    packet = ET.Element(_name("x:xmpmeta"))
    holder = ET.SubElement(packet, _name("rdf:RDF"))
    facts = ET.SubElement(holder, _name("rdf:Description"), {_name("rdf:about"): ""})
    for field in ("Iptc4xmpCore:AltTextAccessibility", "dc:description"):
        _add(facts, field, "rdf:Alt", alt, {XML_LANGUAGE: "x-default"})
    for creator in creators:
        _add(facts, "dc:creator", "rdf:Seq", creator, {})
    written: bytes = ET.tostring(packet, encoding="utf-8")
    return written


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{SPACES[prefix]}}}{name}"


def _add(facts: ET.Element, field: str, kind: str, text: str, language: dict[str, str]) -> None:
    values = ET.SubElement(ET.SubElement(facts, _name(field)), _name(kind))
    ET.SubElement(values, _name("rdf:li"), language).text = text


def international_text(xmp: bytes) -> bytes:
    """The content of a PNG's `iTXt` chunk that holds `xmp`, not compressed, in no language."""
    return XMP_KEY.encode() + pack(">BBBBB", 0, 0, 0, 0, 0) + xmp
