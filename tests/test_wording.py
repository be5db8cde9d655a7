"""The lists of words and what is looked at: right and wrong use, places to the letter, odd texts, waivers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from system import ends
from tiny import BRIEF, POSTS, ROOT, tiny_hub

from campaign_hub.load import load
from campaign_hub.load.yaml_tree import read_yaml
from campaign_hub.memory import Memory
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.reports import write_report
from campaign_hub.validate import validate
from campaign_hub.validate.word_lists import LISTS, Wording, read_wording
from campaign_hub.waivers import apply_waivers
from campaign_hub.wording import look_at_wording
from campaign_hub.wording.capitals import known_short_forms, shouted_words, unexplained_short_forms
from campaign_hub.wording.finding import Finder
from campaign_hub.wording.marks import marks_to_avoid
from campaign_hub.wording.masks import masked
from campaign_hub.wording.reading_ease import estimate
from campaign_hub.wording.sentences import long_sentences
from campaign_hub.wording.words import words_to_avoid
from campaign_hub.wording.writing import Part, SourceText, Writing

WORDS = ROOT / "campaign_assets/words"
RAW = {name: yaml.safe_load((WORDS / f"{name}.yml").read_text("utf-8")) for name in LISTS}
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def shipped() -> Wording:
    read = {name: read_yaml((WORDS / f"{name}.yml").read_text("utf-8"), name)[0] for name in (*LISTS, "reading")}
    found: list[object] = []
    wording = read_wording({name: located for name, located in read.items() if located}, found)
    assert not found
    return wording


WORDING = shipped()
BRITISH = Finder(WORDING, "en-GB")


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


PROPER = (ROOT / "tests/proper_use.txt").read_text("utf-8").splitlines()
"""What campaigns on health and on suicide rightly say."""


class Case(NamedTuple):
    """An entry of a list, and the language that it is in."""

    name: str
    language: str
    entry: dict[str, object]

    def __str__(self) -> str:
        return f"{self.name}-{self.language}-{listed(self.entry['avoid'])[0]}"


CASES = [
    Case(name, language, entry)
    for name, listed_words in RAW.items()
    for language, entries in listed_words["words"].items()
    for entry in entries
]


def told(case: Case, text: str) -> set[str]:
    """What the entry's own list finds in `text`, where the entry holds for all of a text."""
    found, where = Finder(WORDING, case.language).find(masked(text, ())), case.entry.get("where", "text")
    return {text[each.start : each.end] for each in found if each.name == case.name and each.form.entry.where == where}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_entry_finds_what_it_is_about_and_lets_right_use_be(case: Case) -> None:
    for text in listed(case.entry.get("wrong", [])):
        assert told(case, text), text
    for text in listed(case.entry.get("right", [])):
        assert not told(case, text), text
    if case.entry.get("where") == "link":
        finder = Finder(WORDING, case.language)
        assert all(list(finder.find_link(f"{each.capitalize()}!", 0)) for each in listed(case.entry["avoid"]))
        return
    for form in listed(case.entry["avoid"]):
        assert told(case, f"So {form}, so.") == {form}
        assert told(case, form if form.removesuffix("s").isupper() else form.upper())
        assert told(case, f"({form.replace(' ', chr(10) + '  ')})")
        for elsewhere in (
            f'"{form}"',
            f"“{form}”",
            f"« {form} »",
            f"`{form}`",
            f"> {form}",
            f"x{form}x",
            f"#{form.replace(' ', '')}x",
        ):
            assert not told(case, elsewhere), elsewhere
    for phrase in listed(case.entry.get("but_not", [])):
        assert not told(case, f"So {phrase}."), phrase


@pytest.mark.parametrize("line", PROPER)
def test_proper_use_gives_no_false_alarm(line: str) -> None:
    topics = frozenset({"suicide", "self-harm"})
    writing = Writing(SourceText("x.md", line), "en-GB", (Part(0, len(line), "prose", ""),), (), topics)
    assert WORDING.reading
    known = known_short_forms(WORDING.reading, "en-GB")
    found = [
        *words_to_avoid(writing, BRITISH),
        *shouted_words(writing, known),
        *unexplained_short_forms([writing], known),
        *marks_to_avoid(writing),
        *long_sentences(writing, WORDING.reading),
    ]
    assert found == []


