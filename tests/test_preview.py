"""The preview as an editor has it: served on this computer, with notes, and back by itself once a mistake is mended."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from living import DRAFT, consent, living_hub, run_hub, write_story
from tiny import tiny_hub

from campaign_hub.diagnostics import Place, catalogue, report
from campaign_hub.memory import Memory
from campaign_hub.notes import MARK, Notes, Trouble, trouble_in, write_trouble
from campaign_hub.pipeline import assemble
from campaign_hub.preview.served_site import ServedSite
from campaign_hub.render import Artifact
from campaign_hub.render.page_layout import PageLayout
from campaign_hub.validate.brief import Brief

TODAY = datetime.now(UTC).date()
PATIENCE = 90
INTERNAL = "Ring the harbour master before anybody else hears of the flood."


class Preview:
    """A preview server of its own, and what its pages and its terminal say."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.terminal = root.parent / "terminal.txt"
        command = [sys.executable, "-m", "campaign_hub", "preview", "--port", str(port)]
        with self.terminal.open("w", encoding="utf-8") as terminal:
            self.process = subprocess.Popen(
                command, cwd=root, env=environment(root), stderr=terminal, stdout=terminal, text=True
            )
        self.home = f"http://127.0.0.1:{port}/"

    @property
    def said(self) -> str:
        return self.terminal.read_text("utf-8")

    def page(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.home + path, timeout=PATIENCE) as answer:  # noqa: S310  our own server
                return answer.read().decode()
        except urllib.error.HTTPError as missing:
            with missing:
                return missing.read().decode()
        except OSError:
            return ""

    def bytes(self, path: str) -> bytes:
        with urllib.request.urlopen(self.home + path, timeout=PATIENCE) as answer:  # noqa: S310  our own server
            return bytes(answer.read())

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.home + path, timeout=PATIENCE) as answer:  # noqa: S310  our own server
                return int(answer.status)
        except urllib.error.HTTPError as missing:
            return missing.code

    def reloaded_after(self, change: Callable[[], object]) -> None:
        """Wait as a browser does until what `change` does to the content has been taken up."""
        epoch = re.search(r"livereload\((\d+)", self.page("preview/"))
        assert epoch
        change()
        self.bytes(f"livereload/{epoch[1]}/1")

    def wait_for(self, words: str, path: str = "") -> str:
        """The page at `path` as soon as it says `words`."""
        end = time.monotonic() + PATIENCE
        while words not in (page := self.page(path)):
            assert time.monotonic() < end, self.said + page
            assert self.process.poll() is None, self.said
            time.sleep(0.2)
        return page

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGN_HUB_")}
    return kept | {"PYTHONPATH": str(root / "hooks"), "PYTHONUNBUFFERED": "1"}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = living_hub(tmp_path_factory.mktemp("preview"), TODAY)
    write_story(root, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
    (root / "content/readiness").mkdir()
    (root / "content/readiness/contacts.md").write_text(f"# Whom to ring\n\n{INTERNAL}\n", encoding="utf-8")
    change(root / "content/campaigns/flu/posts.yml", "platforms:\n  - facebook", "platforms:\n  - facebok")
    return root


@pytest.fixture(scope="module")
def preview(hub: Path) -> Iterator[Preview]:
    served = Preview(hub)
    yield served
    served.stop()


@pytest.mark.xdist_group("preview")
class TestServed:
    def test_what_is_wrong_stands_on_the_page_where_it_is_looked_for(self, preview: Preview) -> None:
        page = preview.wait_for("This page: 1 error", "campaigns/flu/")
        assert "content/campaigns/flu/posts.yml</code>, line 4" in page
        assert "Did you mean facebook?" in preview.page("campaigns/flu/kit/")
        assert "Did you mean facebook?" not in preview.page()
        assert "Did you mean facebook?" in preview.page("preview/")
        assert MARK not in page
        # Its pages name the address on line, which is right, though nothing is there yet.
        assert "preview-address-dead" not in preview.said

    def test_no_card_is_drawn_before_it_is_asked_for(self, preview: Preview, hub: Path) -> None:
        kit = preview.wait_for("This page: 1 error", "campaigns/flu/kit/")
        picture = re.search(r"cards/[\w-]+-landscape\.png", kit)
        assert picture
        shutil.rmtree(hub / ".cache/cards")
        assert preview.bytes(f"campaigns/flu/{picture[0]}").startswith(b"\x89PNG")
        assert len([*hub.glob(".cache/cards/*/*.png")]) == 1
        assert b"id,date,time" in preview.bytes("campaigns/flu/kit/posts.csv")
        assert len([*hub.glob(".cache/cards/*/*.png")]) == 1
        assert preview.bytes("campaigns/flu/kit/flu-kit.zip").startswith(b"PK")

    def test_drafts_show_with_a_mark(self, preview: Preview) -> None:
        page = preview.wait_for(DRAFT, "campaigns/not-yet-approved/")
        assert re.search(r'class="hub-mark">\s*Draft', page)

    def test_a_withheld_story_has_a_page_that_says_why_and_nothing_of_it(self, preview: Preview) -> None:
        page = preview.wait_for("This page is left out", "stories/pending/")
        assert "The consent is requested, so the story is withheld." in page
        served = [preview.page(path) for path in ("", "stories/", "stories/pending/", "campaigns/flu/", "preview/")]
        assert "Zyxwvut" not in "".join(served)

    def test_internal_pages_are_marked_and_out_of_search(self, preview: Preview) -> None:
        page = preview.wait_for(INTERNAL, "preview/internal/readiness/contacts/")
        assert "never on the public site" in page
        assert 'content="noindex, noarchive"' in page
        assert "readiness/contacts/" in preview.page("preview/internal/")
        assert 'href="preview/internal/"' in preview.page()
        assert "harbour master" not in preview.page("search/search_index.json") + preview.page("sitemap.xml")

    def test_every_name_is_explained(self, preview: Preview) -> None:
        page = preview.wait_for("<h2 id=", "preview/reference/")
        assert set(re.findall(r'<h2 id="([a-z0-9-]+)"', page)) == set(catalogue())

    def test_a_mistake_shows_in_the_browser_with_its_line_and_mending_it_brings_the_site_back(
        self, preview: Preview, hub: Path
    ) -> None:
        settings = hub / "campaign_assets/hub.yml"
        whole = settings.read_text("utf-8")
        settings.write_text("name: [\n" + whole, encoding="utf-8")
        page = preview.wait_for("The preview can't be built")
        assert "campaign_assets/hub.yml</code>, line 2" in page or "campaign_assets/hub.yml</code>, line 1" in page
        assert "The preview can&#39;t be built" in (said := preview.page("campaigns/flu/")) or "can't be built" in said
        settings.write_text(whole, encoding="utf-8")
        preview.wait_for("This page: 1 error", "campaigns/flu/")

    def test_a_change_of_consent_is_never_served_stale(self, preview: Preview, hub: Path) -> None:
        page = hub / "content/stories/amara/index.md"
        whole = page.read_text("utf-8")
        told = preview.wait_for("When Amara first heard of it", "stories/amara/")
        kit = preview.page("campaigns/flu/kit/")
        pictures = sorted(set(re.findall(r"cards/story-amara-[\w-]+\.\w+", kit)))
        assert pictures
        assert "Amara" in told
        assert preview.status(f"campaigns/flu/{pictures[0]}") == 200
        preview.reloaded_after(lambda: page.write_text(whole.replace("status: given", "status: withdrawn"), "utf-8"))
        gone = [preview.status(f"campaigns/flu/{each}") for each in pictures]
        assert set(gone) == {404}
        paths = ("", "stories/", "stories/amara/", "campaigns/flu/", "campaigns/flu/kit/", "search/search_index.json")
        lists = ("kit/posts.csv", "kit/posts.txt", "kit/calendar.ics", "kit/kit.json")
        served = [preview.page(path) for path in (*paths, *(f"campaigns/flu/{each}" for each in lists))]
        assert "first heard of it" not in "".join(served)
        assert "Amara" not in "".join(served)
        preview.reloaded_after(lambda: page.write_text(whole, "utf-8"))
        assert preview.status(f"campaigns/flu/{pictures[0]}") == 200

    def test_a_broken_template_shows_with_its_line_and_recovers(self, preview: Preview, hub: Path) -> None:
        template = hub / "campaign_assets/theme/pages/campaign.html"
        whole = template.read_text("utf-8")
        template.write_text(f"{{# one #}}\n{{% if %}}\n{whole}", encoding="utf-8")
        page = preview.wait_for("The preview can't be built")
        assert "campaign_assets/theme/pages/campaign.html</code>, line 2" in page
        template.write_text(whole, encoding="utf-8")
        preview.wait_for("This page: 1 error", "campaigns/flu/")
        assert preview.process.poll() is None


def test_a_preview_begins_with_what_is_wrong(tmp_path: Path) -> None:
    root = living_hub(tmp_path, TODAY)
    settings = root / "campaign_assets/hub.yml"
    whole = settings.read_text("utf-8")
    settings.write_text(whole.replace("language: en", "languag: en"), encoding="utf-8")
    served = Preview(root)
    try:
        assert "Did you mean language?" in served.wait_for("The preview can't be built")
        settings.write_text(whole, encoding="utf-8")
        served.wait_for("This page: ", "campaigns/flu/")
    finally:
        served.stop()


def test_no_other_build_has_notes(hub: Path) -> None:
    done = run_hub(hub, "publish")
    assert done.returncode == 3, done.stderr
    pages = [file.read_text("utf-8") for file in (hub / "site").rglob("*.html")]
    assert len(pages) > 4
    assert not [page for page in pages if "hub-notes" in page or DRAFT in page]
    assert not (hub / "site/preview").exists()


def test_each_problem_has_its_page() -> None:
    urls = ["", "about/", "campaigns/flu/", "campaigns/flu/kit/", "stories/amara/"]
    where = {
        "content/campaigns/flu/index.md": {"campaigns/flu/", "campaigns/flu/kit/"},
        "content/campaigns/flu/posts.yml": {"campaigns/flu/", "campaigns/flu/kit/"},
        "content/campaigns/flu/plan.yml": {"campaigns/flu/", "campaigns/flu/kit/"},
        "content/campaigns/cold/index.md": {"campaigns/cold/"},
        "content/stories/amara/index.md": {"stories/amara/"},
        "content/stories/withdrawn.txt": {""},
        "content/about.md": {"about/"},
        "content/index.md": {""},
        "campaign_assets/brand.yml": {""},
        "content": {""},
    }
    found = [report("field-twice", Place(path, at), field=f"F{at}", line=1) for at, path in enumerate(where, 1)]
    noted = Notes(found, urls).on(dict.fromkeys(urls, f"<main>{MARK}</main>"), Memory())
    pages = {url: page for url, page in noted.items() if not url.startswith("preview/")}
    for at, (path, wanted) in enumerate(where.items(), 1):
        assert {url for url, page in pages.items() if f"The field F{at} " in page} == wanted, path


def test_another_round_comes_before_an_answer_of_yesterday(tmp_path: Path) -> None:
    site, today, rounds = ServedSite(), ["Monday"], []

    def again() -> None:
        rounds.append(day := today[0])
        with site.changing():
            site.show([Artifact("index.html", day.encode())], lambda _: True, lambda: today[0] == day)

    def server(_: object, start: Callable[..., None]) -> list[bytes]:
        start("200 OK", [])
        return [(tmp_path / "index.html").read_bytes()]

    answer = site.answering(server, tmp_path, "/", again)
    again()
    asked = {"PATH_INFO": "/"}
    assert [*answer(asked, lambda *_: None), *answer(asked, lambda *_: None)] == [b"Monday", b"Monday"]
    today[0] = "Tuesday"
    assert [*answer(asked, lambda *_: None)] == [b"Tuesday"]
    assert rounds == ["Monday", "Tuesday"]


def test_a_note_is_not_taken_for_html() -> None:
    found = [report("field-unknown", Place("content"), field="<b>", suggestion="Use & go.")]
    noted = Notes(found, [""]).on({"": MARK}, Memory())
    assert "There is no field called &lt;b&gt;." in noted[""]


def test_trouble_takes_everything_else_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "stories/amara").mkdir(parents=True)
    (site / "stories/amara/index.html").write_text("secret", encoding="utf-8")
    write_trouble(site, "/health/", Trouble((report("file-missing", Place("campaign_assets/hub.yml")),)))
    assert {file.name for file in site.rglob("*")} == {"index.html", "404.html"}
    assert "campaign_assets/hub.yml" in (site / "404.html").read_text("utf-8")


