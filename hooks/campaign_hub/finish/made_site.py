"""A site that MkDocs wrote and nobody has looked through yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..build_request import BuildRequest
from ..built_site import BuiltFile
from ..diagnostics import Diagnostic
from ..pipeline import Assembly, read_over
from ..render import FinishedPages, PageStore
from ..reports import below_workspace, write_report
from .kept_pages import keep_pages

__all__ = ["MadeSite"]


@dataclass(frozen=True, slots=True)
class MadeSite:
    """The files in `folder`, and what they were made of, for the hub at `root`.

    `address` is where it will be served, if that is known, `store` where its pages may be kept, and `warned` whether
    MkDocs warned of anything: what it said of a page would not be said again of one that is kept. `tell` says
    something to whoever asked for the site.
    """

    root: Path
    folder: Path
    address: str | None
    request: BuildRequest
    assembly: Assembly
    finished: FinishedPages
    store: PageStore
    warned: bool
    tell: Callable[[str], None]

    def keep_pages(self, leaks: Collection[Diagnostic]) -> None:
        """Keep the pages for a build after this one as far as they may be: none where there are `leaks`."""
        keep_pages(self.root, self.assembly, self.finished, self.store, leaks=bool(leaks), warned=self.warned)

    def read_over(self, files: Iterable[BuiltFile]) -> list[Diagnostic]:
        """What a reader of the `files` would stumble over and no diagnostic told of yet; it is told of here."""
        if self.assembly.hub is None:
            return []
        new, forecast = read_over(files, self.assembly, self.address or self.assembly.hub.checked.hub.url)
        if new:
            self.tell(write_report(new, self.request.form, below=below_workspace(self.root)))
        if self.request.mode != "preview":
            self.tell(str(forecast))
        return new
