"""Every diagnostic is explained, with an example that the tests of bad input hold true."""

from __future__ import annotations

import pytest
from test_bad_input import ELSEWHERE

from campaign_hub.commands import main
from campaign_hub.diagnostics import catalogue
from campaign_hub.examples import example_of


def test_every_diagnostic_that_check_gives_has_an_example() -> None:
    assert {name for name in catalogue() if example_of(name) is None} == set(ELSEWHERE)


def test_an_example_shows_what_is_said_and_what_is_mended() -> None:
    example = example_of("no-official-tag")
    assert example is not None
    assert example.said.startswith("error[no-official-tag] content/campaigns/flu/index.md:")
    (change,) = example.changes
    assert change.before != change.after
    assert "official" in (change.after or "")


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_explain_says_cause_and_remedy(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{catalogue()[name]['severity']}[{name}]\n")
    assert "\nCause: " in said
    assert "\nRemedy: " in said
    assert ("\nExample: " in said) == (name not in ELSEWHERE)


def test_explain_lists_all_names_and_finds_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert set(catalogue()) <= set(capsys.readouterr().out.split())
    assert main(["explain", "name-unknwon"]) == 1
    assert "Did you mean name-unknown?" in capsys.readouterr().err
