"""Posters as PDF: text that can be read aloud, searched and copied, in fonts that the file brings along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import regex
import segno
from fpdf import FPDF, ViewerPreferences

from ..derive import Poster
from ..validate.organisation import Brand
from .cards import Box, Face, Line, Misfit, Sheet, Voice, draw_ground, font_runs, font_subset, lay_out_poster

__all__ = ["draw_poster"]

RIGHT_TO_LEFT = regex.compile(r"[\p{bc=R}\p{bc=AL}]")
POINTS = 72 / 300
"""Points of a dot."""
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""What a poster says of when it was made: the real moment would make every build another file."""


def draw_poster(poster: Poster, brand: Brand, logo: bytes | None) -> bytes | Misfit:
    """The poster as a tagged PDF of one page with title, language and alt text; the same bytes for the same poster."""
    sheet = lay_out_poster(poster, brand, logo)
    if isinstance(sheet, Misfit):
        return sheet
    with TemporaryDirectory(prefix="poster-") as folder:
        return _written(poster, sheet, Path(folder))


def _written(poster: Poster, sheet: Sheet, folder: Path) -> bytes:
    page = _Page(
        poster,
        sheet.layout.face,
        "".join(sorted({letter for line in sheet.layout.lines for letter in line.text})),
        folder,
    )
    with page.tagged("Artifact"):
        page.image(BytesIO(draw_ground(sheet)), 0, 0, page.epw, page.eph)
    for number, lines in enumerate(sheet.blocks()):
        with page.tagged("P" if number else "H1"):
            for line in lines:
                page.write_line(line)
    page.code(poster.invitation.address, sheet.code)
    return bytes(page.output())


class _Page(FPDF):
    """One sheet, measured in points, with what assistive technology needs to read it."""

    def __init__(self, poster: Poster, face: Face, letters: str, folder: Path) -> None:
        shape = poster.shape
        super().__init__(unit="pt", format=(shape.width * POINTS, shape.height * POINTS))
        self._face = face
        self._poster, self._letters, self._folder, self._added = poster, letters, folder, set[str]()
        self.set_margin(0)
        self.set_auto_page_break(auto=False)
        self.c_margin = 0
        self.set_lang(poster.card.language)
        self.set_title(poster.title)
        self.set_subject(poster.card.alt)
        self.set_creation_date(EPOCH)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.add_page()

    @contextmanager
    def tagged(self, kind: str) -> Iterator[None]:
        """What is written now is a heading, a paragraph, or an artifact: decoration that is not read aloud."""
        if kind == "Artifact":
            self._out("/Artifact BMC")
        else:
            number = self.struct_builder.next_mcid_for_page(self.page)
            self._add_marked_content(struct_type=f"/{kind}", mcid=number)
            self._out(f"/{kind} << /MCID {number} >> BDC")
        yield
        self._out("EMC")

    def write_line(self, line: Line) -> None:
        """Write one line where the layout has it."""
        language = self._poster.card.language.split("-", maxsplit=1)[0]
        # An address keeps its own direction: else a slash at its end would stand at its beginning.
        direction = self._poster.card.direction if RIGHT_TO_LEFT.search(line.text) else "ltr"
        self.set_text_color(line.ink)
        self.set_text_shaping(use_shaping_engine=True, direction=direction, language=language)
        runs = font_runs(line.text, Voice(line.weight, language, direction, self._face))
        x = line.x * POINTS
        for name, text in reversed(runs) if direction == "rtl" else runs:
            self._use(name, line.size)
            wide = self.get_string_width(text)
            # A cell puts the baseline at half its height and three tenths of the letters' size.
            self.set_xy(x, line.y * POINTS - 0.3 * self.font_size)
            self.cell(wide, 0, text)
            x += wide

    def _use(self, name: str, size: int) -> None:
        if name not in self._added:
            file = self._folder / f"{name}.ttf"
            file.write_bytes(font_subset(name, self._letters, self._poster.card.language))
            self.add_font(name, fname=file)
            self._added.add(name)
        self.set_font(name, size=size * POINTS)

    def code(self, address: str, box: Box) -> None:
        """The address as a QR code, its dots drawn sharp at any size."""
        picture = BytesIO()
        segno.make(address, error="m", micro=False).save(picture, kind="png", scale=12, border=0)
        x, y, side = box.left * POINTS, box.top * POINTS, box.width * POINTS
        self.image(picture, x, y, side, side, alt_text=f"QR: {address}")
