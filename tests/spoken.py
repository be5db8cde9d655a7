"""A small hub in two languages, one from right to left, built once for all tests that look at what its pages say."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from living import as_yaml, consent, living_hub, run_hub, write_story, write_yaml
from playwright.sync_api import Browser, sync_playwright
from system import browser_path

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
BELOW = "/health"
UNTIL = TODAY + timedelta(days=300)
ADDRESS = f"https://hub.example.org{BELOW}/"
OLD_DIGEST = "0" * 64
BRIEF = "content/campaigns/{}/index.md"
ARABIC = {
    "title": "الإنفلونزا تنتشر: افتح النافذة",
    "summary": "تنتشر الإنفلونزا كل شتاء. احجز موعد التطعيم قبل أن يأتي.",
    "language": "ar",
    "translation_of": "flu",
    "source_sha256": OLD_DIGEST,
    "topics": ["الإنفلونزا"],
    "call_to_action": {"text": "احجز موعدك", "url": "https://www.example.org/jab"},
    "messages": [
        {"id": "one", "text": "تنتشر الإنفلونزا كل شتاء.", "for": ["everyone"], "serves": ["jabs"]},
        {"id": "two", "text": "التطعيم يحميك ويحمي من حولك.", "for": ["everyone"], "serves": ["jabs"]},
    ],
    "figures": [
        {"id": "one", "value": "1 من 5", "text": "أصيبوا بها", "place": "هنا", "year": "2025", "sources": ["s"]}
    ],
    "hashtags": [{"tag": "شتاء_بصحة", "role": "official"}],
    "questions": [{"question": "هل أحتاج إلى موعد؟", "answer": "نعم، احجز عبر الرابط.", "sources": ["s"]}],
}

PLAN: dict[str, Any] = {
    "title": "My winter plan",
    "lead": "One small step is enough.",
    "questions": [
        {
            "id": "who",
            "question": "Who is it for?",
            "answers": [{"id": "me", "text": "For Zaraword"}, {"id": "child", "text": "For a child"}],
        },
        {
            "id": "help",
            "question": "What would help?",
            "several": True,
            "answers": [{"id": "company", "text": "Company"}, {"id": "time", "text": "More time"}],
        },
    ],
    "suggestions": [
        {"id": "book", "text": "I will book a jab.", "how": "Book it on the way.", "for": ["me"], "sources": ["s"]},
        {"id": "ask", "text": "I will ask for my child.", "for": ["child"], "sources": ["s"]},
        {
            "id": "together",
            "text": "I will ask, nicely; somebody to come.",
            "for": ["me", "company"],
            "link": {"text": "Find a place", "url": "https://www.example.org/jab"},
            "sources": ["s"],
        },
        {"id": "windows", "text": "I will open a window every day.", "sources": ["s"]},
    ],
}
ARABIC_PLAN: dict[str, Any] = {
    "title": "خطتي للشتاء",
    "lead": "خطوة صغيرة واحدة تكفي.",
    "questions": [
        {
            "id": "who",
            "question": "لمن هذه الخطة؟",
            "answers": [{"id": "me", "text": "لي"}, {"id": "child", "text": "لطفل"}],
        }
    ],
    "suggestions": [
        {"id": "book", "text": "سأحجز موعد التطعيم.", "how": "يمكنك الحجز في الطريق.", "for": ["me"], "sources": ["s"]},
        {"id": "windows", "text": "سأفتح النافذة كل يوم لبضع دقائق.", "sources": ["s"]},
    ],
}

EASY_READ: dict[str, Any] = {
    "title": "Flu in easy words",
    "description": "A vaccine helps.",
    "parts": [{"heading": "What is flu?", "ideas": [{"text": "Flu is an illness.", "sources": ["s"]}]}],
    "words": [{"word": "Vaccine", "means": "It helps your body."}],
}
ARABIC_EASY_READ: dict[str, Any] = {
    "title": "الإنفلونزا بكلمات سهلة",
    "description": "اللقاح يحميك.",
    "checked": {"by": "مجموعة القراء", "on": TODAY},
    "parts": [{"heading": "ما هي الإنفلونزا؟", "ideas": [{"text": "الإنفلونزا مرض.", "sources": ["s"]}]}],
    "words": [{"word": "لقاح", "means": "دواء يساعد جسمك."}],
}
ARABIC_VIDEO: dict[str, Any] = {
    "title": "دقيقة عن الإنفلونزا",
    "platforms": ["instagram"],
    "scenes": [
        {"id": "one", "seconds": 6, "message": "one", "shows": "امرأة تفتح النافذة."},
        {
            "id": "two",
            "seconds": 8,
            "words": "NHS 111 يجيب في كل وقت. احجز موعد التطعيم قبل أن يأتي الشتاء، ثم افتح النافذة كل يوم.",
            "shows": "هاتف.",
        },
        {"id": "help", "seconds": 3, "words": "116 123", "shows": "رقم على الشاشة."},
    ],
}


def change_brief(root: Path, slug: str, body: str | None = None, /, **fields: object) -> None:
    """Write some fields of a brief anew, and its text; a field that is None is taken away."""
    file = root / BRIEF.format(slug)
    _, front, old = file.read_text("utf-8").split("---\n", 2)
    kept = {name: value for name, value in (yaml.safe_load(front) | fields).items() if value is not None}
    file.write_text(f"---\n{as_yaml(kept)}---\n{old if body is None else body}", encoding="utf-8")


def translate(root: Path, slug: str, source: str, body: str = "افتح النافذة.\n", /, **fields: object) -> None:
    """Write a campaign that is the brief of `source` with other fields."""
    text = (root / BRIEF.format(source)).read_text("utf-8")
    (root / BRIEF.format(slug)).parent.mkdir()
    (root / BRIEF.format(slug)).write_text(text, encoding="utf-8")
    change_brief(root, slug, body, **fields)


def spoken_hub(folder: Path) -> Path:
    """Write the hub below `folder` and return its root."""
    root = living_hub(folder, TODAY)
    audience = yaml.safe_load((root / BRIEF.format("flu")).read_text("utf-8").split("---\n")[1])["audiences"][0]
    audience |= {"platforms": [{"id": "facebook", "why": "They are there"}]}
    change_brief(
        root,
        "flu",
        language="en-GB",
        audiences=[audience],
        topics=["Flu", "Winter"],
        sensitivity=["self-harm"],
        questions=[{"question": "Does the air help?", "answer": "Windows help.", "sources": ["s"]}],
    )
    (root / "content/campaigns/flu/posts.yml").unlink()
    translate(root, "flu-ar", "flu", **ARABIC)
    write_yaml(root / "content/campaigns/flu/plan.yml", PLAN)
    write_yaml(root / "content/campaigns/flu-ar/plan.yml", ARABIC_PLAN)
    write_yaml(root / "content/campaigns/flu/easy-read.yml", EASY_READ)
    write_yaml(root / "content/campaigns/flu-ar/easy-read.yml", ARABIC_EASY_READ)
    write_yaml(root / "content/campaigns/flu-ar/video.yml", ARABIC_VIDEO)
    write_story(root, "quiet", consent(TODAY, expires_on=UNTIL), words="Quietword")
    write_story(root, "elsewhere", consent(TODAY, channels=["facebook"]), words="Elsewhereword")
    write_story(root, "pending", consent(TODAY, status="requested"), words="Pendingword")
    (root / "content/windows.md").write_text(
        "---\ntitle: Windows\ndescription: How to let air in.\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n", "utf-8"
    )
    return root


@cache
def spoken_root() -> Path:
    """The hub, built."""
    folder = TemporaryDirectory(prefix="spoken-")
    atexit.register(folder.cleanup)
    root = spoken_hub(Path(folder.name))
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root


def spoken_site() -> Path:
    return spoken_root() / "site"


def page_of(path: str) -> str:
    """The HTML of one page of the built hub."""
    return (spoken_site() / path / "index.html").read_text("utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a site below the path that its address has, as GitHub Pages does for a project."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BELOW))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, below: str = BELOW) -> Iterator[str]:
    """The address at which `site` is served meanwhile, `below` a path or at the server's root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{below}/"
    server.shutdown()
    server.server_close()


FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser meanwhile."""
    path = browser_path()
    assert path, "These tests need Chromium or Chrome: install one and run them again."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
