"""The same pages for plain MkDocs with Material, without the hub: same words, headings and links, as Markdown."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

Nav = Literal["flat", "none"]
BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, summary, textarea, pre"
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_plain_site(root: Path, built: Path, *, nav: Nav, plugins: list[Any] | None = None) -> Path:
    """Write every page of the `built` site at `root` as Markdown, and the configuration for it; return `root`.

    With `nav` "flat", MkDocs lists every page in its navigation, as it does unless told otherwise.
    """
    pages = {_address(file, built): file for file in sorted(built.rglob("index.html"))}
    for address, file in pages.items():
        target = root / "docs" / _source(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_markdown(file.read_text("utf-8"), address, pages), encoding="utf-8")
    settings = {
        "site_name": "The same pages",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", *(plugins or [])],
        **({"nav": [{"Home": "index.md"}], "not_in_nav": "*.md"} if nav == "none" else {}),
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    return root


def source_of(root: Path, address: str) -> Path:
    """The Markdown file of the page at an address such as `campaigns/x/`."""
    return root / "docs" / _source(address)


def _address(file: Path, built: Path) -> str:
    folder = file.parent.relative_to(built).as_posix()
    return "" if folder == "." else f"{folder}/"


def _source(address: str) -> str:
    return f"{address}index.md"


def _markdown(html: str, address: str, pages: dict[str, Path]) -> str:
    tree = LexborHTMLParser(html)
    article = tree.css_first("main .md-content") or tree.css_first("main") or tree.body
    blocks = _blocks(article, address, pages) if article else ()
    return "\n\n".join(blocks) + "\n"


def _blocks(article: LexborNode, address: str, pages: dict[str, Path]) -> Iterator[str]:
    for node in article.css(BLOCKS):
        if node.css_first(BLOCKS) is not None and node.css(BLOCKS) != [node]:
            continue
        if text := _text(node, address, pages):
            name = node.tag or ""
            level = "#" * int(name[1]) + " " if re.fullmatch(r"h\d", name) else ""
            yield level + ("- " if name == "li" else "") + text


def _text(node: LexborNode, address: str, pages: dict[str, Path]) -> str:
    """What the node says, with its links."""
    parts = []
    for child in node.iter(include_text=True):
        text = MARKUP.sub(r"\\\1", " ".join(child.text().split()))
        href = child.attributes.get("href") if child.tag == "a" else None
        parts.append(f"[{text}]({_link(href, address, pages)})" if href and text else text)
    return " ".join(part for part in parts if part)


def _link(href: str, address: str, pages: dict[str, Path]) -> str:
    """A link to a page of the site as Markdown has it; any other as it stands, whole."""
    if re.match(r"[a-z]+:|#", href):
        return href.replace(")", "%29").replace(" ", "%20").replace("(", "%28")
    path, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
    target = f"{target}/" if target else ""
    if target not in pages:
        return f"https://example.org/{target.rstrip('/')}"
    del anchor  # headings' anchors are MkDocs' own here
    return os.path.relpath(_source(target), posixpath.dirname(_source(address)) or ".").replace(os.sep, "/")
