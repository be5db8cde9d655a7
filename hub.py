"""Start the hub on a fresh machine: ``python3 hub.py <command>``.

Needs nothing but Python. The first run makes ``.venv`` beside this file and installs the locked packages
there; every run then hands the command over to ``campaign_hub``. An old Python must be able to read this file
to the end, so it keeps to the syntax of Python 3.6.
"""

import contextlib
import errno
import hashlib
import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BUSY = VENV / "hub-unfinished"

HELP = """\
Usage: python3 hub.py <command> ...

  preview              show the site on this computer and follow every change
  build                check everything, then build the site in site/
  check [PATH ...]     report what is wrong, without building
  explain [NAME]       what a finding of check means, with an example
  contact-sheet [NAME] one picture of all cards of each campaign
  publish              like build, but leave out what is doubtful
  new KIND [NAME]      start a campaign, story, partner, scenario, spokesperson,
                       plan, easy-read or video
  results ...          add what a platform or a site counted to a campaign
  handout              every internal page in one file to print
  schema               write JSON Schemas for the program you write in
  consent              list every story: published where, or withheld why
  withdraw RECORD      take a story back and list where it was
  test                 install what the tests need, and run them all

The first command sets up what the hub needs in .venv; that takes about a minute."""

GAVE_UP = ("Retry(total=0", "Max retries exceeded", "Read timed out")
OFFLINE = ("NewConnection", "NameResolution", "ConnectTimeout", "ReadTimeout", "ProxyError")
TESTS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("pytest", "-n", "2"))


def main(arguments: "list[str]") -> int:
    """Run one command and return its exit status; print the commands if none is asked for."""
    check_python()
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    clean_environment()
    try:
        if arguments[0] == "test":
            set_up("build", "test")
            return run_tests(arguments[1:])
        set_up("build")
        return hand_over(["campaign_hub", *arguments])
    except KeyboardInterrupt:
        return 130


def check_python() -> None:
    """Stop with one sentence where this Python is too old."""
    if sys.version_info[:2] < OLDEST:
        raise SystemExit(
            "This hub needs Python {}.{} or newer; this is Python {}.{}. "
            "Install Python 3.14 from python.org and run: python3 hub.py build".format(*OLDEST, *sys.version_info[:2])
        )


def clean_environment() -> None:
    """Work in the checkout, and let nothing from outside shadow the locked packages."""
    os.chdir(str(ROOT))
    # Compiled modules are kept whatever this machine says: without them every command takes twice as long to start.
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"):
        os.environ.pop(name, None)
    os.environ["PIP_USER"] = "0"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"


# Setting up


def set_up(*names: str) -> None:
    """Make `.venv` hold the locks of these names; do nothing where it does already."""
    try:
        if all(map(is_ready, names)):
            return
        with only_one():
            for name in names:
                if not is_ready(name):
                    install(name)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"Setting up failed: {error}. Stop any running preview and try again.") from None


def is_ready(name: str) -> bool:
    """Tell whether a finished set-up of this lock, by this Python, in this very place, is there."""
    try:
        stamp = stamp_of(name).read_text(encoding="utf-8")
    except OSError:
        return False
    return PYTHON.exists() and not BUSY.exists() and stamp == fingerprint(name)


def stamp_of(name: str) -> Path:
    """Return the file that says which set-up of this lock was finished."""
    return VENV / f"hub-{name}.stamp"


def lock_of(name: str) -> Path:
    """Return the file of pinned packages."""
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint(name: str) -> str:
    """Digest all that a set-up depends on: scripts in a `.venv` name its place and its Python."""
    facts = repr((sys.version, sys.base_prefix, str(ROOT))).encode("utf-8", "surrogateescape")
    return hashlib.sha256(lock_of(name).read_bytes() + facts).hexdigest()


@contextlib.contextmanager
def only_one() -> "Iterator[None]":
    """Hold the set-up for this run; while another run holds it, wait."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "hub-setup.lock").open("a") as file:
        if not take(file.fileno()):
            say("Another run is setting up; waiting for it ...")
            while not take(file.fileno()):
                time.sleep(0.2)
        yield


def take(file: int) -> bool:
    """Take the lock, which the system gives back however this run ends; tell whether that worked."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  only Windows has it

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  Windows lacks it

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # A file system that has no locks at all must not make this wait for ever.
        return error.errno not in (errno.EACCES, errno.EAGAIN)
    return True


