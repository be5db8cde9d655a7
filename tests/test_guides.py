"""Every command and snippet of the guides in `docs/` and of the README is true, whichever guides there are.

A `console` block is run line by line in a copy of the small hub and ends with 0, or with what its line says
("# ends with 1"). A line with `python3 hub.py` in another block is held to the command line's own rules. A `yaml` block
is read as the build reads it, and held to the schema that it is of. What is of a file that the hub does not read, such
as a workflow, is a `yml` block.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tiny import ROOT, tiny_hub

from campaign_hub.commands import _parser, main
from campaign_hub.diagnostics import Diagnostic
from campaign_hub.load import Located
from campaign_hub.load.yaml_tree import read_yaml
from campaign_hub.validate.brief import Brief, Post
from campaign_hub.validate.easy_read import EasyRead
from campaign_hub.validate.fields import Schema
from campaign_hub.validate.observances import Observances
from campaign_hub.validate.organisation import Brand, HubSettings
from campaign_hub.validate.partner import KitPartner
from campaign_hub.validate.platforms import Platforms
from campaign_hub.validate.public_plan import PublicPlan
from campaign_hub.validate.readiness import ReadinessPage, Scenario, Triage
from campaign_hub.validate.schedulers import Schedulers
from campaign_hub.validate.schema import read_as
from campaign_hub.validate.spokesperson import Spokesperson
from campaign_hub.validate.story import ConsentRecord, Story
from campaign_hub.validate.suitability import Suitability
from campaign_hub.validate.templates import CardTemplate
from campaign_hub.validate.video import VideoPlan
from campaign_hub.validate.word_lists import Reading, WordList

GUIDES = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md"])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OF_EDITORS: tuple[type[Schema], ...] = (
    *(Brief, PublicPlan, Story, HubSettings, Brand, Platforms),
    *(Scenario, Triage, ReadinessPage, KitPartner, Spokesperson),
    *(EasyRead, VideoPlan),
)
OF_DESIGNERS: tuple[type[Schema], ...] = (CardTemplate, WordList, Reading, Schedulers, Suitability, Observances)
IN_PARTS = {"field-missing"}
"""What a part of a file may lack: the rest of it."""
SLOW = {"build", "publish", "preview", "contact-sheet", "test"}
"""Commands whose own tests run them: here their words alone are looked at."""


def blocks(guide: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(guide.read_text("utf-8")) if kind == language]


def commands(guide: Path) -> list[list[str]]:
    """The arguments of every command line in a guide's blocks, left out what is to be filled in."""
    lines = [line for _, text in BLOCK.findall(guide.read_text("utf-8")) for line in text.splitlines()]
    found = [re.match(r"(?:\$ )?python3 hub\.py (.+)", line) for line in lines]
    return [shlex.split(each[1], comments=True) for each in found if each]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_command_of_a_guide_exists(guide: Path) -> None:
    for arguments in commands(guide):
        if arguments[0] != "test":
            _parser().parse_args(arguments)


@pytest.mark.parametrize("guide", [guide for guide in GUIDES if blocks(guide, "console")], ids=lambda path: path.name)
def test_the_console_blocks_of_a_guide_run(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tiny_hub(tmp_path, hooks=False))
    for text in blocks(guide, "console"):
        for line in text.splitlines():
            command = shlex.split(line.removeprefix("$ ").removeprefix("python3 hub.py "), comments=True)
            if not line.startswith("$ ") or command[0] in SLOW:
                continue
            said = re.search(r"# ends with (\d)", line)
            assert main(command) == (int(said[1]) if said else 0), line
            assert capsys.readouterr().out, line


@pytest.mark.parametrize("guide", [guide for guide in GUIDES if blocks(guide, "yaml")], ids=lambda path: path.name)
def test_the_snippets_of_a_guide_are_right(guide: Path) -> None:
    for text in blocks(guide, "yaml"):
        assert wrong_in(text) == [], text


def wrong_in(text: str) -> list[Diagnostic]:
    """What is wrong with a part of a file, but for what it leaves to the rest of it."""
    read, found = read_yaml(text, "a guide")
    if read is None:
        return found
    if isinstance(read.data, list):
        posts = [read_as(Post, read, (at,))[1] for at in range(len(read.data))]
        return [*found, *(each for told in posts for each in told if each.name not in IN_PARTS)]
    keys = set(read.data)
    if "consent" in keys and isinstance(read.data["consent"], dict) and "status" in read.data["consent"]:
        found += read_as(ConsentRecord, read, ("consent",))[1]
        keys -= {"consent"}
    if not keys:
        return found
    schemas = [each for each in (*OF_EDITORS, *OF_DESIGNERS) if keys <= names_of(each)]
    assert schemas, f"no file of the hub has all of {', '.join(sorted(keys))}"
    # Two files may have a field of one name: the snippet is of the one that it is nearer to.
    return [*found, *min((_told(each, read) for each in schemas), key=len)]


def _told(schema: type[Schema], read: Located) -> list[Diagnostic]:
    told = read_as(schema, read, also=("consent",))[1]
    return [each for each in told if each.name not in IN_PARTS and "consent" not in each.message]


def names_of(schema: type[Schema]) -> set[str]:
    return {field.alias or name for name, field in schema.model_fields.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("title: [", "yaml-broken"),
        ("audiences:\n  - {id: a, nam: b}\n", "field-unknown"),
        ("stage: aproved\n", "value-not-allowed"),
        ("consent:\n  status: givn\n", "value-not-allowed"),
        ("- id: a\n  platforms: []\n", "list-empty"),
        ("sources: {}\nwords:\n  en: [{avoid: a, sorce: b}]\n", "field-unknown"),
        ("ground: dark\nparts: []\n", "value-not-allowed"),
    ],
)
def test_a_wrong_snippet_is_found(text: str, name: str) -> None:
    assert name in {each.name for each in wrong_in(text)}


@pytest.mark.parametrize("text", ["titel: a\n", "on: push\njobs: {}\n", "title: a\ncolours: {}\n", "# Nothing.\n"])
def test_a_snippet_of_no_file_of_the_hub_is_refused(text: str) -> None:
    with pytest.raises((AssertionError, TypeError)):
        wrong_in(text)


def test_every_guide_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [guide.name for guide in ROOT.glob("docs/*.md") if f"(docs/{guide.name})" not in readme] == []
