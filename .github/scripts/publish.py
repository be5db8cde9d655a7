"""Build the site for a workflow: what goes on line goes first, and who has to look is told afterwards.

Passes on `publish`'s exit status 3 as an output and ends with 0 there, so that the deployment goes on. What it tells
GitHub are counts: summaries and outputs may be read by anybody who reads the repository.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPORT = Path(".cache/publish-report.json")
SOMEBODY_HAS_TO_LOOK = 3


def main() -> int:
    """Build, write outputs and summary, and give 0 where there is a site to deploy."""
    status = subprocess.run([sys.executable, "hub.py", "publish"], check=False).returncode
    facts = {"status": status} | counts(json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else {})
    write("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in facts.items()))
    rows = "".join(f"| {name} | {value} |\n" for name, value in facts.items())
    write("GITHUB_STEP_SUMMARY", f"| what | how many |\n| --- | --- |\n{rows}")
    return 0 if status in (0, SOMEBODY_HAS_TO_LOOK) else 1


def counts(report: dict[str, Any]) -> dict[str, int]:
    """How much was left out, how much of it as doubtful, and how many links and pictures are dead."""
    withheld = report.get("withheld", [])
    doubtful = sum(1 for each in withheld if each["doubtful"])
    return {"withheld": len(withheld), "doubtful": doubtful, "faults": len(report.get("faults", []))}


def write(name: str, text: str) -> None:
    """Add `text` to the file that the workflow names, or do nothing outside of one."""
    if path := os.environ.get(name):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    sys.exit(main())