def test_every_list_is_there_and_names_its_sources_by_address() -> None:
    assert set(WORDING.lists) == set(LISTS)
    assert all(advice.url.startswith("http") for each in WORDING.lists.values() for advice in each.sources.values())
    for words in WORDING.lists.values():
        used = {entry.source for entries in words.words.values() for entry in entries}
        assert used == set(words.sources)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en-GB", "influenza", ["plain-words"]),
        ("en-US", "influenza", []),
        ("en", "influenza", []),
        ("en-US", "smokers", ["person-first-words"]),
        ("en-GB", "smokers", []),
        ("es", "influenza", []),
        ("es", "los minusválidos", ["person-first-words"]),
        ("es-MX", "los MINUSVÁLIDOS", ["person-first-words"]),
        ("fr-CA", "il a commis un suicide", ["unsafe-words"]),
        ("fr", "elle souffre d\u2019un handicap", ["person-first-words"]),
        ("de", "suicide epidemic", []),
        ("en-GB", "a failed suicide attempt", ["unsafe-words"]),
        ("en-GB", "Les OAPs, soap and oaps", ["person-first-words"]),
    ],
)
def test_a_list_holds_for_its_language(language: str, text: str, wanted: list[str]) -> None:
    assert [each.name for each in Finder(WORDING, language).find(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/click-here/influenza and mail ask@influenza.example.",
        "We ask: [flu](https://example.org/influenza).",
        "He said \u2018I don\u2019t take medication\u2019.",
        'She said "take\nyour medication".',
        "> Take your\nmedication.",
        "```\ninfluenza\n```",
        "<!-- influenza -->",
        '<a title="influenza">x</a>',
        "{influenza} @influenza #influenza",
    ],
)
def test_what_is_not_the_organisations_own_words_is_let_be(text: str) -> None:
    assert list(BRITISH.find(masked(text, ()))) == []


@pytest.mark.parametrize("text", ['5" of influenza', "don't \u2019 influenza", '"a\n\ninfluenza"', "> a\n\ninfluenza"])
def test_a_mark_that_is_no_quotation_hides_nothing(text: str) -> None:
    assert [each.name for each in BRITISH.find(masked(text, ()))] == ["plain-words"]


@settings(deadline=None)
@given(st.text(max_size=300))
@example("\u0130\u0130 influenza")
@example('"' * 99)
def test_masking_keeps_every_letter_in_its_place(text: str) -> None:
    hidden = masked(text, ("Flu Clinic",))
    assert len(hidden) == len(text)
    assert all(mine in (letter, "\x00") or letter == "\x00" for letter, mine in zip(text, hidden, strict=True))
    for each in BRITISH.find(text):
        assert text[each.start : each.end].strip()


STYLES = {
    "plain": lambda text: text,
    "single": lambda text: "'" + text.replace("'", "''") + "'",
    "double": lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"',
    "literal": lambda text: "|-\n    " + text,
    "folded": lambda text: ">-\n    " + text.replace(" ", "\n    ", 1),
    "broken": lambda text: text.replace(" ", "\n    ", 1),
    "flow": lambda text: f"[{text}]",
}
PIECES = st.lists(
    st.sampled_from(["We", "caf\u00e9", "don't", "it's", "(so)", "50 %", "a\u0301", "\u4f60\u597d"]),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=25, deadline=None)
