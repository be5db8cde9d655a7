"""Briefs as a whole: what is inside stays inside, approvals lapse, numbers are told from what only looks like one."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from living import living_hub, run_hub, write_yaml
from pydantic import TypeAdapter
from tiny import BRIEF, POSTS, ROOT, tiny_hub

from campaign_hub.appraise.digest import content_digest
from campaign_hub.diagnostics import catalogue
from campaign_hub.load import load
from campaign_hub.load.yaml_tree import read_yaml
from campaign_hub.pipeline import assemble
from campaign_hub.render import PageLayout
from campaign_hub.validate import validate
from campaign_hub.validate.brief import Brief
from campaign_hub.validate.numbers import claims_in

TODAY = datetime.now(UTC).date()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INSIDE = ("Zqorganisation", "Zqcommunication", "Zqsocial", "Zqmeasure", "Zqneeds", "Zqtone", "Zqwhy")
"""Words of the brief's fields that are for the organisation alone."""
OVERDUE = TODAY - timedelta(days=45)


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def write_inside(root: Path) -> None:
    """Give the living hub's campaign words that nobody outside should read, an old review and corrections."""
    file = root / "content/campaigns/flu/index.md"
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    brief = yaml.safe_load(front)
    levels = ("organisation_goal", "communication_goal", "social_goal", "measure")
    brief["objectives"][0] |= {level: f"{word} of ours" for level, word in zip(levels, INSIDE, strict=False)}
    brief["audiences"][0] |= {"needs": "Zqneeds of theirs", "tone": "Zqtone of ours"}
    brief["audiences"][0]["platforms"][0]["why"] = "Zqwhy they are there"
    brief["review_due"] = OVERDUE
    brief["corrections"] = [
        {"on": TODAY - timedelta(days=9), "text": "Zqearlier correction."},
        {"on": TODAY, "text": "Zqlater correction."},
        # A day of its own: YAML would write the same one as a reference, which a brief may not have.
        {"on": date.fromisoformat(f"{TODAY}"), "text": "Zqlast correction."},
    ]
    file.write_text(f"---\n{yaml.safe_dump(brief, allow_unicode=True)}---\n{body}", encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = living_hub(tmp_path_factory.mktemp("inside"), TODAY)
    write_inside(root)
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "site"


def everything(site: Path) -> dict[str, str]:
    """Every published file and every member of every ZIP, as text."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for path, content in [*files.items()]:
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files |= {f"{path}!{name}": archive.read(name) for name in archive.namelist()}
    return {path: content.decode("utf-8", "replace") for path, content in files.items()}


class TestWhatIsPublic:
    def test_nothing_of_the_strategy_is(self, site: Path) -> None:
        files = everything(site)
        assert len([path for path in files if "!" in path]) > 5
        assert [path for path in files if "strategy" in path] == []
        assert [path for path, text in files.items() for word in INSIDE if word in text] == []
        assert "strategy" not in files["sitemap.xml"]
        assert "/strategy/" not in files["campaigns/flu/index.html"]

    def test_an_overdue_review_is_on_the_page_and_in_the_kit(self, site: Path) -> None:
        files = everything(site)
        day = f"{OVERDUE:%B} {OVERDUE.day}, {OVERDUE.year}"
        for path in ("campaigns/flu/index.html", "campaigns/flu/kit/index.html"):
            assert "Under review" in files[path]
            assert f"due to be checked again by {day}" in files[path]
        readme = next(text for path, text in files.items() if path.endswith("README.txt"))
        assert f"Under review. This was due to be checked again by {day}." in readme
        assert f"not use this kit after {day}." in readme
        campaign = json.loads(files["campaigns/flu/kit/kit.json"])["campaign"]
        assert campaign["under_review"] is True
        assert campaign["use_until"] == campaign["review_due"] == OVERDUE.isoformat()

    def test_corrections_are_on_the_page_the_latest_first(self, site: Path) -> None:
        page = (site / "campaigns/flu/index.html").read_text("utf-8")
        assert 'id="corrections"' in page
        said = re.findall(r'<li id="(correction-\d)">.*?(Zq\w+) correction', page, re.DOTALL)
        # What is written later takes no address from what was there.
        assert said == [("correction-3", "Zqlast"), ("correction-2", "Zqlater"), ("correction-1", "Zqearlier")]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return living_hub(tmp_path_factory.mktemp("preview"), TODAY)


def strategy_page(root: Path, *, preview: bool) -> str:
    """The laid-out strategy page of the flu campaign; empty where there is none."""
    made = assemble(root, datetime.now(UTC), show_unapproved=preview)
    assert made.rendered
    pages = {page.path: page for page in made.rendered.pages}
    page = pages.get("campaigns/flu/strategy/index.md")
    linked = PageLayout(root / "campaign_assets/theme").lay_out(pages["campaigns/flu/index.md"], "")
    assert ("strategy/" in linked) == (page is not None)
    return PageLayout(root / "campaign_assets/theme").lay_out(page, "") if page else ""


class TestTheStrategyPage:
    def test_it_is_in_the_preview_with_its_holes(self, drawn: Path) -> None:
        page = strategy_page(drawn, preview=True)
        # Two messages of which no post carries the second; two of four platforms without a post.
        assert "Gaps in the plan: 3." in page
        assert page.count("No post yet") == 3
        assert "only in the preview" in page
        for words in ("Fewer people in hospital", "People know where to go", "Posts that are passed on", "Jabs booked"):
            assert words in page

    def test_every_row_has_a_cell_for_each_audience(self, drawn: Path) -> None:
        page = strategy_page(drawn, preview=True)
        rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
        assert {(row.count("<th"), row.count("<td")) for row in rows} == {(2, 0), (1, 1)}
        assert page.count('role="table"') == 2

    def test_the_public_site_has_it_where_the_organisation_says_so(self, drawn: Path) -> None:
        assert strategy_page(drawn, preview=False) == ""
        settings = drawn / "campaign_assets/hub.yml"
        before = settings.read_text("utf-8")
        write_yaml(settings, yaml.safe_load(before) | {"strategy": {"public": True}})
        try:
            assert "Also on the public site" in strategy_page(drawn, preview=False)
        finally:
            settings.write_text(before, encoding="utf-8")


class TestApprovals:
    def test_a_campaign_whose_approval_lapsed_is_in_review_again(self, tmp_path: Path) -> None:
        root = tiny_hub(tmp_path, hooks=False)
        lapsed = f"approved_on: 2026-04-22, content_sha256: {'0' * 63}1}}"
        rewrite(root / "content/campaigns/flu/index.md", ("approved_on: 2026-04-22}", lapsed))
        public = assemble(root, NOON, draw=False)
        assert public.hub is not None
        assert public.hub.campaigns == ()
        assert public.refused
        told = {(each.path, each.name, each.doubtful) for each in public.left_out}
        assert ("content/campaigns/flu/index.md", "approval-lapsed", True) in told
        preview = assemble(root, NOON, draw=False, show_unapproved=True)
        assert preview.hub is not None
        assert [each.brief.stage for each in preview.hub.campaigns] == ["review"]


@pytest.mark.parametrize(
    ("by", "last"),
    [
        ("we may see by Q1 2027", "2027-12-31"),
        ("what March may bring, 2027", "2027-12-31"),
        ("the end of May 2027", "2027-05-31"),
        ("May 12, 2027", "2027-05-12"),
        ("12th of May, 2027", "2027-05-12"),
        ("2027 May 12", "2027-05-12"),
        ("31 Feb. 2027", "2027-02-28"),
        ("1er mai 2027", "2027-05-01"),
        ("12 de mayo de 2027", "2027-05-12"),
        ("12 مايو 2027", "2027-05-12"),
        ("spring 2027", "2027-12-31"),
    ],
)
def test_a_month_is_one_beside_a_day_or_a_year(tmp_path: Path, by: str, last: str) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    language = {"1er": "fr", "de": "es", "مايو": "ar"}
    spoken = next((code for word, code in language.items() if word in by.split()), "en")
    page = root / "content/campaigns/flu/index.md"
    # Over long before, so that the day is told.
    rewrite(page, ("by: 2026-12-31", f"by: {by}"), ("summary:", f"language: {spoken}\nsummary:"))
    rewrite(page, ("starts: 2026-05-01", "starts: 2024-01-01"), ("ends: 2026-12-31", "ends: 2024-12-31"))
    told = [each for each in assemble(root, NOON, draw=False).diagnostics if each.name == "objective-by-outside"]
    assert [re.findall(r"\d{4}-\d\d-\d\d", each.message)[0] for each in told] == [last]


def digest_of(root: Path) -> str:
    entries, found = load(root)
    checked, _ = validate(entries, found)
    assert checked is not None
    return content_digest(checked.briefs[0])


PAGE, PLAN = "content/campaigns/flu/index.md", "content/campaigns/flu/posts.yml"
SAME: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "a comment": lambda page, plan: (
        page.replace("title: Your", "# Nobody reads this.\ntitle: Your"),
        f"# Nor this.\n{plan}",
    ),
    "a note in the page": lambda page, plan: (f"{page}<!-- Ask again. -->\n", plan),
    "quotes and spaces": lambda page, plan: (page.replace("value: 1 in 4", "value:   '1  in 4'"), plan),
    "dates": lambda page, plan: (page.replace("ends: 2026-12-31", "ends: 2026-12-30"), plan),
    "an audience's needs": lambda page, plan: (page.replace("To hear that", "To know that"), plan),
    "another approval": lambda page, plan: (page.replace("by: Clinical lead", "by: Medical director"), plan),
    "a post's hour": lambda page, plan: (page, plan.replace("12:15", "12:45")),
    "the next review": lambda page, plan: (page.replace("review_due: 2026-12-01", "review_due: 2026-12-02"), plan),
}
OTHER: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "a message": lambda page, plan: (page.replace("is free for carers.", "is free for all carers."), plan),
    "a figure": lambda page, plan: (page.replace("1 in 4", "1 in 5"), plan),
    "a source": lambda page, plan: (page.replace("publisher: Example Health", "publisher: Example"), plan),
    "the page": lambda page, plan: (f"{page}Nobody needs to ask.\n", plan),
    "a post": lambda page, plan: (page, plan.replace("on the bus", "on the train")),
    "a post's card": lambda page, plan: (page, plan.replace("card: action", "card: headline")),
    "a correction": lambda page, plan: (
        page.replace("review_due:", "corrections: [{on: 2026-05-02, text: It is free.}]\nreview_due:"),
        plan,
    ),
    "a card": lambda page, plan: (
        page.replace("review_due:", "cards: [{id: day, template: date, date: 2026-10-01, title: Come}]\nreview_due:"),
        plan,
    ),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_hub(tmp_path_factory.mktemp("digest"), hooks=False)


class TestTheDigest:
    def of(self, root: Path, page: str, plan: str) -> str:
        (root / PAGE).write_text(page, encoding="utf-8")
        (root / PLAN).write_text(plan, encoding="utf-8")
        return digest_of(root)

    @pytest.mark.parametrize("change", SAME)
    def test_it_stays_where_the_public_reads_the_same(self, plain: Path, change: str) -> None:
        page, plan = SAME[change](BRIEF, POSTS)
        assert (page, plan) != (BRIEF, POSTS)
        assert self.of(plain, page, plan) == self.of(plain, BRIEF, POSTS)

    @pytest.mark.parametrize("change", OTHER)
    def test_it_changes_with_what_the_public_reads(self, plain: Path, change: str) -> None:
        page, plan = OTHER[change](BRIEF, POSTS)
        assert (page, plan) != (BRIEF, POSTS)
        assert self.of(plain, page, plan) != self.of(plain, BRIEF, POSTS)


class TestNumbers:
    @pytest.mark.parametrize(
        "text",
        [
            "Call NHS 111, or 999 if somebody can't breathe.",
            "Samaritans: 116 123, at any time. Text 85258.",
            "Ring 0800 707 60 60 or +44 20 7946 0018.",
            "In the US call 800-555-0100.",
            "Llama al 061. Appelez le 3114.",
            "Monday to Friday, 9am to 5.30pm, 24 hours a day or 24/7, 18:30.",
            "From 7 to 13 September 2026, on 2026-09-07 and September 7, 2026.",
            "El 12 de enero de 2027.",
            "Since 2019, and in 2024/25.",
            "COVID-19, B12, H1N1, omega-3 and type 2 diabetes at stage 1.",
            "People in their 50s.",
            "1. First\n2) Second",
            "1/4 A thread",
            "3 easy steps and 5 ways",
            "{figure.40} #Flu2026 https://example.org/2026/12 name2@example.org",
        ],
    )
    def test_what_states_nothing_is_left_alone(self, text: str) -> None:
        assert claims_in(text, "es" if "enero" in text else "en") == {}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("1 in 4", "25%"),
            ("1 in 4", "One in four"),
            ("4 in 10", "40 per cent"),
            ("1 de cada 6", "uno de cada seis"),
            ("1,200 people", "1.200 personas"),
            ("10,000", "10 000"),
            ("\u0664 من كل \u0661\u0660", "4 in 10"),
            ("2,5 %", "2.5%"),
        ],
    )
    def test_one_number_is_known_in_other_words(self, one: str, other: str) -> None:
        language = "es" if "cada" in one else "en"
        assert claims_in(one, language).keys() == claims_in(other, language).keys() != set()

    @pytest.mark.parametrize(("one", "other"), [("1 in 4", "1 in 3"), ("40%", "40"), ("4 may", "3 may")])
    def test_two_numbers_are_two(self, one: str, other: str) -> None:
        assert claims_in(one, "en").keys() != claims_in(other, "en").keys()

    def test_a_helpline_s_number_states_nothing(self) -> None:
        assert claims_in("We are on 55 55 for you.", "en", {"55 55"}) == {}

    @given(st.text(alphabet="0123456789 .,%/-+()in of{}[]\n@a\u00e9\u0664", max_size=200))
    def test_any_text_can_be_read(self, text: str) -> None:
        for words in claims_in(text, "en").values():
            assert words.strip()

    @given(st.integers(1, 10**9), st.sampled_from(["{} people", "Over {} people", "{}% of us", "about {}."]))
    def test_a_number_is_found_wherever_it_stands(self, number: int, text: str) -> None:
        assert claims_in(text.format(f"{number:,}"), "en") != {} or number in (111, 112, 911, 988, 999, 3114)


class TestTheGuide:
    """`docs/briefs.md` says what is so."""

    TEXT = (ROOT / "docs/briefs.md").read_text("utf-8")

    @pytest.mark.parametrize("snippet", re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL), ids=lambda text: text[:9])
    def test_its_snippets_are_what_a_brief_takes(self, snippet: str) -> None:
        located, found = read_yaml(snippet, "docs/briefs.md")
        assert located is not None
        assert found == []
        for field, value in located.data.items():
            read = TypeAdapter(Brief.model_fields[field].annotation).validate_python(tuple(value))
            assert len(read) == len(value)

    def test_the_diagnostics_that_it_names_are_there(self) -> None:
        named = set(re.findall(r"`((?:objective|number|approval)-[a-z-]+)`", self.TEXT))
        assert len(named) > 9
        assert named <= set(catalogue())
