"""A preview on this machine: from its start to the first page, and from an edit to the page that shows it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from measuring import clean

PATIENCE = 1800
"""Seconds after which a server that does not answer, or does not show an edit, ends the benchmark."""
PAUSE = 0.02
SETTLED = 2.0
"""Seconds between two edits: a file's time and the server's own look at the folder must tell them apart."""
NAMES = re.compile(r"livereload\((\d+), (\d+)\)")


class Served:
    """A running preview; `started` is how many seconds its first page took."""

    def __init__(self, port: int, started: float) -> None:
        self._port, self.started = port, started

    def page(self, address: str) -> str:
        """The page at an address such as `campaigns/x/`, as the preview gives it."""
        return _get(self._port, address)

    def seconds_until_shown(self, file: Path, address: str, words: str) -> float:
        """Add `words` to the end of a page's `file`; the seconds until the page is loaded anew and has them.

        Waits as a browser does, at the address that tells it to load the page again.
        """
        time.sleep(SETTLED)
        epoch, request = _names(self.page(address))
        start = time.perf_counter()
        with file.open("a", encoding="utf-8") as page:
            page.write(f"\n{words}\n")
        while time.perf_counter() - start < PATIENCE:
            _get(self._port, f"livereload/{epoch}/{request}")
            shown = self.page(address)
            if words in shown:
                return time.perf_counter() - start
            epoch, request = _names(shown)
            time.sleep(PAUSE)
        raise SystemExit(f"The preview never showed the change of {file}.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What starts a preview: a command, in which `{port}` stands for its port, in a folder, with Python's path."""

    command: Sequence[str]
    folder: Path
    path: str = ""


@contextmanager
def served(preview: Preview) -> Iterator[Served]:
    """Run a preview; it is ended with the context."""
    port = _free_port()
    command = [part.replace("{port}", str(port)) for part in preview.command]
    environment = clean({"PYTHONPATH": preview.path} if preview.path else {})
    start = time.perf_counter()
    # A file, because a pipe that nobody reads would in the end hold a server that says much.
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, cwd=preview.folder, env=environment, stdout=said, stderr=said) as process,
    ):
        try:
            _wait_for(port, process, start)
            yield Served(port, time.perf_counter() - start)
        finally:
            process.terminate()


def hub_preview(root: Path) -> Preview:
    """The hub's own preview."""
    command = [sys.executable, "-m", "campaign_hub", "preview", "--port", "{port}"]
    return Preview(command, root, str(root / "hooks"))


def plain_preview(root: Path) -> Preview:
    """MkDocs' preview of a plain site."""
    address = "127.0.0.1:{port}"
    return Preview([sys.executable, "-m", "mkdocs", "serve", "--quiet", "--livereload", "--dev-addr", address], root)


def _wait_for(port: int, process: subprocess.Popen[bytes], start: float) -> None:
    while time.perf_counter() - start < PATIENCE:
        if process.poll() is not None:
            raise SystemExit(f"The preview ended with {process.returncode}.")
        try:
            _get(port, "")
        except (OSError, HTTPException):
            time.sleep(PAUSE)
        else:
            return
    raise SystemExit("The preview never answered.")


def _names(page: str) -> tuple[str, str]:
    """What the page's own script asks the server with, until there is something new."""
    found = NAMES.search(page)
    if not found:
        raise SystemExit("The preview's page does not load itself again.")
    return found[1], found[2]


def _get(port: int, address: str) -> str:
    """What this machine answers at `address`, also where that is an error page."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/{address}")
        return connection.getresponse().read().decode("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
