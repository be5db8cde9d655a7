"""The files that a preview serves. Each is put where the server looks for it at the moment a browser asks."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from ..built_site import BuiltFile
from ..render import Artifact

__all__ = ["ServedSite"]

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
WAITING = "/livereload/"
"""Where a browser waits for the next round: it must not hold up anything."""


class ServedSite:
    """Files by their path below the site's root. A request waits for a round to end, so that nothing old is shown."""

    def __init__(self) -> None:
        self.files: Mapping[str, Artifact] = {}
        """What is served now, by its path."""
        self._put: dict[str, Artifact] = {}
        self._round = RLock()
        self._look: Callable[[BuiltFile], bool] = lambda _: True
        self._holds: Callable[[], bool] = lambda: True

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A round of building: the folder that is served from is emptied, and nothing is answered meanwhile."""
        with self._round:
            self.files, self._put = {}, {}
            self._holds = lambda: True
            yield

    def show(
        self,
        files: Iterable[Artifact],
        look: Callable[[BuiltFile], bool],
        holds: Callable[[], bool] = lambda: True,
    ) -> None:
        """Serve `files` from now on, as long as it `holds` what they were made for, such as the day.

        `look` tells whether one that was only promised may be shown once it is made.
        """
        self.files = {each.path: each for each in files}
        self._look, self._holds = look, holds

    def answering(
        self, server: Application, folder: Path, mount: str, again: Callable[[], None] = lambda: None
    ) -> Application:
        """`server`, which answers from `folder` for addresses below `mount`, with each file put there in time.

        `again` makes another round, before anything is answered that holds no more.
        """

        def answer(environ: Environ, start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(WAITING):
                return server(environ, start_response)
            self._renew(again)
            inside = posixpath.normpath("/" + path.removeprefix(mount.rstrip("/"))).lstrip("/")
            self._place(inside, folder)
            given: list[Any] = []
            body = server(environ, lambda *told: given.append(told))
            # The server itself waits for a round that began meanwhile, and that emptied the folder.
            if given[0][0].startswith("404") and self._place(inside, folder):
                given.clear()
                body = server(environ, lambda *told: given.append(told))
            start_response(*given[0])
            return body

        return answer

    def _renew(self, again: Callable[[], None]) -> None:
        with self._round:
            if not self._holds():
                again()

    def _place(self, inside: str, folder: Path) -> bool:
        """Put what is at the address `inside` in its place; whether there is anything."""
        with self._round:
            return any(self._put_into(folder, each) for each in (inside, posixpath.join(inside, "index.html")))

    def _put_into(self, folder: Path, path: str) -> bool:
        file = self.files.get(path)
        if file is None or self._put.get(path) is file:
            return file is not None
        content = self._made(file)
        if content is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            self._put[path] = file
        return content is not None

    def _made(self, file: Artifact) -> bytes | None:
        """The bytes; None for a file that can't be made, or that must not be shown."""
        try:
            content = file.read()
        except OSError:
            return None
        promised = file.make is not None
        return content if not promised or self._look(BuiltFile(file.path, content)) else None
