"""`build`, `publish` and `preview`: run MkDocs with the hub's hook, and keep only a site that is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from ..build_request import REPORT, Mode, as_variables
from ..site_digest import site_digest

__all__ = ["build", "preview", "publish"]

SOMEBODY_HAS_TO_LOOK = 3
"""The exit status that lets a workflow deploy first and alert afterwards."""


def build(root: Path) -> int:
    """Build `site/`, or refuse: 1 on any error, and then there is no `site/` at all."""
    return _build(root, "build")


def publish(root: Path) -> int:
    """Build `site/` from what is in no doubt: 3 where a person has to look, 1 where nothing is safe.

    Somebody has to look where something was left out as doubtful, and where a link or picture of the site is dead.
    Where a withheld story is found in the site, what it was found in is left out and the site is built once more.
    """
    leaking: set[str] = set()
    while status := _build(root, "publish", leaking):
        more = set(_report(root).get("leaking", ())) - leaking
        if not more:
            return 1
        print(f"Building once more without {', '.join(sorted(more))}.", file=sys.stderr)
        leaking |= more
    doubtful = [each for each in _report(root)["withheld"] if each["doubtful"]]
    if doubtful:
        where = f"Run python3 hub.py check to see them; for programs they are in {REPORT}."
        print(f"Left out as doubtful: {len(doubtful)}. {where}", file=sys.stderr)
    faults = _report(root).get("faults", ())
    if faults:
        print(f"Published with faults: {len(faults)}. See the errors above.", file=sys.stderr)
    return SOMEBODY_HAS_TO_LOOK if doubtful or faults else status


def preview(root: Path, port: int) -> int:
    """Serve the site on this computer until it is stopped; drafts show there, with a mark."""
    # The models take half a second to load: a build, which shares this file, leaves them to MkDocs' process.
    from .schemas import write_schemas  # noqa: PLC0415

    write_schemas(root)
    address = f"127.0.0.1:{port}"
    print(f"The preview is at http://{address}/ as soon as it is built. Stop it with Ctrl-C.", file=sys.stderr)
    return _mkdocs(root, "preview", "serve", "--livereload", "--dev-addr", address, stay=False)


def _build(root: Path, mode: Mode, leaking: Collection[str] = ()) -> int:
    # A site from before may hold what was withdrawn since: it must not be there to be deployed by mistake.
    if (root / "site").exists():
        shutil.rmtree(root / "site")
    (root / ".cache").mkdir(exist_ok=True)
    (root / REPORT).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=root / ".cache", prefix="site-", ignore_cleanup_errors=True) as folder:
        fresh = Path(folder, "site")
        status = _mkdocs(root, mode, "build", "--strict", "--quiet", "--site-dir", str(fresh), leaking=leaking)
        if status or not _is_proven(root, fresh):
            return 1
        fresh.replace(root / "site")
    print("The site is in site/.", file=sys.stderr)
    return 0


def _is_proven(root: Path, site: Path) -> bool:
    """Whether the hub's hook looked through the site as it is: only the hook writes the report."""
    proven = _report(root).get("proven")
    if proven is None:
        print("The hub's hook did not run: mkdocs.yml needs hooks: [hooks/mkdocs_hooks.py].", file=sys.stderr)
    elif proven != site_digest(site):
        print("A plugin or hook changed the site after it was looked through: it is not kept.", file=sys.stderr)
        return False
    return proven is not None


def _report(root: Path) -> dict[str, Any]:
    """What the last build told: nothing where the hook did not get as far."""
    file = root / REPORT
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def _mkdocs(root: Path, mode: Mode, *arguments: str, leaking: Collection[str] = (), stay: bool = True) -> int:
    """Run MkDocs; without `stay` in this process's place, where a system can, so that a signal to stop reaches it."""
    environment = os.environ | as_variables(mode, leaking) | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    if not stay and os.name != "nt":
        os.chdir(root)
        # S606 asks for a shell, which is what nobody wants: each argument is one of this file's own words or a folder.
        os.execve(command[0], command, environment)  # noqa: S606
    # S603 fears what others wrote: the program is this Python, and no argument comes from content or a request.
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode  # noqa: S603
