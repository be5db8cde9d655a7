"""Captions: they never stand over each other, say every word, fit their lines and are files that players read."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign_hub.derive.captions import LINE, LINES, LONGEST_CUE, Cue, cues_of, seconds_to_read, width_of
from campaign_hub.derive.language import Direction
from campaign_hub.render.captions import as_srt, as_vtt, clock

TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)"
SRT_TIMES = re.compile(rf"{TIME},(\d{{3}}) --> {TIME},(\d{{3}})")
VTT_TIMES = re.compile(rf"{TIME}\.(\d{{3}}) --> {TIME}\.(\d{{3}})")
WORDS = st.lists(
    st.one_of(
        st.from_regex(r"[a-zA-Z']{1,12}[.,;?!]?", fullmatch=True),
        st.sampled_from(
            ["111", "3", "116\u00a0123", "in", "10", "&", "<3", "a>b", "-->", "zażółć", "x" * 60, "👩‍⚕️", "e\u0301"]
        ),
        st.sampled_from(
            ["الإنفلونزا", "كل", "شتاء.", "احجز", "موعدك؟", "תודה", "打流感疫苗,保护自己和家人。", "ワクチン"]
        ),
    ),
    max_size=40,
)
DIRECTIONS = st.sampled_from(("ltr", "rtl"))


def letters(text: str) -> str:
    return "".join(re.sub("[\u200e\u200f]", "", text).split())


def said(cues: list[Cue]) -> str:
    return letters("".join(line for cue in cues for line in cue.lines))


@settings(deadline=None)
@given(WORDS, st.integers(0, 7_200_000), st.integers(1000, 60_000), DIRECTIONS)
def test_cues_say_all_words_in_their_time_and_never_over_each_other(
    words: list[str], start: int, length: int, direction: Direction
) -> None:
    text = " ".join(words)
    cues = list(cues_of(text, start, start + length, direction))
    assert said(cues) == letters(text)
    assert all(start <= cue.start < cue.end <= start + length for cue in cues)
    assert all(one.end <= other.start for one, other in pairwise(cues))
    assert all(cue.end - cue.start <= LONGEST_CUE for cue in cues)
    assert all(1 <= len(cue.lines) <= LINES for cue in cues)
    assert all(0 < width_of(line) <= LINE + 1 for cue in cues for line in cue.lines)


@settings(deadline=None)
@given(WORDS, DIRECTIONS)
def test_both_files_hold_the_cues_and_nothing_else(words: list[str], direction: Direction) -> None:
    cues = list(cues_of(" ".join(words), 0, 60_000, direction))
    blocks = as_srt(cues).split("\n\n") if cues else []
    assert [block.split("\n")[0] for block in blocks] == [str(number) for number in range(1, len(cues) + 1)]
    assert all(SRT_TIMES.fullmatch(block.split("\n")[1]) for block in blocks)
    head, *rest = as_vtt(cues).rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    assert len(rest) == len(cues)
    for block, cue in zip(rest, cues, strict=True):
        times, *lines = block.split("\n")
        assert VTT_TIMES.fullmatch(times)
        assert "-->" not in "".join(lines)
        assert not re.search(r"<|&(?!(amp|lt|gt);)", "".join(lines))
        plain = [line.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for line in lines]
        assert tuple(plain) == cue.lines


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("It is free.", [("It is free.",)]),
        (
            "You can feel well and still have it. The only way to know is a quick check.",
            [("You can feel well and still have it.",), ("The only way to know", "is a quick check.")],
        ),
        (
            "Book yours today, it is quick and free for carers.",
            [("Book yours today,", "it is quick and free for carers.")],
        ),
        ("打流感疫苗" * 5, [("打流感疫苗打流感疫苗打流", "感疫苗打流感疫苗打流感疫苗")]),
    ],
)
def test_captions_break_where_sentences_do(text: str, blocks: list[tuple[str, ...]]) -> None:
    assert [cue.lines for cue in cues_of(text, 0, 9000, "ltr")] == blocks


def test_a_line_runs_its_own_way() -> None:
    """In the order in which it is read, with the letters that people type, and a mark where it begins with others."""
    (cue,) = cues_of("NHS 111 يجيب دائمًا.", 0, 3000, "rtl")
    assert cue.lines == ("\u200fNHS 111 يجيب دائمًا.",)
    (plain,) = cues_of("احجز موعدك.", 0, 3000, "rtl")
    assert plain.lines == ("احجز موعدك.",)
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", as_srt([cue, plain]))


def test_a_telephone_number_keeps_its_order() -> None:
    """A plain space would let its groups change places in a line from right to left."""
    (cue,) = cues_of("اتصل على 116 123 الآن.", 0, 3000, "rtl")
    assert cue.lines == ("اتصل على 116\u00a0123 الآن.",)


def test_time_is_shared_by_letters() -> None:
    first, second = cues_of(
        "It is free for everybody who cares for someone. " + "Book it today and take a friend along.", 0, 8000, "ltr"
    )
    assert first.start == 0
    assert first.end == second.start
    assert second.end == 8000
    assert first.end > 4000


def test_a_cue_goes_after_seven_seconds() -> None:
    (cue,) = cues_of("Wait.", 1000, 30_000, "ltr")
    assert (cue.start, cue.end) == (1000, 8000)


@pytest.mark.parametrize(
    ("text", "seconds"), [("", 0), ("a" * 17, 1), ("a" * 18, 2), ("流" * 17, 2), ("e\u0301" * 17, 1)]
)
def test_how_long_a_text_takes_to_read(text: str, seconds: int) -> None:
    assert seconds_to_read(text) == seconds


def test_a_clock_goes_over_the_hour() -> None:
    assert clock(3_723_004, ",") == "01:02:03,004"
