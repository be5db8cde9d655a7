"""Finds ways to reach a person: e-mail, telephone, postcode, social profiles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

from .passages import Hit

__all__ = ["email_addresses", "emails", "phone_numbers", "phones", "postcodes", "profiles"]

EMAIL = re.compile(r"(?<![\w@])\w[\w.+%'-]{0,63}+@(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24}(?![\w@-])")

DIGITS = re.compile(r"[+(]{0,3}+\d(?:[^\w\n]{0,4}+\d){6,}+")
MOST_DIGITS = 20_000
"""Characters of possible telephone numbers in one text: no story has a hundredth of it, and each takes its time."""
WRAPPED = re.compile(r"(?<=[0-9)])\n(?=\(?[0-9]+(?![0-9]|[.)] ))")
# Ofcom, "Telephone numbers for use in TV and radio drama programmes": nobody will ever have one of these.
DRAMA = re.compile(
    r"\+44(?:1(?:1[3-8]|[2-6]1)4960|1914980|2079460|2896496|2920180|1632960|7700900|8081570|9098790|3069990)\d{3}"
)

AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W "
    "WA WC WD WF WN WR WS WV YO ZE"
)
"""Royal Mail's postcode areas."""
# The form of BS 7666, with Royal Mail's letters: never C, I, K, M, O or V in the inward half.
POSTCODE = re.compile(
    r"(?<![\w#@/])(?P<area>[A-Z]{1,2})[0-9][0-9A-HJKP-Y]?\s?(?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})(?![\w@]|-\w)",
    re.IGNORECASE,
)
VITAMIN = re.compile(r"\bvitamins?\s+$", re.IGNORECASE)
HOME = re.compile(r"\b(?:post\s?codes?|address|live[sd]?|living|home|house|flat|street|road|lane|avenue)\b")
# A second dose, five micrograms and other small things that come after B12.
NOT_INWARD = re.compile(r"1st|2nd|3rd|\dth|\d(?:ug|gy|ng|hr|wk|yr|pt|lb|gs|st|ft)")

NO_NAME = (
    r"(?!(?:watch|embed|shorts|playlist|groups|events|hashtag|search|explore|share|sharer|sharing|intent|status"
    r"|feed|pin|submit|scan|help|about|legal|privacy|policies)\b)"
)
PROFILE = re.compile(
    r"(?<![\w.@])(?:https?://)?(?:(?:www|m|[a-z]{2})\.)?"
    r"(?:(?:facebook|instagram|tiktok|snapchat|threads|linkedin|twitter|x|bsky|youtube|reddit|pinterest|vk)"
    r"\.(?:com|net|app)/|(?:t|wa|fb)\.me/|linktr\.ee/)"
    rf"(?:@|(?:in|add|profile|u|user|people|c|channel)/)?(?P<name>{NO_NAME}[\w.%+-]{{2,60}}+)"
    r"|(?<=/)@(?P<maker>\w[\w.-]{1,59}+)",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@./:+-])@(?P<name>[^\W\d][\w.-]{1,59}(?<![.-]))(?:@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4})?")


def email_addresses(text: str) -> Iterator[re.Match[str]]:
    """Every e-mail address in `text`, in the plain form of RFC 5321 without quoting."""
    return EMAIL.finditer(text) if "@" in text else iter(())


def emails(text: str, known: Collection[str]) -> Iterator[Hit]:
    """E-mail addresses that are not `known`."""
    for found in email_addresses(text):
        if found[0].lower() not in known:
            yield Hit("identifier-email", found.start(), found.end())


def phone_numbers(text: str, regions: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and E.164 form of every number that some line of one of the regions could have (ITU-T E.164).

    Numbers are told from years, doses and references by their country's numbering plan, as libphonenumber has it.
    Helplines of three to six digits are no such lines.
    """
    for run in DIGITS.finditer(text):
        # A letter, a percent or a currency sign beside a number tells that it is none.
        begin = max(run.start() - 2, 0)
        piece = text[begin : run.end() + 2]
        for region in regions:
            for match in PhoneNumberMatcher(piece, region, Leniency.VALID):
                e164 = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
                yield begin + match.start, begin + match.end, e164


def phones(text: str, known: Collection[str], regions: Iterable[str]) -> Iterator[Hit]:
    """Telephone numbers that are neither `known` nor kept for drama."""
    text = WRAPPED.sub(" ", text)
    runs = [found.span() for found in DIGITS.finditer(text)]
    if sum(end - start for start, end in runs) > MOST_DIGITS:
        yield Hit("identifier-unchecked", *runs[0])
        return
    for start, end, e164 in phone_numbers(text, regions) if runs else ():
        if e164 not in known and not DRAMA.fullmatch(e164):
            yield Hit("identifier-phone", start, end)


def postcodes(text: str) -> Iterator[Hit]:
    """Whole postcodes of the United Kingdom; in small letters only near a word such as address."""
    for found in POSTCODE.finditer(text):
        before = text[max(found.start() - 60, 0) : found.start()]
        capitals = found[0] == found[0].upper()
        sure = capitals or (HOME.search(before.lower()) and not NOT_INWARD.fullmatch(found["inward"].lower()))
        if found["area"].upper() in AREAS.split() and sure and not VITAMIN.search(before):
            yield Hit("identifier-postcode", found.start(), found.end())


def profiles(text: str, known: Collection[str]) -> Iterator[Hit]:
    """Social profiles, by their address or with an @, that are not a partner's."""
    if "@" not in text and "/" not in text:
        return
    for pattern in (PROFILE, HANDLE):
        for found in pattern.finditer(text):
            name = found["name"] or found["maker"]
            if name.lower() not in known:
                yield Hit("identifier-profile", found.start(), found.end())
