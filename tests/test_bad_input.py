r"""Bad input and what `check` says about it: one file a case in `bad_input/`, laid over the tiny hub.

A case's name is a diagnostic's, and what sets it apart from others after it. It begins with `# ` and one sentence.
Then come parts, each below a line of its own:

    --- file: PATH         the file's whole content
    --- patch: PATH        the lines to replace, a line `=>`, and what to put there; the lines stand once in the file
    --- link: PATH         where the link leads
    --- delete: PATH       nothing: the file is taken away
    --- report             what `check --as-of 2026-06-01` says, to the letter

In an `--- escaped file:` or `--- escaped patch:`, `\xff` is that byte, `\r` a carriage return, and `\3{ab}` is
`ababab`, so that nothing in a case is hidden.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from system import ends
from tiny import AS_OF, BRIEF, EASY_READ, PLAN, POSTS, ROOT, STORY, VIDEO, tiny_hub

from campaign_hub.commands import main
from campaign_hub.diagnostics import Diagnostic, Place, report
from campaign_hub.pipeline import assemble
from campaign_hub.reports import write_report

CASES = ROOT / "tests/bad_input"
CORE = ROOT / "hooks/campaign_hub"
CATALOGUE = tomllib.loads((CORE / "diagnostics.toml").read_text("utf-8"))
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|(r)|(\d+)\{([^}]*)\})")
DIRECTIVE = re.compile(r"^--- (?:(escaped )?(file|patch|link|delete): (.+)|(report))\n", re.MULTILINE)


class Part(NamedTuple):
    """One change to the tiny hub."""

    kind: str
    path: str
    content: bytes


class Case(NamedTuple):
    """A case's changes and the report it should give."""

    parts: list[Part]
    report: str


