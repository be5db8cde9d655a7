"""How long a card takes, on one core, and how many bytes it has.

Run `.venv/bin/python benchmarks/cards.py [CAMPAIGN]` (the first campaign here if left out). Prints milliseconds and
kilobytes a picture, mean over every card of the campaign in every shape, PNG and JPEG apart, in the order of a build.
Next to them is the time of plain Pillow cards of the same sizes in the same run: compare the ratio, not machines.
A card that is wanted in both file types is laid out and painted once; here the JPEG comes first and bears that.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "hooks")]

from PIL import Image, ImageDraw, ImageFont

from campaign_hub.derive import Picture
from campaign_hub.pipeline import assemble
from campaign_hub.render.cards import Layout, draw, lay_out, xmp_of

COLUMNS = ("pictures", "layout ms", "drawing ms", "both ms", "KB", "plain ms", "both / plain")


def main(slug: str | None = None) -> None:
    made = assemble(ROOT, datetime.now(UTC), draw=False)
    if made.hub is None:
        raise SystemExit("Run check first.")
    brand = made.hub.checked.brand
    campaign = next(each for each in made.hub.campaigns if slug in (None, each.slug))
    pictures = {use.picture.path: use.picture for use in campaign.uses if not use.picture.card.photo}
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 5)
    known: dict[tuple[str, str], Any] = {}
    for picture in sorted(pictures.values(), key=lambda each: (each.card.id, each.shape_name, each.path)):
        key, layout = (picture.card.id, picture.shape_name), 0.0
        if key not in known:
            layout, known[key] = _timed(lambda picture=picture: lay_out(picture.card, picture.shape, brand))
        drawing, content = _timed(lambda picture=picture, key=key: _draw(picture, known[key]))
        plain, _ = _timed(lambda picture=picture: _draw_plainly(picture))
        for kind in (picture.file_type, "all"):
            row = (1, layout, drawing, len(content), plain)
            sums[kind] = [total + one for total, one in zip(sums[kind], row, strict=True)]
    print(f"{'':6}" + "".join(f"{each:>14}" for each in COLUMNS))
    for kind, (count, *seconds, size, plain) in sorted(sums.items()):
        milliseconds = [each / count * 1e3 for each in (*seconds, sum(seconds))]
        row = (*milliseconds, size / count / 1e3, plain / count * 1e3, sum(seconds) / plain)
        print(f"{kind:6}{count:14.0f}" + "".join(f"{value:14.2f}" for value in row))


def _draw(picture: Picture, layout: Layout) -> bytes:
    return draw(layout, picture.file_type, picture.most_bytes, xmp_of(picture.card))


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def _draw_plainly(picture: Picture) -> None:
    """A card as one would first write it: RGB, one size of text, Pillow's own PNG."""
    canvas = Image.new("RGB", (picture.shape.width, picture.shape.height), "#0b4f6c")
    pen = ImageDraw.Draw(canvas)
    for number, part in enumerate(picture.card.parts):
        pen.text((80, 80 + 160 * number), part.text, "white", ImageFont.load_default(60))
    canvas.save(BytesIO(), "PNG")


if __name__ == "__main__":
    main(*sys.argv[1:2])
