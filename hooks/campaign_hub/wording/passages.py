"""Which texts of the content are the organisation's own words to the public, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..load import Located, Page
from ..load.located import Spot
from ..validate import Checked, CheckedBrief
from .writing import Part, Role, SourceText, Writing, in_order

__all__ = ["other_writings", "writings_of"]

# Fields by their way in the front matter; `*` stands for every entry of a list. What is for the organisation alone,
# such as objectives and what an audience needs, is not among them.
FIELDS: Mapping[Spot, Role] = {
    ("title",): "title",
    ("summary",): "line",
    ("call_to_action", "text"): "action",
    ("messages", "*", "text"): "line",
    ("messages", "*", "short"): "line",
    ("figures", "*", "text"): "line",
    ("questions", "*", "answer"): "line",
    ("audiences", "*", "name"): "line",
    ("hashtags", "*", "also_means"): "line",
    ("partners", "*", "why"): "line",
    ("corrections", "*", "text"): "line",
    ("photo", "alt"): "line",
}
PLAN_FIELDS: Mapping[Spot, Role] = {
    ("title",): "title",
    ("lead",): "line",
    ("questions", "*", "question"): "line",
    ("questions", "*", "answers", "*", "text"): "line",
    ("suggestions", "*", "text"): "line",
    ("suggestions", "*", "how"): "line",
    ("suggestions", "*", "link", "text"): "action",
}
OF_RESULTS: Mapping[Spot, Role] = {
    ("results", "note"): "line",
    ("results", "changed", "*", "text"): "line",
    ("results", "learned", "*"): "line",
}
"""What is said of results is for the public where the brief says so."""
EASY_READ_FIELDS: Mapping[Spot, Role] = {
    ("title",): "title",
    ("description",): "line",
    ("parts", "*", "heading"): "title",
    ("parts", "*", "ideas", "*", "text"): "line",
    ("parts", "*", "ideas", "*", "alt"): "line",
    ("parts", "*", "ideas", "*", "link", "text"): "action",
    ("words", "*", "means"): "line",
}
VIDEO_FIELDS: Mapping[Spot, Role] = {
    ("title",): "title",
    ("scenes", "*", "words"): "line",
    ("scenes", "*", "text"): "line",
    ("scenes", "*", "shows"): "line",
}
PAGE_FIELDS: Mapping[Spot, Role] = {("title",): "title", ("description",): "line"}
POST_FIELDS: Mapping[Spot, Role] = {("*", "text"): "post", ("*", "thread", "*"): "post", ("*", "alt"): "line"}
HUB_FIELDS: Mapping[Spot, Role] = {("withdrawal", "text"): "line"}
SCENARIO_FIELDS: Mapping[Spot, Role] = {("holding_statement",): "line"}
SHEET_FIELDS: Mapping[Spot, Role] = {
    ("quote",): "line",
    ("questions", "*", "answer"): "line",
    ("questions", "*", "bridge"): "line",
    ("posts", "*", "text"): "line",
}
TRIAGE_FIELDS: Mapping[Spot, Role] = {("outside_hours",): "line", ("branches", "*", "reply"): "line"}


def writings_of(brief: CheckedBrief, checked: Checked, texts: Mapping[str, str]) -> tuple[Writing, ...]:
    """The writing of a brief's page and, where it has them, of the files beside; `texts` are the files by path."""
    language = brief.brief.language or checked.hub.language
    names = (*_own_names(checked), *_names_in(brief))
    topics = frozenset(brief.brief.sensitivity)
    page = SourceText(brief.page.path, texts[brief.page.path])
    made = [Writing(page, language, in_order(_of_brief(page, brief, checked)), names, topics)]
    if brief.posts:
        plan = brief.posts[0].located
        path = plan.place().path
        posts = SourceText(path, texts[path])
        sound = {post.position for post in brief.posts}
        parts = in_order(part for part in _in_fields(posts, plan, POST_FIELDS) if part.post in sound)
        made.append(Writing(posts, language, parts, names, topics))
    for each, fields in ((brief.plan, PLAN_FIELDS), (brief.easy_read, EASY_READ_FIELDS), (brief.video, VIDEO_FIELDS)):
        if each:
            source = SourceText(each.path, texts[each.path])
            parts = in_order(_in_fields(source, each.located, fields))
            made.append(Writing(source, language, parts, names, topics))
    return tuple(made)


