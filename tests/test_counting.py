"""Every platform's own count, at its edges.

The numbers for X follow twitter-text's public conformance suite (`validate.yml`, version 3 of the rules)
and X's page on counting characters, in texts of our own.
"""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tiny import ROOT
from twitter_text import parse_tweet

from campaign_hub.derive import emoji as emoji_table
from campaign_hub.derive.counting import bytes_of, length_of
from campaign_hub.validate.platforms import Platforms

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1ec\U0001f1e7"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
THUMB = "\U0001f44d\U0001f3fd"
KEYCAP = "1\ufe0f\u20e3"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"
# Emoji 13 to 16: younger than the table in the library.
PHOENIX = "\U0001f426\u200d\U0001f525"
HANDSHAKE = "\U0001faf1\U0001f3fb\u200d\U0001faf2\U0001f3ff"
TIRED = "\U0001fae9"
EMOJI = (FAMILY, FLAG, SCOTLAND, THUMB, KEYCAP, HEART_ON_FIRE, PHOENIX, HANDSHAKE, TIRED, "\U0001f637")
URL = "https://www.example.org/a/rather/long/way?with=a&query=b#and-more"

X = {
    "": 0,
    "A plain line.": 13,
    "caf\u00e9": 4,
    "cafe\u0301": 4,  # counted in its composed form
    "\u2026": 2,
    "\u2022": 2,
    "\u20ac": 2,
    "\u2013\u201c\u201d": 3,
    "\u0627\u0644\u0644\u0642\u0627\u062d": 6,
    "\u0915\u094d\u0937\u093f": 4,
    "\u6f22\u5b57": 4,
    "\ud55c\uae00": 4,
    URL: 23,
    f"See {URL}.": 28,
    f"({URL})": 25,
    "gov.uk/flu": 23,
    "a@who.int": 9,
    "http://\u65e5\u672c\u8a9e.jp/": 23,
    "#Tag @name": 10,
    f"a{FAMILY}b": 4,
}


@pytest.mark.parametrize("text", X)
def test_x_weighs_a_text_as_its_rules_say(text):
    assert length_of(text, "x_weighted") == X[text]


@pytest.mark.parametrize("emoji", EMOJI)
def test_every_emoji_weighs_two_on_x_however_it_is_joined_and_however_young(emoji):
    assert length_of(emoji, "x_weighted") == 2
    assert length_of(f"x{emoji * 139}y", "x_weighted") == 280


ODD = (
    "\u00a9",
    "\u00ae",
    "\u00a9\ufe0f",
    "\u2764",
    "\u200d",
    "\u2014",
    "e\u0301",
    "\r\n",
    "\r",
    "\u6f22",
    "\u1100\u1161",
)
ADDRESSES = (
    URL,
    "gov.uk/flu",
    "https://t.co/abcdef?x",
    "http://\u65e5\u672c\u8a9e.jp/",
    "a.b-c.org",
    "/",
    ".",
    "@",
    "x",
)


@given(
    st.lists(st.one_of(st.sampled_from((*ODD, *ADDRESSES, " ")), st.characters(exclude_categories=["Cs"])), max_size=20)
)
def test_on_x_a_text_weighs_what_the_library_says(parts):
    text = "".join(parts)
    # Its table of emoji is of 2019 and knows this one.
    known = emoji_table.EMOJI.sub(lambda found: found.group() if len(found.group()) == 1 else "\U0001f600", text)
    assert length_of(text, "x_weighted") == parse_tweet(known).weightedLength


@given(st.lists(st.sampled_from((*EMOJI, "a", " ", "\u0634", "\u00e9")), max_size=60))
def test_on_x_a_text_weighs_what_its_parts_weigh(parts):
    whole = "-".join(parts)
    assert length_of(whole, "x_weighted") == sum(2 if each in EMOJI else 1 for each in parts) + max(len(parts) - 1, 0)


@pytest.mark.parametrize("emoji", EMOJI)
def test_an_emoji_is_one_on_bluesky_and_mastodon_and_its_bytes_on_threads(emoji):
    assert length_of(emoji, "bluesky") == length_of(emoji, "mastodon") == 1
    assert length_of(emoji, "threads") == length_of(emoji, "utf8") == len(emoji.encode())
    assert length_of(emoji, "utf16") == len(emoji.encode("utf-16-le")) / 2


