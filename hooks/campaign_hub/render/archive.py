"""The kit, and each platform's part of it, as one ZIP: same kit, same bytes, and only what others may pass on."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..derive import Campaign
from .artifact import Artifact

__all__ = ["kit_members", "pack", "packed_cards", "zip_key", "zip_of"]

# The earliest date that a ZIP can hold: a real one would make every build another file.
EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".png", ".jpg", ".pdf", ".docx")


def kit_members(
    campaign: Campaign, lists: Mapping[str, Artifact], drawings: Mapping[str, Artifact], platform: str | None = None
) -> dict[str, Artifact]:
    """What goes into the ZIP of a campaign, or of one of its platforms: `lists` and pictures, in one folder."""
    folder = f"{campaign.slug}-{platform}" if platform else campaign.kit_name
    members = {name: drawings[path] for name, path in _pictures(campaign, platform)} | dict(lists)
    return {f"{folder}/{name}": artifact for name, artifact in members.items()}


def zip_key(members: Mapping[str, Artifact]) -> str:
    """The digest, in hex, of everything that shapes a ZIP of `members`: its bytes follow from theirs."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name, artifact in sorted(members.items()):
        digest.update(f"{name} {artifact.facts.sha256}\n".encode())
    return digest.hexdigest()


def zip_of(members: Mapping[str, Artifact]) -> bytes:
    """The ZIP of `members`, read one after the other."""
    return pack({name: artifact.read() for name, artifact in members.items()})


def packed_cards(campaign: Campaign, platform: str | None = None) -> dict[str, tuple[str, str]]:
    """The cards in a ZIP: by its name there, the path of each in the site and its alt text."""
    return {
        f"cards/{use.picture.path.rpartition('/')[2]}": (use.picture.path, use.picture.card.alt)
        for use in campaign.kit_uses
        if use.picture.card.in_downloads and platform in (None, use.platform)
    }


def _pictures(campaign: Campaign, platform: str | None) -> Iterator[tuple[str, str]]:
    for name, (path, _) in packed_cards(campaign, platform).items():
        yield name, path
    if platform is None:
        for poster in campaign.posters:
            if poster.card.in_downloads:
                yield f"posters/{poster.path.rpartition('/')[2]}", poster.path


def pack(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of `members`, by name and without any time; what is compressed already is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(members.items()):
            archive.writestr(_member(name), content)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, EPOCH)
    member.compress_type = zipfile.ZIP_STORED if name.endswith(COMPRESSED) else zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
