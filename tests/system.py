"""What the machine that runs the tests has to offer: a browser, and processes that can be stopped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PROGRAMS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


ENDLESS = 300
"""Seconds after which a process is taken for one that never ends; each needs a few, so that no slow machine fails."""


def ends(command: list[str], folder: Path) -> None:
    """Run Python with `command` in `folder`, with the modules of this process, and see that it ends by itself."""
    modules = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | modules,
        capture_output=True,
        check=False,
        timeout=ENDLESS,
    )
    assert b"Traceback" not in done.stderr, done.stderr


def browser_path() -> str | None:
    """Return the Chromium or Chrome that this machine has, or None where it has neither."""
    on_path = (shutil.which(command) for command in COMMANDS)
    installed = (str(path) for path in _usual_places() if path.is_file())
    return next(filter(None, on_path), None) or next(installed, None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        return [folder / program for folder in folders for program in MAC_PROGRAMS]
    if sys.platform == "win32":
        folders = (Path(os.environ[name]) for name in WINDOWS_FOLDERS if name in os.environ)
        return [folder / program for folder in folders for program in WINDOWS_PROGRAMS]
    return []
