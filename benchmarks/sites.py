"""The hubs and plain sites of one run, each written and built cold once, whichever rows ask for it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from card_peers import Peers
from hubs import write_hub
from measuring import Spent, run
from plain_sites import Nav, write_plain_site

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """A hub, what its cold build took, when it drew the last card, and the megabytes of its site."""

    root: Path
    cold: Spent
    drawn_at: float
    megabytes: float

    @property
    def drawing(self) -> float:
        """The peak in megabytes until the last card was drawn, of all processes of the cold build."""
        return self.cold.peak(self.drawn_at)


@dataclass(frozen=True, slots=True)
class Sites:
    """Everything below `folder`."""

    folder: Path
    peers: Peers
    hubs: dict[int, Path] = field(default_factory=dict)
    built: dict[int, Built] = field(default_factory=dict)
    plain: dict[tuple[int, str], Path] = field(default_factory=dict)

    def hub(self, campaigns: int) -> Path:
        """A hub of so many campaigns, not built unless a row has done so."""
        if campaigns not in self.hubs:
            self.hubs[campaigns] = write_hub(self.folder / f"hub-{campaigns}", campaigns)
            run([sys.executable, "-m", "compileall", "-q", "hooks"], self.hubs[campaigns])
        return self.hubs[campaigns]

    def build(self, campaigns: int) -> Built:
        """The same, built; the first time with no card drawn before."""
        if campaigns not in self.built:
            root = self.hub(campaigns)
            shutil.rmtree(root / ".cache", ignore_errors=True)
            spent = hub_command(root, "build")
            size = sum(file.stat().st_size for file in (root / "site").rglob("*") if file.is_file())
            drawn_at = max(file.stat().st_mtime for file in (root / ".cache/cards").rglob("*.*"))
            self.built[campaigns] = Built(root, spent, drawn_at, size / MEGABYTE)
        return self.built[campaigns]

    def plain_site(self, campaigns: int, nav: Nav) -> Path:
        """The pages of that hub for plain Material."""
        if (campaigns, nav) not in self.plain:
            folder = self.folder / f"plain-{campaigns}-{nav}"
            self.plain[campaigns, nav] = write_plain_site(folder, self.build(campaigns).root / "site", nav=nav)
        return self.plain[campaigns, nav]

    def social_site(self, campaigns: int, nav: Nav) -> Path:
        """The same with the social plugin, with no card drawn yet."""
        folder = self.folder / f"social-{campaigns}-{nav}"
        shutil.rmtree(folder, ignore_errors=True)
        plugins: list[Any] = [self.peers.social_plugin(folder / "cache")]
        return write_plain_site(folder, self.build(campaigns).root / "site", nav=nav, plugins=plugins)


def hub_command(root: Path, *arguments: str) -> Spent:
    """Run a command of the hub as an editor would."""
    return run([sys.executable, "-m", "campaign_hub", *arguments], root, PYTHONPATH=str(root / "hooks"))


def plain_build(root: Path, python: Path | str = sys.executable) -> Spent:
    """Build a plain site anew."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return run([str(python), "-m", "mkdocs", "build", "--quiet"], root)
