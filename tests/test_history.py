"""A withdrawal is for good: what a commit had as withdrawn, no later one can bring back."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from living import consent, living_hub, run_hub, write_story
from repository import commit, git, leave_alone

from campaign_hub import history
from campaign_hub.commands import main

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
RECORD = "CR-AMARA000"
TOMBSTONES = "content/stories/withdrawn.txt"
PAGE = "content/stories/amara/index.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A repository whose only commit publishes Amara's story."""
    root = living_hub(tmp_path_factory.mktemp("history"), TODAY)
    shutil.rmtree(root / "content/campaigns/not-yet-approved")
    commit(root, "Amara's story")
    return root


@pytest.fixture
def hub(published, tmp_path, monkeypatch) -> Path:
    root = shutil.copytree(published, tmp_path / "hub")
    monkeypatch.chdir(root)
    leave_alone(monkeypatch)
    return root


def bury(root: Path, record: str = RECORD) -> None:
    with (root / TOMBSTONES).open("a", encoding="utf-8") as stream:
        stream.write(f"{record}  # withdrawn\n")


def set_status(root: Path, status: str, **changes: object) -> None:
    write_story(root, "amara", consent(TODAY, status=status, **changes), words="Amara")


def check(capsys) -> tuple[int, list[tuple[str, str, int]]]:
    """The exit status of `check`, and the name and place of everything that it says."""
    status = main(["check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    return status, [(each["name"], each["path"], each["line"]) for each in told]


def names(capsys) -> set[str]:
    return {name for name, _, _ in check(capsys)[1]}


def refused(capsys) -> set[str]:
    """What `check` says of the past."""
    return names(capsys) & {"tombstone-removed", "consent-revived", "history-unreadable"}


def state(capsys) -> tuple[str, str | None]:
    main(["consent", "--format", "json"])
    (story,) = json.loads(capsys.readouterr().out)["stories"]
    return story["state"], story["why"]


class TestTombstones:
    def test_one_that_was_committed_can_not_be_taken_away(self, hub, capsys):
        bury(hub)
        commit(hub)
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        status, told = check(capsys)
        assert status == 1
        assert ("tombstone-removed", TOMBSTONES, 1) in told
        assert state(capsys) == ("withheld", "consent-withdrawn-for-good")

    def test_the_list_itself_can_not_be_taken_away(self, hub, capsys):
        bury(hub)
        commit(hub)
        (hub / TOMBSTONES).unlink()
        assert "tombstone-removed" in names(capsys)
        assert state(capsys) == ("withheld", "consent-withdrawn-for-good")

    def test_the_record_is_named_and_nothing_else_of_its_line(self, hub, capsys):
        with (hub / TOMBSTONES).open("a", encoding="utf-8") as stream:
            stream.write("CR-0THER0NE  # asked by telephone\n")
        commit(hub)
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        main(["check"])
        told = capsys.readouterr().out
        assert "CR-0THER0NE" in told
        assert "telephone" not in told

    def test_one_that_was_not_committed_yet_can_be_taken_back(self, hub, capsys):
        bury(hub)
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        assert refused(capsys) == set()
        assert state(capsys) == ("published", None)

    def test_a_comment_beside_it_may_change(self, hub, capsys):
        bury(hub)
        commit(hub)
        (hub / TOMBSTONES).write_text(f"# Never again\r\n  {RECORD} # on the telephone", encoding="utf-8")
        assert "tombstone-removed" not in names(capsys)

    def test_one_beside_a_line_that_can_not_be_read_counts(self, hub, capsys):
        (hub / TOMBSTONES).write_text(f"oh dear\n{RECORD}\n", encoding="utf-8")
        commit(hub)
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        assert "tombstone-removed" in names(capsys)


class TestRevivedConsent:
    @pytest.mark.parametrize("ended", ["withdrawn", "revoked"])
    @pytest.mark.parametrize("again", [{"status": "given"}, {"status": "renewed", "renews": "CR-0LDER000"}])
    def test_a_withdrawn_record_is_not_given_again(self, hub, capsys, ended, again):
        set_status(hub, ended)
        commit(hub)
        set_status(hub, **again)
        status, told = check(capsys)
        line = (hub / PAGE).read_text("utf-8").split("\n").index(f"  status: {again['status']}") + 1
        assert status == 1
        assert ("consent-revived", PAGE, line) in told
        assert state(capsys) == ("doubtful", "consent-revived")

    def test_a_day_of_withdrawal_is_not_taken_away(self, hub, capsys):
        set_status(hub, "given", withdrawn_on=TODAY)
        commit(hub)
        set_status(hub, "given")
        assert "consent-revived" in names(capsys)

    def test_not_in_another_folder_either(self, hub, capsys):
        set_status(hub, "withdrawn")
        commit(hub)
        shutil.rmtree((hub / PAGE).parent)
        write_story(hub, "other", consent(TODAY) | {"record_id": RECORD}, words="Other")
        assert "consent-revived" in names(capsys)

    def test_a_new_record_is_a_new_agreement(self, hub, capsys):
        set_status(hub, "withdrawn")
        commit(hub)
        set_status(hub, "renewed", record_id="CR-NEWNEW00", renews=RECORD)
        assert refused(capsys) == set()
        assert state(capsys) == ("published", None)

    @pytest.mark.parametrize("status", ["requested", "deferred", "refused", "expired", "unknown"])
    def test_what_never_was_withdrawn_may_be_given(self, hub, capsys, status):
        set_status(hub, status)
        commit(hub)
        set_status(hub, "given")
        assert refused(capsys) == set()

    def test_odd_records_in_the_past_and_now_are_no_trouble_here(self, hub, capsys):
        odd = "---\ntitle: x\nconsent:\n  - {status: [withdrawn], record_id: {a: b}}\n  - 7\n---\nwithdrawn\n"
        (hub / PAGE).write_text(odd, encoding="utf-8")
        commit(hub)
        (hub / PAGE).write_text(odd.replace("[withdrawn]", "given"), encoding="utf-8")
        assert "consent-revived" not in names(capsys)


class TestBase:
    def test_a_reverted_withdrawal_is_refused_and_stays_withheld(self, hub, capsys, monkeypatch):
        assert main(["withdraw", RECORD]) == 0
        base = commit(hub, "Withdrawal")
        git(hub, "revert", "--no-edit", "HEAD")
        monkeypatch.setenv(history.BASE, base)
        capsys.readouterr()
        status, told = check(capsys)
        assert status == 1
        assert {"tombstone-removed", "consent-revived"} <= {name for name, _, _ in told}
        done = run_hub(hub, "publish", **{history.BASE: base})
        assert done.returncode == 3, done.stderr
        assert (hub / "site/campaigns/flu/index.html").exists()
        assert not (hub / "site/stories/amara").exists()
        report = json.loads((hub / ".cache/publish-report.json").read_text("utf-8"))["withheld"]
        assert {"tombstone-removed", "consent-revived"} <= {each["name"] for each in report}
        assert all(each["doubtful"] for each in report if each["name"] in ("tombstone-removed", "consent-revived"))
        assert run_hub(hub, "build", **{history.BASE: base}).returncode == 1

    def test_a_branch_need_not_have_what_was_withdrawn_since_it_began(self, hub, capsys, monkeypatch):
        git(hub, "checkout", "-q", "-b", "work")
        commit(hub, "Work")
        git(hub, "checkout", "-q", "main")
        bury(hub)
        commit(hub, "Withdrawal")
        git(hub, "checkout", "-q", "work")
        monkeypatch.setenv(history.BASE, "main")
        assert refused(capsys) == set()
        # What it shows is up to date all the same: a preview or an old state built again brings nothing back.
        assert state(capsys) == ("withheld", "consent-withdrawn-for-good")

    def test_an_old_state_built_again_shows_nothing_that_was_withdrawn_since(self, hub, capsys, monkeypatch):
        old = git(hub, "rev-parse", "HEAD")
        set_status(hub, "withdrawn")
        commit(hub, "Withdrawal by hand")
        git(hub, "checkout", "-q", old)
        monkeypatch.setenv(history.BASE, "main")
        assert state(capsys) == ("withheld", "consent-withdrawn-for-good")

    @pytest.mark.parametrize("revision", ["no-such-branch", "--help", "HEAD:content", "f" * 40])
    @pytest.mark.usefixtures("hub")
    def test_a_revision_that_git_does_not_know_is_an_error(self, capsys, monkeypatch, revision):
        monkeypatch.setenv(history.BASE, revision)
        status, told = check(capsys)
        assert status == 1
        assert ("history-unreadable", TOMBSTONES, 1) in told

    def test_so_is_one_that_has_nothing_in_common(self, hub, capsys, monkeypatch):
        git(hub, "checkout", "-q", "--orphan", "elsewhere")
        commit(hub)
        monkeypatch.setenv(history.BASE, "main")
        assert "history-unreadable" in names(capsys)

    @pytest.mark.parametrize("nothing", ["", " ", "0" * 40])
    def test_no_revision_is_the_latest_commit(self, hub, capsys, monkeypatch, nothing):
        bury(hub)
        commit(hub)
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        monkeypatch.setenv(history.BASE, nothing)
        assert "tombstone-removed" in names(capsys)


class TestWithoutHistory:
    def test_no_repository_is_no_trouble(self, hub, capsys):
        shutil.rmtree(hub / ".git")
        assert refused(capsys) == set()

    def test_but_a_revision_is_asked_for_in_vain(self, hub, capsys, monkeypatch):
        shutil.rmtree(hub / ".git")
        monkeypatch.setenv(history.BASE, "main")
        assert "history-unreadable" in names(capsys)

    def test_no_commit_yet_is_no_trouble(self, hub, capsys):
        shutil.rmtree(hub / ".git")
        git(hub, "init", "-q")
        assert refused(capsys) == set()

    def test_no_git_is_no_trouble(self, hub, capsys, monkeypatch):
        monkeypatch.setenv("PATH", str(hub / "nothing-here"))
        assert refused(capsys) == set()

    def test_a_git_that_hangs_is_not_waited_for(self, hub, capsys, monkeypatch):
        programs = hub / "programs"
        programs.mkdir()
        (programs / "git").write_text("#!/bin/sh\nsleep 30\n", encoding="utf-8")
        (programs / "git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
        monkeypatch.setattr(history, "SECONDS", 0.1)
        assert refused(capsys) == set()
        monkeypatch.setenv(history.BASE, "main")
        assert "history-unreadable" in names(capsys)

    def test_a_hub_in_a_folder_of_a_larger_repository_is_held_to_it_too(self, hub, capsys, monkeypatch, tmp_path):
        monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
        shutil.rmtree(hub / ".git")
        bury(hub)
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", "hub/content")
        git(tmp_path, "commit", "-q", "-m", "All")
        (hub / TOMBSTONES).write_text("# none\n", encoding="utf-8")
        assert "tombstone-removed" in names(capsys)
