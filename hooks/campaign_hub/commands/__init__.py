"""The command line: `python3 hub.py <command>`, or `campaign-hub <command>` where the package is installed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from importlib import import_module
from pathlib import Path
from typing import Any

from .beside_scaffold import BESIDE, new_beside
from .questions import QUESTIONS
from .scaffolding import NotWritten, new

__all__ = ["main"]


def _later(module: str, name: str) -> Callable[..., Any]:
    """A function of a command's module that is loaded once it is called: each needs libraries that others don't."""

    def run(*given: Any, **named: Any) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)(*given, **named)

    return run


build, publish, preview = (_later("building", name) for name in ("build", "publish", "preview"))
check = _later("checking", "check")
draw_sheets = _later("contact_sheets", "contact_sheets")
write_handout = _later("handing_out", "write_handout")
explain = _later("explaining", "explain")
list_consent = _later("consent_list", "list_consent")
roll_over = _later("rolling_over", "roll_over")
take_results = _later("exports", "take_results")
withdraw = _later("withdrawing", "withdraw")
write_forms, write_schemas = (_later("schemas", name) for name in ("write_forms", "write_schemas"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command below the current folder and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that can't show a letter gets a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(arguments)
    root = _root()
    if root is None:
        print("There is no mkdocs.yml here or above: go to the hub's folder and try again.", file=sys.stderr)
        return 1
    try:
        return int(asked.run(root, asked))
    except NotWritten as problem:
        print(problem, file=sys.stderr)
        return 1


def _root() -> Path | None:
    here = Path.cwd().resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub.py", description="Build and check the campaign hub.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_building(commands)
    _add_looking(commands)
    _add_writing(commands)
    return parser


def _add_building(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("preview", help="show the site on this computer and follow every change")
    serve.add_argument("--port", type=int, default=8000, help="the port on this computer (8000)")
    serve.set_defaults(run=lambda root, asked: preview(root, asked.port))
    make = commands.add_parser("build", help="check everything, then build the site in site/")
    make.set_defaults(run=lambda root, _: build(root))
    out = commands.add_parser("publish", help="like build, but leave out what is doubtful")
    out.set_defaults(run=lambda root, _: publish(root))


def _add_looking(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    look = commands.add_parser("check", help="report what is wrong, without building")
    look.add_argument("paths", nargs="*", metavar="PATH", help="only what stands in these files or folders")
    look.add_argument("--format", choices=("text", "json", "github"), default="text")
    look.add_argument("--as-of", type=_day, metavar="DATE", help="as it will be on that day")
    look.add_argument("--public", action="store_true", help="a withheld story is an error, as in a public repository")
    look.add_argument("--all", action="store_true", help="tell each problem in full, however many there are")
    look.set_defaults(run=_check)
    why = commands.add_parser("explain", help="what a diagnostic means, what to do, and an example before and after")
    why.add_argument("name", nargs="?", metavar="NAME", help="such as name-unknown; lists them all if left out")
    why.set_defaults(run=lambda _, asked: explain(asked.name))
    sheet = commands.add_parser("contact-sheet", help="one picture of all cards of a campaign, in every shape")
    sheet.add_argument("campaign", nargs="*", metavar="CAMPAIGN", help="folders' names; every campaign if left out")
    sheet.set_defaults(run=lambda root, asked: draw_sheets(root, asked.campaign))
    paper = commands.add_parser("handout", help="every internal page in one file to print, outside of the site")
    paper.set_defaults(run=lambda root, _: write_handout(root))
    stories = commands.add_parser(
        "consent", help="list every story and named spokesperson: published where, or withheld why"
    )
    stories.add_argument("--format", choices=("text", "json"), default="text")
    stories.set_defaults(run=lambda root, asked: list_consent(root, asked.format))


def _check(root: Path, asked: argparse.Namespace) -> int:
    return int(check(root, asked.paths, asked.format, asked.as_of, public=asked.public, whole=asked.all))


def _add_writing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser("schema", help="write JSON Schemas for the program you write in (docs/editors.md)")
    schema.set_defaults(run=_schema)
    start = commands.add_parser(
        "new", help="start a campaign, a story, a scenario, a partner, a sheet, or a file beside a brief"
    )
    kinds = start.add_subparsers(
        required=True, metavar="campaign|story|scenario|partner|spokesperson|plan|easy-read|video"
    )
    for kind, questions in QUESTIONS.items():
        one = kinds.add_parser(kind, help=f"start a {kind}: asks a few questions, and never overwrites anything")
        one.add_argument(
            "name", nargs="?", metavar="NAME", help="its folder's or file's name; the title's words if left out"
        )
        one.add_argument("--yes", action="store_true", help="ask nothing")
        if kind == "campaign":
            one.add_argument("--rollover", metavar="CAMPAIGN", help="that campaign again in its next year")
            one.add_argument("--observance", metavar="ID", help="the health day that it is for, whose days it gets")
        for question in questions:
            one.add_argument(f"--{question.name}", metavar="TEXT", help=question.asked.replace("%", "%%"))
        if kind == "campaign":
            one.add_argument("--from", dest="old", metavar="CAMPAIGN", help="begin as that campaign, to check again")
        one.set_defaults(run=_new, kind=kind)
    for name, what in BESIDE.items():
        beside = kinds.add_parser(name, help=f"start {what}: never overwrites anything")
        beside.add_argument("campaign", metavar="CAMPAIGN", help="the campaign's folder")
        beside.set_defaults(run=lambda root, asked, name=name: new_beside(root, name, asked.campaign))
    got = commands.add_parser("results", help="add what a platform or a site counted to a campaign's results")
    got.add_argument("campaign", metavar="CAMPAIGN", help="the name of its folder")
    got.add_argument("file", type=Path, metavar="FILE", help="the table that was exported, as CSV")
    got.add_argument("--objective", required=True, metavar="ID", help="the objective that it was for")
    got.add_argument("--as", dest="kind", metavar="EXPORT", help="such as facebook or matomo; told by its columns")
    got.add_argument("--every", choices=("day", "week", "month"), default="week", help="one row a day, week or month")
    got.add_argument("--dates", choices=("day-first", "month-first"), help="what 03/04/2026 begins with in the file")
    got.set_defaults(run=_results)
    back = commands.add_parser("withdraw", help="take a story or a named spokesperson back and list where they were")
    back.add_argument(
        "record", metavar="RECORD", help="the consent record, such as CR-7K3M9QXD, or a story's folder or a sheet"
    )
    back.add_argument("--anyway", action="store_true", help="write the record down even if no story here has it")
    back.set_defaults(run=lambda root, asked: withdraw(root, asked.record, anyway=asked.anyway))


def _results(root: Path, asked: argparse.Namespace) -> int:
    return int(take_results(root, asked.campaign, asked.file, asked.objective, asked.kind, asked.every, asked.dates))


def _schema(root: Path, _: argparse.Namespace) -> int:
    print("\n".join([*write_schemas(root), write_forms(root)]))
    return 0


def _new(root: Path, asked: argparse.Namespace) -> int:
    _refuse_together(asked)
    if getattr(asked, "rollover", None):
        return int(roll_over(root, asked.rollover, asked.name))
    given = {name.replace("_", "-"): value for name, value in vars(asked).items() if isinstance(value, str)}
    by_hand = sys.stdin.isatty() and sys.stdout.isatty() and not asked.yes
    try:
        old = getattr(asked, "old", None)
        return new(root, asked.kind, asked.name, given, input if by_hand else None, old=old)
    except (EOFError, KeyboardInterrupt):
        raise NotWritten("Nothing was written.") from None


def _refuse_together(asked: argparse.Namespace) -> None:
    """Raise NotWritten for an answer that would be lost, because an earlier campaign gives it."""
    if getattr(asked, "rollover", None):
        way, none = "--rollover", ("from", "observance", *(each.name for each in QUESTIONS["campaign"]))
    elif getattr(asked, "old", None):
        way, none = "--from", ("observance", "audience")
    else:
        return
    given = {**vars(asked), "from": asked.old}
    if lost := [f"--{name}" for name in none if given.get(name) is not None]:
        words = " and ".join(lost)
        raise NotWritten(f"{way} takes that from the earlier campaign: leave out {words}, and change it in the brief.")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # The first and the last year of the calendar leave no room to look around a day.
    if day is None or not MINYEAR < day.year < MAXYEAR:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2027-01-31")
    return day
