"""The files that MkDocs is given in the place of its own: what the core made, and nothing that an editor wrote."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from campaign_hub.load.assets import PUBLISHED_KINDS, THEME
from campaign_hub.render import Artifact, FinishedPages, SitePage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["HeldFile", "ReadyFile", "artifact_file", "held_file", "page_file", "ready_file", "theme_files"]

KNOWN = InclusionLevel.NOT_IN_NAV
OF_A_CAMPAIGN = frozenset({"pages/plan.html", "pages/easy_read.html"})
"""Pages to which a campaign leads on."""


class ReadyFile(File):
    """A page that is finished, for links to it to find."""

    def is_documentation_page(self) -> bool:
        """MkDocs makes no page of it."""
        return False


class HeldFile(ReadyFile):
    """A file that a preview holds ready itself."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  as MkDocs has it
        """Nothing is written: a browser asks the preview."""


def theme_files(files: Iterable[File], docs: Path, left_out: Collection[str]) -> Iterator[File]:
    """Those of `files` that are the theme's, can be looked into and are not `left_out`, by their path in the hub.

    `docs` is the folder of what editors write: nothing below it goes into the site as it is.
    """
    for file in files:
        below = file.abs_src_path is not None and Path(file.abs_src_path).resolve().is_relative_to(docs)
        # check tells of those of an unknown kind.
        known = Path(file.src_uri).suffix.lower() in PUBLISHED_KINDS
        if not below and known and f"{THEME}/{file.src_uri}" not in left_out:
            yield file


def page_file(page: SitePage, config: MkDocsConfig) -> File:
    """A page as MkDocs reads it, with front matter of our making: none that an editor wrote gets this far."""
    fields: dict[str, Any] = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
    if page.is_internal or not page.searchable:
        fields["search"] = {"exclude": True}
    elif page.template in OF_A_CAMPAIGN:
        # It says the campaign's words once more: the campaign itself comes first.
        fields["search"] = {"boost": 0.3}
    return File.generated(
        config, page.path, content=f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{page.markdown}"
    )


def ready_file(page: SitePage, finished: FinishedPages, config: MkDocsConfig, kind: type[ReadyFile]) -> File:
    """A page that is finished, for links to it to find."""
    file = kind.generated(config, page.path, content=finished.known[page.path].html, inclusion=KNOWN)
    file.dest_uri = f"{page.url}index.html"
    return file


def artifact_file(artifact: Artifact, config: MkDocsConfig) -> File:
    """A file that goes into the site as the core made it."""
    if artifact.file:
        return File.generated(config, artifact.path, abs_src_path=str(artifact.file))
    return File.generated(config, artifact.path, content=artifact.read())


def held_file(path: str, config: MkDocsConfig) -> File:
    """A file at `path` that a preview makes when a browser asks, for links to it to find."""
    return HeldFile.generated(config, path, content=b"", inclusion=KNOWN)
