"""`withdraw`: what it changes, what it leaves as it is, and that its list holds every place a story was in."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from living import consent, living_hub, run_hub, write_story, write_yaml
from repository import commit, git, leave_alone

from campaign_hub.commands import consent_list, main, withdrawing

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
RECORD = "CR-AMARA000"
TOMBSTONES = "content/stories/withdrawn.txt"
PAGE = "content/stories/amara/index.md"
POSTS = "content/campaigns/flu/posts.yml"
SITE = "https://hub.example.org/health/"
TOLD = ("This is what Amara said", "nobody near the harbour", "Hear it.", "A drawing of")


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A hub with Amara's story on every kind of channel, and another story on a few."""
    root = living_hub(tmp_path_factory.mktemp("withdraw"), TODAY)
    shutil.rmtree(root / "content/campaigns/not-yet-approved")
    write_story(root, "amara", everywhere(), words="Amara", photo=True)
    write_story(root, "bola", consent(TODAY, channels=["website", "facebook"]), words="Bola")
    return root


@pytest.fixture
def hub(published, tmp_path, monkeypatch) -> Path:
    # Its commands run in this process, so it needs no program of its own.
    root = shutil.copytree(published, tmp_path / "hub", ignore=shutil.ignore_patterns("hooks"))
    monkeypatch.chdir(root)
    leave_alone(monkeypatch)
    return root


def everywhere(**changes: object) -> dict[str, object]:
    channels = ["website", "link_preview", "facebook", "kit"]
    media = ["text", "quote", "photo"]
    return consent(TODAY, channels=channels, recipients=["a-partner", "b-partner"], media=media, **changes)


def withdraw(capsys, *arguments: str) -> tuple[int, str, str]:
    status = main(["withdraw", *(arguments or (RECORD,))])
    told = capsys.readouterr()
    return status, told.out, told.err


def listed(capsys) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["consent", "--format", "json"]) == 0
    return {each["story"]: each for each in json.loads(capsys.readouterr().out)["stories"]}


def post(**changes: object) -> dict[str, object]:
    day = (TODAY + timedelta(days=3)).isoformat()
    fields = {"id": "a", "at": f"{day} 20:00", "platforms": ["facebook"], "card": "story-amara", "text": "Hear it."}
    return {name: value for name, value in (fields | changes).items() if value is not None}


def page_with(record: str) -> str:
    return f'---\ntitle: "Hers"  # as agreed\ncampaigns: [flu]\nquote: A word.\n{record}---\n\nWords,  and\tmore.\n'


MARKED = {
    "comments and an empty line": (
        'consent:\n  status: given  # pending\n  record_id: "CR-AMARA000"   # from the register\n\n  given_by: self\n',
        (
            "consent:\n  status: withdrawn  # pending\n  withdrawn_on: TODAY\n"
            '  record_id: "CR-AMARA000"   # from the register\n\n  given_by: self\n'
        ),
    ),
    "one of several people": (
        'consent:\n  - record_id: CR-0THER000\n    status: given\n  - status: "given"\n    record_id: CR-AMARA000\n',
        (
            "consent:\n  - record_id: CR-0THER000\n    status: given\n"
            "  - status: withdrawn\n    withdrawn_on: TODAY\n    record_id: CR-AMARA000\n"
        ),
    ),
    "in braces": (
        "consent: {status: given, record_id: 'CR-AMARA000'}\n",
        "consent: {status: withdrawn, withdrawn_on: TODAY, record_id: 'CR-AMARA000'}\n",
    ),
    "in braces over several lines": (
        "consent: [{\n  status: given,\n  record_id: CR-AMARA000,\n}]\n",
        "consent: [{\n  status: withdrawn, withdrawn_on: TODAY,\n  record_id: CR-AMARA000,\n}]\n",
    ),
    "a day left empty": (
        "consent:\n  status: given\n  withdrawn_on:   # not yet\n  record_id: CR-AMARA000\n",
        "consent:\n  status: withdrawn\n  withdrawn_on: TODAY   # not yet\n  record_id: CR-AMARA000\n",
    ),
    "no day": (
        "consent:\n  withdrawn_on: ~\n  status: given\n  record_id: CR-AMARA000\n",
        "consent:\n  withdrawn_on: TODAY\n  status: withdrawn\n  record_id: CR-AMARA000\n",
    ),
    "a day that is there": (
        "consent:\n  withdrawn_on: 2026-02-03\n  status: requested\n  record_id: CR-AMARA000\n",
        "consent:\n  withdrawn_on: 2026-02-03\n  status: withdrawn\n  record_id: CR-AMARA000\n",
    ),
    "withdrawn already": (
        "consent:\n  status: revoked\n  record_id: CR-AMARA000\n",
        "consent:\n  status: revoked\n  record_id: CR-AMARA000\n",
    ),
    "no status": (
        "consent:\n    record_id: CR-AMARA000\n    media: [text]\n",
        "consent:\n    record_id: CR-AMARA000\n    status: withdrawn\n    withdrawn_on: TODAY\n    media: [text]\n",
    ),
}


