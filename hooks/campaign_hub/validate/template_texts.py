"""The texts of card templates: Jinja2 that can only take words out of the brief, in time and room that stay small.

A template is read from a file, and a hub may take it from somebody else. So what may stand in its braces is listed
here and everything else refused: no loop, no sum, no product, no call of a method, no filter that makes texts
longer than what it was given by more than a fixed factor.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

__all__ = ["NAMES", "compiled", "fields_named", "problem_with"]

NAMES = frozenset(
    {"campaign", "organisation", "word", "days", "day", "date", "message", "figure", "sources", "story", "card"}
)
"""What the texts of card templates can name, besides `item` in a part that is there once for each entry of a list."""

CALLS = frozenset({"word", "days", "day", "date"})
FILTERS = frozenset(
    {"host", "sentence", "join", "map", "unique", "first", "last", "selectattr", "default", "lower", "upper", "trim"}
)
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Keyword,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
)
REFUSED = {
    "For": "a loop",
    "Mul": "a product",
    "Pow": "a power",
    "Add": "a sum",
    "Sub": "a difference",
    "Concat": "the mark ~",
    "Mod": "the mark %",
    "Macro": "a macro",
    "Assign": "a variable of its own",
    "Include": "another file",
    "Import": "another file",
    "FromImport": "another file",
    "Extends": "another file",
    "Getitem": "square brackets",
    "List": "a list of its own",
}
LONGEST = 1000
"""Characters of a template's text, most of which is braces: longer ones are pages, not cards."""
LONGEST_GLUE = 12
"""Characters that `join` may put between entries: its result is at most so many times longer than what it joins."""


@lru_cache(maxsize=1)
def _texts() -> SandboxedEnvironment:
    """What fills the texts of card templates: filters `host` and `sentence`; what is missing is an error."""
    texts = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    texts.filters |= {"host": _host, "sentence": _sentence}
    return texts


@lru_cache(maxsize=512)
def compiled(text: str) -> Template:
    """A template's text, compiled once for all cards; only for texts with which there is no problem."""
    return _texts().from_string(text)


def _host(url: str) -> str:
    """What a person has to remember of an address: the site's name, the mail address or the number."""
    parts = urlsplit(url)
    return (parts.hostname or parts.path).removeprefix("www.")


def _sentence(text: str) -> str:
    """`text` with a full stop, so that a screen reader pauses, unless it ends in a mark already."""
    return text if not text or text.endswith((".", "!", "?", "…", "؟", "।", "。")) else f"{text}."


@lru_cache(maxsize=512)
def problem_with(text: str, also: tuple[str, ...] = ()) -> str | None:
    """What keeps a text from being filled, in an editor's words; `also` may be named in it too."""
    if len(text) > LONGEST:
        return f"it has more than {LONGEST} characters"
    try:
        tree = _texts().parse(text)
        odd = next(_odd(tree), None)
        # Only what is not odd: to find names, Jinja2 works out constants, and 'x' * 10 ** 9 takes a gigabyte.
        unknown = set() if odd else meta.find_undeclared_variables(tree) - NAMES - set(also)
    except TemplateSyntaxError as error:
        return f"Jinja2 stops with “{(error.message or '').rstrip('.')}”"
    except (TemplateError, RecursionError):
        return "it has too many brackets inside one another"
    if odd:
        return odd
    return f"there is nothing called {min(unknown)}" if unknown else None


def _odd(node: nodes.Node, *, joined: bool = False) -> Iterator[str]:
    """What may not stand in a template's text, from the outside in; `joined` within what a `join` takes."""
    name = type(node).__name__
    if not isinstance(node, ALLOWED):
        yield f"{REFUSED.get(name, name)} may not stand in a card's text"
        return
    if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in CALLS):
        yield f"only {', '.join(sorted(CALLS))} can be called"
    if isinstance(node, nodes.Filter):
        yield from _odd_filter(node, joined=joined)
    inside = joined or (isinstance(node, nodes.Filter) and node.name == "join")
    for child in node.iter_child_nodes():
        yield from _odd(child, joined=inside)


def _odd_filter(node: nodes.Filter, *, joined: bool) -> Iterator[str]:
    if node.name not in FILTERS:
        yield f"the filter {node.name} is not one of {', '.join(sorted(FILTERS))}"
    if node.name == "join":
        glue = [each for each in node.args if not isinstance(each, nodes.Const)]
        long = [each for each in node.args if isinstance(each, nodes.Const) and len(str(each.value)) > LONGEST_GLUE]
        if joined or glue or long or node.kwargs:
            yield f"join takes one short text of up to {LONGEST_GLUE} characters, once"


@lru_cache(maxsize=512)
def fields_named(text: str) -> frozenset[str]:
    """The names after `card.` in a text with which there is no problem."""
    found = _texts().parse(text).find_all(nodes.Getattr)
    return frozenset(each.attr for each in found if isinstance(each.node, nodes.Name) and each.node.name == "card")
