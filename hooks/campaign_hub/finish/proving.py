"""What comes of a site that is to be kept: it is looked through and read, or taken away again."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..build_request import REPORT
from ..built_site import files_below
from ..kept_keys import KeptKeys
from ..pipeline import faults_of, prove
from ..publish_report import write_publish_report
from ..reports import write_report
from ..site_digest import site_digest
from .made_site import MadeSite

__all__ = ["SiteTakenAway", "prove_site", "take_earlier_away"]

LOOKED = ".cache/looked.json"


class SiteTakenAway(Exception):
    """There is no site any more, for the reason that this says."""


def prove_site(made: MadeSite) -> None:
    """Look through the site for what was withheld; then read it as readers will. The report tells what came of it.

    Raises SiteTakenAway where anything withheld is found, and for what readers would stumble over in a plain build.
    """
    made.tell("Looking for what was withheld")
    files = files_below(made.folder)
    # What goes on line is looked through from end to end; at home, what was looked through before is known to be.
    looked = KeptKeys(made.root / LOOKED) if made.request.mode == "build" else None
    leaks = prove(files, made.assembly, looked)
    if looked:
        looked.write()
    read = [] if leaks else made.read_over(files)
    made.keep_pages(leaks)
    faults = faults_of(made.assembly, read)
    proven = "" if leaks else site_digest(made.folder)
    write_publish_report(made.root / REPORT, made.assembly, leaks, proven, faults)
    if leaks:
        shutil.rmtree(made.folder)
        made.tell(write_report(leaks, "text"))
        raise SiteTakenAway("The site was taken away again: it held something that was withheld.")
    if faults and made.request.mode == "build":
        shutil.rmtree(made.folder)
        raise SiteTakenAway("The site was taken away again: see the errors above.")


def take_earlier_away(folder: Path) -> None:
    """Remove from `folder` a site of this hub's that was built before: it may hold what was withdrawn since."""
    if (folder / "build.json").is_file():
        shutil.rmtree(folder)
