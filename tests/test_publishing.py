"""What publishes the hub: workflows that hold to their rules, and their scripts, run as a workflow would run them."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from living import consent, living_hub, write_story
from repository import commit, git

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = {file.name: file.read_text("utf-8") for file in sorted((GITHUB / "workflows").glob("*.yml"))}
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
PINNED = re.compile(r"uses: (?:[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/workflows/\w+\.yml)")


def jobs() -> dict[str, dict[str, Any]]:
    return {
        f"{name}: {job}": facts
        for name, text in WORKFLOWS.items()
        for job, facts in yaml.safe_load(text)["jobs"].items()
    }


def steps() -> list[tuple[str, dict[str, Any]]]:
    return [(name, step) for name, job in jobs().items() for step in job.get("steps", ())]


def settings() -> Any:
    return yaml.safe_load((ROOT / "campaign_assets/hub.yml").read_text("utf-8"))


class TestWorkflows:
    def test_nothing_in_them_is_known_to_be_weak(self):
        linter = Path(sys.executable).with_name("zizmor")
        command = [linter, "--offline", "--no-progress", "--persona", "pedantic", GITHUB]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("name", WORKFLOWS)
    def test_every_action_is_pinned_to_a_commit(self, name):
        used = re.findall(r"uses: .*", WORKFLOWS[name])
        assert used
        assert [each for each in used if not PINNED.fullmatch(each)] == []

    @pytest.mark.parametrize("name", WORKFLOWS)
    def test_rights_are_given_job_by_job(self, name):
        assert yaml.safe_load(WORKFLOWS[name])["permissions"] == {}
        assert "secrets." not in WORKFLOWS[name]
        assert "pull_request_target" not in WORKFLOWS[name]

    def test_only_the_deployment_may_write_pages(self):
        able = {name for name, job in jobs().items() if "pages" in job.get("permissions", {}) and "steps" in job}
        assert able == {"publish.yml: deploy"}
        assert not [name for name, job in jobs().items() if job.get("permissions", {}).get("contents") == "write"]

    def test_no_script_is_put_together_from_what_others_write(self):
        assert [name for name, step in steps() if "${{" in step.get("run", "")] == []

    def test_checkouts_keep_no_credentials_and_builds_have_the_whole_history(self):
        checkouts = [(name, step["with"]) for name, step in steps() if "checkout@" in step.get("uses", "")]
        assert all(given["persist-credentials"] is False for _, given in checkouts)
        whole = {name for name, given in checkouts if given.get("fetch-depth") == 0}
        building = {name for name, step in steps() if "CAMPAIGN_HUB_BASE" in step.get("env", {})}
        assert building
        assert building <= whole

    def test_the_site_goes_out_as_an_artifact_and_in_turn(self):
        text = WORKFLOWS["publish.yml"]
        assert "upload-pages-artifact@" in text
        assert "deploy-pages@" in text
        assert yaml.safe_load(text)["concurrency"] == {"group": "publish", "cancel-in-progress": False}
        assert not any("gh-pages" in each or "actions/cache@" in each for each in WORKFLOWS.values())

    def test_the_nightly_build_is_a_file_of_its_own_in_the_hubs_time_zone(self):
        scheduled = [name for name, text in WORKFLOWS.items() if "schedule:" in text]
        assert scheduled == ["nightly.yml"]
        nightly = yaml.safe_load(WORKFLOWS["nightly.yml"])
        times = nightly[True]["schedule"]  # PyYAML takes `on` for true
        assert {each["timezone"] for each in times} == {settings()["time_zone"]}
        assert all(int(each["cron"].split()[0]) % 15 for each in times)
        called = yaml.safe_load(WORKFLOWS["publish.yml"])["jobs"]
        needed = {right for job in called.values() for right in job["permissions"].items()}
        assert set(nightly["jobs"]["publish"]["permissions"].items()) == needed

    def test_a_dead_link_refuses_a_pull_request_once_its_site_can_be_looked_at(self):
        last = jobs()["check.yml: site"]["steps"][-1]
        assert (last["if"], last["run"]) == ("steps.publish.outputs.faults != '0'", "exit 1")

    def test_what_is_uploaded_from_a_pull_request_does_not_stay(self):
        uploads = [step for name, step in steps() if "upload-artifact@" in step.get("uses", "")]
        assert {step["with"]["path"] for step in uploads} == {"site", "changed-cards"}
        assert all(step["with"]["retention-days"] <= 2 for step in uploads)


FAKE_GH = """\
#!{python}
import json, os, sys
folder = os.path.dirname(os.path.abspath(__file__))
facts = json.load(open(os.path.join(folder, "facts.json")))
with open(os.path.join(folder, "calls"), "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1] == "api":
    print(facts["state"])
elif sys.argv[1:3] == ["issue", "list"]:
    assert sys.argv[sys.argv.index("--app") + 1] == "github-actions"
    print(json.dumps(facts["issues"]))
"""
TITLE = "The site needs somebody to look"
FINE = {"BUILD": "success", "DEPLOY": "success", "STATUS": "0", "DOUBTFUL": "0", "FAULTS": "0"}


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with GitHub's command in it as a stand-in, first on the path."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "gh").write_text(FAKE_GH.format(python=sys.executable), encoding="utf-8")
    (folder / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "org/repo")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    monkeypatch.setenv("GITHUB_RUN_ID", "7")
    return folder


def script(name: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GITHUB / "scripts" / name)]
    kept = os.environ | environment
    return subprocess.run(command, cwd=root, env=kept, capture_output=True, text=True, check=False)


def alert(outside: Path, *, issues: list[dict[str, Any]] | None = None, state: str = "active", **facts: str):
    (outside / "facts.json").write_text(json.dumps({"issues": issues or [], "state": state}), encoding="utf-8")
    done = script("alert.py", outside, **(FINE | facts))
    assert "Traceback" not in done.stderr
    calls = [json.loads(line) for line in (outside / "calls").read_text("utf-8").splitlines()]
    return done.returncode, [call for call in calls if call[0] == "issue" and call[1] != "list"]


class TestAlert:
    def test_nothing_is_said_where_all_is_well(self, outside):
        assert alert(outside) == (0, [])

    def test_what_was_left_out_is_counted_and_not_named(self, outside):
        status, calls = alert(outside, STATUS="3", DOUBTFUL="2", FAULTS="1")
        assert status == 1
        assert [call[:4] for call in calls] == [["issue", "create", "--title", TITLE]]
        said = calls[0][-1]
        assert "Left out as doubtful: 2." in said
        assert "On line with 1 fault. " in said
        assert "https://github.example/org/repo/actions/runs/7" in said
        assert "stories/" not in said

    def test_more_faults_than_one_are_faults(self, outside):
        assert "On line with 12 faults. " in alert(outside, STATUS="3", FAULTS="12")[1][0][-1]

    def test_one_issue_is_added_to(self, outside):
        issues = [{"number": 3, "title": "Another"}, {"number": 5, "title": TITLE}]
        status, calls = alert(outside, issues=issues, STATUS="3", DOUBTFUL="1")
        assert (status, [call[:3] for call in calls]) == (1, [["issue", "comment", "5"]])

    def test_the_issue_is_closed_once_all_is_well(self, outside):
        status, calls = alert(outside, issues=[{"number": 5, "title": TITLE}])
        assert (status, [call[:3] for call in calls]) == (0, [["issue", "close", "5"]])

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"BUILD": "failure", "DEPLOY": "skipped", "STATUS": "1"}, "the one from before is still on line"),
            ({"BUILD": "cancelled", "DEPLOY": "skipped", "STATUS": ""}, "the one from before is still on line"),
            ({"DEPLOY": "failure"}, "did not get on line"),
            ({"STATUS": "3"}, "not where"),
        ],
    )
    def test_what_leaves_an_old_site_on_line_is_said_first(self, outside, facts, said):
        status, calls = alert(outside, **facts)
        assert status == 1
        assert said in calls[0][-1].split("\n")[0]

    @pytest.mark.parametrize("state", ["disabled_inactivity", "disabled_manually", ""])
    def test_a_nightly_build_that_was_switched_off_is_told_of(self, outside, state):
        status, calls = alert(outside, state=state)
        assert status == 1
        assert "The nightly build is switched off" in calls[0][-1]

    def test_every_night_switches_itself_on_again(self, outside):
        (outside / "facts.json").write_text('{"state": ""}', encoding="utf-8")
        lines = [step["run"] for name, step in steps() if name == "nightly.yml: stay-awake"]
        subprocess.run(["bash", "-euo", "pipefail", "-c", *lines], cwd=outside, check=True)
        call = json.loads((outside / "calls").read_text("utf-8"))
        assert call == ["api", "--method", "PUT", "repos/org/repo/actions/workflows/nightly.yml/enable"]
        assert (GITHUB / "workflows/nightly.yml").is_file()


STUB = """\
import json, pathlib, sys
print(*sys.argv[1:])
with open("asked", "a") as asked:
    asked.write(" ".join(sys.argv[1:]) + "\\n")
if sys.argv[1] == "publish":
    report = pathlib.Path(".cache/publish-report.json")
    report.parent.mkdir(exist_ok=True)
    report.write_text(json.dumps({report}))
    sys.exit({status})
for name in sys.argv[2:] or ["every"]:
    sheet = pathlib.Path(".cache/contact-sheet", name + ".png")
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text("")
"""
STORY = {"path": "content/stories/a-name/index.md", "name": "consent-none", "doubtful": True}


class TestBuild:
    @pytest.mark.parametrize(("status", "passed_on"), [(0, 0), (3, 0), (1, 1), (2, 1)])
    def test_what_can_be_deployed_is_passed_on(self, tmp_path, status, passed_on):
        report = {"withheld": [STORY, STORY | {"doubtful": False}], "faults": [{"path": "a", "name": "link-dead"}]}
        (tmp_path / "hub.py").write_text(STUB.format(report=report, status=status), encoding="utf-8")
        files = {"GITHUB_OUTPUT": str(tmp_path / "out"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        done = script("publish.py", tmp_path, **files)
        assert done.returncode == passed_on, done.stderr
        told = (tmp_path / "out").read_text("utf-8")
        assert told == f"status={status}\nwithheld=2\ndoubtful=1\nfaults=1\n"
        assert "a-name" not in told + (tmp_path / "summary").read_text("utf-8")

    def test_a_build_that_did_not_get_far_has_counts_too(self, tmp_path):
        (tmp_path / "hub.py").write_text("raise SystemExit(1)", encoding="utf-8")
        done = script("publish.py", tmp_path, GITHUB_OUTPUT=str(tmp_path / "out"))
        assert (done.returncode, done.stderr) == (1, "")
        assert (tmp_path / "out").read_text("utf-8") == "status=1\nwithheld=0\ndoubtful=0\nfaults=0\n"

    def test_a_withdrawal_that_a_later_commit_took_back_is_upheld(self, tmp_path):
        root = living_hub(tmp_path, TODAY)
        (root / "hub.py").write_text(
            "import sys; sys.path.insert(0, 'hooks')\nfrom campaign_hub.commands import main\nsys.exit(main())\n",
            encoding="utf-8",
        )
        write_story(root, "gone", consent(TODAY, record_id="CR-G0NEG0NE"), words="Zyxgone")
        withdrawn = root / "content/stories/withdrawn.txt"
        withdrawn.write_text("CR-G0NEG0NE\n", encoding="utf-8")
        commit(root)
        git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
        withdrawn.write_text("# none\n", encoding="utf-8")
        commit(root, "A merge brings it back")
        base = next(
            step["env"]["CAMPAIGN_HUB_BASE"] for name, step in steps() if name == "publish.yml: build" and "env" in step
        )
        done = script("publish.py", root, GITHUB_OUTPUT=str(tmp_path / "out"), CAMPAIGN_HUB_BASE=base)
        assert done.returncode == 0, done.stderr
        assert (root / "site/stories/amara/index.html").is_file()
        assert not (root / "site/stories/gone").exists()
        assert "status=3\n" in (tmp_path / "out").read_text("utf-8")


FRONTS = (
    "campaigns: [flu, old] # other",
    "campaigns:\n- flu\n\n  # other\n- 'old'",
    "campaigns: [\n  flu,\n  old\n  ]",
)
"""Front matter that names the campaigns flu and old, and no other."""


class TestChangedCards:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        for name in ("flu", "old", "other"):
            folder = tmp_path / "content/campaigns" / name
            folder.mkdir(parents=True)
            (folder / "index.md").write_text("a", encoding="utf-8")
        story = tmp_path / "content/stories/quiet"
        story.mkdir(parents=True)
        (story / "index.md").write_text(f"---\n{FRONTS[0]}\n---\nother", encoding="utf-8")
        (tmp_path / "campaign_assets").mkdir()
        (tmp_path / "campaign_assets/brand.yml").write_text("a", encoding="utf-8")
        (tmp_path / "mkdocs.yml").touch()
        (tmp_path / "hub.py").write_text(STUB.format(report={}, status=0), encoding="utf-8")
        commit(tmp_path)
        return tmp_path

    def drawn(self, root: Path) -> set[str]:
        base = git(root, "rev-parse", "HEAD")
        git(root, "add", "--all")
        commit(root, "What is asked for")
        done = script("changed_cards.py", root, CAMPAIGN_HUB_BASE=base)
        assert done.returncode == 0, done.stderr
        return {file.stem for file in root.glob("changed-cards/*.png")}

    def test_campaigns_that_changed_are_drawn(self, root):
        (root / "content/campaigns/flu/index.md").write_text("b", encoding="utf-8")
        (root / "content/campaigns/old/index.md").unlink()
        (root / "content/campaigns/index.md").write_text("b", encoding="utf-8")
        assert self.drawn(root) == {"flu"}

    @pytest.mark.parametrize("front", FRONTS)
    def test_the_campaigns_of_a_story_are_read_however_they_are_written(self, front):
        read = runpy.run_path(str(GITHUB / "scripts/changed_cards.py"))["named"]
        assert read(f"---\n{front}\ntitle: other\n---\nother") == ["flu", "old"]
        assert read(f"---\r\n{front}\r\ntitle: other\r\n---\r\nother") == ["flu", "old"]

    def test_a_story_changes_the_campaigns_that_it_names(self, root):
        (root / "content/stories/quiet/portrait.png").write_text("b", encoding="utf-8")
        assert self.drawn(root) == {"flu", "old"}

    def test_a_story_changes_the_campaigns_that_it_named_before(self, root):
        page = root / "content/stories/quiet/index.md"
        page.write_text(page.read_text("utf-8").replace("[flu, old]", "[other]"), encoding="utf-8")
        assert self.drawn(root) == {"flu", "old", "other"}

    def test_a_story_that_moves_changes_the_campaigns_of_both(self, root):
        (root / "content/stories/quiet").rename(root / "content/stories/moved")
        page = root / "content/stories/moved/index.md"
        page.write_text(page.read_text("utf-8").replace("[flu, old]", "[flu]"), encoding="utf-8")
        assert self.drawn(root) == {"flu", "old"}

    def test_all_are_drawn_where_what_all_are_made_of_changed(self, root):
        (root / "campaign_assets/brand.yml").write_text("b", encoding="utf-8")
        assert self.drawn(root) == {"every"}

    def test_every_file_that_shows_on_all_cards_counts(self):
        of_all = runpy.run_path(str(GITHUB / "scripts/changed_cards.py"))["of_all_cards"]
        assets = ("brand.yml", "hub.yml", "logo.png", "cards/date.yml", "words/interface.yml")
        shown = [*(f"campaign_assets/{each}" for each in assets), "requirements/build.txt", "hooks/campaign_hub/a.py"]
        others = ["content/about.md", "campaign_assets/theme/main.html", "campaign_assets/kits/a.jinja", "docs/site.md"]
        assert [path for path in (*shown, *others) if of_all(path)] == shown

    def test_none_is_drawn_where_no_campaign_changed(self, root):
        for path in ("content/about.md", "campaign_assets/theme/main.html"):
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text("b", encoding="utf-8")
        assert self.drawn(root) == set()
        assert not (root / "asked").exists()


class TestWhoeverClonesIt:
    def test_the_form_for_withdrawing_asks_for_nothing_and_says_whom_to_write_to(self):
        form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/2-withdraw-my-story.yml").read_text("utf-8"))
        assert {part["type"] for part in form["body"]} == {"markdown", "checkboxes"}
        assert settings()["withdrawal"]["email"] in form["body"][0]["attributes"]["value"]
        assert (
            yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text("utf-8"))["blank_issues_enabled"] is False
        )

    def test_what_guards_consent_has_owners(self):
        lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
        owned = [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]
        assert [path for path in owned if not (ROOT / path.strip("/")).exists()] == []
        needed = ("content/stories", "hooks/campaign_hub/gate", "hooks/campaign_hub/verify", ".github")
        assert {path.strip("/") for path in owned} >= set(needed)

    def test_the_container_shows_the_preview_and_is_pinned(self):
        facts = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
        port = re.search(
            r'--port", type=int, default=(\d+)', (ROOT / "hooks/campaign_hub/commands/__init__.py").read_text()
        )
        assert port
        assert facts["forwardPorts"] == [int(port[1])]
        assert facts["postAttachCommand"] == "python3 hub.py preview"
        image = re.search(r"^FROM (.+)$", (ROOT / ".devcontainer/Dockerfile").read_text("utf-8"), re.MULTILINE)
        assert image
        assert re.fullmatch(r"python:3\.\d+\.\d+-\w+@sha256:[0-9a-f]{64}", image[1])

    def test_links_of_the_guides_lead_somewhere(self):
        for guide in (ROOT / "docs").glob("*.md"):
            for target in re.findall(r"\]\(([^)#:]+)\)", guide.read_text("utf-8")):
                assert (guide.parent / target).exists(), f"{guide.name}: {target}"
