"""The take-down list as Markdown, to be pasted into a ticket. It never says what a story says: its title is enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..diagnostics import Diagnostic
from ..history import StoryHistory
from ..load.entries import SPEAKERS
from ..load.tombstones import TOMBSTONES
from ..takedown import PlacedFilm, PlacedPost, TakeDown

__all__ = ["Case", "Outcome", "write_ticket"]

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class Case:
    """One story with the withdrawn record, as it was before the withdrawal.

    `why_withheld` names the diagnostic that kept it back, if one did. `places` is None where nothing of it can be
    shown to have been public; it is as of now, or as of `seen_on` for a consent that had run out. `take_out` says what
    of the content names the story, and has to go before its folder.
    """

    slug: str
    title: str | None
    path: str
    why_withheld: str | None
    seen_on: date | None
    channels: tuple[str, ...]
    recipients: tuple[str, ...]
    partners: tuple[str, ...]
    places: TakeDown | None
    history: StoryHistory | None
    take_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the command did: the files it changed, and those it could not.

    `wrong` is what can't be published as long as it stands there, `perhaps` what may say something of the story.
    """

    changed: tuple[str, ...]
    by_hand: tuple[str, ...]
    wrong: tuple[Diagnostic, ...]
    perhaps: tuple[Diagnostic, ...]


def write_ticket(record: str, now: datetime, cases: Sequence[Case], outcome: Outcome) -> str:
    """The whole ticket: what was done, where each story was, and the steps outside, in their order."""
    parts = [
        [f"# Withdrawal of {record}", "", f"Written {now:%Y-%m-%d %H:%M %Z}."],
        _done(record, cases, outcome),
        *(part for case in cases for part in _where(record, case)),
        *_steps(cases, outcome),
    ]
    return "\n".join("\n".join([*part, ""]) for part in parts).rstrip("\n")


def _done(record: str, cases: Sequence[Case], outcome: Outcome) -> list[str]:
    tombstone = "is written into" if TOMBSTONES in outcome.changed else "was on the list before:"
    lines = [_ticked(f"{record} {tombstone} `{TOMBSTONES}`")]
    for case in cases:
        if case.path in outcome.changed:
            lines.append(_ticked(f"`{case.path}` says `status: withdrawn`"))
        elif case.path in outcome.by_hand:
            lines.append(_open(f"Set `status: withdrawn` in `{case.path}` by hand: the command could not"))
        else:
            lines.append(_ticked(f"`{case.path}` said before that it was withdrawn"))
    checked = "the story is withheld" if cases else "no story here has this record, so there is no list of places"
    return ["## Done", "", *lines, _ticked(f"Checked: {checked}")]


def _where(record: str, case: Case) -> list[list[str]]:
    title = _plain(case.title) if case.title else "A story that can't be read"
    head = [f"## Where it was: {title} (`{case.slug}`)", "", *_since(case)]
    places = case.places
    if places is None:
        return [[*head, "", *_not_public(record, case)]]
    if case.seen_on:
        head += ["", f"Its consent had run out. This is where it was on {case.seen_on}."]
    cards = [f"{card.address} ({', '.join(card.platforms)})" for card in places.cards]
    shown = [_post(post) for post in places.posts if post.shows]
    leading = [_post(post) for post in places.posts if not post.shows]
    parts = [
        _checklist("Must be gone (404)", places.gone),
        _checklist("Cards, must be gone (404)", cards),
        _checklist("Posts with its card", shown),
        _checklist("Posts that lead to its page", leading),
        _checklist("Downloads that held it, also on other people's computers", places.downloads),
        _checklist("Link previews that showed it", places.previews),
        _checklist("Pages that stay and must not show it", places.pages),
        _checklist("Search, site map", places.lists),
    ]
    return [head, *(part for part in parts if part)]


def _since(case: Case) -> list[str]:
    history = case.history
    channels = [f"Cleared for: {', '.join(case.channels)}."] if case.channels else []
    if history is None:
        return [*channels, "Since when is not known: this is not a git checkout, or git can't be asked."]
    if history.added is None:
        return [*channels, "It was never committed here."]
    cleared = f"could publish since {history.cleared}" if history.cleared else "never could publish"
    partly = "" if history.whole else " The history here is not whole, so it may be older."
    return [*channels, f"In the repository since {history.added}; its record {cleared}.{partly}"]


def _not_public(record: str, case: Case) -> list[str]:
    why = case.why_withheld or "no approved campaign shows anything of it"
    lines = [f"As the content stood before this command, it was not published at all ({why})."]
    last = case.history.still_cleared if case.history else None
    if last is None:
        return lines
    return [
        *lines,
        f"It could be until {last}. For the list of where it was then:",
        "",
        "```",
        f"git worktree add ../before-withdrawal {last.id}",
        f"cd ../before-withdrawal && python3 hub.py withdraw {record}",
        "```",
    ]


def _post(post: PlacedPost) -> str:
    when = f"gone out {post.at:%Y-%m-%d %H:%M}" if post.out else f"due {post.at:%Y-%m-%d %H:%M}, still to come"
    return f"{post.platform}: {when} (`{post.id}` of `{post.campaign}`)"


