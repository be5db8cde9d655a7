"""The schemas for VS Code say what the models say, and the settings lead to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tiny import ROOT

from campaign_hub.commands import main
from campaign_hub.validate.brief import Brief, Post
from campaign_hub.validate.editor_schemas import editor_schemas
from campaign_hub.validate.organisation import Brand, HubSettings
from campaign_hub.validate.platforms import Platforms
from campaign_hub.validate.story import ConsentRecord, Story


def names(model: type) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_field_is_in_its_schema() -> None:
    schemas = editor_schemas()
    for name, model in (("brief", Brief), ("hub", HubSettings), ("brand", Brand), ("platforms", Platforms)):
        assert set(schemas[name]["properties"]) == names(model)
        assert schemas[name]["additionalProperties"] is False
    assert set(schemas["posts"]["$defs"]["Post"]["properties"]) == names(Post)
    assert set(schemas["story"]["properties"]) == {*names(Story), "consent"}
    consent = schemas["story"]["properties"]["consent"]["anyOf"][1]
    assert set(consent["properties"]) == names(ConsentRecord)
    assert "given" in consent["properties"]["status"]["enum"]


def test_fields_are_explained_in_the_words_of_the_examples() -> None:
    brief = editor_schemas()["brief"]
    assert brief["properties"]["title"]["description"] == "up to 70 characters"
    assert brief["$defs"]["Objective"]["description"].startswith("What the campaign is for")


def test_a_number_may_stand_for_a_text_and_one_value_for_a_list() -> None:
    definitions = editor_schemas()["brief"]["$defs"]
    assert definitions["Figure"]["properties"]["year"]["type"] == ["string", "number"]
    assert {each["type"] for each in definitions["Audience"]["properties"]["active_hours"]["anyOf"]} == {
        "array",
        "string",
    }


def test_the_settings_of_vs_code_lead_to_schemas_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["schema"]) == 0
    written = set(capsys.readouterr().out.split())
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, files in settings.items():
        assert schema.removeprefix("./") in written
        assert json.loads((tmp_path / schema).read_text("utf-8"))["$schema"].endswith("draft-07/schema#")
        assert list(ROOT.glob(files)), files