class TestFiles:
    @pytest.mark.parametrize("case", MARKED)
    def test_only_the_record_is_changed(self, hub, capsys, case):
        before, after = map(page_with, MARKED[case])
        (hub / PAGE).write_bytes(before.encode())
        assert withdraw(capsys)[0] == 0
        assert (hub / PAGE).read_bytes().decode() == after.replace("TODAY", TODAY.isoformat())

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_other_ends_of_lines_stay(self, hub, capsys, end):
        before, after = (page_with(each).replace("\n", end) for each in MARKED["comments and an empty line"])
        (hub / PAGE).write_bytes(before.encode())
        assert withdraw(capsys)[0] == 0
        assert (hub / PAGE).read_bytes().decode() == after.replace("TODAY", TODAY.isoformat())

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", "{line}\n"),
            ("# none\n", "# none\n{line}\n"),
            ("CR-0THER000", "CR-0THER000\n{line}\n"),
            ("CR-0THER000 # x\r\n\r\n", "CR-0THER000 # x\r\n\r\n{line}\r\n"),
            (f"  {RECORD} # asked\nCR-0THER000", f"  {RECORD} # asked\nCR-0THER000"),
            ("oh dear\n", "oh dear\n{line}\n"),
        ],
    )
    def test_the_list_keeps_every_line(self, hub, capsys, before, after):
        (hub / TOMBSTONES).write_bytes(before.encode())
        assert withdraw(capsys)[0] == 0
        line = f"{RECORD}  # withdrawn on {TODAY}"
        assert (hub / TOMBSTONES).read_bytes().decode() == after.format(line=line)

    def test_a_list_is_begun_where_there_is_none(self, hub, capsys):
        (hub / TOMBSTONES).unlink()
        assert withdraw(capsys)[0] == 0
        assert (hub / TOMBSTONES).read_text("utf-8") == f"{RECORD}  # withdrawn on {TODAY}\n"

    def test_all_stories_with_the_record_are_marked(self, hub, capsys):
        write_story(hub, "cem", everywhere(record_id=RECORD), words="Cem")
        status, ticket, _ = withdraw(capsys)
        assert status == 0
        assert "(`amara`)" in ticket
        assert "(`cem`)" in ticket
        assert listed(capsys)["cem"]["why"]
        assert "status: withdrawn" in (hub / "content/stories/cem/index.md").read_text("utf-8")

    @pytest.mark.usefixtures("hub")
    def test_the_story_is_withheld_and_others_are_not(self, capsys):
        withdraw(capsys)
        stories = listed(capsys)
        assert (stories["amara"]["state"], stories["amara"]["why"]) == ("withheld", "consent-withdrawn-for-good")
        assert stories["bola"]["state"] == "published"

    def test_twice_is_harmless(self, hub, capsys):
        withdraw(capsys)
        files = [(hub / path).read_bytes() for path in (TOMBSTONES, PAGE)]
        status, ticket, _ = withdraw(capsys)
        assert status == 0
        assert [(hub / path).read_bytes() for path in (TOMBSTONES, PAGE)] == files
        assert "it was not published at all (consent-withdrawn-for-good)" in ticket
        assert "was on the list before" in ticket

    def test_a_record_in_an_odd_form_is_left_to_a_person(self, hub, capsys):
        page = page_with('consent:\n  status: "giv\\u0065n"\n  record_id: CR-AMARA000\n')
        (hub / PAGE).write_text(page, encoding="utf-8")
        status, ticket, _ = withdraw(capsys)
        assert status == 0
        assert (hub / PAGE).read_text("utf-8") == page
        assert f"- [ ] Set `status: withdrawn` in `{PAGE}` by hand" in ticket
        assert listed(capsys)["amara"]["state"] == "withheld"

    def test_no_litter_is_left(self, hub, capsys):
        before = set(hub.rglob("content/**/*"))
        withdraw(capsys)
        assert set(hub.rglob("content/**/*")) == before

    def test_what_does_not_work_is_undone(self, hub, capsys, monkeypatch):
        (hub / TOMBSTONES).unlink()
        page = (hub / PAGE).read_bytes()
        monkeypatch.setattr(withdrawing, "_is_withheld", lambda *_: False)
        status, ticket, err = withdraw(capsys)
        assert (status, ticket) == (1, "")
        assert "every file is as it was" in err
        assert (hub / PAGE).read_bytes() == page
        assert not (hub / TOMBSTONES).exists()

    def test_so_is_a_list_that_was_empty(self, hub, capsys, monkeypatch):
        (hub / TOMBSTONES).write_bytes(b"")
        monkeypatch.setattr(withdrawing, "_is_withheld", lambda *_: False)
        assert withdraw(capsys)[0] == 1
        assert (hub / TOMBSTONES).read_bytes() == b""

    def test_so_is_what_can_not_be_written(self, hub, capsys, monkeypatch):
        before = [(hub / path).read_bytes() for path in (TOMBSTONES, PAGE)]
        write = withdrawing._replace

        def full(file: Path, text: str | None) -> None:
            if file.name == "index.md":
                raise OSError(28, "No space left on device")
            write(file, text)

        monkeypatch.setattr(withdrawing, "_replace", full)
        status, _, err = withdraw(capsys)
        assert status == 1
        assert "No space left" in err
        assert [(hub / path).read_bytes() for path in (TOMBSTONES, PAGE)] == before


