"""How much of a build goes into looking for withheld stories, and into reading the site over.

Run `.venv/bin/python benchmarks/verify_share.py [CAMPAIGNS] [WITHHELD]` (400 and 100 if left out). Prints the seconds
of the whole cold build, and of verify and proofread alone on the same site, in one run on one machine, and what share
each has of it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "hooks")]

from large_hub import large_hub

from campaign_hub.pipeline import assemble, prove, read_over


def main(campaigns: int = 400, withheld: int = 100) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = large_hub(Path(folder), campaigns=campaigns, withheld=withheld)
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "campaign_hub", "build"], cwd=root, check=True, stderr=subprocess.DEVNULL)
        whole = time.perf_counter() - start
        assembly = assemble(root, datetime.now(UTC), draw=False)
        address = assembly.checked.hub.url if assembly.checked else ""
        start = time.perf_counter()
        found = prove(root / "site", assembly)
        alone = time.perf_counter() - start
        start = time.perf_counter()
        faults, forecast = read_over(root / "site", assembly, address)
        read = time.perf_counter() - start
    print(f"{campaigns} campaigns, {withheld} withheld stories, {len(found)} leaks, {len(faults)} faults. {forecast}")
    print(f"cold build {whole:8.1f} s\nverify     {alone:8.1f} s\nshare      {alone / whole:8.1%}")
    print(f"proofread  {read:8.1f} s\nshare      {read / whole:8.1%}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
