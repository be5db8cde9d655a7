"""What would identify a person in a story is found, on its line and column; what only looks like it is let be.

The numbers here are public examples, kept for drama or tests, or made up at run time: none is known to be a person's.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from system import ends

from campaign_hub.diagnostics import Diagnostic
from campaign_hub.load import Media, RawStory, Writing, load
from campaign_hub.load.files import read_captions
from campaign_hub.load.front_matter import read_page
from campaign_hub.memory import Memory
from campaign_hub.reports import write_report
from campaign_hub.validate import validate
from campaign_hub.validate.identifiers import Known, identifiers_in, known_contacts
from campaign_hub.validate.story import ConsentRecord

ROOT = Path(__file__).parent.parent
FOLDER = "content/stories/amara"
PAGE = f"{FOLDER}/index.md"
NHS = "943 476 5919"  # the example of the NHS Data Dictionary and of Wikipedia
WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
ISSUED = "400 000 0004"  # the very first of its range
KNOWN = Known(
    emails=frozenset({"stories@hub.example.org"}),
    phones=frozenset({"+448081961776"}),
    handles=frozenset({"examplehealth"}),
)


def story(
    body: str = "",
    fields: str = "title: A quiet winter\n",
    media: tuple[str, ...] = (),
    besides: tuple[Writing, ...] = (),
) -> RawStory:
    text = f"---\n{fields}---\n{body}"
    page, _ = read_page(text, PAGE)
    beside = tuple(Media(f"{FOLDER}/{name}", Path(name), "") for name in media)
    return RawStory("amara", page, text, beside, besides)


def looked(raw: RawStory, identity: str = "first_name", known: Known = KNOWN) -> list[Diagnostic]:
    return identifiers_in(raw, (ConsentRecord(status="given", identity=identity),), known)


def names_in(body: str, identity: str = "first_name", known: Known = KNOWN) -> list[str]:
    return [each.name.removeprefix("identifier-") for each in looked(story(body), identity, known)]


HITS = [
    ("nhs-number", f"My NHS number is {NHS}."),
    ("nhs-number", "My NHS number is 9434765919."),
    ("nhs-number", "NHS No: 943-476-5919"),
    ("nhs-number", "NHS no.9434765919"),
    ("nhs-number", "NHS-943 476 5919"),
    ("nhs-number", "NHS 943\u00a0476\u00a05919"),
    ("nhs-number", "NHS number 943\u2011476\u20115919"),
    ("nhs-number", "NHS number 943 476\n5919"),
    ("nhs-number", "NHS number 94\u200b3 476 5919"),
    ("nhs-number", f"NHS number {NHS.translate(WIDE)}"),
    ("nhs-number", f"They wrote {ISSUED} on my wrist."),
    ("nhs-number", "They wrote 4000000004 on the hospital form."),
    ("nhs-number", "Patient 4000000004"),
    ("chi-number", "CHI 010101 0001"),
    ("chi-number", "My CHI number is 0101010001."),
    ("chi-number", "010 101 0001"),
    ("national-insurance", "AB 12 34 56 C"),
    ("national-insurance", "It was AB123456C, I think."),
    ("national-insurance", "ab123456c"),
    ("national-insurance", "my National Insurance number is ab 12 34 56"),
    ("email", "Write to jane.doe@example.com."),
    ("email", "Write to <jane.doe+nhs@mail.example.co.uk>"),
    ("email", "[Write](mailto:jane@example.org)"),
    ("email", "'jane@example.org'"),
    ("email", "...jane@example.org"),
    ("email", "jane\uff20example.org"),
    ("phone", "Ring me on 07911 123456."),
    ("phone", "Ring me on 07911123456."),
    ("phone", "+44 7911 123456"),
    ("phone", "+44 (0)7911 123456"),
    ("phone", "0044 7911 123456"),
    ("phone", "07911\u00a0123456"),
    ("phone", "07911-123-456"),
    ("phone", "07911\n123456"),
    ("phone", "(0113) 222 1234"),
    ("phone", "0808 196 1777"),
    ("phone", "+1 212 736 5000"),
    ("phone", "[ring](tel:+447911123456)"),
    ("postcode", "I live at LS1 4AP."),
    ("postcode", "SW1A 1AA"),
    ("postcode", "M11AE"),
    ("postcode", "GIR 0AA? No: EC1A 1BB."),
    ("postcode", "my postcode is ls1 4ap"),
    ("record-number", "MRN 12345678"),
    ("record-number", "MRN: 1234567"),
    ("record-number", "Hospital number: H123456"),
    ("record-number", "my hospital no. 1234567"),
    ("record-number", "patient ID 99887766"),
    ("record-number", "Medical record number is 00-12-34-56"),
    ("record-number", "número de historia clínica: 1234567"),
    ("birth-date", "I was born on 12 March 1954."),
    ("birth-date", "Born 12/03/1954 in Leeds"),
    ("birth-date", "D.O.B. 12/03/1954"),
    ("birth-date", "DOB: 12.3.54"),
    ("birth-date", "d.o.b.12/03/1954"),
    ("birth-date", "Date of birth 1954-03-12"),
    ("birth-date", "My birthday is March 12th, 1954."),
    ("birth-date", "On the 12th of March 1954 I was born."),
    ("birth-date", "Nací el 12/03/1954."),
    ("birth-date", "I gave birth on 3 Sept. 2019."),
    ("date", "I was diagnosed on 12 March 2020."),
    ("date", "They admitted me to hospital on 12/03/2020."),
    ("date", "On 12 March 2020 my father died."),
    ("date", "The discharge was on 1st April 2020, and we went home."),
    ("date", "Me diagnosticaron el 12/03/2020."),
    ("age", "She is aged 92 and lives alone."),
    ("age", "Aged 90, she still walks."),
    ("age", "I am 91."),
    ("age", "I\u2019m 93 and I still swim."),
    ("age", "my 95-year-old aunt"),
    ("age", "She turned 101 this year."),
    ("age", "on her 90th birthday"),
    ("age", "Ninety-two years old, and proud"),
    ("age", "Mi abuela tiene 92 años."),
    ("profile", "Find me at @amara_runs!"),
    ("profile", "I am @amara@social.example"),
    ("profile", "https://www.instagram.com/amara_runs"),
    ("profile", "[me](https://www.facebook.com/amara.runs)"),
    ("profile", "linkedin.com/in/amara-runs"),
    ("profile", "https://social.example/@amara"),
    ("plate", "My car, registration AB12 CDE, was there."),
    ("plate", "number plate: A123 BCD"),
    ("plate", "Reg. ABC 123D"),
]

FALSE_ALARMS = [
    "The test number 999 123 4567 is for practice.",
    "NHS number 999 000 0018",
    "NHS number 943 476 5918, a slip of the pen",
    "Order 400 000 0005",
    "Order 4000000004",
    "The page is doi:10.1016/j.puhe.2020.01.006, 10.1000/400-000-0004.",
    "Ring NHS 111, or 999 if it is an emergency, or Samaritans on 116 123.",
    "Call 18001 111 with the text relay.",
    "It runs from 1 to 30 September 2026, and again on 12/03/2027.",
    "The campaign began on 12 September 2026. I was born far from here.",
    "I was born in 1954.",
    "I was born in March 1954.",
    "I was born in 1954 and went to the clinic on 12 March 2026.",
    "Version 1.2.03 of the leaflet on birth control",
    "I am aged 45.",
    "I am 89.",
    "Women aged 90 and over",
    "people aged 90+",
    "for ages 90 to 99",
    "I was 90% sure.",
    "I turned 90 degrees to look.",
    "I am 95 kilos.",
    "It took 90 minutes and 120 steps.",
    "It was 120 over 80, then 135/85, then 128/82.",
    "2019, 2020, 2021, 2022, 2023 and 2024",
    "From 2019-2020 to 2023-2024",
    "At 18:30 on Monday, or at 07:45 or 09:15",
    "It cost £1,250.00, or 1 250 000 in all, or $12,345,678.90.",
    "I had vitamin B12 5mg, then B12 5MG.",
    "vitamin B12 1st dose, b12 2nd dose, vitamin B6 2AB",
    "A1C 7PC and T2 1DM",
    "HbA1c 48 mmol/mol, FEV1 2L, H1N1, E484K, COVID-19",
    "#LS14AP and #KnowYourNumbers and #M11AE",
    "QQ 12 34 56 C is only an example.",
    "GB 12 34 56 C",
    "We need 10 20 30 a day, we 10 20 30 a day.",
    "A record number of people came: 12000.",
    "in any case no 10000 people",
    "Ward 7, bed 12, room 104",
    "ISBN 978-0-306-40615-7",
    "the colour #0b4f6c and the file 20240312_101530",
    "https://www.example.org/07911123456/943-476-5919?d=12/03/1954",
    "Write to stories@hub.example.org or STORIES@hub.example.org.",
    "Ring 0808 196 1776 or +44 808 196 1776.",
    "We all went @ the pub.",
    "Thank you @ExampleHealth!",
    "https://www.youtube.com/watch?v=abc123def",
    "https://docs.x.com/cards and https://www.linkedin.com/sharing/share-offsite/ and dropbox.com/name",
    "It is on the register of 12 people; I had to register again.",
    "AB12 CDE",
    "07700 900123, 020 7946 0958, 0113 496 0123, 01632 960123, 028 9649 6123, 08081 570123, 03069 990123",
    "00:01:02.500 to 00:01:04.000",
    "- 120\n- 130\n- 140\n\n1. 2019\n2. 2020\n3. 2021",
    "Nadie me dijo nada el 12 de marzo de 2020.",
]


@pytest.mark.parametrize(("name", "body"), HITS, ids=[f"{name}: {body}" for name, body in HITS])
def test_an_identifier_is_found_once(name, body):
    assert names_in(body) == [name]


@pytest.mark.parametrize("body", FALSE_ALARMS)
def test_what_only_looks_like_one_is_let_be(body):
    assert names_in(body) == []


SEVERITY = {"date": "warning", "age": "warning", "profile": "warning", "plate": "warning"}


@pytest.mark.parametrize(("name", "body"), HITS, ids=[f"{name}: {body}" for name, body in HITS])
def test_what_identifies_by_itself_is_an_error_and_never_repeated(name, body):
    (told,) = looked(story(body))
    assert told.severity == SEVERITY.get(name, "error")
    said = write_report([told], "text").replace(str(told.place), "")
    tokens = body.replace("(", " ").replace(")", " ").split()
    long_words = [token for token in tokens if any(letter.isdigit() or letter == "@" for letter in token)]
    assert not [token for token in long_words if len(token.strip(".,:")) > 2 and token.strip(".,:") in said]


def test_line_and_column_are_exact_in_the_text():
    body = f"\nFirst line.\n\nÉtait-ce le 5 ? Ring 07911 123456 or {ISSUED}.\n  jane@example.org\n"
    places = {each.name: (each.place.line, each.place.column) for each in looked(story(body))}
    assert places == {
        "identifier-phone": (7, 22),
        "identifier-nhs-number": (7, 38),
        "identifier-email": (8, 3),
    }


def test_columns_count_hidden_letters_as_the_file_has_them():
    (told,) = looked(story("a\u200bb\u00ad NHS number 94\u200b3 476 5919"))
    assert (told.place.line, told.place.column) == (4, 17)


FIELDS = """\
title: "Ring 07911 123456"
quote: >-
  It is 07911 123456, or it is
  07911
  123457.