class TestRefusals:
    @pytest.mark.parametrize(
        "record", ["amira", "CR-", "CR-abcdefgh", "CR-AMARA00", "CR-AMARA000\n", "../CR-AMARA000", ""]
    )
    @pytest.mark.usefixtures("hub")
    def test_what_is_no_record(self, capsys, record):
        status, ticket, err = withdraw(capsys, record)
        assert (status, ticket) == (1, "")
        assert "is not a consent record" in err

    def test_the_name_of_a_folder_will_do_where_it_has_one_record(self, hub, capsys):
        main(["consent"])
        assert f"({RECORD})" in capsys.readouterr().out
        one, other = everywhere(record_id="CR-F1RST000"), everywhere(record_id="CR-SEC0ND00")
        write_story(hub, "two", [one, other], words="Two")
        status, ticket, err = withdraw(capsys, "two")
        assert (status, ticket) == (1, "")
        assert "give the one that is meant" in err
        assert "content/stories/two/index.md" in err
        status, ticket, _ = withdraw(capsys, "amara")
        assert status == 0
        assert ticket.startswith(f"# Withdrawal of {RECORD}")
        assert listed(capsys)["two"]["why"] != "consent-withdrawn-for-good"

    @pytest.mark.parametrize("more", [(), ("--anyway",)])
    def test_a_record_that_no_story_has(self, hub, capsys, more):
        status, ticket, err = withdraw(capsys, "CR-N0B0DY00", *more)
        assert status == (0 if more else 1)
        assert ("CR-N0B0DY00  # withdrawn on" in (hub / TOMBSTONES).read_text("utf-8")) == bool(more)
        assert ("--anyway" in err) != bool(more)
        assert ("no story here has this record" in ticket) == bool(more)

    def test_a_story_that_can_not_be_read_is_named(self, hub, capsys):
        page = (hub / PAGE).read_text("utf-8")
        (hub / PAGE).write_text(f"\n{page}", encoding="utf-8")
        status, _, err = withdraw(capsys)
        assert status == 1
        assert PAGE in err

    def test_settings_that_can_not_be_read(self, hub, capsys):
        (hub / "campaign_assets/hub.yml").write_text("name: [", encoding="utf-8")
        assert withdraw(capsys)[0] == 1
        assert withdraw(capsys, RECORD, "--anyway")[0] == 0
        assert RECORD in (hub / TOMBSTONES).read_text("utf-8")

    def test_a_list_in_another_encoding_is_not_spoilt(self, hub, capsys):
        content = "CR-0THER000\n".encode("utf-16")
        (hub / TOMBSTONES).write_bytes(content)
        status, _, err = withdraw(capsys)
        assert status == 1
        assert TOMBSTONES in err
        assert (hub / TOMBSTONES).read_bytes() == content

    def test_a_list_that_is_a_link_is_not_followed(self, hub, capsys, tmp_path):
        elsewhere = tmp_path / "elsewhere.txt"
        elsewhere.write_text("# mine\n", encoding="utf-8")
        (hub / TOMBSTONES).unlink()
        (hub / TOMBSTONES).symlink_to(elsewhere)
        assert withdraw(capsys)[0] == 1
        assert elsewhere.read_text("utf-8") == "# mine\n"


