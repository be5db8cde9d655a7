"""What the machine that runs the tests has to offer."""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_PROGRAMS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
WINDOWS_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


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
