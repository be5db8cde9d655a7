"""Cards as one would first write them with Pillow: RGB, lines broken by their width, the default PNG.

Run with the texts' file and the font's. Prints milliseconds and bytes, mean over all cards, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 80


def main(texts: str, font: str) -> None:
    cards = json.loads(Path(texts).read_text("utf-8"))
    start = time.perf_counter()
    files = [_draw(card["text"], card["foot"], font) for card in cards]
    milliseconds = (time.perf_counter() - start) * 1000 / len(cards)
    print(json.dumps({"ms": milliseconds, "bytes": sum(map(len, files)) / len(files)}))


def _draw(text: str, foot: str, font: str) -> bytes:
    canvas = Image.new("RGB", (WIDTH, HEIGHT), "#0b4f6c")
    pen = ImageDraw.Draw(canvas)
    large, small = ImageFont.truetype(font, 56), ImageFont.truetype(font, 30)
    pen.multiline_text((MARGIN, MARGIN), _broken(text, large), "white", large, spacing=12)
    pen.text((MARGIN, HEIGHT - MARGIN), foot, "#f4b942", small)
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def _broken(text: str, font: ImageFont.FreeTypeFont) -> str:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