class TestTicket:
    @pytest.mark.usefixtures("hub")
    def test_it_says_nothing_that_the_story_says(self, capsys):
        ticket = withdraw(capsys)[1]
        assert "Title of Amara" in ticket
        assert not [words for words in TOLD if words.casefold() in ticket.casefold()]

    @pytest.mark.usefixtures("hub")
    def test_the_steps_stand_in_their_order(self, capsys):
        ticket = withdraw(capsys)[1]
        words = "publish, 404, recipient, scheduler, Google, Wayback, newsroom, forks, Posters|posters, person, Times"
        steps = ticket.split("## To do, in this order")[1]
        places = [re.search(word, steps[:None]).start() for word in words.split(", ")]
        assert places == sorted(places)
        assert re.findall(r"^### (\d+)\.", steps, re.MULTILINE) == [str(number) for number in range(1, 13)]

    @pytest.mark.usefixtures("hub")
    def test_it_is_made_of_headings_and_checklists(self, capsys):
        lines = withdraw(capsys)[1].split("\n")
        odd = [line for line in lines if line and not re.match(r"#{1,3} |- \[[ x]\] \S", line)]
        assert len(odd) == 3, odd

    def test_a_title_is_no_markdown(self, hub, capsys):
        page = (hub / PAGE).read_text("utf-8")
        (hub / PAGE).write_text(page.replace("Title of Amara", "'A [x] *b* #c'"), encoding="utf-8")
        assert r"A \[x\] \*b\* \#c" in withdraw(capsys)[1]

    def test_posts_by_whether_their_time_has_come(self, hub, capsys):
        ago = (TODAY - timedelta(days=2)).isoformat()
        posts = [post(id="past", at=f"{ago} 09:00"), post(id="later"), post(id="other", card="headline")]
        write_yaml(hub / POSTS, posts)
        ticket = withdraw(capsys)[1]
        assert f"- [ ] Facebook: gone out {ago} 09:00 (`past` of `flu`)" in ticket
        assert re.search(r"- \[ \] Facebook: due [\d-]+ 20:00, still to come \(`later` of `flu`\)", ticket)
        assert re.search(r"4\. Delete posts\n\n- \[ \] Delete on Facebook: gone out", ticket)
        assert re.search(r"Take out of the scheduler: Facebook: due .*`later`", ticket)
        assert "`other`" not in ticket

    def test_a_post_that_only_leads_there(self, hub, capsys):
        link = f"{SITE}stories/amara/"
        write_yaml(hub / POSTS, [post(id="leads", card="headline", text="See {link}", link=link)])
        ticket = withdraw(capsys)[1]
        assert "### Posts that lead to its page" in ticket

    def test_what_shows_it_is_named_before_its_folder_goes_and_check_is_content_then(self, hub, capsys):
        channels, media = ["website", "facebook", "tiktok", "kit"], ["text", "quote", "photo"]
        record = consent(TODAY, channels=channels, media=media, recipients=["a-partner"])
        write_story(hub, "amara", record, words="Amara", photo=True)
        free = {"id": "free", "seconds": 9, "words": "It is free for carers.", "shows": "A letter."}
        hers = {"id": "hers", "seconds": 9, "story": "amara", "shows": "The card with her words."}
        video = {"title": "A minute on flu", "platforms": ["tiktok"], "scenes": [free, hers]}
        film = hub / "content/campaigns/flu/video.yml"
        leading = post(id="leads", card="headline", text="See {link}", link=f"{SITE}stories/amara/")
        write_yaml(film, video)
        write_yaml(hub / POSTS, [post(), leading])
        ticket = withdraw(capsys)[1]
        line = {
            name: 1 + file.read_text("utf-8").split("\n").index(name)
            for file, name in ((hub / POSTS, "  card: story-amara"), (film, "- id: hers"))
        }
        git_step = ticket.split("### 9. Git")[1]
        steps = (
            f"Take `card: story-amara` out of `{POSTS}`, line {line['  card: story-amara']}, or the whole post `a`",
            f"Take the address of its page out of `{POSTS}`, line ",
            f"Take the scene `hers` out of `content/campaigns/flu/video.yml`, line {line['- id: hers']}",
            "Then take `content/stories/amara/` out of the repository",
        )
        assert [git_step.find(step) for step in steps] == sorted(map(git_step.index, steps))
        assert "Take the film down on TikTok (the video of `flu`)" in ticket.split("### 5.")[0]
        shutil.rmtree(hub / "content/stories/amara")
        assert main(["check"]) == 1
        told = capsys.readouterr().out
        assert told.count("it may have been taken back") == 2
        assert "bola" not in told
        write_yaml(film, {**video, "scenes": [free]})
        write_yaml(hub / POSTS, [post(card="headline")])
        assert main(["check"]) == 0, capsys.readouterr().out

    def test_a_page_that_says_something_of_it_has_to_be_changed_first(self, hub, capsys):
        page = hub / "content/campaigns/flu/index.md"
        page.write_text(
            page.read_text("utf-8") + "\nRead Title of Amara.\nThis is what Amara said.\n", encoding="utf-8"
        )
        line = page.read_text("utf-8").count("\n")
        ticket = withdraw(capsys)[1]
        assert f"- [ ] Change `content/campaigns/flu/index.md`, line {line} (story-given-away)" in ticket
        assert f"- [ ] Look at `content/campaigns/flu/index.md`, line {line - 1} (story-perhaps-named)" in ticket

    @pytest.mark.usefixtures("hub")
    def test_recipients_are_told(self, capsys):
        ticket = withdraw(capsys)[1]
        assert "- [ ] `a-partner` (a recipient in the record)" in ticket
        assert "- [ ] `b-partner` (a recipient in the record)" in ticket

    def test_a_consent_that_has_run_out_is_looked_back_on(self, hub, capsys):
        write_story(hub, "amara", everywhere(expires_on=TODAY), words="Amara")
        ticket = withdraw(capsys)[1]
        assert f"This is where it was on {TODAY - timedelta(days=3)}." in ticket
        assert f"- [ ] {SITE}stories/amara/\n" in ticket

    def test_a_story_that_never_was_public(self, hub, capsys):
        write_story(hub, "amara", everywhere(status="requested"), words="Amara")
        ticket = withdraw(capsys)[1]
        assert "it was not published at all (consent-not-given)" in ticket
        assert SITE not in ticket

    def test_a_story_that_no_campaign_shows(self, hub, capsys):
        page = hub / "content/campaigns/flu/index.md"
        page.write_text(page.read_text("utf-8").replace("stage: approved", "stage: review"), encoding="utf-8")
        assert "it was not published at all (no approved campaign" in withdraw(capsys)[1]


