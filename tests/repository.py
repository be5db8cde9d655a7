"""Git repositories of a test's own, that nothing on this machine has a say in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
PERSON = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")


def leave_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what this machine has set for git, and for the hub, away from a test that runs commands in this process."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "CAMPAIGN_HUB_"))]:
        monkeypatch.delenv(name)
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


def git(root: Path, *arguments: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *PERSON, "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *arguments]
    done = subprocess.run(command, cwd=root, env=kept | ALONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(root: Path, message: str = "A change") -> str:
    """Commit the content as it stands and give the commit's id."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "--all", "content", "campaign_assets", "mkdocs.yml")
    git(root, "commit", "-q", "--no-verify", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")
