"""What a preview serves after many edits is what a new one would serve: nothing is left over, nothing is missed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from living import consent, living_hub, run_hub, write_story, write_yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from PIL import Image
from tiny import EASY_READ, ROOT, VIDEO

from campaign_hub.preview import Preview, preview_of
from campaign_hub.render import FinishedPage, PageStore, looks_at_others

TODAY = datetime.now(UTC).date()
BRIEF = "content/campaigns/flu/index.md"
POSTS = "content/campaigns/flu/posts.yml"
READY = "content/readiness"
PLAN = f"{READY}/scenarios/person-takes-story-back.md"
PUBLIC_PLAN = "content/campaigns/flu/plan.yml"
EASY = "content/campaigns/flu/easy-read.yml"
FILM = "content/campaigns/flu/video.yml"
OWN_PLAN = """\
title: My plan
lead: One step is enough.
suggestions:
  - {id: window, text: I will open a window., sources: [s]}
"""
SHEET = "content/spokespeople/lead.yml"
OWN_SHEET = """\
role: Vaccination lead
campaign: flu
public: true
topics: [Flu]
key_lines: [one]
contact: {who: Press desk}
review_due: 2199-01-01
"""
NAMED = f"""\
person:
  shown_name: Nell Harbourne
  quote: I roll up my sleeve first.
  consent:
    status: given
    record_id: "CR-R0SAQUAY1"
    given_on: {TODAY - timedelta(days=30)}
    expires_on: {TODAY + timedelta(days=300)}
    given_by: self
    channels: [website, facebook]
    identity: full_name
    copy_approved_on: {TODAY - timedelta(days=20)}
"""
Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).is_file():
            text = (root / path).read_text("utf-8")
            (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def written(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def told(slug: str, **facts: object) -> Edit:
    def edit(root: Path) -> None:
        write_story(root, slug, consent(TODAY, **facts), words=slug.capitalize())

    return edit


def removed(path: str) -> Edit:
    def edit(root: Path) -> None:
        shutil.rmtree(root / path, ignore_errors=True)

    return edit


def shipped(path: str) -> Edit:
    """What ships at `path`, a file or a folder."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, root / path, dirs_exist_ok=True)
        else:
            shutil.copyfile(ROOT / path, root / path)

    return edit


def partnered(slug: str, **changes: object) -> Edit:
    """A partner with a logo, a kit of which the campaign's posts are part."""

    def edit(root: Path) -> None:
        folder = root / "content/partners"
        folder.mkdir(exist_ok=True)
        Image.new("RGB", (90, 30), "#14543f").save(folder / "harbour.png")
        local = {"service": "the Harbour Pharmacy"}
        fields = {
            "name": slug,
            "campaigns": ["flu"],
            "handles": {"facebook": "Harbour", "x": "Harbour"},
            "local": local,
        }
        write_yaml(folder / f"{slug}.yml", fields | changes)

    return edit


def copied(slug: str) -> Edit:
    def edit(root: Path) -> None:
        shutil.copytree(root / "content/campaigns/flu", root / f"content/campaigns/{slug}", dirs_exist_ok=True)

    return edit


