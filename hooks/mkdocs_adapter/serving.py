"""What MkDocs' server answers with in a preview: what the preview holds ready, or what is wrong in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from campaign_hub.notes import trouble_in, write_trouble
from campaign_hub.preview import Preview

from .terminal import tell

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

__all__ = ["serve"]


def serve(server: LiveReloadServer, config: MkDocsConfig, preview: Preview, root: Path) -> None:
    """Have `server` answer for the `preview` of the hub at `root`, also where a round of it fails."""
    build, home = server.builder, urlsplit(config.site_url or "/").path

    def build_or_tell() -> None:
        with preview.site.changing():
            try:
                build()
            except Exception as problem:  # noqa: BLE001  whatever it is, the editor has to hear of it
                tell(f"The preview could not be built: {problem}")
                preview.site.show((), lambda _: False)
                write_trouble(Path(config.site_dir), home, trouble_in(problem, root))

    server.builder = build_or_tell
    application = server.get_app()
    if application is None:
        raise ValueError("MkDocs' server answers nothing")
    answer = preview.site.answering(application, Path(server.root), server.mount_path, build_or_tell)
    server.set_app(answer)
