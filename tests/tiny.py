"""The smallest hub that is whole: one campaign, one published story, nothing wrong with it on `AS_OF`."""

import compileall
import shutil
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-06-01"

HOME = """\
---
title: Campaigns for our town
---

Take what you need and share it.
"""

CAMPAIGNS = """\
---
title: Campaigns
---

What runs now, and what comes next.
"""

STORIES = """\
---
title: Stories
---

Told by people who agreed to it.
"""

WITHDRAWN = """\
# Consent records that never come back, one a line.
CR-0W1THDRAWN
"""

BRIEF = """\
---
title: Your winter flu vaccine
summary: The flu vaccine is free for people who need it most. Book yours before winter.
stage: approved
starts: 2026-05-01
ends: 2026-12-31
owner: {team: Vaccination team, email: flu@example.org}
call_to_action: {text: Book your vaccine, url: https://www.example.org/flu}
objectives:
  - id: bookings
    organisation_goal: Fewer winter admissions
    communication_goal: People know that they can book now
    social_goal: Families remind each other
    measure: Bookings made from the campaign page
    baseline: "40 a week"
    target: "120 a week"
    by: 2026-12-31
audiences:
  - id: carers
    name: People who care for somebody
    needs: To hear that the vaccine is free for carers too
    tone: Warm and practical
    active_hours: 18:00-21:00
    platforms:
      - {id: facebook, why: Local carers meet in groups there}
      - {id: x, why: Local news is shared there}
messages:
  - id: free
    text: The flu vaccine is free for carers.
    for: [carers]
    serves: [bookings]
  - id: yearly
    text: Last year's vaccine does not cover this winter. You need a new one every year.
    short: You need a new flu vaccine every year.
    for: [carers]
    serves: [bookings]
figures:
  - id: carers
    value: 1 in 4
    text: carers had not had the vaccine
    place: Our town
    year: 2025
    sources: [survey]
sources:
  survey:
    title: Winter survey
    publisher: Example Health
    url: https://www.example.org/survey
    accessed: 2026-04-20
hashtags:
  - {tag: OurTownFlu, role: official, checked_on: 2026-04-20}
approvals:
  - {role: clinical, by: Clinical lead, approved_on: 2026-04-21}
  - {role: legal, by: Information governance, approved_on: 2026-04-21}
  - {role: communications, by: Head of communications, approved_on: 2026-04-22}
review_due: 2026-12-01
---

Anyone who cares for somebody can have the flu vaccine for free.
"""

PLAN = """\
title: My flu plan
lead: Pick one small step and take it with you.
questions:
  - id: who
    question: Who do you care for?
    answers:
      - {id: mother, text: My mother}
      - {id: child, text: My child}
suggestions:
  - id: book
    text: I will book my vaccine.
    sources: [survey]
  - id: together
    text: I will ask her to come with me.
    for: [mother]
    sources: [survey]
"""

POSTS = """\
- id: launch
  at: 2026-09-07 18:30
  platforms: [facebook, x]
  audience: carers
  message: yearly
  card: message-yearly
  text: |-
    {message}
    {call_to_action}: {link}
    {hashtags}
- id: figure
  at: 2026-09-09 12:15
  platforms: [facebook]
  card: figure-carers
  text: "{figure.carers}. {call_to_action}: {link} {hashtags}"
- id: bus
  at: 2026-09-11 18:30
  platforms: [x]
  card: action
  text: Book yours on the bus. {link}
"""

EASY_READ = """\
title: Get your flu vaccine
description: It is free for carers.
parts:
  - heading: What is it?
    ideas:
      - text: The flu vaccine is free for carers.
        sources: [survey]
      - text: You need a new one every year.
words:
  - {word: Carer, means: Somebody who looks after another person.}
"""

VIDEO = """\
title: A minute on flu
platforms: [tiktok, youtube]
scenes:
  - id: free
    seconds: 5
    message: free
    shows: A carer opens a letter.
  - id: yearly
    seconds: 4
    words: You need a new one every year.
    text: A new one every year
    shows: She looks at a calendar.
  - id: book
    seconds: 3
    card: action
    shows: She rings her surgery.
"""

STORY = """\
---
title: A quiet winter
campaigns: [flu]
shown_name: Amara
quote: I booked it on the bus, and that was that.
consent:
  status: given
  record_id: "CR-7K3M9QXD"
  given_on: 2026-03-02
  expires_on: 2028-03-01
  given_by: self
  channels: [website, facebook, x]
  identity: first_name
  copy_approved_on: 2026-03-20
---

My grandmother lives with us, so I did not want to bring anything home.
"""

CONTENT = {
    "index.md": HOME,
    "campaigns/index.md": CAMPAIGNS,
    "campaigns/flu/index.md": BRIEF,
    "campaigns/flu/posts.yml": POSTS,
    "stories/index.md": STORIES,
    "stories/withdrawn.txt": WITHDRAWN,
    "stories/amara/index.md": STORY,
}


def tiny_hub(folder: Path, *, hooks: bool = True) -> Path:
    """Write the hub below `folder` with the repository's own assets, and return its root; to check needs no `hooks`."""
    root = folder / "hub"
    shutil.copytree(ROOT / "campaign_assets", root / "campaign_assets")
    if hooks:
        copy_hooks(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for path, text in CONTENT.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return root


def copy_hooks(root: Path) -> None:
    """Copy the program below `root` with its compiled modules, so that its commands start as they do for an editor."""
    _compile_hooks()
    # What another process is just writing has an ending of its own, and is gone in a moment.
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("*.pyc.*"))


@cache
def _compile_hooks() -> None:
    """Compile the program once for all tests of one process, whatever this machine says of keeping what is compiled."""
    assert compileall.compile_dir(ROOT / "hooks", quiet=2)
