"""The shipped design's 1200x630 cards of the hub in this folder: what each takes, and what its parts would.

Run with the file to write the cards' texts to. Prints milliseconds and bytes, mean over all cards, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import compress

from PIL import Image

from campaign_hub.derive import Picture
from campaign_hub.pipeline import assemble
from campaign_hub.render.cards import Layout, draw, lay_out, xmp_of
from campaign_hub.render.cards.palette import Palette
from campaign_hub.render.cards.pixels import paint

SIZE = (1200, 630)


def main(texts: str) -> None:
    hub = assemble(Path.cwd(), datetime.now(UTC), draw=False).hub
    if hub is None:
        raise SystemExit("There is no hub here.")
    brand, organisation = hub.checked.brand, hub.checked.hub.name
    pictures = list(_wanted(use.picture for campaign in hub.campaigns for use in campaign.uses))
    Path(texts).write_text(json.dumps([_texts(each, organisation) for each in pictures]), encoding="utf-8")
    laid_out, layouts = _timed(lambda each: lay_out(each.card, each.shape, brand), pictures)
    drawn, files = _timed(
        lambda job: draw(job[1], "png", None, xmp_of(job[0].card)), zip(pictures, layouts, strict=True)
    )
    painted, _ = _timed(_paint, layouts)
    pixels = [Image.open(BytesIO(each)).convert("RGB") for each in files]
    deflated, raw = _timed(lambda each: compress(each.tobytes()), pixels)
    saved, naive = _timed(_save, pixels)
    told = {
        "ours": {"ms": laid_out + drawn, "bytes": _mean(files)},
        "drawing alone": {"ms": painted, "bytes": 0},
        "deflate of its pixels": {"ms": deflated, "bytes": _mean(raw)},
        "its pixels as RGB": {"ms": saved, "bytes": _mean(naive)},
    }
    print(json.dumps(told))


def _wanted(pictures: Iterable[Picture]) -> Iterable[Picture]:
    """The pictures of text alone in that size, each once."""
    known = {each.path: each for each in pictures if (each.shape.width, each.shape.height) == SIZE}
    return (each for each in known.values() if each.file_type == "png" and not each.card.photo)


def _texts(picture: Picture, organisation: str) -> dict[str, str]:
    return {"text": "\n".join(part.text for part in picture.card.parts), "foot": organisation}


def _timed(work: Callable[[Any], Any], jobs: Iterable[Any]) -> tuple[float, list[Any]]:
    """Milliseconds a job, and what came out."""
    start = time.perf_counter()
    made = [work(job) for job in jobs]
    return (time.perf_counter() - start) * 1000 / len(made), made


def _paint(layout: Layout) -> None:
    paint(layout, Palette(layout))


def _save(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _mean(files: list[bytes]) -> float:
    return sum(map(len, files)) / len(files)


if __name__ == "__main__":
    main(*sys.argv[1:])