RESULTS = "content/campaigns/flu/results.csv"
EDITS: dict[str, Edit] = {
    "body": replaced(BRIEF, "wash your hands", "wash both hands"),
    "body back": replaced(BRIEF, "wash both hands", "wash your hands"),
    "link": replaced(BRIEF, "open a window.", "open a [window](../cold/index.md) or read [on](../../about.md)."),
    "title": replaced(BRIEF, "title: Flu goes round", "title: Flu is about"),
    "message": replaced(BRIEF, "Flu goes round every winter.", "Flu comes back every winter."),
    "draft": replaced(BRIEF, "stage: approved", "stage: draft"),
    "approved": replaced(BRIEF, "stage: draft", "stage: approved"),
    "post": replaced(POSTS, "Hear it.", "Listen to it."),
    "public plan": written(PUBLIC_PLAN, OWN_PLAN),
    "public plan changed": replaced(PUBLIC_PLAN, "I will open a window", "I will open two windows"),
    "public plan broken": replaced(PUBLIC_PLAN, "sources: [s]", "sources: [t]"),
    "public plan gone": lambda root: (root / PUBLIC_PLAN).unlink(missing_ok=True),
    "thread": replaced(POSTS, "Hear it.", "Hear it.\n  thread: [Pass it on.]"),
    "health day": replaced(BRIEF, "stage: approved", "stage: approved\nobservance: world-hearing-day"),
    "health days": replaced("campaign_assets/observances.yml", "on: 3 March", "on: 4 March"),
    "health days back": replaced("campaign_assets/observances.yml", "on: 4 March", "on: 3 March"),
    "easy read": written(EASY, EASY_READ.replace("[survey]", "[s]")),
    "easy read changed": replaced(EASY, "What is it?", "What is flu?"),
    "easy read with a picture": replaced(
        EASY, "every year.", "every year.\n        picture: a.png\n        alt: A jab"
    ),
    "easy read broken": replaced(EASY, "parts:", "part:"),
    "easy read gone": lambda root: (root / EASY).unlink(missing_ok=True),
    "video": written(FILM, VIDEO.replace("message: free", "words: Open a window.")),
    "video changed": replaced(FILM, "A new one every year", "Once a year"),
    "video of a story": replaced(FILM, "    card: action", "    story: amara"),
    "video too long": replaced(FILM, "seconds: 5", "seconds: 55"),
    "video broken": replaced(FILM, "seconds: 4", "seconds: 0"),
    "video gone": lambda root: (root / FILM).unlink(missing_ok=True),
    "broken": replaced(BRIEF, "stage: approved", "stage: [approved"),
    "mended": replaced(BRIEF, "stage: [approved", "stage: approved"),
    "results": written(RESULTS, f"objective,date,value,kind\njabs,{TODAY},150,outcome\n"),
    "results wrong": written(RESULTS, "objective,date,value,kind\njabs,today,150,outcome\n"),
    "results public": replaced(BRIEF, "stage: approved", "results: {public: true}\nstage: approved"),
    "page": written("content/about.md", "# About\n\nSee [flu](campaigns/flu/index.md)."),
    "page gone": lambda root: (root / "content/about.md").unlink(missing_ok=True),
    "new campaign": copied("cold"),
    "campaign gone": removed("content/campaigns/cold"),
    "new story": told("bahar"),
    "story for a partner": told("bahar", recipients=["harbour"], channels=["website", "facebook", "kit"]),
    "story asked": told("bahar", status="requested"),
    "story refused": told("amara", status="refused"),
    "story back": told("amara"),
    "story gone": removed("content/stories/bahar"),
    "plans": shipped(READY),
    "plan": shipped(PLAN),
    "plan gone": lambda root: (root / PLAN).unlink(missing_ok=True),
    "plan in words": replaced(PLAN, "title: ", "title: Again "),
    "plan active": replaced(PLAN, "\nkind:", "\nactive: true\nkind:"),
    "plan over": replaced(PLAN, "\nactive: true\nkind:", "\nkind:"),
    "triage": replaced(f"{READY}/triage.yml", "kind: praise", "kind: question"),
    "rules": shipped(f"{READY}/community-rules.md"),
    "rules inside": replaced(f"{READY}/community-rules.md", "visibility: public\n", ""),
    "inside": written(f"{READY}/contacts.md", "---\ntitle: Whom to ring\n---\nRing the harbour master first of all."),
    "plans gone": removed(READY),
    "pause": replaced(BRIEF, "\nowner:", "\npause: [sum]\nowner:"),
    "go on": replaced(BRIEF, "\npause: [sum]\nowner:", "\nowner:"),
    "partner": partnered("a-partner", logo="harbour.png"),
    "partner without logo": partnered("a-partner"),
    "another partner": partnered("harbour", logo="harbour.png", terms="Ask us before you print."),
    "partner of two": partnered("harbour", campaigns=["flu", "cold"]),
    "partner broken": partnered("a-partner", campaigns="flu"),
    "partner gone": lambda root: (root / "content/partners/a-partner.yml").unlink(missing_ok=True),
    "partners gone": removed("content/partners"),
    "sheet": written(SHEET, OWN_SHEET),
    "sheet inside": replaced(SHEET, "public: true", "public: false"),
    "sheet named": replaced(SHEET, "review_due:", f"{NAMED}review_due:"),
    "sheet taken back": replaced(SHEET, "status: given", "status: withdrawn"),
    "sheet broken": replaced(SHEET, "key_lines: [one]", "key_lines: [none]"),
    "sheet gone": lambda root: (root / SHEET).unlink(missing_ok=True),
    "local": replaced(POSTS, "Hear it.", "Hear it at {local_service}."),
    "allies": replaced(BRIEF, "\nowner:", "\nallies:\n- {who: Nurses, kind: tag, public: true}\nowner:"),
    "no allies": replaced(BRIEF, "\nallies:\n- {who: Nurses, kind: tag, public: true}\nowner:", "\nowner:"),
    "name": replaced("campaign_assets/hub.yml", "Harbour Health", "Haven Health"),
    "colour": replaced("campaign_assets/brand.yml", "0b4f6c", "0b4f6d"),
    "theme": replaced("campaign_assets/theme/main.html", "hub-footer__inner", "hub-footer__inside"),
    "words": replaced("campaign_assets/words/interface.yml", "Campaigns", "All campaigns"),
    "settings broken": replaced("campaign_assets/hub.yml", "language: en", "languag: en"),
    "settings mended": replaced("campaign_assets/hub.yml", "languag: en", "language: en"),
}


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def a_round(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What is served after one round of building, as MkDocs does it in a preview; promised files are only named."""
    monkeypatch.setenv("CAMPAIGN_HUB_MODE", "preview")
    monkeypatch.chdir(root)
    with folder() as site, preview_of(root.resolve()).site.changing():
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = "http://127.0.0.1:8000/"
        build(config, serve_url=config.site_url)
        served = {path: file.content or b"" for path, file in preview_of(root.resolve()).site.files.items()}
        left = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    # When the round was is told in one file, and in nothing else.
    return {path: content for path, content in (left | served).items() if path != "build.json"}


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=20, max_size=20))
def test_twenty_edits_later_a_preview_is_what_a_new_one_would_be(
    monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    with folder() as home:
        root = living_hub(home, TODAY)
        a_round(root, monkeypatch)
        for name in names:
            EDITS[name](root)
            last = a_round(root, monkeypatch)
        preview_of.cache_clear()
        shutil.rmtree(root / ".cache", ignore_errors=True)
        new = a_round(root, monkeypatch)
        assert sorted(last) == sorted(new)
        assert [path for path, content in new.items() if last[path] != content] == []


def test_nothing_is_worked_out_again_for_a_file_that_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with folder() as home:
        root = living_hub(home, TODAY)
        a_round(root, monkeypatch)
        first = dict(preview_of(root.resolve()).site.files)
        EDITS["post"](root)
        a_round(root, monkeypatch)
        second = preview_of(root.resolve()).site.files
        # A page that the edit is not about is the very same object, made once.
        assert second["campaigns/not-yet-approved/kit/index.html"] is first["campaigns/not-yet-approved/kit/index.html"]
        assert second["campaigns/flu/kit/index.html"] is not first["campaigns/flu/kit/index.html"]


def test_a_new_preview_knows_nothing(tmp_path: Path) -> None:
    assert not Preview(tmp_path).site.files


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Path]:
    """A hub with a plain page, which no edit here is about: it is kept from round to round."""
    root = living_hub(tmp_path, TODAY)
    EDITS["page"](root)
    yield root
    preview_of.cache_clear()


def which_say(words: str, served: dict[str, bytes]) -> list[str]:
    return sorted(path for path, content in served.items() if words.encode() in content)


NAV = "  - Stories: stories/index.md\n"


def test_a_story_that_the_navigation_named_is_gone_from_pages_that_were_kept(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced("mkdocs.yml", NAV, f"{NAV}  - stories/amara/index.md\n")(hub)
    assert "about/index.html" in which_say("Title of Amara", a_round(hub, monkeypatch))
    shutil.rmtree(hub / "content/stories/amara")
    assert which_say("Title of Amara", a_round(hub, monkeypatch)) == []


def test_a_spokesperson_whose_consent_is_taken_back_is_gone_from_every_page(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    EDITS["sheet"](hub)
    EDITS["sheet named"](hub)
    named = which_say("Nell Harbourne", a_round(hub, monkeypatch))
    assert {"campaigns/flu/kit/index.html", "preview/internal/spokespeople/lead/index.html"} <= set(named)
    EDITS["sheet taken back"](hub)
    served = a_round(hub, monkeypatch)
    assert which_say("Nell Harbourne", served) == []
    assert which_say("Vaccination lead", served)


@pytest.mark.parametrize("template", ["main.html", "pages/plain.html"])
def test_a_text_that_a_template_takes_in_is_never_kept(
    hub: Path, monkeypatch: pytest.MonkeyPatch, template: str
) -> None:
    written("campaign_assets/theme/partials/voices.txt", "Amara told us so.")(hub)
    file = hub / "campaign_assets/theme" / template
    anchor = '<footer class="hub-footer">' if template == "main.html" else "{{ content }}"
    assert anchor in file.read_text("utf-8")
    replaced(f"campaign_assets/theme/{template}", anchor, f'{{% include "partials/voices.txt" %}}{anchor}')(hub)
    assert "about/index.html" in which_say("Amara told us so", a_round(hub, monkeypatch))
    written("campaign_assets/theme/partials/voices.txt", "Nobody told us.")(hub)
    assert which_say("Amara told us so", a_round(hub, monkeypatch)) == []


def test_settings_from_the_environment_are_new_on_pages_that_were_kept(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced("mkdocs.yml", "  generator: false", "  generator: false\n  said: !ENV SAID")(hub)
    replaced("campaign_assets/theme/main.html", '<footer class="', '{{ config.extra.said }}<footer class="')(hub)
    monkeypatch.setenv("SAID", "Amara told us so.")
    assert "about/index.html" in which_say("Amara told us so", a_round(hub, monkeypatch))
    monkeypatch.setenv("SAID", "Nobody told us.")
    assert which_say("Amara told us so", a_round(hub, monkeypatch)) == []


def kept_words(root: Path) -> list[str]:
    files = (each for each in root.glob(".cache/*pages/**/*") if each.is_file())
    return sorted(each.relative_to(root).parts[1] for each in files if b"Amara first heard" in each.read_bytes())


def test_no_page_of_a_withdrawn_story_is_kept_by_any_command(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_round(hub, monkeypatch)
    assert run_hub(hub, "publish").returncode == 0
    assert {*kept_words(hub)} == {"pages", "preview-pages"}
    EDITS["story refused"](hub)
    # MkDocs warns of this link, and a build that warns keeps no page: it has to forget them all the same.
    written("content/about.md", "# About\n\n[Flu](#nowhere)")(hub)
    run_hub(hub, "publish")
    assert kept_words(hub) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("partials/all.txt", "{{ hub.stories }}"),
        ("partials/all.html", "{{ config.plugins['campaign-hub'].assembly }}"),
        ("partials/all.html", "{% for each in config.plugins.values() %}{{ each }}{% endfor %}"),
        ("partials/all.html", '{% include "pages/all.html" %}'),
    ],
)
def test_no_page_is_kept_that_a_template_may_put_others_on(tmp_path: Path, file: str, text: str) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "campaign_assets/theme", theme)
    assert not looks_at_others(theme)
    (theme / file).write_text(text, encoding="utf-8")
    assert looks_at_others(theme)


@pytest.mark.parametrize("told", [["amara"], ["bahar"], [], None])
def test_kept_pages_are_forgotten_with_a_story_that_they_may_tell_of(tmp_path: Path, told: list[str] | None) -> None:
    store = PageStore(tmp_path)
    store.keep("ab", FinishedPage("Amara told us so.", ()))
    if told is not None:
        store.note_stories(told)
    store.forget_beyond(["amara", "carla"])
    kept = PageStore(tmp_path).page("ab")
    assert (kept is not None) == (told in (["amara"], []))


def test_a_setting_that_is_written_otherwise_is_read_anew(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced("campaign_assets/hub.yml", "home_kb: 300", "home_kb: true")(hub)
    assert "about/index.html" not in a_round(hub, monkeypatch)
    replaced("campaign_assets/hub.yml", "home_kb: true", "home_kb: 1")(hub)
    assert "about/index.html" in a_round(hub, monkeypatch)