def test_trouble_names_the_innermost_file_of_the_hub(tmp_path: Path) -> None:
    file = tmp_path / "hooks/broken.py"
    file.parent.mkdir()
    file.write_text("\n\nint('x')\n", encoding="utf-8")
    try:
        exec(compile(file.read_text("utf-8"), str(file), "exec"))  # noqa: S102
    except ValueError as problem:
        trouble = trouble_in(problem, tmp_path)
    assert (trouble.path, trouble.line) == ("hooks/broken.py", 3)
    assert trouble.fault.startswith("ValueError: ")


def test_a_draft_with_nothing_but_what_is_required_has_every_page(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    page = root / "content/campaigns/flu/index.md"
    _, fields, body = page.read_text("utf-8").split("---\n")
    required = {name for name, each in Brief.model_fields.items() if each.is_required()}
    bare = {name: value for name, value in yaml.safe_load(fields).items() if name in required} | {"stage": "draft"}
    bare["messages"] = [{"id": "flu", "text": "Flu goes round every winter."}]
    page.write_text(f"---\n{yaml.safe_dump(bare, sort_keys=False)}---\n{body}", encoding="utf-8")
    (page.parent / "posts.yml").unlink()
    made = assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC), show_unapproved=True)
    assert made.rendered
    layout = PageLayout(root / "campaign_assets/theme")
    shown = {
        each.path: layout.lay_out(each, "") for each in made.rendered.pages if each.path.startswith("campaigns/flu/")
    }
    assert {"campaigns/flu/index.md", "campaigns/flu/kit/index.md", "campaigns/flu/strategy/index.md"} <= set(shown)
    assert "hub-checked" not in shown["campaigns/flu/index.md"]
