"""What is for the organisation alone: in the preview, and in nothing that the public site holds."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from living import living_hub, run_hub
from tiny import AS_OF, PLAN, ROOT, tiny_hub

from campaign_hub.built_site import BuiltFile
from campaign_hub.canaries import INTERNAL_FOLDER
from campaign_hub.commands import main
from campaign_hub.pipeline import assemble, prove
from campaign_hub.render import InternalPage

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INSIDE = "Ring the harbour master before anybody else hears of the flood in the old ward."
CONTACTS = f"""\
---
title: Whom to ring when it rains
description: Nobody but the night team has the key to the boat house.
---

{INSIDE.replace("harbour master", "**harbour** [master](https://example.org/master)")}
"""


def write_contacts(root: Path, text: str = CONTACTS) -> None:
    folder = root / "content/readiness"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "contacts.md").write_text(text, encoding="utf-8")


def zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("captions.txt", text)
    return stream.getvalue()


def found_in(root: Path, path: str, content: bytes, *, previewed: bool = False) -> set[str]:
    """What is said of a site of one file, with the hub's internal files as they are."""
    assembly = assemble(root, NOON, show_unapproved=previewed, draw=False)
    return {each.name for each in prove([BuiltFile(path, content)], assembly)}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("index.html", f"<p>{INSIDE.replace('before', '<em>before</em>')}</p>".encode()),
        ("index.html", b'<img src="a.png" alt="Nobody but the night team has the key to the boat house">'),
        ("campaigns/flu/kit/flu-kit.zip", zipped(INSIDE)),
        ("campaigns/flu/kit/kit.json", b'{"text": "Ring the harbour master before any\\u0062ody else hears of it"}'),
        ("assets/hub.js", b'say("Whom to ring when it rains")'),
        (f"{INTERNAL_FOLDER}readiness/contacts/index.html", b"<p>Nothing of any weight.</p>"),
    ],
)
def test_internal_words_and_pages_are_found_wherever_they_come_out(tmp_path, path, content):
    root = tiny_hub(tmp_path, hooks=False)
    write_contacts(root)
    assert found_in(root, path, content) == {"internal-published"}


@pytest.mark.parametrize(
    ("path", "text", "previewed"),
    [
        ("index.html", "Ring the harbour master when it rains, and nobody else.", False),
        ("index.html", "Anyone who cares for somebody can have the flu vaccine for free.", False),
        (f"{INTERNAL_FOLDER}readiness/contacts/index.html", INSIDE, True),
    ],
    ids=["a few words", "what a brief says too", "the preview's own page"],
)
def test_other_words_are_let_be(tmp_path, path, text, previewed):
    root = tiny_hub(tmp_path, hooks=False)
    write_contacts(root, f"{CONTACTS}\nAnyone who cares for somebody can have the flu vaccine for free.\n")
    assert found_in(root, path, f"<p>{text}</p>".encode(), previewed=previewed) == set()


