"""Which posts and lines of an earlier campaign are somebody's: who agreed to one campaign is asked before the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..canaries import Canaries, of_published
from ..load import load
from ..load.located import texts_in
from ..memory import Memory

__all__ = ["ToldStories"]

CARDS, PAGE = ("story-", "spokesperson-"), "stories/"
"""How ids of cards begin that show somebody's words, and what addresses of stories' pages hold."""
CARRIED = ("index.md", "plan.yml")
"""What is carried over whole. Posts that tell of a story are left out."""


class ToldStories:
    """The stories below `root`, public or not, and those who speak by name, to look for in what is carried over."""

    def __init__(self, root: Path) -> None:
        memory = Memory()
        entries = load(root, memory)[0]
        self._words = Canaries(of_published((*entries.stories, *entries.people), memory))

    def in_post(self, post: Any) -> bool:
        """Whether a post, as read from its plan, shows a story's card, leads to a story or says what one says."""
        if not isinstance(post, dict):
            return False
        carousel = post.get("carousel")
        cards = [post.get("card"), *(carousel if isinstance(carousel, list) else ())]
        shown = any(str(card).startswith(CARDS) for card in cards)
        return shown or self._is_told(" ".join(text for _, text in texts_in(post, ())))

    def lines_of(self, text: str) -> Iterator[int]:
        """The lines of `text`, from 1, that lead to a story or end what one says."""
        before = ""
        for number, line in enumerate(text.split("\n"), 1):
            if self._is_told(line) or (self._is_told(f"{before} {line}") and not self._is_told(before)):
                yield number
            before = line

    def to_ask(self, folder: Path) -> Iterator[str]:
        """What to tell an editor of texts in a campaign's new `folder` that are somebody's and were carried over."""
        for file in (folder / name for name in CARRIED):
            lines = [*self.lines_of(file.read_text("utf-8"))] if file.is_file() else []
            if lines:
                yield f"- {file.name} tells of a story on line {', '.join(map(str, lines))}: ask the people again first"

    def _is_told(self, text: str) -> bool:
        return PAGE in text or bool(self._words.in_text(text))
