"""Posts as they come out: their links, where feeds cut them, and nothing before an embargo ends."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from living import living_hub
from tiny import ROOT, tiny_hub

from campaign_hub.derive import FilledPost
from campaign_hub.derive.fold import seen_of
from campaign_hub.derive.links import share_link, tagged
from campaign_hub.derive.post_tags import HASHTAG
from campaign_hub.pipeline import assemble
from campaign_hub.render import PageLayout
from campaign_hub.render.post_views import pieces_of
from campaign_hub.validate.platforms import Platforms

PLATFORMS = Platforms.model_validate(
    yaml.safe_load((ROOT / "campaign_assets/platforms.yml").read_text("utf-8"))
).platforms
WORDS = st.text(alphabet="ab \n.\u0634\u6f22", max_size=400)
QUERY = st.text(alphabet="abc=&%20+;/?\u00e4", max_size=30)


def link(url, tagging="utm", platform="x"):
    return tagged(url, PLATFORMS[platform], campaign="flu", content="launch", tagging=tagging)


@given(QUERY, st.sampled_from(["", "part", "a=b&c"]), st.sampled_from(["utm", "matomo"]))
def test_a_tagged_link_keeps_all_that_was_in_it(query, fragment, tagging):
    url = f"https://www.example.org/flu?{query}#{fragment}" if query else f"https://www.example.org/flu#{fragment}"
    before, after = urlsplit(url), urlsplit(link(url, tagging))
    assert after[:3] == before[:3]
    assert after.fragment == before.fragment
    assert after.query.startswith(before.query)
    added = dict(parse_qsl(after.query[len(before.query) :].lstrip("&")))
    prefix = {"utm": "utm_", "matomo": "mtm_"}[tagging]
    assert added == {
        f"{prefix}source": "x",
        f"{prefix}medium": "social",
        f"{prefix}campaign": "flu",
        f"{prefix}content": "launch",
    }


def test_what_an_editor_tagged_keeps_its_own_values():
    assert link("https://example.org/?utm_source=poster").count("utm_source") == 1
    assert "utm_source=poster&" in link("https://example.org/?utm_source=poster")


@pytest.mark.parametrize("url", ["mailto:flu@example.org", "tel:111"])
def test_mail_and_telephone_are_not_tagged(url):
    assert link(url) == url


@given(QUERY)
def test_without_tagging_a_link_is_as_it_was(query):
    assert link(f"https://example.org/?{query}", "none") == f"https://example.org/?{query}"


@given(st.text(max_size=100))
def test_a_text_message_opens_with_the_whole_text_in_it(text):
    shared = share_link(PLATFORMS["sms"], text=text, url="https://example.org/", media=None)
    assert shared is not None
    assert dict(parse_qsl(shared.removeprefix("sms:?&"), keep_blank_values=True)) == {"body": text}


@given(WORDS, st.sampled_from(sorted(PLATFORMS)))
def test_what_is_seen_is_the_beginning_and_no_longer_than_the_fold(text, name):
    platform = PLATFORMS[name]
    seen = seen_of(text, platform)
    fold = platform.text.fold if platform.text else None
    assert text.startswith(seen)
    if fold is None or len(text) <= fold:
        assert seen == text
    else:
        assert len(seen) <= fold


@given(WORDS, WORDS, st.integers(0, 800))
def test_the_pieces_of_a_post_are_its_text(before, after, cut):
    address = "https://example.org/?utm_source=x"
    text = f"{before}{address}{after}"
    post = FilledPost(
        "a", "x", datetime(2026, 9, 7, tzinfo=UTC), None, text, 1, 1, address, None, None, seen=text[:cut]
    )
    pieces = pieces_of(post)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_link] == [address]
    assert [piece.is_hidden for piece in pieces] == sorted(piece.is_hidden for piece in pieces)


def test_a_tag_is_read_whole_in_scripts_with_marks():
    bengali = "#\u09ad\u09cd\u09af\u09be\u0995\u09b8\u09bf\u09a8"
    assert HASHTAG.findall(f"We are #1 in #2026: {bengali} #Flu_2026.") == [bengali, "#Flu_2026"]


def embargoed(root, until):
    file = root / "content/campaigns/flu/index.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("stage: approved", f"stage: approved\nembargo: {until}"), encoding="utf-8")


def test_nothing_of_an_embargoed_campaign_is_in_the_public_site(tmp_path):
    today = datetime.now(UTC).date()
    root = living_hub(tmp_path, today)
    embargoed(root, f"{today + timedelta(days=2)} 06:00")
    # A day that is looked ahead to does not lift an embargo: what is built is public at once.
    made = assemble(root, datetime.now(UTC), today + timedelta(days=3))
    assert "campaign-embargoed" in {each.name for each in made.diagnostics}
    layout = PageLayout(root / "campaign_assets/theme")
    pages = {page.path: layout.lay_out(page, "") for page in made.rendered.pages}
    files = {each.path: each.read() for each in made.rendered.artifacts}
    assert "index.md" in pages
    assert not [path for path in (*pages, *files) if path.startswith("campaigns/flu")]
    assert not [path for path, text in pages.items() if "Flu goes round" in text]
    assert not [path for path, content in files.items() if b"Flu goes round" in content]


def test_an_embargo_that_has_ended_holds_nothing_back_and_the_preview_shows_it_before(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    embargoed(root, "2026-09-07 06:00")
    before, after = (
        datetime(2026, 9, 7, 4, 59, tzinfo=UTC),
        datetime(2026, 9, 7, 5, 0, tzinfo=UTC),
    )  # an hour ahead in London

    def shown(moment, **settings):
        hub = assemble(root, moment, draw=False, **settings).hub
        return [campaign.slug for campaign in hub.campaigns]

    assert shown(before) == []
    assert shown(after) == ["flu"]
    assert shown(before, show_unapproved=True) == ["flu"]


def test_a_post_takes_no_card_where_there_are_no_pictures(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    file = root / "content/campaigns/flu/posts.yml"
    file.write_text(file.read_text("utf-8").replace("platforms: [facebook, x]", "platforms: [facebook, sms]"), "utf-8")
    hub = assemble(root, datetime(2026, 6, 1, tzinfo=UTC), draw=False).hub
    posts = {post.platform: post for post in hub.campaigns[0].posts if post.id == "launch"}
    assert posts["facebook"].card == "message-yearly"
    assert posts["sms"].card is None
    assert posts["sms"].length == 2
