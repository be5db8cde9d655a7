"""A Content-Security-Policy for one finished page that allows what is in it, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser

__all__ = ["POLICY_SLOT", "with_policy"]

POLICY_SLOT = "content-policy-comes-here"
"""Stands in the theme where the policy of the page goes, which only the finished page can tell."""
DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of script elements that no browser runs, so that no policy is about them (HTML, 4.12.1)."""


def with_policy(page: str) -> str:
    """The finished `page` with its own policy in the place of the slot; a page without the slot stays as it is.

    What a meta element can't say is left to the host: who may put the page into a frame, and where reports go.
    """
    if POLICY_SLOT not in page:
        return page
    inside = _Inside()
    inside.feed(page)
    inside.close()
    return page.replace(POLICY_SLOT, _policy(inside), 1)


def _policy(inside: _Inside) -> str:
    attributes = ["'unsafe-hashes'", *_hashes(inside.attributes)] if inside.attributes else []
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *_hashes(inside.scripts)],
        "style-src": ["'self'", *_hashes(inside.styles), *attributes],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"] if inside.sends else ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _hashes(texts: list[str]) -> list[str]:
    """What a browser compares an inline script, style or attribute with, once each, in the order of the page."""
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


class _Inside(HTMLParser):
    """The inline scripts and styles of a page, its style attributes' values, and whether a form leads anywhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[str] = []
        self.sends = False
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if facts.get("style"):
            self.attributes.append(facts["style"] or "")
        self.sends = self.sends or (tag == "form" and "action" in facts)
        if tag == "style":
            self._start(self.styles)
        elif tag == "script" and "src" not in facts and facts.get("type") not in DATA_BLOCKS:
            self._start(self.scripts)

    def _start(self, texts: list[str]) -> None:
        texts.append("")
        self._open = texts

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None