class TestSince:
    @pytest.mark.usefixtures("hub")
    def test_without_git(self, capsys):
        assert "Since when is not known" in withdraw(capsys)[1]

    def test_not_committed(self, hub, capsys):
        shutil.move(hub / "content/stories/amara", hub / "amara")
        commit(hub)
        shutil.move(hub / "amara", hub / "content/stories/amara")
        assert "It was never committed here." in withdraw(capsys)[1]

    def test_the_first_commits(self, hub, capsys):
        write_story(hub, "amara", everywhere(status="requested"), words="Amara")
        added = commit(hub)
        write_story(hub, "amara", everywhere(), words="Amara")
        cleared = commit(hub)
        (hub / PAGE).write_text((hub / PAGE).read_text("utf-8") + "\nMore.\n", encoding="utf-8")
        commit(hub)
        told = re.search(r"since (\w+) of ([\d-]+); its record could publish since (\w+) of", withdraw(capsys)[1])
        assert (added.startswith(told[1]), cleared.startswith(told[3])) == (True, True)
        assert abs(date.fromisoformat(told[2]) - TODAY) <= timedelta(days=1)

    def test_another_record_of_the_same_story_is_another_consent(self, hub, capsys):
        write_story(hub, "amara", everywhere(record_id="CR-0LDER000"), words="Amara")
        commit(hub)
        write_story(hub, "amara", everywhere(), words="Amara")
        cleared = commit(hub)
        assert cleared.startswith(re.search(r"could publish since (\w+)", withdraw(capsys)[1])[1])

    def test_a_renamed_folder(self, hub, capsys):
        shutil.move(hub / "content/stories/amara", hub / "content/stories/before")
        added = commit(hub)
        shutil.move(hub / "content/stories/before", hub / "content/stories/amara")
        commit(hub)
        assert added.startswith(re.search(r"could publish since (\w+)", withdraw(capsys)[1])[1])

    def test_part_of_the_history(self, hub, capsys, monkeypatch, tmp_path):
        commit(hub)
        commit(hub)
        git(hub, "clone", "-q", "--depth=1", f"file://{hub}", str(tmp_path / "part"))
        monkeypatch.chdir(tmp_path / "part")
        assert "The history here is not whole" in withdraw(capsys)[1]

    def test_the_way_to_the_list_after_the_status_was_changed_by_hand(self, hub, capsys, monkeypatch):
        last = commit(hub)
        write_story(hub, "amara", everywhere(status="withdrawn"), words="Amara")
        commit(hub)
        ticket = withdraw(capsys)[1]
        git(hub, *re.search(r"^git (worktree add \S+ \w+)$", ticket, re.MULTILINE)[1].split())
        assert last.startswith(re.search(r"worktree add \S+ (\w+)", ticket)[1])
        monkeypatch.chdir(hub / "../before-withdrawal")
        assert f"- [ ] {SITE}stories/amara/\n" in withdraw(capsys)[1]


