"""verify finds what a withheld story says and shows, whatever it was made into; ordinary pages are let be."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from tiny import tiny_hub

from campaign_hub import verify as verify_module
from campaign_hub.built_site import files_below
from campaign_hub.canaries import OwnWords, records_of
from campaign_hub.canaries.words import normal
from campaign_hub.kept_keys import KeptKeys
from campaign_hub.load import RawStory, load
from campaign_hub.verify import verify

STORY = """\
---
title: The winter that changed my mind
campaigns: [flu]
shown_name: Ms Wilhelmina Ostrander, 34
quote: I lost my hair in the shower on Christmas morning and then I cried all the way down to the sea.
photo: portrait.png
photo_alt: {alt}
consent: {{status: withdrawn, record_id: "CR-W1LHELM1NA"}}
---

{body}
"""
BODY = "My grandmother with diabetes lives with us, so I never wanted anybody to bring it home."


def portrait() -> Image.Image:
    """A drawing on white that takes less than half of its width."""
    picture = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(picture)
    for at in range(0, 150, 10):
        pen.ellipse((130 + at // 3, 120 + at, 250 - at // 2, 270), fill=(at, 255 - at, (at * 7) % 255))
        corner = 140 + at // 2, 130 + (at * 3) % 110
        pen.rectangle((*corner, corner[0] + 30, corner[1] + 30 + at // 9), fill=(200 - at, at, 90))
    return picture


@pytest.fixture
def withheld(tmp_path: Path) -> Callable[..., RawStory]:
    """Writes a withdrawn story into a tiny hub and reads it again."""

    def write(page: str | bytes = STORY.format(alt="A woman by the sea", body=BODY)) -> RawStory:
        root = tiny_hub(tmp_path, hooks=False)
        folder = root / "content/stories/pending"
        folder.mkdir(parents=True)
        (folder / "index.md").write_bytes(page.encode() if isinstance(page, str) else page)
        portrait().save(folder / "portrait.png")
        entries, _ = load(root)
        return next(each for each in entries.stories if each.slug == "pending")

    return write


@pytest.fixture
def look(tmp_path: Path) -> Callable[..., set[str]]:
    """What verify says of one published file."""

    def into(story: RawStory, name: str, content: str | bytes, own: str = "") -> set[str]:
        site = tmp_path / "site"
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        found = verify(files_below(site), [story], [], OwnWords([normal(own)]), records_of([story], ["CR-0W1THDRAWN"]))
        return {each.name for each in found}

    return into


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace(" with ", "<br>with ").replace(" so ", "<br>so<br>"),
        BODY.replace("grandmother", "grand<b>moth</b>er"),
        BODY.replace(" ", "&nbsp;"),
        BODY.replace(" so", '<sup class="note"><a href="#s">12</a></sup></p><p>so'),
        BODY.replace("e", "\u00e9\u202a"),
        "and then I cried all the way down to the harbour",
        "I lost my hair in the shower on Christmas morning",
        "Wilhelmina Ostrander was there",
        "<td>Wilhelmina</td><td>Ostrander</td>",
        "<li>Ostrander, Wilhelmina</li>",
        "#WilhelminaOstrander",
        '<a href="/wilhelminaostrander">here</a>',
        "The Winter That<br>Changed My Mind",
        '<img alt="A woman by the sea">',
        "CR-W1LHELM1NA",
        "CR-0W1THDRAWN",
        '<a href="../stories/pending/">here</a>',
        '<script type="application/ld+json">{"name": "\\u0057ilhelmin\\u0061 \\u004fstrander"}</script>',
    ],
)
def test_words_are_found(withheld, look, text):
    assert look(withheld(), "page/index.html", f"<html><body><p>{text}</p></body></html>") == {"leak"}


CUES = ("I lost my hair in the shower", "on Christmas morning and", "then I cried")
TIMES = "00:00:0{}{}000 --> 00:00:0{}{}500{}"


def captions(head: str, mark: str, lines: tuple[str, ...], way: str = "", *, named: str = "") -> str:
    """Captions with a cue for each of `lines`, as programs for films write them."""
    cues = (
        f"{named or number}\n{TIMES.format(number, mark, number, mark, way)}\n{line}\n"
        for number, line in enumerate(lines, 1)
    )
    return "\n".join((head, *cues) if head else cues)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", captions("", ",", CUES)),
        ("a.srt", captions("", ",", CUES).replace("\n", "\r\n")),
        (
            "a.srt",
            captions("", ",", ("{\\an8}I lost my hair\\Nin the shower", "on <i>Christ</i>mas", "day")).replace(
                "\n", "\r\n"
            ),
        ),
        ("a.vtt", captions("WEBVTT\n", ".", CUES, " align:start")),
        ("a.vtt", captions("WEBVTT\n", ".", CUES, named="cue of a scene")),
        ("a.vtt", captions("WEBVTT\n", ".", ("Ask <c.loud>Wilhelmina</c>", "Ostrander, who knows"))),
        ("kit/captions.txt", captions("", ",", CUES)),
        ("kit/index.html", f"<textarea>{html.escape(captions('', ',', CUES))}</textarea>"),
        ("kit.json", json.dumps({"captions": captions("", ",", CUES)})),
        ("kit.json", json.dumps({"captions": CUES})),
        ("kit.json", json.dumps([{"at": number, "says": line} for number, line in enumerate(CUES)])),
        ("a.ics", "BEGIN:VEVENT\r\nDESCRIPTION:Wilhelmina\\NOstrander\r\nEND:VEVENT\r\n"),
        ("a.ics", "BEGIN:VEVENT\r\nURL:https://example.org/Wilhelmina%20Os\r\n trander\r\nEND:VEVENT\r\n"),
        ("a.ics", "BEGIN:VEVENT\r\nX-ALT-DESC:Wil<b>hel</b>mina Ostrander\r\nEND:VEVENT\r\n"),
    ],
)
def test_words_over_several_cues_and_lines_are_found(withheld, look, name: str, text: str) -> None:
    assert look(withheld(), name, text) == {"leak"}


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace(" ", "<br>", 3),
        BODY.replace(" ", "&nbsp;", 3),
        BODY.replace(",", "[^1],").replace(" with", "[^2] with"),
        BODY.replace("grandmother", "**grand**mother").replace("home", "[home](https://example.org/home)"),
        f"<!-- kept -->{BODY}",
    ],
)
def test_words_of_a_story_with_markup_are_found(withheld, look, body):
    story = withheld(STORY.format(alt="A woman", body=body))
    assert look(story, "page/index.html", f"<p>{BODY}</p>") == {"leak"}


UNWRITTEN = "Wasn't it dear Zoé, we couldn't, né dadé, hadn't said « oui » 🌊 until I'd gone"
"""A text of which no eight words in a row are written in plain letters."""


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("assets/plan.js", "const said = {}"),
        ("index.html", '<script type="application/json">{}</script>'),
        ("index.html", "<script>say({})</script>"),
        ("index.html", "<button onclick='say({})'>Say</button>"),
        ("site.webmanifest", '{{"name": {}}}'),
        ("assets/plan.js.map", '{{"sourcesContent": [{}]}}'),
    ],
)
@pytest.mark.parametrize("escape", ["\\u{:04x}", "\\u{{{:x}}}"])
def test_letters_that_a_script_writes_as_codes_are_read(withheld, look, name: str, page: str, escape: str) -> None:
    story = withheld(STORY.format(alt="A woman by the sea", body=UNWRITTEN))
    units = [ord(letter) for letter in UNWRITTEN]
    if "{{" not in escape:
        wide = UNWRITTEN.encode("utf-16-be")
        units = [int.from_bytes(wide[at : at + 2]) for at in range(0, len(wide), 2)]
    plain = (*range(0x30, 0x3A), 0x20, *range(0x41, 0x5B), *range(0x61, 0x7B))
    text = "".join(chr(unit) if unit in plain else escape.format(unit) for unit in units)
    assert look(story, name, page.format(f'"{text}"')) == {"leak"}
    assert look(story, name, page.format('"\\\\ \\u00e9 \\ud83c \\u{110000} nothing of it \\"')) == set()


@pytest.mark.parametrize(
    "page",
    [
        STORY.format(alt="A woman", body=BODY).encode("latin-1") + "\u00e9".encode("latin-1"),
        STORY.format(alt="A woman", body=BODY).replace("consent:", "consent: ["),
        STORY.format(alt="A woman", body=BODY).replace("quote:", "pull_quote:"),
    ],
    ids=["in another encoding", "with broken fields", "with a field misspelt"],
)
@pytest.mark.parametrize("text", [BODY, "I lost my hair in the shower on Christmas morning", "Wilhelmina Ostrander"])
def test_words_of_a_story_that_can_t_be_read_are_found(withheld, look, page, text):
    assert look(withheld(page), "page/index.html", f"<p>{text}</p>") == {"leak"}


def test_a_name_that_is_a_description_too_is_never_common(withheld, look):
    story = withheld(STORY.format(alt="Ms Wilhelmina Ostrander, 34", body=BODY))
    own = "Wilhelmina Ostrander. Wilhelmina came, and Ostrander left."
    assert look(story, "page/index.html", f"<p>{own}</p>", own) == {"leak"}


def jpeg(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.convert("RGB").resize((230, 230)).save(stream, "JPEG", quality=70)
    return stream.getvalue()


def data_url(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("inside/photo.jpg", content)
    return stream.getvalue()


def animated(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (400, 400), "teal").save(stream, "GIF", save_all=True, append_images=[picture])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("assets/a.jpg", jpeg(portrait())),
        ("assets/a.jpg", jpeg(portrait().transpose(Image.Transpose.ROTATE_270))),
        ("assets/a.gif", animated(portrait())),
        ("assets/A.ZIP", zipped(jpeg(portrait()))),
        ("assets/a.css", f".a {{ background: url('{data_url(jpeg(portrait()), 'image/jpeg')}') }}"),
        ("page/index.html", f'<img src="{data_url(jpeg(portrait()), "image/jpeg")}">'),
        ("assets/a.svg", f'<svg><image href="{data_url(jpeg(portrait()), "image/jpeg")}"/></svg>'),
        ("assets/a.txt.gz", gzip.compress(BODY.encode(), mtime=0)),
        ("assets/a.txt", BODY.encode("utf-16")),
        ("assets/a.js", f"const words = '{BODY}'"),
    ],
)
def test_pictures_and_packed_words_are_found(withheld, look, name, content):
    assert look(withheld(), name, content) == {"leak"}


@pytest.mark.parametrize("see_through", [True, False])
def test_a_drawing_that_can_be_seen_through_is_found_on_white(tmp_path, look, see_through):
    root = tiny_hub(tmp_path, hooks=False)
    folder = root / "content/stories/pending"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(STORY.format(alt="A woman", body=BODY), encoding="utf-8")
    picture = portrait()
    if see_through:
        picture.putalpha(Image.eval(picture.convert("L"), lambda level: 0 if level > 250 else 255))
        picture.save(folder / "portrait.png")
    else:
        picture.quantize(16).save(folder / "portrait.png", bits=4)
    story = next(each for each in load(root)[0].stories if each.slug == "pending")
    assert look(story, "assets/a.jpg", jpeg(portrait())) == {"leak"}


@pytest.mark.parametrize(
    ("page", "html"),
    [
        (
            "---\ntitle: Missing\nshown_name: R.\n---\n\nComing soon.\n",
            "<title>Missing</title><p>Coming soon. R. Smith</p>",
        ),
        ("---\ntitle: New\nquote: Thank you.\n---\n\nBody.\n", "<p>Thank you for a new body of work.</p>"),
        ("---\ntitle: A\nshown_name: Scope\n---\n", "<script>const scope = 1</script><style>.scope {}</style>"),
    ],
)
def test_what_tells_nobody_anything_is_let_be(withheld, look, page, html):
    assert look(withheld(page), "page/index.html", html, "Coming soon. Thank you.") == set()


def test_bytes_of_a_picture_spell_no_name(withheld, look):
    story = withheld("---\ntitle: A\nshown_name: Tom\n---\n")
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "WEBP", quality=95)
    assert look(story, "assets/a.webp", stream.getvalue()) == set()


LINES = st.lists(st.text(max_size=20), max_size=6)


@given(LINES)
def test_lines_have_the_same_words_together_as_each_by_itself(lines: list[str]) -> None:
    assert normal("\n".join(lines)).split() == [word for line in lines for word in normal(line).split()]


def test_only_what_the_very_same_search_found_nothing_in_is_not_read_again(
    tmp_path: Path, withheld: Callable[..., RawStory]
) -> None:
    story, site, looked = withheld(), tmp_path / "site", tmp_path / "looked.json"
    site.mkdir()
    (site / "posts.txt").write_text(BODY, encoding="utf-8")

    def found(*stories: RawStory) -> list[str]:
        kept = KeptKeys(looked)
        names = [each.name for each in verify(files_below(site), stories, [], OwnWords([]), {}, looked=kept)]
        kept.write()
        return names

    assert found() == []
    assert len(json.loads(looked.read_text("ascii"))) == 1
    assert found(story) == ["leak"]
    assert found(story) == ["leak"], "what leaks is never known to be in order"
    (site / "posts.txt").write_text("Nothing of anybody.", encoding="utf-8")
    assert found(story) == []
    (site / "other.txt").write_text(BODY, encoding="utf-8")
    assert found(story) == ["leak"]


def test_what_is_in_two_places_is_read_once_and_told_of_in_both(
    tmp_path: Path, withheld: Callable[..., RawStory], monkeypatch: pytest.MonkeyPatch
) -> None:
    story, site = withheld(), tmp_path / "site"
    site.mkdir()
    for name in ("posts.txt", "again.txt"):
        (site / name).write_text(BODY, encoding="utf-8")
    with zipfile.ZipFile(site / "kit.zip", "w") as kit:
        kit.writestr("kit/posts.txt", BODY)
    read: list[str] = []
    whole = verify_module.texts_of
    monkeypatch.setattr(verify_module, "texts_of", lambda path, content: read.append(path) or whole(path, content))
    found = verify(files_below(site), [story], [], OwnWords([]), {})
    assert [each.place.path for each in found] == ["site/again.txt", "site/kit.zip", "site/posts.txt"]
    assert sorted(read) == ["again.txt", "kit.zip"]


@pytest.mark.parametrize("first", ["a", "a.css", "a.txt"])
def test_a_picture_is_found_beside_a_copy_that_is_called_otherwise(look, withheld, first):
    story = withheld()
    look(story, f"assets/{first}", jpeg(portrait()))
    assert look(story, "assets/b.jpg", jpeg(portrait())) == {"leak"}
