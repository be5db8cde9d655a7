"""What MkDocs loads: it refuses what can't be safe, and puts the build of this hub among the plugins.

`on_config` makes a fresh `HubBuild` for every build, so that nothing of one build is left over for the next.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError

from campaign_hub.build_request import MODE
from mkdocs_adapter.hub_build import HubBuild

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Refuse the two ways of MkDocs that would keep a withheld story public."""
    if dirty:
        raise PluginError("--dirty keeps pages of stories that were withdrawn. Run it without --dirty.")
    if command == "gh-deploy":
        raise PluginError("gh-deploy keeps every earlier site in a branch, withdrawn stories too. Use publish.")
    # Drafts are for the preview alone, whatever the environment says.
    if command == "serve":
        os.environ[MODE] = "preview"
    elif os.environ.get(MODE) == "preview":
        del os.environ[MODE]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build: its state lives in an object of its own."""
    # MkDocs took this folder off the path again once this file was loaded; the processes that draw cards need it.
    if (hooks := str(Path(__file__).parent)) not in sys.path:
        sys.path.append(hooks)
    build = HubBuild()
    build.load_config({})
    config.plugins["campaign-hub"] = build
    build.start(config)
    return config
