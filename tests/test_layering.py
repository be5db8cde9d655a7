"""The stages stay apart: imports run one way, and few modules know MkDocs, Pillow or the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"
CORE = HOOKS / "campaign_hub"
ADAPTER = [HOOKS / "mkdocs_hooks.py", *sorted((HOOKS / "mkdocs_adapter").glob("*.py"))]
ORDER = (
    "diagnostics",
    "reports",
    "build_request",
    "examples",
    "slugs",
    "yearly",
    "choices",
    "kept_keys",
    "memory",
    "built_site",
    "load",
    "canaries",
    "withdrawals",
    "marking",
    "validate",
    "hosting",
    "copy_digest",
    "gate",
    "likeness",
    "unlike",
    "leaving_out",
    "appraise",
    "public_words",
    "searching",
    "mentions",
    "wording",
    "derive",
    "telling_cards",
    "takedown",
    "render",
    "site_digest",
    "verify",
    "proofread",
    "waivers",
    "notes",
    "preview",
    "pipeline",
    "publish_report",
    "finish",
    "history",
    "commands",
)
MODULES = sorted(CORE.rglob("*.py"))


def stage_of(module: Path) -> str:
    return module.relative_to(CORE).parts[0].removesuffix(".py")


def imports_of(module: Path) -> set[str]:
    """Whole names of all modules that `module` imports, at its top or anywhere in it."""
    names: set[str] = set()
    package = ("campaign_hub", *module.relative_to(CORE).parts[:-1])
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*base, *([node.module] if node.module else [])])
            names |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_imports_run_one_way(module):
    if stage_of(module) in ("__init__", "__main__"):
        return
    here = ORDER.index(stage_of(module))
    used = {name.split(".")[1] for name in imports_of(module) if name.startswith("campaign_hub.")}
    later = {stage for stage in used if stage in ORDER and ORDER.index(stage) > here}
    assert not later


def test_every_module_has_its_stage():
    assert {stage_of(module) for module in MODULES} <= {*ORDER, "__init__", "__main__"}


def test_the_adapter_alone_knows_mkdocs():
    outside = {"mkdocs", "mkdocs_hooks", "mkdocs_adapter"}
    assert not [module for module in MODULES if outside & {name.split(".")[0] for name in imports_of(module)}]
    assert all(file in ADAPTER or file in MODULES for file in HOOKS.rglob("*.py"))


def test_history_and_the_command_line_alone_start_programs():
    assert {stage_of(module) for module in MODULES if "subprocess" in imports_of(module)} == {"history", "commands"}


def test_the_picture_modules_alone_know_pillow():
    knowing = [module for module in MODULES if any(name.split(".")[0] == "PIL" for name in imports_of(module))]
    assert knowing
    assert {path.relative_to(CORE).parts[:2] for path in knowing} == {("render", "cards"), ("likeness.py",)}


def test_verify_shares_nothing_with_the_gate():
    for module in (CORE / "verify").glob("*.py"):
        used = {name.split(".")[1] for name in imports_of(module) if name.startswith("campaign_hub.")}
        assert used <= {"built_site", "canaries", "diagnostics", "kept_keys", "likeness", "load", "memory", "verify"}


def clock_reads(module: Path) -> list[int]:
    """Lines on which `module` asks what time it is."""
    reads = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "gmtime", "localtime"}
    return [
        node.lineno
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in reads
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
    ]


def test_the_command_line_and_the_adapter_alone_read_the_clock():
    reading = {stage_of(module) for module in MODULES if clock_reads(module)}
    assert reading == {"commands"}
    assert [module.name for module in ADAPTER if clock_reads(module)] == ["hub_build.py"]


def test_the_gate_alone_makes_published_stories():
    makers = {
        stage_of(module)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "PublishedStory"
    }
    assert makers == {"gate"}


def test_no_html_is_written_in_python():
    for module in (*MODULES, *ADAPTER):
        if "verify" in module.parts:
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "</" not in node.value, f"{module}:{node.lineno}"
