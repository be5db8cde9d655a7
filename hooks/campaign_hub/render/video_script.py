"""The script of a campaign's short video: what is said, seen and read in each scene."""

from __future__ import annotations

from collections.abc import Iterator

from ..derive import Campaign, Speech
from ..derive.number_order import in_order
from ..derive.video import Shot, Video

__all__ = ["shot_times", "video_script"]


def video_script(campaign: Campaign, video: Video) -> str:
    """The script as plain text. What is seen is there to be described, for everybody who can't see it."""
    speech = campaign.speech
    blocks = [f"{video.title}\n{speech('video_length', seconds=video.seconds)}", speech("video_script_how")]
    blocks += ["\n".join(_scene(number, shot, speech)) for number, shot in enumerate(video.shots, 1)]
    return in_order("\n\n".join(blocks), speech.direction) + "\n"


def shot_times(shot: Shot) -> str:
    """When a scene begins and ends, in minutes and seconds of the video."""
    return "\u2013".join(f"{at // 60_000}:{at // 1000 % 60:02}" for at in (shot.start, shot.end))


def _scene(number: int, shot: Shot, speech: Speech) -> Iterator[str]:
    yield f"{speech('video_scene', number=number)} · {shot_times(shot)}"
    if shot.says:
        yield f"{speech('video_said')}: {shot.says}"
    yield f"{speech('video_seen')}: {shot.scene.shows}"
    if shot.frame:
        yield f"{speech('video_on_screen')}: {shot.frame.card.alt}"