def install(name: str) -> None:
    """Install one lock and stamp it; an interruption at any point leaves no stamp that counts."""
    started, mark = time.monotonic(), fingerprint(name)
    if name == "build":
        occasion = "The earlier set-up no longer fits" if VENV.exists() else "First run"
        say(f"{occasion}: setting up (about a minute) ...")
        make_venv()
    say(f"  installing the packages of requirements/{name}.txt")
    BUSY.touch()
    output = pip(lock_of(name))
    BUSY.unlink()
    if output is not None:
        raise SystemExit(explain(output))
    stamp_of(name).write_text(mark, encoding="utf-8")
    say(f"  done in {time.monotonic() - started:.0f} s")


def make_venv() -> None:
    """Make an empty `.venv` that finds the hub's own package, in place of whatever is there."""
    try:
        import ensurepip  # noqa: F401, PLC0415  some systems ship Python without it
        import venv  # noqa: PLC0415  the same
    except ImportError:
        raise SystemExit(
            "This Python can't make virtual environments. On Debian or Ubuntu run: "
            "sudo apt install python{}.{}-venv".format(*sys.version_info[:2])
        ) from None
    for name in ("build", "test"):
        if stamp_of(name).exists():
            stamp_of(name).unlink()
    say("  making .venv")
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(str(VENV))
    places = {"base": str(VENV), "platbase": str(VENV)}
    packages = Path(sysconfig.get_path("purelib", "venv", places))
    # Relative, because Python reads this file in an encoding that may not hold the checkout's own path.
    hooks = os.path.relpath(str(ROOT / "hooks"), str(packages))
    (packages / "campaign_hub.pth").write_text(hooks + "\n", encoding="utf-8")


def pip(lock: Path) -> "str | None":
    """Install exactly what the lock lists; return what pip said if that failed."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8", "replace") if done.returncode else None


def explain(output: str) -> str:
    """Put pip's failure into a plain sentence, with pip's last lines unless the network is to blame."""
    if any(word in output for word in GAVE_UP) and any(word in output for word in OFFLINE):
        return (
            "The packages could not be downloaded: there is no network. "
            "Connect (behind a proxy, set HTTPS_PROXY) and run the same command again."
        )
    reason = "Installing the packages failed."
    if "No matching distribution found" in output:
        version = "Python {}.{}".format(*sys.version_info[:2])
        reason = f"Not every package exists for {version} on this computer; Python 3.11 to 3.14 will do."
    last = "\n".join("  " + line for line in output.strip().splitlines()[-12:])
    return f"{reason} pip said:\n{last}"


def say(line: str) -> None:
    """Tell the person how the set-up goes, apart from what the command itself prints."""
    print(line, file=sys.stderr, flush=True)


# Running


def hand_over(module: "list[str]") -> int:
    """Let a module of the `.venv` take this process's place, or, on Windows, return its exit status."""
    if os.name != "nt":
        os.execv(str(PYTHON), [str(PYTHON), "-m", *module])  # noqa: S606  the `.venv`'s own Python
    return run(module)


def run(module: "list[str]") -> int:
    """Run a module of the `.venv` and return its exit status; Ctrl-C lets it finish by itself first."""
    process = subprocess.Popen([str(PYTHON), "-m", *module])
    interrupted = False
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            interrupted = True
            continue
        if interrupted:
            raise KeyboardInterrupt
        return status


def run_tests(arguments: "list[str]") -> int:
    """Run every check, or pytest alone where it gets arguments; return 0 only if all passed."""
    commands = [["pytest", *arguments]] if arguments else [list(command) for command in TESTS]
    failed: list[str] = []
    for command in commands:
        so_far = " (failed so far: {})".format(", ".join(failed)) if failed else ""
        print("==", " ".join(command) + so_far, flush=True)
        if run(command):
            failed.append(" ".join(command))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