def read_case(file: Path) -> Case:
    text = file.read_text("utf-8")
    found = list(DIRECTIVE.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    contents = [text[each.end() : end] for each, end in zip(found, ends, strict=True)]
    assert text.startswith("# ")
    assert [bool(each[4]) for each in found] == [False] * (len(found) - 1) + [True]
    parts = [
        Part(each[2], each[3], _unescaped(content.encode()) if each[1] else content.encode())
        for each, content in zip(found[:-1], contents[:-1], strict=True)
    ]
    return Case(parts, contents[-1])


def _unescaped(content: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        code, end, times, what = found.groups()
        return bytes.fromhex(code.decode()) if code else b"\r" if end else what * int(times)

    return ESCAPE.sub(letter, content)


def lay_over(root: Path, parts: list[Part]) -> None:
    for part in parts:
        file = root / part.path
        file.parent.mkdir(parents=True, exist_ok=True)
        if part.kind == "patch":
            old, new = re.split(rb"^=>\n", part.content, maxsplit=1, flags=re.MULTILINE)
            before = b"\n" + file.read_bytes()
            assert before.count(b"\n" + old) == 1, old
            file.write_bytes(before.replace(b"\n" + old, b"\n" + new)[1:])
        elif part.kind == "link":
            file.unlink(missing_ok=True)
            file.symlink_to(part.content.decode().strip())
        elif part.kind == "delete":
            file.unlink()
        else:
            file.write_bytes(part.content)


ALL = {file.stem: read_case(file) for file in sorted(CASES.glob("*.md"))}
HEADING = re.compile(r"^(error|warning|notice)\[([a-z0-9-]+)\] \S.*:\d+:\d+$", re.MULTILINE)
ELSEWHERE = {
    "card-too-heavy": "is known once a picture is drawn, which a check does not do",
    "leak": "is looked for in the built site",
    "internal-published": "is looked for in the built site",
    "file-name-unreadable": "needs a file system that takes such a name",
    "link-place-dead": "is known once pages are built, with their headings and all that the theme adds",
    "link-not-public": "depends on what the built site shows",
    "page-id-twice": "is about a page of the built site",
    "page-without-title": "is about a page of the built site",
    "page-without-description": "is about a page of the built site",
    "page-too-heavy": "is weighed in the built site",
    "preview-address-dead": "is about a page of the built site",
    "site-too-large": "is weighed in the built site",
    "site-filling-up": "is weighed in the built site",
    "verify-unknown-kind": "is about a file of the built site",
    "verify-unreadable": "is about a file of the built site",
    "card-script-unset": "depends on the machine, which lacks what sets such scripts",
    "story-unreadable": "stands in the publish report alone, where nothing else says why a story is left out",
    "tombstone-removed": "needs a history in git",
    "table-cell-long": "takes a file of more than 131,000 letters",
    "consent-revived": "needs a history in git",
    "history-unreadable": "needs a history in git",
    "story-not-for-the-public": "is asked for with --public",
}
"""Names that `check` does not give, or not for the files alone, and why."""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(["check", "--as-of", AS_OF, *arguments])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("name", ALL)
def test_bad_input_is_told_of(name: str, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(hub, ALL[name].parts)
    status, said = check(capsys)
    assert said == ALL[name].report
    assert status == ("error" in {severity for severity, _ in HEADING.findall(said)})


def test_the_tiny_hub_is_right(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hub.is_dir()
    assert check(capsys) == (0, "0 errors, 0 warnings, 0 notices\n")


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith(("valid-", "several"))])
def test_a_case_is_called_by_its_diagnostic(name: str) -> None:
    told = {each for _, each in HEADING.findall(ALL[name].report)}
    assert any(name == each or name.startswith(f"{each}-") for each in told)


def test_every_diagnostic_has_a_case() -> None:
    told = {name for case in ALL.values() for _, name in HEADING.findall(case.report)}
    assert told | set(ELSEWHERE) == set(CATALOGUE)
    assert not told & set(ELSEWHERE)


def calls() -> Iterator[ast.Call]:
    for module in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield node


def test_every_name_in_the_code_is_in_the_catalogue() -> None:
    makers = {"report", "refuse", "Refusal", "PydanticCustomError", "Problem"}
    called = [node for node in calls() if getattr(node.func, "id", getattr(node.func, "attr", "")) in makers]
    words = [each for node in called for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
    named = {word.value for word in words if re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+|leak", str(word.value))}
    assert len(named) > 80
    assert named <= set(CATALOGUE)


def test_every_name_in_the_catalogue_is_in_the_code() -> None:
    trees = [ast.parse(module.read_text("utf-8")) for module in CORE.rglob("*.py")]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(CATALOGUE) <= words


def test_the_catalogue_keeps_to_its_form() -> None:
    for name, entry in CATALOGUE.items():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
        assert set(entry) == {"severity", "message", "help"}
        assert entry["severity"] in ("error", "warning", "notice")


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_comes_to_its_end(name: str) -> None:
    lines = [line for line in ALL[name].report.splitlines()[:-1] if not HEADING.fullmatch(line)]
    ends = re.compile(r"  (help: )?[A-Z\[`'\"].*([.?]|https?://\S+|[0-9a-f]{64})")
    places = re.compile(r"  and at \S.*:\d+:\d+")
    said = [line for line in lines if not places.fullmatch(line)]
    assert [line for line in said if not ends.fullmatch(line) and not line[2:3].isdigit()] == []


def test_json_says_the_same(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(hub, ALL["several"].parts)
    status, said = check(capsys, "--format", "json")
    found = json.loads(said)
    blocks = [
        f"{each['severity']}[{each['name']}] {each['path']}:{each['line']}:{each['column']}\n"
        f"  {each['message']}\n  help: {each['help']}\n"
        for each in found["diagnostics"]
    ]
    assert status == 1
    assert "".join(blocks) == ALL["several"].report.rpartition("\n")[0].rpartition("\n")[0] + "\n"
    keys = ["severity", "name", "path", "line", "column", "message", "help"]
    assert all(list(each) == keys for each in found["diagnostics"])
    counted = [f"{severity}s" for severity, _ in HEADING.findall(ALL["several"].report)]
    assert found["summary"] == {key: counted.count(key) for key in ("errors", "warnings", "notices")}


def test_json_without_findings_has_the_same_shape(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hub.is_dir()
    status, said = check(capsys, "--format", "json")
    assert (status, json.loads(said)) == (
        0,
        {"diagnostics": [], "summary": {"errors": 0, "warnings": 0, "notices": 0}},
    )


def test_github_gets_one_line_each(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(hub, ALL["several"].parts)
    status, said = check(capsys, "--format", "github")
    line = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([a-z0-9-]+)::\S.*")
    found = [line.fullmatch(each) for each in said.splitlines()]
    assert status == 1
    assert [f"{each[1]}[{each[5]}] {each[2]}:{each[3]}:{each[4]}" for each in found if each] == [
        each.group() for each in HEADING.finditer(ALL["several"].report)
    ]
    assert all(found)


def test_github_gets_paths_of_the_repository_that_the_hub_is_in(
    hub: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_over(hub, ALL["several"].parts)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(hub.parent))
    _, said = check(capsys, "--format", "github")
    assert said.startswith(f"::error file={hub.name}/content/campaigns/flu/index.md,line=2,col=8,")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(hub))
    assert check(capsys, "--format", "github")[1].startswith("::error file=content/campaigns/flu/index.md,")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(hub / "content"))
    assert check(capsys, "--format", "github")[1].startswith("::error file=content/campaigns/flu/index.md,")


def found_at(count: int, name: str = "campaign-without-page", **facts: object) -> list[Diagnostic]:
    return [report(name, Place(f"content/{at:03}", at + 1), **facts) for at in range(count)]


def test_the_same_problem_a_hundred_times_is_told_once_with_its_places() -> None:
    lines = write_report(found_at(100), "text").splitlines()
    assert lines[0] == "error[campaign-without-page] content/000:1:1"
    assert lines[1:10] == [f"  and at content/{at:03}:{at + 1}:1" for at in range(1, 10)]
    assert lines[10] == "  and at 90 more places"
    assert lines[-3].startswith("  This campaign's folder has no index.md")
    assert (len(lines), lines[-1]) == (14, "100 errors, 0 warnings, 0 notices")


def test_everything_is_told_on_demand_and_to_machines() -> None:
    assert write_report(found_at(100), "text", whole=True).count("\n  and at content/") == 99
    assert len(json.loads(write_report(found_at(100), "json"))["diagnostics"]) == 100


def test_problems_of_one_name_that_differ_are_told_until_there_are_many() -> None:
    many = [report("field-twice", Place("content/a", at), field=f"f{at}", line=1) for at in range(1, 41)]
    said = write_report(many, "text")
    assert said.count("The field f") == 12 + 9
    assert "error[field-twice] content/a:13:1\n  The field f13 " in said
    assert "\n  and at content/a:14:1: The field f14 " in said
    assert "\n  and at 19 more places\n" in said
    assert "More of the same name: 28." in said
    assert write_report(many, "text", whole=True).count("The field f") == 40


def test_errors_stand_last_right_above_the_summary() -> None:
    found = [
        report("campaign-without-page", Place("content/a")),
        report("picture-unclaimed", Place("content/b")),
        report("consent-none", Place("content/c")),
    ]
    said = write_report(found, "text")
    assert re.findall(r"^(\w+)\[", said, re.MULTILINE) == ["notice", "warning", "error"]
    assert said.endswith("1 error, 1 warning, 1 notice")


def test_github_gets_no_more_annotations_than_it_shows() -> None:
    assert len(write_report(found_at(10), "github").splitlines()) == 10
    (line,) = write_report(found_at(11), "github").splitlines()
    assert line.startswith("::error file=content/000,line=1,col=1,")
    assert line.endswith("%0Aand at content/009:10:1%0Aand at content/010:11:1")


def test_github_annotations_are_escaped() -> None:
    place = Place("content/50%, or: more\n/index.md", 3, 4)
    said = write_report([report("field-twice", place, field="a\r\n100%: b, c", line=1)], "github")
    assert said.startswith(
        "::error file=content/50%25%2C or%3A more%0A/index.md,line=3,col=4,title=field-twice::"
        "The field a%0D%0A100%25: b, c stands"
    )
    assert "\n" not in said


@pytest.mark.parametrize(("path", "errors"), [("content/stories", 5), ("content/campaigns/flu/", 3), (".", 8)])
def test_only_what_was_asked_for_counts(path: str, errors: int, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_over(hub, ALL["several"].parts)
    status, said = check(capsys, path)
    assert (status, said.splitlines()[-1]) == (1, f"{errors} errors, 0 warnings, 0 notices")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow", "20260601T00"])
def test_a_day_that_is_none_is_refused_in_one_sentence(day: str, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hub.is_dir()
    with pytest.raises(SystemExit) as refused:
        main(["check", "--as-of", day])
    assert refused.value.code == 2
    assert "is not a day such as 2027-01-31" in capsys.readouterr().err


# What an editor, a word processor or somebody who means harm may leave in a file.
SCRAPS = st.sampled_from(
    [
        "status: given", "  status: given", "  status: withdrawn", "  Status: given", "consent:", "consent: true",
        "  <<: *a", "  expires_on: 9999-12-31", "  expires_on: 2027-02-30", "  given_on: 2026-03-02", "---", "...",
        "- id: a", "  channels: [website]", "  channels: [*, all]", "  record_id: CR-7K3M9QXD", "\t", "&a", "*a", "!!x",
        '"', "'", "[", "]", "{", "}", "|", ">", "#", "? a", ": b", "%TAG", "\ufeff", "\u2028", "\u200b", "\x00", "@",
        "title: 1", "title: [1, {a: b}]", "at: 2026-02-30 10:00", 'text: "{message}{"', "null", "~", "1e400", "-0",
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=20) | SCRAPS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | SCRAPS, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def spoilt(draw: st.DrawFn, sound: str) -> bytes:
    """The lines of `sound` with some of them lost, doubled, moved, or given another value."""
    lines = sound.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        key = re.match(r"[ -]*\w+: ?", lines[at])
        kinds = ["lose", "double", "scrap", "letters", *(["value"] if key else [])]
        kind = draw(st.sampled_from(kinds))
        if kind == "lose":
            lines[at : at + 1] = []
        elif kind == "double":
            lines.insert(draw(st.integers(0, len(lines))), lines[at])
        elif kind == "scrap":
            lines.insert(at, draw(SCRAPS))
        elif kind == "letters":
            middle = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:middle] + draw(st.text(max_size=3)) + lines[at][middle:]
        elif key:
            lines[at] = key[0] + json.dumps(draw(VALUES), default=str, ensure_ascii=draw(st.booleans()))
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "replace")


@st.composite
def file_of(draw: st.DrawFn, sound: str) -> bytes:
    kind = draw(st.sampled_from(["spoilt", "spoilt", "spoilt", "values", "text", "bytes"]))
    if kind == "spoilt":
        return draw(spoilt(sound))
    if kind == "values":
        made = yaml.safe_dump(draw(VALUES), allow_unicode=draw(st.booleans()))
        return f"---\n{made}---\n\nText\n".encode("utf-8", "replace")
    return draw(st.text()).encode("utf-8", "replace") if kind == "text" else draw(st.binary())


def is_sound(page: bytes) -> bool:
    """Whether another reader finds a whole and valid record in `page`, its status and its end once."""
    block = page.decode("utf-8").replace("\r\n", "\n").removeprefix("---").split("\n---")[0]
    record, today = yaml.safe_load(block)["consent"], date.fromisoformat(AS_OF)
    return (
        record["status"] in ("given", "renewed")
        and re.fullmatch("CR-[0-9A-Z]{8,64}", record["record_id"]) is not None
        and record["given_on"] <= today < record["expires_on"]
        and (record["expires_on"] - record["given_on"]).days <= (731 if record["given_by"] == "self" else 366)
        and record["copy_approved_on"] <= today
        and record["given_by"] in ("self", "guardian", "guardian_and_child", "representative")
        and record["identity"] in ("anonymous", "pseudonym", "first_name", "full_name")
        and {str(channel) for channel in record["channels"]} > set()
        and record.get("withdrawn_on") is None
        and len(re.findall(r"^ +status *:", block, re.MULTILINE)) == 1
        and len(re.findall(r"^ +expires_on *:", block, re.MULTILINE)) == 1
    )


@pytest.fixture(scope="module")
def drawn_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny hub whose cards are drawn, so that a check need not measure them again."""
    root = tiny_hub(tmp_path_factory.mktemp("drawn"), hooks=False)
    assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC))
    return root


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_input_breaks_the_way_through_or_opens_the_gate(drawn_hub: Path, data: st.DataObject) -> None:
    path, sound = data.draw(
        st.sampled_from(
            [
                ("stories/amara/index.md", STORY),
                ("stories/amara/index.md", STORY),
                ("campaigns/flu/index.md", BRIEF),
                ("campaigns/flu/posts.yml", POSTS),
                ("campaigns/flu/plan.yml", PLAN),
                ("campaigns/flu/easy-read.yml", EASY_READ),
                ("campaigns/flu/video.yml", VIDEO),
                ("stories/withdrawn.txt", "CR-0W1THDRAWN\n"),
            ]
        )
    )
    file = drawn_hub / "content" / path
    written = data.draw(file_of(sound))
    file.write_bytes(written)
    try:
        made = assemble(drawn_hub, datetime(2026, 6, 1, 12, tzinfo=UTC), draw=False)
        for form in ("text", "json", "github"):
            write_report(made.diagnostics, form)
    finally:
        file.write_text(sound, encoding="utf-8")
    if sound == STORY and made.gated.published:
        assert is_sound(written)


def test_a_line_without_end_is_read_to_its_end(hub: Path) -> None:
    ends(["-c", "import test_bad_input\ntest_bad_input.check_long_lines()"], hub)


def check_long_lines() -> None:
    """Check the hub in the current folder once for each line in its story."""
    for line in ("a" * 300_000, "pending " * 40_000, "# " * 150_000, "%" * 300_000, "<meta " * 50_000):
        text = STORY.replace("  status: given", f"  status: given # {line}")
        Path("content/stories/amara/index.md").write_text(f"{text}\n{line}\n", encoding="utf-8")
        main(["check", "--as-of", AS_OF])
