"""How long it takes to look for withheld stories in the built site of the hub in this folder, and to read it over.

Prints seconds as JSON. Cards are not drawn: verify and proofread take what the last build left in `site/`.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path

from campaign_hub.built_site import files_below
from campaign_hub.pipeline import assemble, prove, read_over


def main() -> None:
    root = Path.cwd()
    assembly = assemble(root, datetime.now(UTC), draw=False)
    address = assembly.checked.hub.url if assembly.checked else ""
    start = time.perf_counter()
    prove(files_below(root / "site"), assembly)
    proven = time.perf_counter()
    read_over(files_below(root / "site"), assembly, address)
    told = {"looking for withheld stories": proven - start, "reading the site over": time.perf_counter() - proven}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
