"""A file of the kit that people save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .artifact import Artifact

__all__ = ["Download", "Group"]

Group = Literal["kit", "platform", "scheduler", "calendar", "text", "video", "poster"]
"""What a download is for."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to save: what it is for, and the platform or the scheduling tool that it is for where there is one.

    `part` of `parts`, counted from 1, where a tool takes only so many posts in one file.
    """

    artifact: Artifact
    group: Group
    platform: str | None = None
    scheduler: str | None = None
    part: int = 1
    parts: int = 1

    @property
    def path(self) -> str:
        """The file's path below the site's root."""
        return self.artifact.path

    @property
    def kind(self) -> str:
        """The file's ending, such as zip or csv."""
        return self.path.rpartition(".")[2]

    @property
    def size(self) -> int | None:
        """Its size in bytes; None as long as it is made only when it is asked for."""
        return None if self.artifact.make else self.artifact.facts.size

    @property
    def sha256(self) -> str:
        """Its digest, in hex."""
        return self.artifact.facts.sha256
