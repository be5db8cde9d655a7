"""The forms of Pages CMS, a way to edit in the browser, made from the very models that `check` holds files to.

Pages CMS has no field for a map of names, such as `sources`, and none for cards whose fields depend on their template.
What holds such a part anywhere is left out as a whole, since a list whose entries are shown in part would lose the rest
when it is saved; `merge` keeps what is left out as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .editor_schemas import editor_schemas

__all__ = ["browser_forms"]

Node = dict[str, Any]
SIMPLE = {"integer": "number", "number": "number", "boolean": "boolean"}
LONG = ("summary", "text", "answer", "needs", "holding_statement", "outside_hours", "reply", "safeguarding")


def browser_forms(campaigns: Iterable[str]) -> Node:
    """What stands in `.pages.yml`, with a form for the posting plan of each of `campaigns`."""
    schemas = editor_schemas()
    body = {"name": "body", "label": "Text", "type": "code", "options": {"language": "markdown"}}
    plans = [
        {
            "name": f"posts-{slug}",
            "label": f"Posts: {slug}",
            "type": "file",
            "path": f"content/campaigns/{slug}/posts.yml",
            "format": "yaml",
            "list": True,
            "fields": _fields(schemas["posts"], schemas["posts"]["$defs"]["Post"]),
        }
        for slug in sorted(campaigns)
    ]
    return {
        "settings": {"content": {"merge": True}},
        "content": [
            _bundles("campaigns", "Campaigns", [*_fields(schemas["brief"], schemas["brief"]), body]),
            _bundles("stories", "Stories and their consent", [*_story(schemas["story"]), body]),
            *plans,
            {
                "name": "scenarios",
                "label": "What-if plans (internal)",
                "type": "collection",
                "path": "content/readiness/scenarios",
                "format": "yaml-frontmatter",
                "filename": "{primary}.md",
                "view": {"primary": "title"},
                "fields": [*_fields(schemas["scenario"], schemas["scenario"]), body],
            },
            {
                "name": "triage",
                "label": "What to do with comments (internal)",
                "type": "file",
                "path": "content/readiness/triage.yml",
                "format": "yaml",
                "fields": _fields(schemas["triage"], schemas["triage"]),
            },
            {
                "name": "hub",
                "label": "The organisation and its rules",
                "type": "file",
                "path": "campaign_assets/hub.yml",
                "format": "yaml",
                "fields": _fields(schemas["hub"], schemas["hub"]),
            },
        ],
    }


def _bundles(name: str, label: str, fields: list[Node]) -> Node:
    """A collection of folders that each have one `index.md`."""
    return {
        "name": name,
        "label": label,
        "type": "collection",
        "path": f"content/{name}",
        "format": "yaml-frontmatter",
        "subfolders": True,
        "filename": "{primary}/index.md",
        "view": {"layout": "tree", "primary": "title", "node": {"filename": "index.md", "hideDirs": "nodes"}},
        "fields": fields,
    }


def _story(schema: Node) -> list[Node]:
    """A story's fields with one record of consent; a story of several people is edited as a file."""
    record = schema["properties"]["consent"]["anyOf"][1]
    own = {name: inner for name, inner in schema["properties"].items() if name != "consent"}
    fields = _fields(schema, {**schema, "properties": own})
    return [*fields, {"name": "consent", "label": "Consent", "type": "object", "fields": _fields(schema, record)}]


def _fields(whole: Node, schema: Node) -> list[Node]:
    """A field for everything in `schema` that a form can show."""
    required = schema.get("required", ())
    made = (_field(whole, name, inner, required=name in required) for name, inner in schema["properties"].items())
    return [field for field in made if field]


def _field(whole: Node, name: str, schema: Node, *, required: bool) -> Node | None:
    """One field of a form, or None for what a form can't show."""
    schema = _meant(whole, schema)
    kind = _kind(whole, name, schema)
    if kind is None:
        return None
    field: Node = {"name": name, "label": name.replace("_", " ").capitalize(), **kind}
    if words := schema.get("description"):
        field["description"] = words
    return {**field, "required": True} if required else field


def _meant(whole: Node, schema: Node) -> Node:
    """The schema that a reference leads to; of a list or one of its values, the value, which loses nothing."""
    if "anyOf" in schema:
        one: Node = next((each for each in schema["anyOf"] if each.get("type") != "array"), {})
        schema = {**one, **{key: value for key, value in schema.items() if key != "anyOf"}}
    named = schema.get("$ref", "").rpartition("/")[2]
    return (
        {**whole["$defs"][named], **{key: value for key, value in schema.items() if key != "$ref"}} if named else schema
    )


def _kind(whole: Node, name: str, schema: Node) -> Node | None:
    kind = schema.get("type")
    if kind == "array":
        return _list(whole, name, schema)
    if kind == "object":
        return _group(whole, schema)
    # A field that takes one value says nothing that an editor could choose.
    return None if "const" in schema else _value(name, schema)


def _value(name: str, schema: Node) -> Node:
    if "enum" in schema:
        return {"type": "select", "options": {"values": schema["enum"]}}
    kind = schema.get("type")
    if isinstance(kind, str) and kind in SIMPLE:
        return {"type": SIMPLE[kind]}
    if schema.get("format") == "date":
        return {"type": "date"}
    made = {"type": "text" if name in LONG else "string"}
    return {**made, "pattern": schema["pattern"]} if "pattern" in schema else made


def _list(whole: Node, name: str, schema: Node) -> Node | None:
    pair = schema.get("prefixItems") or [{}]
    inner = _meant(whole, schema.get("items") or pair[0])
    made = _kind(whole, name, inner) if inner and inner.get("type") != "array" else None
    count = {"min": schema["minItems"], "max": schema["maxItems"]} if "prefixItems" in schema else True
    return {**made, "list": count} if made else None


def _group(whole: Node, schema: Node) -> Node | None:
    """A group of fields, or None where one of them can't be shown."""
    fields = _fields(whole, schema) if "properties" in schema else []
    is_whole = bool(fields) and len(fields) == len(schema["properties"]) and schema.get("additionalProperties") is False
    return {"type": "object", "fields": fields} if is_whole else None