photo_alt: 'A letter to jane@example.org, it''s her'
content_note: "Jane\\u0040example.org"
shown_name: 4000000004
"""


def test_line_and_column_are_exact_in_fields():
    told = looked(story(fields=FIELDS))
    assert [(each.name, each.place.line, each.place.column) for each in told] == [
        ("identifier-phone", 2, 14),
        ("identifier-phone", 4, 9),
        ("identifier-phone", 5, 3),
        ("identifier-email", 7, 25),
        ("identifier-email", 8, 15),
    ]
    assert told[0].message.startswith("The title holds a telephone number, ending in 56")


def test_the_same_number_twice_in_a_field_has_two_places():
    told = looked(story(fields="title: 07911 123456 and 07911 123456\n"))
    assert [each.place.column for each in told] == [8, 25]


CAPTIONS = """\
WEBVTT

1
00:01:02.500 --> 00:01:04.000
Ring me on 07911 123456,

2
00:01:04.000 --> 00:01:06.000
or come to LS1 4AP.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_captions_are_read_in_any_encoding(encoding, end, tmp_path):
    file = tmp_path / "talk.vtt"
    file.write_bytes(CAPTIONS.replace("\n", end).encode(encoding))
    text, _ = read_captions(file, "talk.vtt")
    told = looked(story(besides=(Writing(f"{FOLDER}/talk.vtt", text),)))
    assert [(each.name, str(each.place)) for each in told] == [
        ("identifier-phone", f"{FOLDER}/talk.vtt:5:12"),
        ("identifier-postcode", f"{FOLDER}/talk.vtt:9:12"),
    ]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("nhs-943-476-5919.jpg", "nhs-number"),
        ("scan_400_000_0004.jpg", "nhs-number"),
        ("dob_12-03-1954.mp3", "birth-date"),
        ("jane.doe@example.org.mp4", "email"),
        ("ring-07911-123456.png", "phone"),
        ("home-LS1-4AP.webp", "postcode"),
        ("hospital-number-1234567.jpg", "record-number"),
    ],
)
def test_the_names_of_files_are_looked_at_and_kept_out_of_the_log(file, name):
    (told,) = looked(story(media=(file,)))
    assert told.name == f"identifier-{name}"
    assert told.place.path == FOLDER
    assert Path(file).stem not in write_report([told], "json")


