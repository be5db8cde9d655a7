"""`schema`: JSON Schemas for the programs that editors write in."""

from __future__ import annotations

import json
from pathlib import Path

from ..validate.editor_schemas import editor_schemas

__all__ = ["write_schemas"]

FOLDER = ".cache/schemas"


def write_schemas(root: Path) -> list[str]:
    """Write a schema for each kind of file below `.cache/schemas/`; return their paths in the repository."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in editor_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return [f"{FOLDER}/{name}.json" for name in editor_schemas()]
