"""`build`, `publish` and `preview`: run MkDocs with the hub's hook, and keep only a site that is whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["build", "preview", "publish"]

REPORT = ".cache/publish-report.json"
LEFT_OUT_DOUBTFUL = 3
"""The exit status that lets a workflow deploy first and alert afterwards."""


def build(root: Path) -> int:
    """Build `site/`, or refuse: 1 on any error, and then there is no `site/` at all."""
    return _build(root, "build")


def publish(root: Path) -> int:
    """Build `site/` from what is in no doubt: 3 where something was left out as doubtful, 1 where nothing is safe."""
    status = _build(root, "publish")
    if status:
        return 1
    left_out = json.loads((root / REPORT).read_text("utf-8"))["withheld"]
    doubtful = [each for each in left_out if each["doubtful"]]
    if doubtful:
        print(f"Left out as doubtful: {len(doubtful)}. See {REPORT}.", file=sys.stderr)
    return LEFT_OUT_DOUBTFUL if doubtful else 0


def preview(root: Path, port: int) -> int:
    """Serve the site on this computer until it is stopped; drafts show there, with a mark."""
    address = f"127.0.0.1:{port}"
    print(f"The preview is at http://{address}/ as soon as it is built. Stop it with Ctrl-C.", file=sys.stderr)
    return _mkdocs(root, "preview", "serve", "--livereload", "--dev-addr", address)


def _build(root: Path, mode: str) -> int:
    # A site from before may hold what was withdrawn since: it must not be there to be deployed by mistake.
    if (root / "site").exists():
        shutil.rmtree(root / "site")
    (root / ".cache").mkdir(exist_ok=True)
    (root / REPORT).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=root / ".cache", prefix="site-", ignore_cleanup_errors=True) as fresh:
        status = _mkdocs(root, mode, "build", "--strict", "--quiet", "--site-dir", f"{fresh}/site")
        if status == 0 and not (root / REPORT).exists():
            # Only the hub's hook writes the report: without it MkDocs copied the content as it stands.
            print("The hub's hook did not run: mkdocs.yml needs hooks: [hooks/mkdocs_hooks.py].", file=sys.stderr)
            status = 1
        if status == 0:
            Path(fresh, "site").replace(root / "site")
            print("The site is in site/.", file=sys.stderr)
    return 1 if status else 0


def _mkdocs(root: Path, mode: str, *arguments: str) -> int:
    environment = os.environ | {"CAMPAIGN_HUB_MODE": mode, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode  # noqa: S603  # our own words
