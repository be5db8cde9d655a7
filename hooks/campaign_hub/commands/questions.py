"""What `new` asks before it writes a campaign, story, scenario, partner or sheet, in the terminal or by flags."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from ..choices import GivenBy, ScenarioKind
from ..slugs import is_slug

__all__ = ["QUESTIONS", "Question", "answers_to", "slug_of"]

EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
ABOUT: tuple[str, ...] = get_args(ScenarioKind)
GIVEN_BY: tuple[str, ...] = get_args(GivenBy)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a scaffold is filled with: its name as a flag, what is asked, and why an answer will not do."""

    name: str
    asked: str
    problem: Callable[[str], str | None]


def answers_to(
    questions: tuple[Question, ...], given: Mapping[str, str | None], ask: Callable[[str], str] | None
) -> tuple[dict[str, str], str | None]:
    """The answers by name, empty ones left out, and the first problem with one that was given by flag.

    Without `ask` nobody is asked. Where an answer will not do, `ask` is called again with the reason.
    """
    answers: dict[str, str] = {}
    for question in questions:
        answer = (given.get(question.name) or "").strip()
        if answer and (problem := question.problem(answer)):
            return answers, f"--{question.name}: {problem}"
        if not answer and ask:
            answer = _asked(question, ask)
        if answer:
            answers[question.name] = answer
    late = "starts" in answers and "ends" in answers and answers["ends"] < answers["starts"]
    return answers, "--ends: The campaign would end before it starts." if late else None


def _asked(question: Question, ask: Callable[[str], str]) -> str:
    words = f"{question.asked} (leave empty to fill it in later): "
    while (answer := ask(words).strip()) and (problem := question.problem(answer)):
        words = f"  {problem} {question.asked}: "
    return answer


def slug_of(title: str) -> str:
    """A title as the name of a folder, or an empty text where no plain letter is left of it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower().replace("'", "")))[:60].strip("-")


def _line(most: int) -> Callable[[str], str | None]:
    def problem(answer: str) -> str | None:
        if len(answer) > most:
            return f"Shorten it to {most} characters; it has {len(answer)}."
        return None if answer.isprintable() and not re.search(r"[<`]|\*\*|\]\(", answer) else "Write it as plain text."

    return problem


def _day(answer: str) -> str | None:
    try:
        day = date.fromisoformat(answer)
    except ValueError:
        return "Write a day such as 2027-01-11."
    return None if 2000 <= day.year < 2200 and answer == day.isoformat() else "Write a day such as 2027-01-11."


def _of(pattern: re.Pattern[str], example: str) -> Callable[[str], str | None]:
    return lambda answer: None if pattern.fullmatch(answer) else f"Write it such as {example}."


def _slugs(answer: str) -> str | None:
    names = [name.strip() for name in answer.split(",")]
    return None if all(map(is_slug, names)) else "Write names of campaigns' folders, such as winter-checks."


def _slug(answer: str) -> str | None:
    return None if is_slug(answer) else "Write the name of a campaign's folder, such as winter-checks."


def _giver(answer: str) -> str | None:
    return None if answer in GIVEN_BY else f"Write one of: {', '.join(GIVEN_BY)}."


def _about(answer: str) -> str | None:
    return None if answer in ABOUT else f"Write one of: {', '.join(ABOUT)}."


QUESTIONS = {
    "campaign": (
        Question("title", "What is the campaign called", _line(70)),
        Question("starts", "Its first day, such as 2027-01-11", _day),
        Question("ends", "Its last day", _day),
        Question("team", "Which team looks after it (a role, not a person)", _line(80)),
        Question("email", "That team's e-mail address", _of(EMAIL, "team@example.org")),
        Question("audience", "Who it is for, such as People over 60", _line(80)),
        Question("language", "Its language, such as en or es", _of(LANGUAGE, "en, es or en-GB")),
        Question("topics", "Its topics, with commas between them", _line(200)),
    ),
    "story": (
        Question("title", "A title in the person's words, without their name", _line(70)),
        Question("campaign", "Which campaigns it belongs to, by their folders", _slugs),
        Question("language", "Its language, such as en or es", _of(LANGUAGE, "en, es or en-GB")),
        Question("given-by", f"Who gives the consent: {', '.join(GIVEN_BY)}", _giver),
    ),
    "scenario": (
        Question("title", "What happens, in a few words, such as Somebody takes their story back", _line(90)),
        Question("about", f"What it is about: {', '.join(ABOUT)}", _about),
        Question("owner", "Which role deals with it (never a name)", _line(80)),
        Question("deputy", "Which role steps in", _line(80)),
    ),
    "partner": (
        Question("organisation", "What is the partner called, as it writes its name", _line(80)),
        Question("campaign", "Which campaigns it takes part in, by their folders", _slugs),
        Question("language", "The language of its own words, such as en or es", _of(LANGUAGE, "en, es or en-GB")),
        Question("service", "Its local service, as it reads within a sentence", _line(80)),
    ),
    "spokesperson": (
        Question("role", "Which role speaks (never a name)", _line(90)),
        Question("speaks-for", "For which campaign, by its folder", _slug),
        Question("about-what", "On which topics, with commas between them", _line(200)),
        Question("works-for", "How it is said for whom they work, such as I work for Harbour Health.", _line(120)),
        Question("ask", "Whom your own people ask for them, as a role or team", _line(90)),
    ),
}
"""No question is about the person: the register has the name, and the record is filled in once consent is given."""
