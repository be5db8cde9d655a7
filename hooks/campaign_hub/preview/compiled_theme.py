"""The theme's templates, compiled once for all rounds of a preview: MkDocs opens them anew in every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

__all__ = ["CompiledTheme"]


class CompiledTheme(BytecodeCache):
    """Compiled templates by their names and texts, and the names of those that no editor can add to."""

    def __init__(self, own: Path) -> None:
        """`own` is the folder of the organisation's templates, which may change; the others come from packages."""
        self._own = own
        self._code: dict[str, bytes] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before from the same text."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()

    def open_in(self, environment: Environment, folders: Iterable[str]) -> None:
        """Have `environment`, whose templates lie in `folders`, use what is known."""
        environment.bytecode_cache = self
        folders = tuple(folders)

        def list_templates(
            extensions: Iterable[str] | None = None, filter_func: Callable[[str], bool] | None = None
        ) -> list[str]:
            names = {name for folder in folders for name in self._in(folder)}
            endings = tuple(f".{each}" for each in extensions or ())
            wanted = (name for name in names if not endings or name.endswith(endings))
            return sorted(name for name in wanted if filter_func is None or filter_func(name))

        environment.list_templates = list_templates  # type: ignore[method-assign]  # the same, without 14,000 icons

    def _in(self, folder: str) -> tuple[str, ...]:
        """The names of the files in a theme's folder; none that begins with a dot is ever part of a site."""
        if Path(folder) == self._own:
            return _names_below(folder)
        if folder not in self._names:
            self._names[folder] = _names_below(folder)
        return self._names[folder]


def _names_below(folder: str) -> tuple[str, ...]:
    files = (each.relative_to(folder) for each in Path(folder).rglob("*") if each.is_file())
    return tuple(each.as_posix() for each in files if not each.parts[0].startswith("."))