@pytest.mark.parametrize(
    "file",
    [
        "portrait.png",
        "IMG_20240312_101530.jpg",
        "IMG-20240312-WA0001.jpg",
        "VID-20240312-WA0001.mp4",
        "PXL_20240312_101530123.jpg",
        "DSC01234567.jpg",
        "Screenshot_2024-03-12-10-15-30.png",
        "2024-03-12.jpg",
        "photo1712345678901.jpg",
    ],
)
def test_names_that_cameras_give_are_let_be(file):
    assert looked(story(media=(file,))) == []


def test_a_folder_named_after_a_birthday_is_found():
    raw = story()
    told = identifiers_in(RawStory("born-12-03-1954", raw.page, raw.text), None, KNOWN)
    assert [each.name for each in told] == ["identifier-birth-date"]


@pytest.mark.parametrize("shown", ["Amara Okafor", "AMARA OKAFOR", "María de la Cruz", "Amara O'Neill", "Mrs Okafor"])
@pytest.mark.parametrize("identity", ["first_name", "pseudonym", "anonymous"])
def test_a_full_name_where_less_was_agreed(shown, identity):
    (told,) = looked(story(fields=f"shown_name: {shown}\n"), identity)
    assert (told.severity, told.name) == ("warning", "identifier-full-name")
    assert shown.split()[-1] not in told.message + told.help