@given(st.text(alphabet="ab \u0634\u0301\u0915\u094d", max_size=80))
def test_letters_are_counted_one_by_one_where_a_platform_says_characters(text):
    assert length_of(text, "threads") == length_of(text, "characters") == len(text)


BLUESKY = {
    "https://example.org/": 11,
    "https://example.org/flu": 15,
    "https://www.example.org/flu": 19,  # the app keeps www.
    "https://example.org/abcdefghijklmn": 26,  # fifteen with the slash: whole
    "https://example.org/abcdefghijklmno": 27,  # one more: thirteen and three dots
    "https://example.org/?q=1": 15,
    "https://m\u00fcnchen.example/": 22,  # as xn--mnchen-3ya.example
    "Book: https://example.org/flu.": 22,
    "(https://example.org/flu)": 17,
    "https://example.org/flu_(virus)": 23,
    "cafe\u0301": 4,
    "\u0915\u094d\u0937\u093f": 1,
}


@pytest.mark.parametrize("text", BLUESKY)
def test_bluesky_counts_graphemes_and_shortens_addresses_as_its_app_does(text):
    assert length_of(text, "bluesky") == BLUESKY[text]


def test_bluesky_counts_the_bytes_of_what_it_stores():
    assert bytes_of("\u0634" * 300, "bluesky") == 600
    assert bytes_of(URL, "bluesky") == len("www.example.org/a/rather/lon...")


MASTODON = {
    URL: 23,
    f"{URL}, {URL}.": 49,
    f"({URL})": 25,
    "https://example.org/flu_(virus)": 23,
    "http://example.com https://example.org/x": 47,
    "gov.uk/flu": 10,
    "@nurse@health.example": 6,
    "Thank you, @nurse.lee@health.example!": 22,
    "@nurse": 6,
    "a@health.example": 16,
    "cafe\u0301": 4,
}


@pytest.mark.parametrize("text", MASTODON)
def test_mastodon_counts_an_address_as_23_and_a_mention_without_its_server(text):
    assert length_of(text, "mastodon") == MASTODON[text]


def test_words_right_after_an_address_count_on_mastodon():
    assert length_of("https://example.org/\u6f22\u5b57\u6f22\u5b57", "mastodon") == 23 + 4


SMS = {
    "": 0,
    "a" * 160: 1,
    "a" * 161: 2,
    "a" * 306: 2,
    "a" * 307: 3,
    "\u00e9" * 160: 1,
    "\u20ac" * 80: 1,
    "a" * 159 + "\u20ac": 2,
    "a" * 152 + "\u20ac" + "a" * 152: 3,  # a letter of two is not parted: 152, 2 + 151, 1
    "\u0634" * 70: 1,
    "\u0634" * 71: 2,
    "\u0634" * 134: 2,
    "\u0634" * 135: 3,
    "a" * 69 + "\u2019": 1,  # one curly apostrophe, and all letters are wide
    "a" * 70 + "\u2019": 2,
    "\U0001f637" * 35: 1,
    "\U0001f637" * 36: 2,
    "\U0001f637" * 66: 2,
    "\U0001f637" * 67: 3,
}


@pytest.mark.parametrize("text", SMS, ids=lambda text: f"{len(text)}-{text[-1:]!a}")
def test_text_messages_are_counted_in_parts(text):
    assert length_of(text, "sms") == SMS[text]


@given(st.text(alphabet="aZ9 @\u00e9\u00df", min_size=1, max_size=1000))
def test_plain_letters_fill_text_messages_to_the_last(text):
    assert length_of(text, "sms") == (1 if len(text) <= 160 else -(-len(text) // 153))


@given(st.text(max_size=300), st.characters())
def test_one_more_letter_never_needs_fewer_messages(text, letter):
    assert length_of(text, "sms") <= length_of(text + letter, "sms")


def test_every_platform_says_where_its_limits_were_read():
    held = yaml.safe_load(Path(ROOT / "campaign_assets/platforms.yml").read_text("utf-8"))
    for platform in Platforms.model_validate(held).platforms.values():
        assert platform.sources
        assert platform.text is None or length_of("Wash your hands.", platform.text.counting) > 0
