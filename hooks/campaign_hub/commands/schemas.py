"""`schema`: JSON Schemas for the programs that editors write in, and the forms for the browser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import yaml

from ..validate.browser_forms import browser_forms
from ..validate.editor_schemas import editor_schemas

__all__ = ["forms_text", "write_forms", "write_schemas"]

FOLDER = ".cache/schemas"
FORMS = ".pages.yml"
HEAD = "# Forms for Pages CMS (docs/editors.md). Written by `python3 hub.py schema`: changes by hand are lost.\n"


def write_schemas(root: Path) -> list[str]:
    """Write a schema for each kind of file below `.cache/schemas/`; return their paths in the repository."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in editor_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return [f"{FOLDER}/{name}.json" for name in editor_schemas()]


def write_forms(root: Path) -> str:
    """Write the forms of Pages CMS, which it looks for at the root of the repository; return their path."""
    plans = (plan.parent.name for plan in (root / "content/campaigns").glob("*/posts.yml"))
    (root / FORMS).write_text(forms_text(plans), encoding="utf-8")
    return FORMS


def forms_text(campaigns: Iterable[str]) -> str:
    """The forms as they are written, with one for the posting plan of each of `campaigns`."""
    return HEAD + yaml.dump(browser_forms(campaigns), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Writes every value out, as Pages CMS wants it."""

    def ignore_aliases(self, _data: object) -> bool:
        return True