def _steps(cases: Sequence[Case], outcome: Outcome) -> list[list[str]]:
    """What a person has to do, most urgent first."""
    posts = [post for case in cases if case.places for post in case.places.posts]
    films = [film for case in cases if case.places for film in case.places.films]
    steps = [
        ("Publish now, not with tonight's build", _publishing(outcome)),
        ("See that it is gone", VERIFYING),
        ("Tell those who had it", _telling(cases)),
        ("Delete posts", _deleting(posts, films)),
        ("Refresh link previews", _refreshing(cases)),
        ("Look where copies wait", _waiting(posts)),
        ("Search engines and archives", SEARCHING),
        ("Press", ["Tell every newsroom that was given the story, and ask what they can take down"]),
        ("Git", _committed(cases)),
        ("Print", ["Find posters, leaflets and print sheets with the story, and take down what can be reached"]),
        ("The person", TELLING_THE_PERSON),
        ("Times", [f"{what}:" for what in TIMES]),
    ]
    numbered = [_checklist(f"{number}. {title}", lines) for number, (title, lines) in enumerate(steps, 1)]
    return [["## To do, in this order"], *numbered]


VERIFYING = [
    "Wait for the host's cache, often ten minutes, and open each address above in a private window: gone is 404",
    "Each page, list and download above that stays no longer shows it, and the site's own search does not find it",
    "A new copy of each kit is on line and holds nothing of it",
]
SEARCHING = [
    "Ask Google and Bing to remove each address above (their removal tools need the 404 first)",
    "Ask the Internet Archive (Wayback Machine) to take out its copies of these addresses",
]
TELLING_THE_PERSON = [
    "Write to the person, through the keeper of the register: what was taken down and what will be, by when",
    "Say plainly what can't be called back: copies that others made, prints, archives",
]
TIMES = ("Request received", "Published without it", "Seen to be gone", "Posts deleted", "Partners told", "Person told")


def _publishing(outcome: Outcome) -> Iterable[str]:
    for each in outcome.wrong:
        yield f"Change {_at(each)}: until then publish leaves out what stands there"
    for each in outcome.perhaps:
        yield f"Look at {_at(each)}: it may say something of the story"
    yield "Commit these files, push, and run the publishing workflow by hand (`python3 hub.py publish`)"
    yield "Run no earlier deployment again: it would bring the story back"


def _telling(cases: Sequence[Case]) -> Iterable[str]:
    recipients = sorted({name for case in cases for name in case.recipients})
    partners = sorted({name for case in cases for name in case.partners})
    for name in recipients:
        yield f"`{name}` (a recipient in the record): delete the kit, cards and posts, and confirm"
    for name in partners:
        yield f"{_plain(name)} (a partner of the campaign, who may have passed it on): the same"
    if not recipients and not partners:
        yield "The record names no recipients: ask in the team whether the kit or a card was handed to anybody"


def _deleting(posts: Sequence[PlacedPost], films: Sequence[PlacedFilm]) -> Iterable[str]:
    for post in posts:
        if post.out:
            yield f"Delete on {_post(post)}, and note who shared it"
    for film in films:
        yield f"Take the film down on {film.platform} (the video of `{film.campaign}`), or see that it never went there"
    yield "Look on each account for posts, stories, videos and pinned posts that are not in the posting plan"


def _refreshing(cases: Sequence[Case]) -> Iterable[str]:
    for case in cases:
        for address in case.places.gone[:1] if case.places else ():
            yield f"Have Facebook, LinkedIn and X read {address} anew with their preview tools"
    yield "Resend nothing: messages that were sent keep the preview that they had"


def _waiting(posts: Sequence[PlacedPost]) -> Iterable[str]:
    for post in posts:
        if not post.out:
            yield f"Take out of the scheduler: {_post(post)}"
    yield from (
        "Scheduled posts and drafts in every scheduling tool",
        "Ads Manager: running and planned advertisements",
        "Canva and other design tools: designs and shared folders",
        "Mailchimp and other newsletters: campaigns, templates and the web archive of sent ones",
        "Photo library, shared drives and video accounts",
    )


def _committed(cases: Sequence[Case]) -> Iterable[str]:
    for case in cases:
        yield from case.take_out
        yield f"Then take {_own(case)} out of the repository; the line in `{TOMBSTONES}` stays"
    yield "Write down what stays in the history, in clones and in forks; rewriting it calls none of them back"
    yield "Delete old build artifacts, preview deployments and caches of the workflow"


def _own(case: Case) -> str:
    """What of the repository is the story's own: its folder, or what a sheet says of the person."""
    folder = case.path.rpartition("/")[0]
    named = f"`person` of `{case.path}`, and the photo that it names,"
    return named if case.slug.startswith(SPEAKERS) else f"`{folder}/`"


def _at(each: Diagnostic) -> str:
    return f"`{each.place.path}`, line {each.place.line} ({each.name})"


def _checklist(title: str, lines: Iterable[str]) -> list[str]:
    items = [_open(line) for line in lines]
    return [f"### {title}", "", *items] if items else []


def _open(line: str) -> str:
    return f"- [ ] {line}"


def _ticked(line: str) -> str:
    return f"- [x] {line}"


def _plain(text: str) -> str:
    """`text` so that no letter of it is taken for Markdown."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