@given(before=PIECES, after=PIECES)
def test_words_are_told_of_where_they_stand(style: str, before: list[str], after: list[str]) -> None:
    text = " ".join([*before, "influenza", *after])
    written = f"a: 1\nb: {STYLES[style](text)}\nc: [2]\n"
    located, found = read_yaml(written, "x.yml")
    assume(located is not None and not found)
    assert located is not None
    spot = ("b", 0) if style == "flow" else ("b",)
    value = located.data["b"][0] if style == "flow" else located.data["b"]
    assume(isinstance(value, str) and "influenza" in value)
    source = SourceText("x.yml", written)
    writing = Writing(source, "en-GB", (Part(*source.words_at(located.place(*spot), value), "line", "b"),))
    [hit] = [each for each in BRITISH.find(writing.plain) if each.name == "plain-words"]
    place = writing.place(hit.start)
    assert written.split("\n")[place.line - 1][place.column - 1 :].startswith("influenza")


def check(hub: Path, **files: str) -> Assembly:
    for path, text in files.items():
        (hub / "content/campaigns/flu" / path.replace("_", ".")).write_text(text, encoding="utf-8")
    return assemble(hub, NOW, draw=False)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny hub whose cards are measured once."""
    root = tiny_hub(tmp_path_factory.mktemp("wording"), hooks=False)
    assemble(root, NOW, draw=False)
    return root


SENSITIVE = (
    "review_due: 2026-12-01\nsensitivity: [suicide]\ncards:\n  - {id: help, template: helpline, helpline: Samaritans}\n"
)
CALM = POSTS.replace("{link}", "Samaritans 116 123. {link}")


def test_a_post_with_a_method_is_left_out_and_nothing_else(hub: Path) -> None:
    brief = BRIEF.replace("review_due: 2026-12-01\n", SENSITIVE)
    made = check(hub, index_md=brief, posts_yml=CALM.replace("on the bus", "after an overdose"))
    assert made.refused
    assert made.hub is not None
    [campaign] = made.hub.campaigns
    assert {post.id for post in campaign.posts} == {"launch", "figure"}


def test_a_brief_with_a_method_is_left_out_whole(hub: Path) -> None:
    brief = BRIEF.replace("review_due: 2026-12-01\n", SENSITIVE).replace("Anyone who", "After an overdose, anyone who")
    made = check(hub, index_md=brief, posts_yml=CALM)
    assert made.hub is not None
    assert made.hub.campaigns == ()
    assert [(each.path, each.name) for each in made.left_out] == [("content/campaigns/flu/index.md", "method-detail")]


def test_a_campaign_that_is_not_about_it_may_say_so(hub: Path) -> None:
    made = check(hub, index_md=BRIEF.replace("Anyone who", "After an overdose, anyone who"), posts_yml=POSTS)
    assert made.diagnostics == ()


def test_a_story_is_never_looked_at(hub: Path) -> None:
    check(hub, index_md=BRIEF, posts_yml=POSTS)
    story = hub / "content/stories/amara/index.md"
    before = story.read_text("utf-8")
    story.write_text(
        before.replace("My grandmother", "I am a diabetic and an ADDICT!! My grandmother"), encoding="utf-8"
    )
    try:
        assert assemble(hub, NOW, draw=False).diagnostics == ()
    finally:
        story.write_text(before, encoding="utf-8")


def test_a_hub_without_lists_is_told_nothing(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    for name in (*LISTS, "reading"):
        (root / "campaign_assets/words" / f"{name}.yml").unlink()
    made = check(root, index_md=BRIEF.replace("Anyone who", "Influenza sufferers who"), posts_yml=POSTS)
    assert made.diagnostics == ()


ALLOW = "# allow {} until 2026-12-31: it is known"


def test_a_waiver_holds_for_what_any_stage_tells(hub: Path) -> None:
    posts = POSTS.replace("  at: 2026-09-11 18:30", "  at: 2026-09-11 09:30  ").replace(
        "  platforms: [x]", "  audience: carers\n  platforms: [x]"
    )
    bare = check(hub, index_md=BRIEF, posts_yml=posts)
    assert [each.name for each in bare.diagnostics if "outside" in each.name or "hours" in each.name] == [
        "post-outside-hours"
    ]
    waived = check(
        hub, index_md=BRIEF, posts_yml=posts.replace("09:30  ", f"09:30  {ALLOW.format('post-outside-hours')}")
    )
    assert waived.diagnostics == ()
    assert [each.name for each in waived.waived] == ["post-outside-hours"]


def test_a_waiver_stands_for_one_field_and_not_for_the_next(hub: Path) -> None:
    text = "    text: The influenza vaccine is free for carers."
    brief = BRIEF.replace(
        "    text: The flu vaccine is free for carers.",
        f"    {ALLOW.format('plain-words')}\n{text}\n    short: Influenza vaccine",
    )
    made = check(hub, index_md=brief, posts_yml=POSTS)
    assert [(each.name, each.place.line) for each in made.diagnostics] == [("plain-words", 31)]
    assert [each.place.line for each in made.waived] == [30]


@pytest.mark.parametrize(
    ("text", "waived"),
    [
        ("{}\n\n## About influenza\n", 1),
        ("## About influenza {}\n", 1),
        ("{}\n<!-- another note -->\nAbout influenza.\n", 1),
        ("{}\nAbout flu.\nAbout influenza.\n", 0),
        ("About influenza.\n{}\n", 0),
    ],
)
def test_a_waiver_in_a_page_stands_for_its_line_or_the_next(hub: Path, text: str, waived: int) -> None:
    note = "<!-- allow plain-words until 2026-12-31: it is known -->"
    made = check(hub, index_md=f"{BRIEF}\n{text.format(note)}", posts_yml=POSTS)
    assert len(made.waived) == waived
    assert {each.name for each in made.diagnostics} == (set() if waived else {"plain-words", "waiver-useless"})


def test_a_waiver_of_what_only_a_finished_site_shows_is_not_called_useless(hub: Path) -> None:
    made = check(hub, index_md=BRIEF.replace("title:", f"{ALLOW.format('page-too-heavy')}\ntitle:", 1), posts_yml=POSTS)
    assert made.diagnostics == ()


def test_an_error_is_not_waived(hub: Path) -> None:
    posts = POSTS.replace("  text: Book yours", f"  {ALLOW.format('post-slot-unfilled')}\n  text: '{{wrong}}' #")
    made = check(hub, index_md=BRIEF, posts_yml=posts)
    assert {each.name for each in made.diagnostics} == {"post-slot-unfilled", "waiver-not-allowed"}


def test_with_an_error_beside_it_no_waiver_is_called_useless(hub: Path) -> None:
    posts = POSTS.replace("  text: Book yours", f"  {ALLOW.format('plain-words')}\n  text: '{{wrong}}' #")
    assert {each.name for each in check(hub, index_md=BRIEF, posts_yml=posts).diagnostics} == {"post-slot-unfilled"}


ODD = st.sampled_from(
    [
        "<!-- allow",
        "-->",
        "# allow plain-words until",
        "2026-12-31: x",
        '"',
        "\u201c",
        "`",
        "```",
        "> ",
        "![](",
        "](",
        "{",
        "INFLUENZA",
        "suicide",
        "!!",
        "\u2705",
        "\n",
        "\n\n",
        "- ",
        "\u0130",
        "\ud7ff",
        "AB CD",
    ]
)


@settings(max_examples=25, deadline=None)
@given(pieces=st.lists(st.text(max_size=8) | ODD, max_size=30))
def test_no_text_breaks_it(hub: Path, pieces: list[str]) -> None:
    odd = " ".join(pieces).encode("utf-8", "replace").decode()
    posts = f"{POSTS}- id: odd\n  at: 2026-09-12 18:30\n  platforms: [x]\n  text: {json.dumps(odd or 'x')}\n"
    for name, text in (("index.md", BRIEF + odd), ("posts.yml", posts)):
        (hub / "content/campaigns/flu" / name).write_text(text, encoding="utf-8")
    entries, found = load(hub)
    checked, more = validate(entries, found)
    assert checked is not None
    _, told_of = look_at_wording(checked, entries.written, entries.settings["hub"], Memory())
    apply_waivers([*found, *more, *told_of], entries.written, NOW.date())


def long_lines() -> Iterator[str]:
    for piece in (
        '"',
        "\u201c a ",
        "\u2018a",
        "`",
        "](",
        "> a\n",
        "<a",
        "{",
        "!",
        "A ",
        "AB ",
        "influenza ",
        "the ",
        "a.",
        "a\n",
        "# ",
        "#a",
        "\u2705\n",
        "<!-- ",
        "```\n",
        "suicide ",
    ):
        yield piece * (60_000 // len(piece))


def test_a_text_without_end_is_read_to_its_end(tmp_path: Path) -> None:
    ends(
        ["-c", "import test_wording\nfor line in test_wording.long_lines(): test_wording.look_at_all_of(line)"],
        tmp_path,
    )


def look_at_all_of(line: str) -> None:
    source = SourceText("x.md", line)
    writing = Writing(source, "en-GB", (Part(0, len(line), "prose", ""),))
    assert WORDING.reading
    found = [
        *words_to_avoid(writing, BRITISH),
        *shouted_words(writing, frozenset()),
        *unexplained_short_forms([writing], frozenset()),
        *marks_to_avoid(writing),
        *long_sentences(writing, WORDING.reading),
    ]
    assert len(found) <= len(line)


@pytest.mark.parametrize(
    ("language", "sentence", "lowest", "highest"),
    [
        # By hand: 4 words of 3 letters: ARI 4.71 * 3 + 2 - 21.43 < 0; Coleman-Liau 17.64 - 7.4 - 15.8 < 0.
        ("en-GB", "The cat ate ham. ", 5, 5),
        # 4 words of 10 letters: ARI 47.1 + 2 - 21.43 = 27.67; Coleman-Liau 58.8 - 7.4 - 15.8 = 35.6; and 5 years.
        ("en", "Vaccinated immunising antibiotic depression. ", 32.67, 40.6),
        # la ca-sa es a-zul: 6 syllables, 4 words: 206.835 - 93.45 - 4 and 206.84 - 90 - 4.08.
        ("es", "La casa es azul. ", 109.385, 112.76),
        # ma-ri-a oi-a ciu-dad: an accent parts vowels (Mari-a, o-i-a): 3 + 3 + 2 = 8 syllables, 3 words.
        ("es-MX", "Mar\u00eda o\u00eda ciudad. ", 206.835 - 62.3 * 8 / 3 - 3, 206.84 - 60 * 8 / 3 - 3.06),
    ],
)
def test_the_formulas_count_as_they_say(language: str, sentence: str, lowest: float, highest: float) -> None:
    text = sentence * 30
    writing = Writing(SourceText("x.md", text), language, (Part(0, len(text), "prose", ""),))
    found = estimate(writing)
    assert found is not None
    assert (found.lowest, found.highest) == pytest.approx((lowest, highest))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The cat ate ham. " * 20),
        ("fr", "Le chat dort. " * 40),
        ("en", "`a b`. " * 40),
        ("en", ". " * 99),
        ("es", ""),
    ],
)
def test_what_can_not_be_measured_is_not(language: str, text: str) -> None:
    assert estimate(Writing(SourceText("x.md", text), language, (Part(0, len(text), "prose", ""),))) is None


def test_a_comment_about_something_else_is_no_waiver(hub: Path) -> None:
    made = check(hub, index_md=BRIEF.replace("figures:", "# allow more figures here\nfigures:"), posts_yml=POSTS)
    assert made.diagnostics == ()


@pytest.mark.parametrize(("waived", "said"), [(0, "notices"), (1, "notices, 1 waived"), (12, "notices, 12 waived")])
def test_the_summary_counts_what_was_waived(waived: int, said: str) -> None:
    assert write_report([], "text", waived=waived) == f"0 errors, 0 warnings, 0 {said}"
    summary = json.loads(write_report([], "json", waived=waived))["summary"]
    assert summary == {"errors": 0, "warnings": 0, "notices": 0} | ({"waived": waived} if waived else {})
    assert write_report([], "github", waived=waived) == ""
