"""A plan for the public: what makes one, what leaves it out, and what an approval covers."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from living import as_yaml
from test_beyond_consent import SAID, beyond
from test_beyond_consent import hub as hub_of_two
from tiny import AS_OF, BRIEF, PLAN, STORY, tiny_hub

from campaign_hub.appraise.digest import content_digest
from campaign_hub.commands import main
from campaign_hub.load.yaml_tree import read_yaml
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.validate.beside import CheckedFile
from campaign_hub.validate.brief import Brief
from campaign_hub.validate.plans import check_plan, read_plan
from campaign_hub.validate.schema import read_as

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FILE = "content/campaigns/flu/plan.yml"


def made_of(root: Path, plan: str | None = PLAN) -> Assembly:
    if plan is not None:
        (root / FILE).write_text(plan, encoding="utf-8")
    return assemble(root, NOW, draw=False)


def has_plan(made: Assembly) -> bool:
    assert made.hub is not None
    return next(each for each in made.hub.campaigns if each.slug == "flu").plan is not None


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("[survey]", "[surwey]", "name-unknown"),
        ("id: together", "id: book", "id-twice"),
        ("[mother]", "[sister]", "name-unknown"),
        ("lead:", "led:", "field-unknown"),
        ("title: My", "title: [", "yaml-broken"),
    ],
)
def test_with_an_error_the_plan_is_left_out_and_the_campaign_stays(root: Path, old: str, new: str, name: str) -> None:
    assert has_plan(made_of(root))
    made = made_of(root, PLAN.replace(old, new))
    assert (has_plan(made), name in {each.name for each in made.diagnostics}) == (False, True)
    assert FILE in {each.path for each in made.left_out}


def test_what_gives_a_withheld_story_away_is_left_out(root: Path) -> None:
    story = root / "content/stories/amara/index.md"
    quoting = PLAN.replace("I will book my vaccine.", "I booked it on the bus, and that was that.")
    assert has_plan(made_of(root, quoting)) is False, "a plan can be shared further than any story"
    story.write_text(STORY.replace("status: given", "status: withdrawn"), encoding="utf-8")
    assert has_plan(made_of(root, PLAN))
    assert not has_plan(made_of(root, quoting))


def test_a_plan_says_of_a_story_only_what_may_go_everywhere(tmp_path: Path) -> None:
    root = hub_of_two(tmp_path, channels="website")
    made = made_of(root, PLAN.replace("I will book my vaccine.", SAID))
    assert (FILE, 11) in beyond(made)
    assert not has_plan(made)


def test_an_approval_covers_the_plan(root: Path) -> None:
    def digest(plan: str | None) -> str:
        checked = made_of(root, plan).checked
        assert checked is not None
        return content_digest(next(each for each in checked.briefs if each.slug == "flu"))

    without = digest(None)
    first = digest(PLAN)
    assert len({without, first, digest(PLAN.replace("book my", "book a"))}) == 3
    assert digest(PLAN.replace("lead: Pick", "lead:   Pick")) == first


def test_new_writes_a_plan_to_fill_in_and_overwrites_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "plan", "flu"]) == 0
    text = (root / FILE).read_text("utf-8")
    filled = (
        text.replace("title:  ", "title: My flu plan")
        .replace("lead:  ", "lead: One step. ")
        .replace("text:\n", "text: I will book.\n")
        .replace("how:  ", "how: Online. ")
        .replace("sources: []", "sources: [survey]")
    )
    (root / FILE).write_text(filled, encoding="utf-8")
    assert main(["check", "--as-of", AS_OF, FILE]) == 0, capsys.readouterr().out
    capsys.readouterr()
    for campaign, words in (
        ("flu", "is there already"),
        ("cold", "There is no campaign"),
        ("../x", "no campaign's name"),
    ):
        assert main(["new", "plan", campaign]) == 1
        assert words in capsys.readouterr().err
    assert (root / FILE).read_text("utf-8") == filled


def test_the_example_in_the_scaffold_is_right_when_its_marks_are_taken_off(root: Path) -> None:
    assert main(["new", "plan", "flu"]) == 0
    lines = (root / FILE).read_text("utf-8").splitlines()
    asked = [line.removeprefix("# ") for line in lines if line.startswith(("# - id", "#   ", "#     "))]
    fields: dict[str, Any] = yaml.safe_load(PLAN)
    fields |= {"questions": yaml.safe_load("\n".join(asked))}
    fields["suggestions"][1]["for"] = ["over-65"]
    assert has_plan(made_of(root, as_yaml(fields)))


BRIEF_READ = read_as(Brief, read_yaml(BRIEF.split("---\n")[1], "brief")[0] or pytest.fail("no brief"))[0]
NAMES = [["a", "b"], ["c", "d", "e"]]


@given(st.lists(st.sets(st.sampled_from("abcde")), min_size=1, max_size=4))
def test_a_plan_that_can_be_empty_is_always_told_of(wanted: list[set[str]]) -> None:
    questions = [
        {"id": f"q{at}", "question": "Q", "answers": [{"id": each, "text": each} for each in names]}
        for at, names in enumerate(NAMES)
    ]
    suggestions = [
        {"id": f"s{at}", "text": "I will.", "for": sorted(each), "sources": ["survey"]}
        for at, each in enumerate(wanted)
    ]
    text = as_yaml({"title": "T", "lead": "L", "questions": questions, "suggestions": suggestions})
    found: list[Any] = []
    read = read_plan(read_yaml(text, FILE)[0] or pytest.fail(text), found)
    assert BRIEF_READ is not None
    assert isinstance(read, CheckedFile)
    assert check_plan(read, BRIEF_READ, found) is read
    empty = any(all(_is_against(each, chosen) for each in wanted) for chosen in product(*NAMES))
    assert ("plan-empty" in {each.name for each in found}) == empty


def _is_against(wanted: set[str], chosen: tuple[str, ...]) -> bool:
    """Whether a suggestion names answers of a question to which another one was chosen."""
    return any(wanted & set(names) and one not in wanted for one, names in zip(chosen, NAMES, strict=True))
