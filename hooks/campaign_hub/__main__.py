"""Run the hub's command line: `python -m campaign_hub`."""

from __future__ import annotations

import gc
import sys

from .commands import main

if __name__ == "__main__":
    # A command ends soon and makes few objects that hold each other: to look for those takes a tenth of its time.
    gc.disable()
    sys.exit(main(sys.argv[1:]))