def everything(site: Path) -> dict[str, bytes]:
    """Every file of the site, ZIPs and packed ones as what is in them."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for path, content in files.items():
        if path.endswith(".gz"):
            files[path] = gzip.decompress(content)
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files[path] = b"".join(name.encode() + archive.read(name) for name in sorted(archive.namelist()))
    return files


@pytest.fixture(scope="module")
def built(published, tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes], str]:
    """The site before and after, and the ticket between the two."""
    root = shutil.copytree(published, tmp_path_factory.mktemp("built") / "hub")
    leading = post(id="leads", card="headline", text="See {link}", link=f"{SITE}stories/amara/")
    write_yaml(root / POSTS, [post(), leading])
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    before = everything(root / "site")
    ticket = run_hub(root, "withdraw", RECORD).stdout
    done = run_hub(root, "publish")
    assert done.returncode == 0, done.stderr
    return before, everything(root / "site"), ticket


class TestTakeDownList:
    @staticmethod
    def addresses(ticket: str, *headings: str) -> set[str]:
        parts = re.split(r"^### ", ticket.split("## To do", maxsplit=1)[0], flags=re.MULTILINE)
        told = "".join(part for part in parts if part.startswith(headings))
        paths = {address.removeprefix(SITE) for address in re.findall(r"- \[ \] (https://\S+)", told)}
        return {f"{path}index.html" if path.endswith("/") or not path else path for path in paths}

    def test_what_must_be_gone_is_what_goes(self, built):
        before, after, ticket = built
        assert self.addresses(ticket, "Must be gone", "Cards") == set(before) - set(after)
        assert len(set(before) - set(after)) > 3

    def test_every_file_that_changes_is_listed(self, built):
        before, after, ticket = built
        changed = {path for path in set(before) & set(after) if before[path] != after[path]} - {"build.json"}
        assert changed <= self.addresses(ticket, "")

    def test_every_address_was_there(self, built):
        before, _, ticket = built
        assert self.addresses(ticket, "") <= set(before)

    def test_a_story_without_page_or_kit_is_on_the_kit_page_alone(self, hub, capsys):
        write_story(hub, "amara", consent(TODAY, channels=["facebook"]), words="Amara")
        ticket = withdraw(capsys)[1]
        assert self.addresses(ticket, "Must", "Downloads", "Link", "Search") == set()
        assert self.addresses(ticket, "Pages") == {"campaigns/flu/kit/index.html"}
        assert all("/cards/story-amara-" in f"/{path}" for path in self.addresses(ticket, "Cards"))


class TestConsentList:
    def test_the_most_urgent_comes_first(self, hub, capsys):
        write_story(hub, "soon", consent(TODAY, expires_on=TODAY + timedelta(days=9)), words="Soon")
        write_story(hub, "broken", consent(TODAY, expires_on=None), words="Broken")
        write_story(hub, "asked", consent(TODAY, status="requested"), words="Asked")
        assert list(listed(capsys)) == ["broken", "soon", "amara", "bola", "asked"]

    def test_every_story_has_every_field(self, hub, capsys):
        write_story(hub, "asked", None, words="Asked")
        stories = listed(capsys)
        amara = stories["amara"]
        assert amara | {"copy_sha256": None} == {
            "story": "amara",
            "title": "Title of Amara",
            "path": PAGE,
            "state": "published",
            "channels": ["facebook", "kit", "link_preview", "website"],
            "languages": ["en"],
            "until": (TODAY + timedelta(days=300)).isoformat(),
            "days_left": 300,
            "why": None,
            "copy_sha256": None,
            "recipients": ["a-partner", "b-partner"],
            "records": [RECORD],
        }
        assert re.fullmatch("[0-9a-f]{64}", amara["copy_sha256"])
        assert set(stories["asked"]) == set(amara)
        assert (stories["asked"]["channels"], stories["asked"]["until"]) == ([], None)

    def test_the_table_fits_a_terminal(self, hub, capsys):
        write_story(hub, "a-very-long-name-" * 4 + "x", everywhere(record_id="CR-L0NG0000"), words="Long")
        assert main(["consent"]) == 0
        lines = capsys.readouterr().out.split("\n")
        assert lines[0].split() == [
            "story",
            "(record)",
            "state",
            "lapses",
            "in",
            "until",
            "channels,",
            "or",
            "why",
            "not",
        ]
        assert max(map(len, lines)) <= 100
        assert any(line.startswith("bola ") and "300 days" in line for line in lines)

    @pytest.mark.usefixtures("hub")
    def test_each_channel_has_its_stories(self, capsys):
        main(["consent"])
        by_channel = capsys.readouterr().out.split("\nchannel ")[1]
        assert re.search(r"^facebook +amara, bola$", by_channel, re.MULTILINE)
        assert re.search(r"^link_preview +amara$", by_channel, re.MULTILINE)

    def test_settings_that_can_not_be_read_are_told_of(self, hub, capsys):
        (hub / "campaign_assets/hub.yml").write_text("name: [", encoding="utf-8")
        assert main(["consent", "--format", "json"]) == 0
        told = capsys.readouterr()
        assert json.loads(told.out) == {"stories": []}
        assert "settings can't be read" in told.err

    def test_the_columns_add_up(self):
        for columns in (consent_list.COLUMNS, consent_list.CHANNELS):
            assert sum(columns.values()) + len(consent_list.GAP) * (len(columns) - 1) <= 100
