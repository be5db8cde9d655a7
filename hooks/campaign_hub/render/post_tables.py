"""Posts as CSV: one table for people and spreadsheets, and one for each tool that imports them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..derive import Campaign, FilledPost, Hub
from ..derive.passing_on import ImportFile, handed_on
from ..validate.schedulers import Column, Scheduler
from .addresses import card_address, card_of

__all__ = ["import_table", "posts_table"]

COLUMNS = ("id", "date", "time", "platform", "audience", "text", "link", "picture", "alt", "at")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would run."""


def posts_table(hub: Hub, campaign: Campaign, platform: str | None = None) -> bytes:
    """All posts that others may pass on, or those of one platform: a line for each; no cell can run as a formula.

    It begins with a byte-order mark, because spreadsheets otherwise take UTF-8 for something else.
    """
    posts = handed_on(campaign, platform)
    return codecs.BOM_UTF8 + _written([COLUMNS, *(_row(hub, campaign, post) for post in posts)])


def _row(hub: Hub, campaign: Campaign, post: FilledPost) -> list[str]:
    times = {"date": f"{post.at:%Y-%m-%d}", "time": f"{post.at:%H:%M}", "at": post.at.isoformat()}
    cells = _holdings(hub, campaign, post) | times
    return [cells[name] for name in COLUMNS]


def import_table(hub: Hub, campaign: Campaign, file: ImportFile) -> bytes:
    """One table as its tool imports it: the tool's own columns, dates and mark, and no cell that runs as a formula."""
    tool = hub.checked.schedulers[file.scheduler]
    columns = [column for column in tool.columns if not column.platforms or file.platform in column.platforms]
    rows = [_cells(hub, campaign, post, columns) for post in file.posts]
    return _mark(tool) + _written([*_heading(tool, columns), *rows])


def _mark(tool: Scheduler) -> bytes:
    return codecs.BOM_UTF8 if tool.byte_order_mark else b""


def _heading(tool: Scheduler, columns: list[Column]) -> Iterator[list[str]]:
    if tool.heading:
        yield [column.name for column in columns]


def _cells(hub: Hub, campaign: Campaign, post: FilledPost, columns: list[Column]) -> list[str]:
    holdings = _holdings(hub, campaign, post)
    return [holdings.get(column.holds, "") or _moment(post.at, column) for column in columns]


def _moment(at: datetime, column: Column) -> str:
    if column.holds != "moment":
        return ""
    return at.isoformat() if column.written == "iso" else at.strftime(column.written)


def _holdings(hub: Hub, campaign: Campaign, post: FilledPost) -> dict[str, str]:
    """What columns can hold of a post, besides its time."""
    use = card_of(campaign, post)
    return {
        "id": post.id,
        "platform": post.platform,
        "audience": post.audience or "",
        "text": post.text,
        "link": post.link,
        "picture": card_address(hub, use) if use else "",
        "alt": post.alt or "",
        "campaign": campaign.brief.title,
    }


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _safe(cell: str) -> str:
    return f" {cell}" if cell.startswith(FORMULA) else cell