def test_words_of_an_internal_page_that_can_t_be_read_are_found(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    write_contacts(root, CONTACTS.replace("title:", "title: ["))
    assert found_in(root, "index.html", f"<p>{INSIDE}</p>".encode()) == {"internal-published"}


def test_only_a_preview_has_internal_pages(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    write_contacts(root)
    pages = {}
    for shown in (True, False):
        rendered = assemble(root, NOON, show_unapproved=shown).rendered
        assert rendered
        pages[shown] = [page for page in rendered.pages if "harbour" in page.markdown]
    (page,) = pages[True]
    assert isinstance(page, InternalPage)
    assert page.url == f"{INTERNAL_FOLDER}readiness/contacts/"
    assert not page.head.in_sitemap
    assert pages[False] == []


def test_a_page_that_says_public_is_a_page_like_others(tmp_path, monkeypatch, capsys):
    root = tiny_hub(tmp_path, hooks=False)
    write_contacts(root, CONTACTS.replace("---\n", "---\nvisibility: public\n", 1))
    monkeypatch.chdir(root)
    assert main(["check", "--as-of", AS_OF]) == 0
    assert "contacts.md" not in capsys.readouterr().out
    assert found_in(root, "readiness/contacts/index.html", f"<p>{INSIDE}</p>".encode()) == set()


def test_a_site_whose_templates_print_internal_words_is_not_kept(tmp_path):
    root = living_hub(tmp_path, datetime.now(UTC).date())
    write_contacts(root)
    with (root / "campaign_assets/kits/captions.txt.jinja").open("a", encoding="utf-8") as kit:
        kit.write(f"\n{INSIDE}\n")
    with (root / "campaign_assets/theme/pages/stories.html").open("a", encoding="utf-8") as page:
        page.write(f"\n<p>{INSIDE}</p>\n")
    done = run_hub(root, "build")
    assert done.returncode == 1
    told = set(re.findall(r"site/[\w./-]+", done.stderr.split("error[internal-published]", 1)[1]))
    assert told >= {"site/campaigns/flu/kit/flu-kit.zip", "site/search/search_index.json", "site/stories/index.html"}
    assert "words of content/readiness/contacts.md" in done.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize("status", ["given", "withdrawn"])
def test_no_page_inside_and_no_hand_out_says_what_a_withheld_story_says(tmp_path, monkeypatch, status):
    root = tiny_hub(tmp_path, hooks=False)
    story = root / "content/stories/amara/index.md"
    story.write_text(story.read_text("utf-8").replace("status: given", f"status: {status}"), encoding="utf-8")
    write_contacts(root)
    said = "We gave the paper this: I booked it on the bus, and that was that."
    (root / "content/readiness/press-log.md").write_text(f"---\ntitle: Press log\n---\n\n{said}\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["handout"]) == 0
    text = (root / ".cache/handout/handout.html").read_text("utf-8")
    assert "Ring the" in text
    assert ("on the bus" in text) == (status == "given")
    rendered = assemble(root, NOON, show_unapproved=True).rendered
    assert rendered
    inside = [page for page in rendered.pages if page.url.startswith(INTERNAL_FOLDER)]
    assert any("on the bus" in page.markdown for page in inside) == (status == "given")
    assert len(inside) > 1


def test_a_plan_that_nobody_is_shown_still_holds_posts_back(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    story = root / "content/stories/amara/index.md"
    story.write_text(story.read_text("utf-8").replace("status: given", "status: withdrawn"), encoding="utf-8")
    shutil.copytree(ROOT / "content/readiness/scenarios", root / "content/readiness/scenarios")
    plan = root / "content/readiness/scenarios/person-takes-story-back.md"
    text = re.sub(r"^pause:.*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace("\nkind:", "\nactive: true\npause: [all]\nkind:")
    plan.write_text(f"{text}\nShe said: I booked it on the bus, and that was that.\n", encoding="utf-8")
    made = assemble(root, NOON, show_unapproved=True, draw=False)
    assert "story-kept-inside" in {each.name for each in made.diagnostics}
    assert made.hub
    assert made.hub.inside
    assert plan.stem not in {each.slug for each in made.hub.inside.readiness.scenarios}
    assert [campaign.posts for campaign in made.hub.campaigns] == [()]


OF_BRIEFS = """\
results:
  public: {public}
  learned: [Nobody at the bowling club ever opened our second letter at all]
before: {{campaign: last-year, learned: [The mayor of the upper town asked us to keep it quiet]}}
allies:
  - {{who: The night sister, kind: tag, public: {public}, why: She knows every family of the far old quay by name}}
"""


@pytest.mark.parametrize("public", ["true", "false"])
@pytest.mark.parametrize("said", ["Nobody at the bowling", "The mayor of the upper", "She knows every family"])
def test_what_a_brief_keeps_inside_is_found_in_public(tmp_path, public, said):
    root = tiny_hub(tmp_path, hooks=False)
    brief = root / "content/campaigns/flu/index.md"
    kept = OF_BRIEFS.format(public=public)
    brief.write_text(brief.read_text("utf-8").replace("approvals:\n", f"{kept}approvals:\n", 1), encoding="utf-8")
    words = re.search(rf"{said}[^\]}}]+", kept)
    assert words
    for path in ("claims/index.html", "campaigns/flu/kit/partners/harbour/posts.txt"):
        found = found_in(root, path, words[0].encode())
        assert found == (set() if public == "true" else {"internal-published"})


def test_what_a_thread_and_a_plan_say_is_no_secret(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    thread, plan = "Take the tram to the harbour and ask for the nurse.", "I will ask my aunt to come along."
    posts = root / "content/campaigns/flu/posts.yml"
    posts.write_text(posts.read_text("utf-8") + f"  thread: [{thread}]\n", encoding="utf-8")
    text = PLAN.replace("I will ask her to come with me.", plan)
    (root / "content/campaigns/flu/plan.yml").write_text(text, encoding="utf-8")
    write_contacts(root, f"{CONTACTS}\n{thread}\n\n{plan}\n")
    assert found_in(root, "index.html", f"<p>{plan}</p><p>{thread}</p>".encode()) == set()
