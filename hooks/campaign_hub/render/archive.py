"""The whole kit as one ZIP: the same bytes for the same kit, and nothing in it that others may not pass on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from ..derive import Campaign

__all__ = ["kit_zip"]

# The earliest date that a ZIP can hold: a real one would make every build another file.
EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".png", ".jpg", ".pdf")


def kit_zip(
    campaign: Campaign, texts: Mapping[str, str], drawings: Mapping[str, bytes], lists: Mapping[str, bytes]
) -> bytes:
    """The ZIP of a campaign: cards, lists and texts in a folder of its name."""
    members = {name: text.encode() for name, text in texts.items()} | dict(lists)
    for use in campaign.kit_uses:
        if use.picture.card.in_downloads:
            members[f"cards/{use.picture.path.rpartition('/')[2]}"] = drawings[use.picture.path]
    for poster in campaign.posters:
        if poster.card.in_downloads:
            members[f"posters/{poster.path.rpartition('/')[2]}"] = drawings[poster.path]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(members.items()):
            archive.writestr(_member(f"{campaign.slug}-kit/{name}"), content)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, EPOCH)
    member.compress_type = zipfile.ZIP_STORED if name.endswith(COMPRESSED) else zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
