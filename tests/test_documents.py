"""What the documents say of the tree, the commands and the machine is true."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from campaign_hub.commands import main

ROOT = Path(__file__).parent.parent
FIRST = {"__init__.py": 0, "__main__.py": 1}
TREE_LINE = re.compile(r"^( *)([\w./-]+?)(/)?(?: {2,}(\S.*))?$")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listed.stdout.splitlines() if (ROOT / path).exists()]


def printed_tree() -> list[tuple[str, str]]:
    """Every file that ARCHITECTURE.md shows, with its caption, in the order in which it shows them."""
    block = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("```")[1]
    folders: list[str] = []
    files: list[tuple[str, str]] = []
    for line in block.strip("\n").split("\n"):
        found = TREE_LINE.match(line)
        assert found, line
        indent, name, is_folder, caption = found.groups()
        folders = folders[: len(indent) // 2]
        if is_folder:
            folders.append(name)
        else:
            files.append(("/".join([*folders, name]), caption or ""))
    return files


def test_the_tree_of_the_architecture_is_the_tree():
    shown = [path for path, _ in printed_tree()]
    assert all(caption for _, caption in printed_tree())
    assert [path for path, times in Counter(shown).items() if times > 1] == []
    code = {path for path in tracked() if path.startswith("hooks/") and not path.endswith("/py.typed")}
    assert set(shown) == code | {"hub.py", "mkdocs.yml"}


def test_the_files_of_a_folder_stand_in_order():
    folders: dict[str, list[str]] = {}
    for path, _ in printed_tree():
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    for folder, names in folders.items():
        assert names == sorted(names, key=lambda name: (FIRST.get(name, len(FIRST)), name)), folder


def test_each_dependency_has_one_row():
    table = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("| package | why |")[1].split("\n\n")[0]
    packages = [name.strip() for row in table.split("\n")[2:] for name in row.split("|")[1].split(",")]
    assert len(packages) > 20
    assert [name for name, times in Counter(packages).items() if times > 1] == []


def test_what_has_owners_is_there():
    rules = (ROOT / ".github/CODEOWNERS").read_text("utf-8").split("\n")
    owned = [line.split()[0] for line in rules if line and not line.startswith("#")]
    assert [path for path in owned if not (ROOT / path.lstrip("/")).exists()] == []
    assert [path for path, times in Counter(owned).items() if times > 1] == []


def test_the_commands_of_the_readme_exist(capsys):
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"python3 hub\.py ([\w-]+)", readme)) - {"test"}
    assert named >= {"build", "preview", "check", "consent", "publish", "new"}
    for command in sorted(named):
        with pytest.raises(SystemExit) as end:
            main([command, "--help"])
        assert end.value.code == 0, command
    assert "usage" in capsys.readouterr().out


def test_the_two_commands_are_the_first_thing_in_the_readme():
    first_block = (ROOT / "README.md").read_text("utf-8").split("```")[1]
    assert first_block.split("\n")[1:3] == ["python3 hub.py build", "python3 hub.py test"]


def test_links_between_documents_lead_somewhere():
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (ROOT / target).exists(), f"{document.name}: {target}"


def test_nothing_generated_is_tracked():
    generated = re.compile(r"^(site|\.cache|\.venv)/|__pycache__|\.pyc$|^campaign_assets/.*card.*\.(png|jpe?g)$")
    assert not [path for path in tracked() if generated.search(path)]
