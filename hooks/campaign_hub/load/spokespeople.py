"""Read `content/spokespeople/`: a sheet for each role that speaks, and the people who agreed to be named on one.

A sheet is internal. Whoever it names is read like a story: held by a consent record, looked for wherever it does not
reach, and gone when it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from ..slugs import is_slug
from .entries import SPEAKERS, Media, RawSpokesperson, RawStory
from .files import read_captions, read_text
from .front_matter import Page, read_page
from .gathered import PICTURES, Bundle, Gathered
from .internal import InternalSource, internal_file
from .located import Located, Spot
from .yaml_tree import read_yaml

__all__ = ["FOLDER", "PERSON", "PUBLIC_FIELDS", "is_about_spokespeople", "read_bearer", "read_spokespeople"]

FOLDER = "content/spokespeople"
PERSON = "person"
"""The field that holds everything of a named person."""
NAMELESS = "Spokesperson"
"""What stands for the title of somebody who is shown without a name: no word that could be looked for."""
PUBLIC_FIELDS = ("role", "topics", "quote", "public_contact")
"""What the kit page says of a sheet that is `public`: no secret any more."""
ALLOWED = {
    "folder": f"{FOLDER}/",
    "allowed": "sheets (yml) and the photos that they name (jpg, png, webp)",
    "effect": "it is left out",
}
OF_A_PERSON = re.compile(
    r"^([ \t-]*)((?:shown_name|quote|photo_alt|photo_credit|record_id):[^\n]*(?:\n\1[ \t]+[^\n]+)*)$",
    re.MULTILINE,
)
"""A field that may tell of somebody, with the lines that it goes on for, in a sheet that can't be relied on."""
SHEETS = (".yml", ".yaml")
"""How files end that may have been meant as sheets."""


def is_about_spokespeople(path: str) -> bool:
    """Whether the file at `path`, from the repository's root, lies where the sheets of spokespeople do."""
    return path.startswith(f"{FOLDER}/")


def read_spokespeople(content: Gathered, files: Bundle) -> None:
    """Add the sheets in `files` and the people on them. What has no business there is told of, and kept back."""
    pictures = {path: file for path, file in files.items() if PurePosixPath(path).suffix.lower() in PICTURES}
    media = {path: content.media(path, file, anyway=True) for path, file in pictures.items()}
    named: set[str] = set()
    for path, file in files.items():
        if _is_sheet(path):
            named |= _read_sheet(content, path, file, media)
        elif path not in pictures:
            content.tell("file-not-expected", Place(path), **ALLOWED)
            _keep_back(content, path, file)
    for path in pictures.keys() - named:
        content.tell("file-not-expected", Place(path), **ALLOWED)
        content.people.append(content.memory.of(RawStory, "", content.memory.of(_nothing, path), "", (*media[path],)))


def _is_sheet(path: str) -> bool:
    return PurePosixPath(path).suffix == ".yml" and str(PurePosixPath(path).parent) == FOLDER


def _keep_back(content: Gathered, path: str, file: Path) -> None:
    """Hold a file that has no business here for one that tells of somebody."""
    if PurePosixPath(path).suffix.lower() not in SHEETS:
        content.keep_back(None, content.memory.of(_nothing, path), read_captions(file, path)[0] or "", [])
        return
    text = read_text(file, path, content.memory)[0] or ""
    content.keep_internal(content.memory.of(_internal, path, None, text))
    said = _of_somebody(text)
    if said:
        content.people.append(content.memory.of(RawStory, "", content.memory.of(_nothing, path), said, ()))


