"""The schemas for VS Code say what the models say, and the settings lead to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from tiny import ROOT

from campaign_hub.commands import main
from campaign_hub.commands.schemas import forms_text, write_forms
from campaign_hub.validate.brief import Brief, Post
from campaign_hub.validate.easy_read import EasyRead
from campaign_hub.validate.editor_schemas import editor_schemas
from campaign_hub.validate.organisation import Brand, HubSettings
from campaign_hub.validate.partner import KitPartner
from campaign_hub.validate.platforms import Platforms
from campaign_hub.validate.public_plan import PublicPlan
from campaign_hub.validate.readiness import ReadinessPage, Scenario, Triage
from campaign_hub.validate.story import ConsentRecord, Story
from campaign_hub.validate.video import VideoPlan

FORMS = forms_text(["flu"])


def names(model: type) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_field_is_in_its_schema() -> None:
    schemas = editor_schemas()
    models = {"brief": Brief, "partner": KitPartner, "hub": HubSettings, "brand": Brand, "platforms": Platforms}
    models |= {"easy-read": EasyRead, "video": VideoPlan}
    models |= {"plan": PublicPlan, "scenario": Scenario, "triage": Triage, "readiness": ReadinessPage}
    for name, model in models.items():
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
        assert ".pages.yml" in written
        assert json.loads((tmp_path / schema).read_text("utf-8"))["$schema"].endswith("draft-07/schema#")
        assert list(ROOT.glob(files)), files


def test_the_forms_in_the_repository_are_those_of_the_models() -> None:
    written = (ROOT / ".pages.yml").read_text("utf-8")
    # The campaigns that the file itself names: a campaign added on a web page of GitHub is no fault of the program.
    plans = [each["name"].removeprefix("posts-") for each in yaml.safe_load(written)["content"] if each.get("list")]
    assert plans
    assert written == forms_text(plans), "run: python3 hub.py schema"


def form(name: str) -> dict[str, dict[str, object]]:
    content = yaml.safe_load(FORMS)["content"]
    return {field["name"]: field for each in content if each["name"] == name for field in each["fields"]}


def test_a_form_keeps_what_it_can_not_show() -> None:
    assert yaml.safe_load(FORMS)["settings"] == {"content": {"merge": True}}
    # A list whose entries are shown in part would lose the rest.
    assert set(form("campaigns")) == names(Brief) - {"sources", "partners", "allies", "cards"} | {"body"}
    assert set(form("stories")) == names(Story) - {"type"} | {"consent", "body"}
    assert set(form("hub")) == names(HubSettings)
    assert set(form("scenarios")) == names(Scenario) | {"body"}
    assert set(form("triage")) == names(Triage)


def test_a_story_form_has_the_whole_consent_record() -> None:
    fields = form("stories")["consent"]["fields"]
    assert isinstance(fields, list)
    assert {field["name"] for field in fields} == names(ConsentRecord) - {"schema"}
    assert fields[0]["type"] == "select"
    assert "given" in fields[0]["options"]["values"]


def test_fields_of_a_form_are_such_as_pages_cms_knows() -> None:
    def look(fields: list[dict[str, object]]) -> None:
        for field in fields:
            known = {"name", "label", "type", "description", "required", "list", "pattern", "options", "fields"}
            assert set(field) <= known
            assert field["type"] in {"string", "text", "number", "boolean", "date", "select", "object", "code"}
            assert ("fields" in field) == (field["type"] == "object")
            look(field.get("fields", []))  # type: ignore[arg-type]

    for each in yaml.safe_load(FORMS)["content"]:
        look(each["fields"])


def test_every_posting_plan_has_a_form(tmp_path: Path) -> None:
    for plan in ("content/campaigns/flu/posts.yml", "content/campaigns/cold/posts.yml"):
        (tmp_path / plan).parent.mkdir(parents=True)
        (tmp_path / plan).touch()
    content = yaml.safe_load((tmp_path / write_forms(tmp_path)).read_text("utf-8"))["content"]
    assert [each["name"] for each in content if each.get("list")] == ["posts-cold", "posts-flu"]
    assert set(form("posts-flu")) == names(Post)
