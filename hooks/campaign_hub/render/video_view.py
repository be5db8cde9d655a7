"""A campaign's short video as its kit page shows it: each scene with its frame, what is said and what is seen."""

from __future__ import annotations

from typing import Any

from ..derive.video import Shot, Video
from .campaign_files import KitFiles
from .video_script import shot_times

__all__ = ["video_view"]


def video_view(video: Video, kit: KitFiles) -> dict[str, Any]:
    """The video with its scenes; a frame that could not be drawn is left out."""
    return {
        "title": video.title,
        "seconds": video.seconds,
        "platforms": video.platforms,
        "shots": [_shot_view(number, shot, kit) for number, shot in enumerate(video.shots, 1)],
    }


def _shot_view(number: int, shot: Shot, kit: KitFiles) -> dict[str, Any]:
    frame = shot.frame if shot.frame and shot.frame.path in kit.digests else None
    return {
        "number": number,
        "times": shot_times(shot),
        "says": shot.says,
        "shows": shot.scene.shows,
        "frame": frame,
        "address": f"{frame.path}?v={kit.digests[frame.path]}" if frame else "",
        "listed": shot.listed,
    }
