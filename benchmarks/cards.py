"""How long a card takes, on one core, and how many bytes it has.

Run `.venv/bin/python benchmarks/cards.py [CAMPAIGN]` (the first campaign here if left out). Prints milliseconds and
kilobytes a picture, mean over every card of the campaign in every shape, PNG and JPEG apart, in the order of a build.
Next to them is the time of plain Pillow cards of the same sizes in the same run: compare the ratio, not machines.
A card that is wanted in both file types is laid out and painted once; here the JPEG comes first and bears that.

The row `link` is for all campaigns' cards of text alone, 1200 x 630 pixels, as PNG, each drawn by itself. Below it is
what drawing their lines alone takes, and how long Pillow takes to write the same card with 256 colours as its own RGB
PNG, and its bytes. Times are of the processor, so that what else a machine does matters less.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "hooks")]

from PIL import Image, ImageDraw, ImageFont

from campaign_hub.derive import Campaign, Picture
from campaign_hub.pipeline import assemble
from campaign_hub.render.cards import Layout, Voice, draw, lay_out, xmp_of
from campaign_hub.render.cards.fonts import draw_line
from campaign_hub.render.cards.palette import Palette
from campaign_hub.render.cards.pixels import paint
from campaign_hub.validate.organisation import Brand

COLUMNS = ("pictures", "layout ms", "drawing ms", "both ms", "KB", "plain ms", "both / plain")


def main(slug: str | None = None) -> None:
    made = assemble(ROOT, datetime.now(UTC), draw=False)
    if made.hub is None:
        raise SystemExit("Run check first.")
    brand = made.hub.checked.brand
    _link_cards(made.hub.campaigns, brand)
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


def _link_cards(campaigns: Iterable[Campaign], brand: Brand) -> None:
    every = {use.picture.path: use.picture for each in campaigns for use in each.uses if not use.picture.card.photo}
    wanted = [each for each in every.values() if (each.shape_name, each.file_type) == ("link", "png")]
    sums = dict.fromkeys(("link", "lines alone", "Pillow's PNG"), (0.0, 0))
    for picture in wanted:
        whole, (layout, content) = _timed(lambda picture=picture: _drawn_by_itself(picture, brand))
        lines, _ = _timed(lambda layout=layout: _draw_lines(layout))
        pixels = _in_all_colours(layout)
        plain, size = _timed(lambda pixels=pixels: _size_as_png(pixels))
        for name, row in zip(sums, ((whole, len(content)), (lines, 0), (plain, size)), strict=True):
            sums[name] = (sums[name][0] + row[0], sums[name][1] + row[1])
    for name, (seconds, size) in sums.items():
        print(f"{name:14}{len(wanted):6}{seconds / len(wanted) * 1e3:10.2f} ms{size / len(wanted) / 1e3:10.1f} KB")


def _drawn_by_itself(picture: Picture, brand: Brand) -> tuple[Layout, bytes]:
    layout = lay_out(picture.card, picture.shape, brand)
    if not isinstance(layout, Layout):
        raise SystemExit(f"{picture.path} does not fit.")
    return layout, _draw(picture, layout)


def _draw_lines(layout: Layout) -> None:
    """The floor: the same lines in the same fonts on one picture, and nothing else."""
    canvas = Image.new("L", (layout.width, layout.height))
    for line in layout.lines:
        voice = Voice(line.weight, layout.language, line.direction, layout.face)
        draw_line(canvas, line.text, size=line.size, voice=voice, at=(line.x, line.y))


def _in_all_colours(layout: Layout) -> Image.Image:
    palette = Palette(layout, most=256)
    canvas = paint(layout, palette)
    canvas.putpalette(palette.rgb())
    return canvas.convert("RGB")


def _size_as_png(pixels: Image.Image) -> int:
    out = BytesIO()
    pixels.save(out, "PNG")
    return len(out.getvalue())


def _draw(picture: Picture, layout: Layout) -> bytes:
    return draw(layout, picture.file_type, picture.most_bytes, xmp_of(picture.card))


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def _draw_plainly(picture: Picture) -> None:
    """A card as one would first write it: RGB, one size of text, Pillow's own PNG."""
    canvas = Image.new("RGB", (picture.shape.width, picture.shape.height), "#0b4f6c")
    pen = ImageDraw.Draw(canvas)
    for number, part in enumerate(picture.card.parts):
        pen.text((80, 80 + 160 * number), part.text, "white", ImageFont.load_default(60))
    canvas.save(BytesIO(), "PNG")


if __name__ == "__main__":
    main(*sys.argv[1:2])
