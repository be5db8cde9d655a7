"""Tell somebody where a person has to look after a publish: one issue, opened, added to or closed.

Reads BUILD and DEPLOY (results of the jobs), STATUS, DOUBTFUL and FAULTS (outputs of the build). The issue says how
many files were left out, never which: whoever reads the repository's issues may not be meant to know of a story.
Ends with 1 where somebody has to look, so that the run is red and GitHub sends its mails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping

TITLE = "The site needs somebody to look"
NIGHTLY = "nightly.yml"
FINE = "The last publish needed nobody. Closed by it."


def main() -> int:
    """Open or add to the issue and give 1, or close it and give 0."""
    problems = [*problems_of(os.environ), *night_problems()]
    number = open_issue()
    if not problems:
        if number:
            gh("issue", "close", number, "--comment", FINE)
        return 0
    body = "\n".join([*(f"- {problem}" for problem in problems), "", f"The run that says so: {run_address()}"])
    if number:
        gh("issue", "comment", number, "--body", body)
    else:
        gh("issue", "create", "--title", TITLE, "--body", body)
    print(body)
    return 1


def problems_of(facts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong, in sentences without names."""
    if facts.get("BUILD") != "success":
        yield (
            "**No safe site could be built, so the one from before is still on line**, with stories whose consent may "
            "have ended since. Mend what the run names, or take the site down: docs/publishing.md says how."
        )
    elif facts.get("DEPLOY") != "success":
        yield (
            "**The new site was built and did not get on line, so the one from before still is.** Run the workflow "
            "again. Where it fails again, take the site down: docs/publishing.md says how."
        )
    if int(facts.get("DOUBTFUL") or 0):
        yield f"Left out as doubtful: {facts['DOUBTFUL']}. `python3 hub.py check` says what and why."
    if faults := int(facts.get("FAULTS") or 0):
        some = "1 fault" if faults == 1 else f"{faults} faults"
        yield f"On line with {some}. `python3 hub.py build` says which and where."
    if facts.get("STATUS") == "3" and not int(facts.get("DOUBTFUL") or 0) + int(facts.get("FAULTS") or 0):
        yield "The build says that somebody has to look, and not where: see the run."


def night_problems() -> Iterator[str]:
    """Whether GitHub has switched the nightly build off, as it does after 60 days without a change."""
    repository = os.environ["GITHUB_REPOSITORY"]
    state = gh("api", f"repos/{repository}/actions/workflows/{NIGHTLY}", "--jq", ".state").strip()
    if state != "active":
        yield (
            "**The nightly build is switched off, so no consent ends on line by itself.** Switch it on: Actions, "
            f"Every night, Enable workflow; or `gh workflow enable {NIGHTLY}`."
        )


def open_issue() -> str | None:
    """The number of the issue that an earlier run opened and nobody closed."""
    listed = gh("issue", "list", "--state", "open", "--app", "github-actions", "--json", "number,title")
    return next((str(each["number"]) for each in json.loads(listed) if each["title"] == TITLE), None)


def run_address() -> str:
    """Where this run can be read."""
    given = os.environ
    return f"{given['GITHUB_SERVER_URL']}/{given['GITHUB_REPOSITORY']}/actions/runs/{given['GITHUB_RUN_ID']}"


def gh(*arguments: str) -> str:
    """Run GitHub's own command for this repository and give what it prints; CalledProcessError where it fails."""
    environment = os.environ | {"GH_REPO": os.environ["GITHUB_REPOSITORY"]}
    done = subprocess.run(["gh", *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
