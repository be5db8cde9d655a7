"""Read the files of partners: one small YAML file each, directly below `content/partners/`."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..diagnostics import Place
from ..slugs import is_slug
from .entries import RawPartner
from .files import read_text
from .gathered import Bundle, Gathered
from .yaml_tree import read_yaml

__all__ = ["is_partner_file", "read_partners"]


def is_partner_file(path: str) -> bool:
    """Whether the file at `path`, from the repository's root, says who a partner is."""
    pure = PurePosixPath(path)
    return str(pure.parent) == "content/partners" and pure.suffix == ".yml"


def read_partners(content: Gathered, files: Bundle) -> None:
    """Add the partners in `files`; one whose file can't be read or is no group of fields is told of and left out."""
    for path, file in files.items():
        slug = PurePosixPath(path).stem
        text, found = read_text(file, path, content.memory)
        content.found += found
        if text is None:
            continue
        content.written[path] = text
        fields, wrong = content.memory.of(read_yaml, text, path)
        content.found += wrong
        if not is_slug(slug):
            content.tell("partner-file-name", Place(path), given=slug)
        elif fields is not None and not isinstance(fields.data, dict):
            content.tell("front-matter-not-fields", fields.place())
        elif fields is not None:
            content.partners.append(content.memory.of(RawPartner, slug, path, fields))