def _read_sheet(content: Gathered, path: str, file: Path, media: Mapping[str, Iterable[Media]]) -> set[str]:
    """Add one sheet; the paths of the pictures that it names."""
    slug = PurePosixPath(path).stem
    text, found = read_text(file, path, content.memory)
    content.found += found
    if text is None:
        return set()
    located, wrong = content.memory.of(read_yaml, text, path)
    content.found += wrong
    is_sheet = located is not None and isinstance(located.data, dict)
    content.keep_internal(content.memory.of(_internal, path, located, text))
    page, said = content.memory.of(_person, path, located, text)
    if said:
        own = tuple(media.get(_photo(page), ()))
        content.people.append(content.memory.of(RawStory, f"{SPEAKERS}{slug}", page, said, own))
    if not is_slug(slug):
        content.tell("folder-name", Place(path), given=slug)
    elif located is not None and not is_sheet:
        content.tell("front-matter-not-fields", located.place())
    elif located is not None:
        content.spokespeople.append(content.memory.of(RawSpokesperson, slug, path, located))
    return {_photo(page)}


def _named_person(path: str, located: Located) -> Page | None:
    """What a sheet says of a named person, as the page of a story; None where it does not do so field by field."""
    person, campaign = located.data.get(PERSON), located.data.get("campaign")
    if not isinstance(person, dict) or not isinstance(campaign, str):
        return None
    inside = located.below(PERSON)
    # Where the words go, and in which language the consent has to cover them, the sheet says for them.
    given = {"title": person.get("shown_name") or NAMELESS, "campaigns": [campaign]}
    given |= {"language": located.data["language"]} if "language" in located.data else {}
    places: dict[Spot, Place] = {("language",): located.place("language"), ("campaigns", 0): located.place("campaign")}
    lines = max(place.line for place in inside.places.values())
    return Page(path, Located(given | person, {**inside.places, **places}, inside.keys, inside.spoilt), "", lines + 2)


def read_bearer(text: str, path: str) -> Page:
    """The page of a story, or of whoever the sheet `path` names, with the consent record in its fields.

    The body of one of a sheet is all that is in it besides, so that nothing of it can change unseen.
    """
    if not path.endswith(".yml"):
        return read_page(text, path)[0]
    located, _ = read_yaml(text, path)
    page = _named_person(path, located) if located is not None and isinstance(located.data, dict) else None
    return replace(page, body=repr(located.without(PERSON).data)) if page and located else _nothing(path)


def _person(path: str, located: Located | None, text: str) -> tuple[Page, str]:
    """The named person's page, and the lines of the sheet that are about them; no text where it names nobody."""
    if located is None or not isinstance(located.data, dict):
        return _nothing(path), _of_somebody(text)
    if PERSON not in located.data or located.data[PERSON] is None:
        # Where the field is misspelt, somebody is named all the same; a role's own quotation names nobody.
        said = _of_somebody(text)
        return _nothing(path), said if any(not line.startswith("quote:") for line in said.splitlines()) else ""
    first = located.key_place(PERSON).line
    after = [place.line for way, place in located.keys.items() if len(way) == 1 and place.line > first]
    lines = text.split("\n")
    last = min([*after, len(lines) + 1])
    # Every line stays where it is, so that what is found in it can be pointed at.
    page = _named_person(path, located) or _nothing(path)
    return page, "\n".join(["" if not first <= at < last else line for at, line in enumerate(lines, 1)])


def _of_somebody(text: str) -> str:
    """What may tell of somebody in a sheet that can't be relied on, each field in one line."""
    return "\n".join(" ".join(field[2].split()) for field in OF_A_PERSON.finditer(text))


def _photo(page: Page) -> str:
    return f"{FOLDER}/{page.fields.data.get('photo')}" if page.fields else ""


def _nothing(path: str) -> Page:
    return Page(path, None, "")


def _internal(path: str, located: Located | None, text: str) -> InternalSource:
    """The sheet as an internal file, without the named person, whose own record says where they may be."""
    if located is None or not isinstance(located.data, dict):
        return internal_file(path, None, OF_A_PERSON.sub("", text))
    said = PUBLIC_FIELDS if located.data.get("public") is True else ()
    inside = {name: value for name, value in located.data.items() if name != PERSON and name not in said}
    return internal_file(path, Located(inside, located.places), text)
