"""What comes of the site of a preview: it is shown with notes, or what is wrong is shown in its place."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from ..notes import Notes, Trouble, write_trouble
from ..pipeline import prove
from ..preview import Preview
from ..reports import write_report
from .made_site import MadeSite

__all__ = ["show_preview"]


def show_preview(made: MadeSite, preview: Preview, holds: Callable[[], bool]) -> None:
    """Serve what was made, or what is wrong in its place: all of it is looked through before any is shown.

    `holds` tells, whenever a browser asks, whether what it was made for still is so, such as the day.
    """
    home = urlsplit(made.address or "/").path
    rendered = made.assembly.rendered
    if rendered is None:
        write_trouble(made.folder, home, Trouble(made.assembly.diagnostics))
        return
    every = made.finished.all
    urls = {page.path: page.url for page in rendered.pages}
    pages = {urls[path]: page.html for path, page in every.items()}
    files = preview.gathered(made.folder, pages, rendered.artifacts)
    leaks = prove(preview.in_pieces(files, (page.entries for page in every.values())), made.assembly)
    made.keep_pages(leaks)
    if leaks:
        made.tell(write_report(leaks, "text"))
        write_trouble(made.folder, home, Trouble(tuple(leaks)))
        return
    notes = Notes((*made.assembly.diagnostics, *made.read_over(files)), pages)
    preview.show(
        notes.on(pages, made.assembly.memory),
        rendered.artifacts,
        lambda file: not prove([file], made.assembly),
        holds,
    )
