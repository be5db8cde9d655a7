"""How a project starts on a fresh machine: `hub.py` in a copy of its own, with a stub of the hub."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("build", "test")
COMMANDS = (
    "preview",
    "build",
    "check",
    "explain",
    "contact-sheet",
    "publish",
    "new",
    "results",
    "handout",
    "schema",
    "consent",
    "withdraw",
    "test",
)
STUB = """\
import os, sys
print("stub", *sys.argv[1:], os.environ["NO_MKDOCS_2_WARNING"])
sys.exit(7)
"""
UNREACHABLE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_FIND_LINKS": "",
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_RETRIES": "1",
    "NO_PROXY": "*",
}
SETTING_UP = "setting up"


def make_tree(root: Path) -> Path:
    """A checkout whose locks are empty, so that setting up needs no network."""
    package = root / "hooks" / "campaign_hub"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(STUB, encoding="utf-8")
    (root / "requirements").mkdir()
    for lock in LOCKS:
        (root / "requirements" / f"{lock}.txt").touch()
    shutil.copy(ROOT / "hub.py", root)
    return root


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make_tree(tmp_path / "checkout")


@pytest.fixture(scope="module")
def shared_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tree(tmp_path_factory.mktemp("shared") / "checkout")


@pytest.fixture
def ready(shared_tree: Path) -> Path:
    """A checkout that is set up; setting up takes seconds, so tests that leave it mendable share one."""
    hub(shared_tree, "check")
    return shared_tree


def hub(
    root: Path, *arguments: str, before: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `hub.py` as a person would; `before` is Python that bends the machine it finds."""
    command: Sequence[str] = [str(root / "hub.py"), *arguments]
    if before:
        run = "runpy.run_path(sys.argv[0], None, '__main__')"
        command = ["-c", f"import runpy, sys\nsys.argv = sys.argv[1:]\n{before}\n{run}", *command]
    return subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def lock_entries(name: str) -> list[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", "").splitlines() if not line.startswith("#")]


def pins(name: str) -> set[str]:
    return {entry.split(" --hash")[0].strip() for entry in lock_entries(name)}


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_names_every_command_and_sets_nothing_up(tree: Path, arguments: tuple[str, ...]) -> None:
    done = hub(tree, *arguments)
    assert done.returncode == 0
    named = re.findall(r"^  ([\w-]+)", done.stdout, re.MULTILINE)
    assert named == list(COMMANDS)
    assert not (tree / ".venv").exists()


def test_an_old_python_gets_one_sentence(tree: Path) -> None:
    done = hub(tree, "build", before="sys.version_info = (3, 8, 19, 'final', 0)")
    assert done.returncode == 1
    assert done.stderr.startswith("This hub needs Python 3.11 or newer; this is Python 3.8. ")
    assert done.stderr.count("\n") == 1
    assert not (tree / ".venv").exists()


def test_an_old_python_can_read_the_file() -> None:
    tree = ast.parse((ROOT / "hub.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    imports = {name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in [node.module]}
    assert "__future__" not in imports


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv_gets_one_sentence(tree: Path, module: str) -> None:
    done = hub(tree, "build", before=f"sys.modules['{module}'] = None")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in last
    assert "Traceback" not in done.stderr


def test_the_first_run_sets_up_and_the_second_does_not(tree: Path) -> None:
    first = hub(tree, "frobnicate", "--now", env={"PYTHONPATH": str(tree / "nowhere")})
    assert SETTING_UP in first.stderr
    assert (first.returncode, first.stdout) == (7, "stub frobnicate --now 1\n")
    second = hub(tree, "check")
    assert second.stderr == ""
    assert (second.returncode, second.stdout) == (7, "stub check 1\n")


@pytest.mark.parametrize("missing", ["hub-build.stamp", "Scripts/python.exe" if os.name == "nt" else "bin/python"])
def test_a_half_made_venv_is_made_again(ready: Path, missing: str) -> None:
    (ready / ".venv" / missing).unlink()
    (ready / ".venv" / "litter").touch()
    done = hub(ready, "check")
    assert SETTING_UP in done.stderr
    assert done.returncode == 7
    assert not (ready / ".venv" / "litter").exists()


def test_a_set_up_cut_short_while_adding_packages_is_made_again(ready: Path) -> None:
    (ready / ".venv" / "hub-unfinished").touch()
    assert SETTING_UP in hub(ready, "check").stderr
    assert hub(ready, "check").stderr == ""


def test_a_changed_lock_is_set_up_again(ready: Path) -> None:
    with (ready / "requirements" / "build.txt").open("a", encoding="utf-8") as lock:
        lock.write("# nothing yet\n")
    assert SETTING_UP in hub(ready, "check").stderr


def test_a_moved_checkout_is_set_up_again(tree: Path) -> None:
    hub(tree, "check")
    moved = tree.rename(tree.with_name("moved"))
    done = hub(moved, "check")
    assert SETTING_UP in done.stderr
    assert done.returncode == 7


def test_two_first_runs_at_once_set_up_once(tree: Path) -> None:
    command = [sys.executable, str(tree / "hub.py"), "check"]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    said = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [7, 7]
    assert sum(SETTING_UP in text and "making .venv" in text for text in said) == 1


def test_no_network_gets_one_sentence(tree: Path) -> None:
    needed = f"mkdocs==1.6.1 --hash=sha256:{'0' * 64}\n"
    (tree / "requirements" / "build.txt").write_text(needed, encoding="utf-8")
    done = hub(tree, "build", env=UNREACHABLE)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("The packages could not be downloaded: there is no network.")
    assert "Traceback" not in done.stderr


def test_what_pip_says_shows_when_it_fails(tree: Path) -> None:
    (tree / "requirements" / "build.txt").write_text("no requirement\n", encoding="utf-8")
    done = hub(tree, "build")
    assert done.returncode == 1
    assert "Invalid requirement" in done.stderr.split("pip said:")[1]
    assert "Traceback" not in done.stderr


def test_tests_that_can_not_be_set_up_leave_the_hub_itself_ready(ready: Path) -> None:
    lock = ready / "requirements" / "test.txt"
    lock.write_text("no requirement\n", encoding="utf-8")
    done = hub(ready, "test")
    lock.write_text("", encoding="utf-8")
    assert done.returncode == 1
    assert hub(ready, "check").stderr == ""


def test_every_check_runs_and_pytest_comes_last(ready: Path) -> None:
    done = hub(ready, "test")
    assert done.returncode == 1
    shown = re.findall(r"^== (ruff check|ruff format|mypy|pytest)", done.stdout, re.MULTILINE)
    assert shown == ["ruff check", "ruff format", "mypy", "pytest"]


def test_arguments_after_test_run_pytest_alone(tree: Path) -> None:
    (tree / "hooks" / "pytest.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    done = hub(tree, "test", "-k", "some words")
    assert done.returncode == 0
    assert done.stdout == "== pytest -k some words\n['-k', 'some words']\n"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_path_and_pins_all_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|file:|(?<![\w.])[/~]|\w:\\|@", text)
    assert "uv pip compile" in text.split("\n\n")[0]
    entry = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^#@/]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in lock_entries(name) if not entry.fullmatch(line)] == []
    assert len(lock_entries(name)) > 20


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"build": project["project"]["dependencies"], "test": project["dependency-groups"]["test"]}
    for name, dependencies in asked.items():
        locked = {pin.name: pin for pin in map(Requirement, pins(name))}
        for wanted in map(Requirement, dependencies):
            (version,) = locked[wanted.name.lower()].specifier
            assert wanted.specifier.contains(version.version), wanted


def test_the_tests_run_on_the_very_packages_that_build() -> None:
    assert pins("build") <= pins("test")
