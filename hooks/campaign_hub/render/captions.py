"""Captions as SubRip and WebVTT write them: text as it is spelt, in the order in which it is read, for every script."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..derive.captions import Cue

__all__ = ["as_srt", "as_vtt", "clock"]

ARROW = " --> "


def as_srt(cues: Iterable[Cue]) -> str:
    """The cues as SubRip, which numbers them and has no way to write a mark that would be read as its own."""
    return "\n".join(f"{number}\n{_timed(cue, ',', _without_arrow)}" for number, cue in enumerate(cues, 1))


def as_vtt(cues: Iterable[Cue]) -> str:
    """The cues as WebVTT (https://www.w3.org/TR/webvtt1/): `&`, `<` and `>` are written as HTML writes them."""
    return "\n".join(["WEBVTT\n", *(_timed(cue, ".", _escaped) for cue in cues)])


def _timed(cue: Cue, mark: str, write: Callable[[str], str]) -> str:
    lines = "\n".join(map(write, cue.lines))
    return f"{clock(cue.start, mark)}{ARROW}{clock(cue.end, mark)}\n{lines}\n"


def clock(milliseconds: int, mark: str) -> str:
    """Hours, minutes, seconds and, after `mark`, milliseconds."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def _without_arrow(line: str) -> str:
    return line.replace("-->", "\u2192")


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
