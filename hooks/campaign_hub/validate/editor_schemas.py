"""JSON Schemas for programs that editors write in, made from the very models that `check` holds files to.

They are looser where a program reads YAML in another way than the hub: a number may stand where a text is meant, as the
hub takes it as it was written.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from .brief import Brief, Post
from .easy_read import EasyRead
from .observances import Observances
from .organisation import Brand, HubSettings
from .partner import KitPartner
from .platforms import Platforms
from .public_plan import PublicPlan
from .readiness import ReadinessPage, Scenario, Triage
from .spokesperson import Spokesperson
from .story import ConsentRecord, Story
from .video import VideoPlan

__all__ = ["editor_schemas"]

DIALECT = "http://json-schema.org/draft-07/schema#"
COMMENT = re.compile(r"^[\s#-]*([a-z_]+):.*? # (\S.*)$", re.MULTILINE)
ONE_OR_LIST = ("active_hours",)


def editor_schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file by its name, such as brief, story, posts, partner, plan, video or hub."""
    story = _schema_of(Story)
    consent = _schema_of(ConsentRecord)
    story.setdefault("$defs", {}).update(consent.pop("$defs", {}))
    story["properties"]["consent"] = {
        "description": consent["description"],
        "anyOf": [{"type": "boolean"}, consent, {"type": "array", "items": consent}],
    }
    sheet = _schema_of(Spokesperson, "spokesperson.")
    sheet["$defs"]["Person"]["properties"]["consent"] = story["properties"]["consent"]
    sheet["$defs"].update(story["$defs"])
    return {
        "brief": _schema_of(Brief),
        "story": story,
        "posts": _schema_of(list[Post]),
        "partner": _schema_of(KitPartner, "partner."),
        "spokesperson": sheet,
        "plan": _schema_of(PublicPlan),
        "easy-read": _schema_of(EasyRead, "easy-read."),
        "video": _schema_of(VideoPlan, "video."),
        "hub": _schema_of(HubSettings),
        "brand": _schema_of(Brand),
        "platforms": _schema_of(Platforms),
        "scenario": _schema_of(Scenario, "scenario."),
        "triage": _schema_of(Triage, "scenario."),
        "readiness": _schema_of(ReadinessPage, "scenario."),
        "observances": _schema_of(Observances),
    }


def _schema_of(kind: Any, *scaffolds: str) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(by_alias=True)
    return {"$schema": DIALECT, **_plain(made, _explained(scaffolds or ("campaign-", "story-")))}


def _explained(scaffolds: tuple[str, ...]) -> dict[str, str]:
    """What the examples that `new` writes say of each field, where they all say one thing.

    `scaffolds` are the beginnings of their names.
    """
    said: dict[str, set[str]] = {}
    for scaffold in files("campaign_hub").joinpath("scaffolds").iterdir():
        for name, words in COMMENT.findall(scaffold.read_text("utf-8")) if scaffold.name.startswith(scaffolds) else ():
            said.setdefault(name, set()).add(words.strip())
    return {name: words.pop() for name, words in said.items() if len(words) == 1}


def _plain(node: Any, explained: dict[str, str], name: str = "") -> Any:
    """The schema without what only Python needs, with a sentence for each field that has one."""
    if isinstance(node, list):
        return [_plain(each, explained) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key not in ("title", "default")}
    if "anyOf" in kept and (some := [each for each in kept["anyOf"] if each != {"type": "null"}]) and len(some) == 1:
        kept = {**{key: value for key, value in kept.items() if key != "anyOf"}, **some[0]}
    made: dict[str, Any] = {}
    for key, value in kept.items():
        if key in ("properties", "$defs"):
            made[key] = {each: _plain(inner, explained, each) for each, inner in value.items()}
        else:
            made[key] = value if key in ("enum", "required") else _plain(value, explained)
    if made.get("type") == "string" and not {"enum", "pattern", "format", "const"} & set(made):
        made["type"] = ["string", "number"]
    if name in ONE_OR_LIST and made.get("type") == "array":
        made = {"anyOf": [made, made["items"]]}
    return {"description": explained[name], **made} if name in explained and "$ref" not in made else made
