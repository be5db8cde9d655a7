"""The words of the interface: every language has all of them, with the same facts to fill in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

WORDS = yaml.safe_load(
    (Path(__file__).parent.parent / "campaign_assets/words/interface.yml").read_text(encoding="utf-8")
)
ENGLISH = WORDS["en"]
SAME = {
    ("fr", "contact"): "the same word in French",
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


def test_no_words_are_left_in_english() -> None:
    left = {
        (language, key)
        for language, words in WORDS.items()
        for key, text in words.items()
        if language != "en" and text == ENGLISH[key] and letters(text) > 6
    }
    assert left == set(SAME)
