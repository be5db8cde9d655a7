"""The words of the interface: every language has all of them, with the same facts to fill in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

from campaign_hub.appraise.preparedness import FACT_KINDS, PREPARATIONS
from campaign_hub.validate.readiness import BRANCHES, STORY_KINDS

ROOT = Path(__file__).parent.parent
WORDS = yaml.safe_load((ROOT / "campaign_assets/words/interface.yml").read_text(encoding="utf-8"))
SHAPES = yaml.safe_load((ROOT / "campaign_assets/platforms.yml").read_text(encoding="utf-8"))["shapes"]
ENGLISH = WORDS["en"]
ASKED = re.compile(r"""["'](\w+)["']""")
PUT_TOGETHER = {
    "campaign": {"starts", "ends", "review"},
    "channel": {"email", "in_person", "phone", "press", "website"},
    "daily_step": {"post", "answer", "ask", "allies", "check"},
    "file": {"posts_csv", "posts_docx", "posts_txt", "hashtags_txt"},
    "likelihood": {"likely", "possible", "unlikely"},
    "pause": {"all", "stories"},
    "prepared": {name.replace("-", "_") for name in PREPARATIONS},
    "ready": {kind.replace("-", "_") for kind in (*BRANCHES, *STORY_KINDS, *FACT_KINDS)},
    "results": {"reached", "missed", "underway", "output", "outtake", "outcome"},
    "role": {"official", "topic", "community"},
    "severity": set("1234"),
    "shape": set(SHAPES),
    "ally": {"tag", "amplify", "reply"},
    "standing": {"live", "next", "past"},
    "text": {"email", "newsletter", "intranet", "press_release", "script"},
}
"""Words whose names are put together from a beginning and what follows it, as pages ask for them."""
SAME = {
    ("fr", "contact"): "the same word in French",
    ("fr", "likelihood_possible"): "the same word in French",
    ("fr", "ready_question"): "the same word in French",
    ("fr", "shape_portrait"): "the same word in French",
    ("fr", "sources"): "the same word in French",
    ("fr", "message"): "the same word in French",
}
"""Words of more than six letters that are rightly as in English, and why."""


def braces(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


def letters(text: str) -> int:
    return sum(map(str.isalpha, re.sub(r"\{.*?\}", "", text)))


@pytest.mark.parametrize("language", WORDS)
def test_a_language_has_every_key_in_the_same_order(language: str) -> None:
    assert list(WORDS[language]) == list(ENGLISH)


@pytest.mark.parametrize("language", WORDS)
def test_a_language_fills_in_the_same_facts(language: str) -> None:
    words = WORDS[language]
    assert {key: braces(words[key]) for key in words} == {key: braces(ENGLISH[key]) for key in words}


@pytest.mark.parametrize("language", WORDS)
def test_the_keys_are_in_order(language: str) -> None:
    assert list(WORDS[language]) == sorted(WORDS[language])


def test_every_word_is_used() -> None:
    places = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "campaign_assets").rglob("*.*")]
    readable = {".py", ".html", ".jinja", ".yml"}
    texts = [place.read_text("utf-8") for place in places if place.suffix in readable and place.parent.name != "words"]
    used = {name for text in texts for name in ASKED.findall(text)}
    used |= {f"{start}_{end}" for start, ends in PUT_TOGETHER.items() for end in ends}
    assert set(ENGLISH) - used == set()


def test_no_words_are_left_in_english() -> None:
    left = {
        (language, key)
        for language, words in WORDS.items()
        for key, text in words.items()
        if language != "en" and text == ENGLISH[key] and letters(text) > 6
    }
    assert left == set(SAME)