@pytest.mark.parametrize("shown", ["Amara", "Amara O.", "Amara (Invented Example)", "Lucía (ejemplo)", "A carer"])
def test_a_shown_name_that_is_no_full_name(shown):
    assert looked(story(fields=f"shown_name: {shown}\n")) == []


def test_a_full_name_that_was_agreed_to():
    assert looked(story("I am Amara Okafor.", fields="shown_name: Amara Okafor\n"), "full_name") == []


def test_the_shown_name_with_a_surname_in_the_text():
    raw = story("Then Amara Okafor came in. Amara was late.", fields="shown_name: Amara (invented)\n")
    assert [(each.name, each.place.column) for each in looked(raw)] == [("identifier-full-name", 6)]


@pytest.mark.parametrize(
    "body", ["My name is Amara.", "I'm Amara.", "I\u2019m Amara", "I am Amara and", "Me llamo Eva."]
)
def test_an_anonymous_story_that_says_a_name(body):
    assert names_in(body, "anonymous") == ["name-said"]
    assert names_in(body, "first_name") == []


@pytest.mark.parametrize("body", ["I'm fine.", "I am Welsh.", "I'm Type 2.", "I am a nurse.", "my name is not here"])
def test_an_anonymous_story_that_says_none(body):
    assert names_in(body, "anonymous") == []


def test_a_story_whose_record_says_nothing_of_names():
    raw = story("My name is Amara Okafor.", fields="shown_name: Amara Okafor\n")
    for consent in (None, True, False, (ConsentRecord(status="requested"),)):
        assert identifiers_in(raw, consent, KNOWN) == []


@pytest.mark.parametrize("region", ["US", "DE", "ES"])
def test_numbers_of_the_hubs_own_countries(region):
    number = {"US": "(212) 736-5000", "DE": "069 90009 123", "ES": "913 90 60 00"}[region]
    assert names_in(f"Ring {number}.", known=Known(regions=(region,))) == ["phone"]
    assert names_in(f"Ring {number}.", known=Known(regions=("GB",))) == []


def test_months_in_the_storys_language():
    assert names_in("Nací el 12 de marzo de 1954.", known=Known(language="es")) == ["birth-date"]
    body = "DOB: 12. März 1954"
    german = story(body, fields="title: Ein Winter\nlanguage: de-DE\n")
    assert [each.name for each in looked(german)] == ["identifier-birth-date"]
    assert names_in(body) == []
    assert names_in(body, known=Known(language="de")) == ["birth-date"]