def other_writings(checked: Checked, texts: Mapping[str, str], hub: Located | None) -> Iterator[Writing]:
    """The writing of plain pages, of `hub`, the fields of hub.yml, and of what is kept ready to say to the public."""
    names = _own_names(checked)
    for page in checked.pages:
        if page.fields is not None:
            source = SourceText(page.path, texts[page.path])
            language = page.fields.data.get("language") or checked.hub.language
            parts = in_order((*_in_fields(source, page.fields, PAGE_FIELDS), *_body(source, page)))
            yield Writing(source, str(language), parts, names)
    if hub is not None:
        path = hub.place().path
        source = SourceText(path, checked.asset_texts[path])
        yield Writing(source, checked.hub.language, in_order(_in_fields(source, hub, HUB_FIELDS)), names)
    yield from _ready_to_say(checked, texts)


def _ready_to_say(checked: Checked, texts: Mapping[str, str]) -> Iterator[Writing]:
    """What internal files hold for the public to read one day: statements and replies."""
    names, ready = _own_names(checked), checked.readiness
    for each in ready.scenarios:
        if each.page.fields is not None:
            source = SourceText(each.page.path, texts[each.page.path])
            parts = in_order(_in_fields(source, each.page.fields, SCENARIO_FIELDS))
            yield Writing(source, each.scenario.language or checked.hub.language, parts, names)
    if ready.triage and ready.triage_fields is not None:
        path = ready.triage_fields.place().path
        source = SourceText(path, texts[path])
        parts = in_order(_in_fields(source, ready.triage_fields, TRIAGE_FIELDS))
        yield Writing(source, checked.hub.language, parts, names)
    for sheet in checked.spokespeople:
        source = SourceText(sheet.path, texts[sheet.path])
        parts = in_order(_in_fields(source, sheet.located, SHEET_FIELDS))
        yield Writing(source, sheet.sheet.language or checked.hub.language, parts, names)


def _own_names(checked: Checked) -> tuple[str, ...]:
    """Names of more than one word: a single word may be a word."""
    return tuple(name for name in (checked.hub.name, *(each.name for each in checked.hub.helplines)) if " " in name)


def _names_in(brief: CheckedBrief) -> Iterator[str]:
    fields = brief.brief
    named = [each.name for each in fields.partners]
    for source in fields.sources.values():
        named += [source.title, source.publisher]
    yield from (name for name in named if " " in name)


def _of_brief(source: SourceText, brief: CheckedBrief, checked: Checked) -> Iterator[Part]:
    fields = brief.page.fields
    if fields is None:
        return
    yield from _in_fields(source, fields, FIELDS)
    if brief.brief.results and brief.brief.results.public:
        yield from _in_fields(source, fields, OF_RESULTS)
    for at, card in enumerate(brief.brief.cards):
        template = checked.card_templates.get(card.template)
        for name, rule in (template.fields if template else {}).items():
            role: Role = "title" if name == "title" else "line"
            if rule.kind == "line":
                yield from _at(source, fields, ("cards", at, name), role)
            elif rule.kind == "lines":
                yield from _in_fields(source, fields, {("cards", at, name, "*"): role})
    yield from _body(source, brief.page)


def _body(source: SourceText, page: Page) -> Iterator[Part]:
    end = len(source.text)
    yield Part(end - len(page.body), end, "prose", "")


def _in_fields(source: SourceText, located: Located, fields: Mapping[Spot, Role]) -> Iterator[Part]:
    for way, role in fields.items():
        for spot in _spots(located.data, way):
            yield from _at(source, located, spot, role)


def _spots(value: Any, way: Spot) -> Iterator[Spot]:
    """The ways to what is there, with every entry of a list where `way` has `*`."""
    if not way:
        yield ()
    elif way[0] == "*":
        for at, entry in enumerate(value if isinstance(value, list) else ()):
            yield from ((at, *rest) for rest in _spots(entry, way[1:]))
    elif _has(value, way[0]):
        yield from ((way[0], *rest) for rest in _spots(value[way[0]], way[1:]))


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _at(source: SourceText, located: Located, spot: Spot, role: Role) -> Iterator[Part]:
    value = located.data
    for step in spot:
        if not _has(value, step):
            return
        value = value[step]
    if isinstance(value, str):
        start, end = source.words_at(located.place(*spot), value)
        yield Part(start, end, role, str(spot[-1]), spot[0] if isinstance(spot[0], int) else None)
