"""Read `campaign_assets/`: the organisation's settings, templates, texts and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..diagnostics import Diagnostic, Place, report
from ..memory import Memory
from .entries import Media
from .files import read_known_media, read_text
from .located import Located
from .yaml_tree import read_yaml

__all__ = ["PUBLISHED_KINDS", "THEME", "Assets", "read_assets"]

THEME = "campaign_assets/theme"
"""The folder of the organisation's own templates, styles and scripts: all of it is published, or taken into pages."""
SETTINGS = ("hub", "brand", "platforms")
OPTIONAL = ("schedulers", "suitability", "results", "observances")
"""Settings that an organisation may do without."""
PUBLISHED_KINDS = frozenset(
    {
        *(".html", ".css", ".js", ".mjs", ".map", ".wasm", ".json", ".xml", ".webmanifest", ".svg", ""),
        *(".txt", ".md", ".csv", ".ics", ".vtt", ".srt", ".pdf", ".zip", ".gz"),
        *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico", ".mp3", ".mp4"),
        *(".woff", ".woff2", ".ttf", ".otf"),
    }
)
"""The kinds of file that can be looked into before they are published, by their endings in small letters."""
NEEDED = {"cards": ("headline", "action", "message", "figure", "quote"), "words": ("interface",)}


@dataclass
class Assets:
    """What was read so far, and what is wrong with it."""

    memory: Memory
    settings: dict[str, Located | None] = field(default_factory=dict)
    card_templates: dict[str, Located] = field(default_factory=dict)
    kit_texts: dict[str, str] = field(default_factory=dict)
    words: dict[str, Located] = field(default_factory=dict)
    logo: Media | None = None
    texts: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)


def read_assets(root: Path, memory: Memory) -> Assets:
    """Read the files of `root/campaign_assets` that shape every campaign."""
    assets = Assets(memory)
    optional = [name for name in OPTIONAL if (root / "campaign_assets" / f"{name}.yml").is_file()]
    for name in (*SETTINGS, *optional):
        assets.settings[name] = _read_fields(assets, root, f"campaign_assets/{name}.yml")
    for name in OPTIONAL:
        path = f"campaign_assets/{name}.yml"
        assets.settings[name] = _read_fields(assets, root, path) if (root / path).exists() else None
    for folder, into in (("cards", assets.card_templates), ("words", assets.words)):
        there = {file.stem for file in (root / "campaign_assets" / folder).glob("*.yml")}
        for name in sorted({*there, *NEEDED[folder]}):
            read = _read_fields(assets, root, f"campaign_assets/{folder}/{name}.yml")
            if read is not None:
                into[name] = read
    for file in sorted((root / "campaign_assets" / "kits").glob("*.jinja")):
        text, found = read_text(file, f"campaign_assets/kits/{file.name}")
        assets.found += found
        assets.kit_texts[file.name.removesuffix(".jinja")] = text or ""
    _read_logo(assets, root)
    _read_texts(assets, root)
    return assets


def _read_texts(assets: Assets, root: Path) -> None:
    """All that the organisation writes besides its content: any of it may name somebody who did not agree."""
    for file in (root / "mkdocs.yml", *sorted((root / "campaign_assets").rglob("*"))):
        path = file.relative_to(root).as_posix()
        if path.startswith(f"{THEME}/") and file.is_file() and file.suffix.lower() not in PUBLISHED_KINDS:
            assets.found.append(report("theme-file-unknown", Place(path), kind=file.suffix))
        if file.suffix in (".yml", ".jinja", ".html") and file.is_file() and not file.is_symlink():
            assets.texts[path] = read_text(file, path, assets.memory)[0] or ""


def _read_fields(assets: Assets, root: Path, path: str) -> Located | None:
    file = root / path
    if not file.is_file():
        assets.found.append(report("file-missing", Place(path)))
        return None
    text, found = read_text(file, path, assets.memory)
    assets.found += found
    if text is None:
        return None
    read, wrong = assets.memory.of(_settings_in, text, path)
    assets.found += wrong
    if read is not None and not isinstance(read.data, dict):
        assets.found.append(report("front-matter-not-fields", read.place()))
        return None
    return read


@lru_cache(maxsize=64)
def _settings_in(text: str, path: str) -> tuple[Located | None, list[Diagnostic]]:
    """What a file says, read once by a command that looks at two states of the hub, such as before and after."""
    return read_yaml(text, path)


def _read_logo(assets: Assets, root: Path) -> None:
    brand = assets.settings["brand"]
    logo = brand.data.get("logo") if brand else None
    name = logo.get("file") if isinstance(logo, dict) else None
    if not isinstance(name, str) or "/" in name or "\\" in name:
        return
    path = f"campaign_assets/{name}"
    logo, found = read_known_media(assets.memory, root / path, path)
    assets.found += found
    assets.logo = None if found else logo