@pytest.fixture(scope="module")
def shipped():
    entries, found = load(ROOT)
    checked, more = validate(entries, found)
    assert checked
    return checked, [*found, *more]


def test_the_shipped_stories_hold_none(shipped):
    checked, found = shipped
    assert checked.stories
    assert [each for each in found if each.name.startswith("identifier-")] == []


def test_the_hubs_own_contacts_and_helplines_are_known(shipped):
    checked, _ = shipped
    known = known_contacts(checked.hub, checked.briefs, Memory())
    assert {checked.hub.contact.email, checked.hub.withdrawal.email} <= known.emails
    assert known.regions == ("GB",)
    line = checked.hub.helplines[0].model_copy(update={"number": "0808 196 1777", "country": "GB"})
    hub = checked.hub.model_copy(update={"helplines": (line,)})
    assert names_in("Ring 0808 196 1777.", known=known) == ["phone"]
    assert names_in("Ring 0808 196 1777.", known=known_contacts(hub, (), Memory())) == []


def test_a_number_that_a_campaign_gives_its_readers_is_known(shipped):
    hub, brief = shipped[0].hub, shipped[0].briefs[0]
    page = replace(brief.page, body="Ring 0808 196 1777 or write to kits@example.org.")
    known = known_contacts(hub, [replace(brief, page=page)], Memory())
    assert names_in("I rang 0808 196 1777 and wrote to Kits@example.org.", known=known) == []


@pytest.mark.parametrize(
    ("language", "zone", "region"),
    [("en-GB", "Europe/London", "GB"), ("en", "America/New_York", "US"), ("es", "UTC", "GB"), ("pt-BR", "UTC", "BR")],
)
def test_where_readers_telephone(shipped, language, zone, region):
    hub = shipped[0].hub.model_copy(update={"language": language, "time_zone": zone, "helplines": ()})
    assert known_contacts(hub, (), Memory()).regions == (region,)


def test_ten_random_digits_are_seldom_taken_for_a_number():
    chance = random.Random(7)  # noqa: S311 - the same digits in every run
    digits = [f"{chance.randrange(10**10):010d}" for _ in range(3000)]
    bare = sum(bool(names_in(f"Ref {each}")) for each in digits)
    grouped = sum(bool(names_in(f"Ref {each[:3]} {each[3:6]} {each[6:]}")) for each in digits)
    assert bare / len(digits) < 0.002
    assert grouped / len(digits) < 0.05


def test_every_check_digit_but_one_is_wrong():
    hits = [last for last in range(10) if names_in(f"NHS number 943 476 591{last}")]
    assert hits == [9]


WILD = st.text(
    alphabet=st.one_of(st.sampled_from("0123456789 @.-/:+()AB'\n\t"), st.characters(codec="utf-8")), max_size=300
)


@settings(max_examples=300, deadline=None)
@given(body=WILD, title=WILD, said=WILD, identity=st.sampled_from(["anonymous", "first_name"]))
def test_no_text_makes_it_fail(body, title, said, identity):
    besides = (Writing(f"{FOLDER}/talk.srt", said),)
    fields = f"title: {json.dumps(title)}\nshown_name: {json.dumps(body)}\n"
    lines = fields.count("\n") + body.count("\n") + 3
    for each in looked(story(body, fields, (f"{title[:20]}.jpg",), besides), identity):
        assert each.place.column >= 1
        assert 1 <= each.place.line <= (lines if each.place.path == PAGE else 201)


SHORT = ["a", "a.", "a@", "1 ", "0 1-", "+(1", "07911 ", "12/03/1954 born 1999 ", "AB12", "My name is A", "@a."]
MORE = ["Amara B", "hospital number ", "I am 9", "https://a", "\u200b", "1\n", "((", "943 476 591"]
PIECES = [*SHORT, *MORE]


def test_a_text_made_to_be_slow_is_read_to_its_end(tmp_path):
    call = (
        "import test_identifiers\nfor piece in test_identifiers.PIECES: test_identifiers.names_in_much(piece, 150_000)"
    )
    ends(["-c", call], tmp_path)


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_a_million_characters_is_not_read(piece):
    assert names_in_much(piece, 1_000_000) == ["identifier-unchecked"]


def names_in_much(piece, size):
    raw = story((piece * size)[:size], fields="shown_name: Amara\n")
    return [each.name for each in looked(raw, "anonymous")]
