"""The whole kit as one ZIP: the same bytes for the same kit, and nothing in it that others may not pass on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from ..derive import Campaign, Hub

__all__ = ["kit_zip", "use_until"]

# The earliest date that a ZIP can hold: a real one would make every build another file.
EPOCH = (1980, 1, 1, 0, 0, 0)
COMPRESSED = (".png", ".jpg", ".pdf")


def use_until(campaign: Campaign) -> date:
    """The day after which the kit should not be used: its review, its end, or the end of a story's consent."""
    stories = [story.until for story in campaign.stories if story.until and story.allows("kit")]
    review = [campaign.brief.review_due] if campaign.brief.review_due else []
    return min([*stories, *review, campaign.brief.ends])


def kit_texts(hub: Hub, campaign: Campaign, templates: Mapping[str, str]) -> dict[str, str]:
    """The text files of the kit by name, from the templates in `campaign_assets/kits/`."""
    texts = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    facts = {
        "campaign": campaign,
        "brief": campaign.brief,
        "hub": hub.checked.hub,
        "platforms": hub.checked.platforms.platforms,
        "word": campaign.speech,
        "until": campaign.speech.day(use_until(campaign)),
        "posts": [post for post in campaign.posts if post.in_downloads],
        "pictures": _pictures(campaign),
    }
    return {name: texts.from_string(text).render(facts).strip() + "\n" for name, text in templates.items()}


def _pictures(campaign: Campaign) -> list[tuple[str, str]]:
    """The name in the ZIP and the alt text of every picture that others may pass on."""
    uses = {use.picture.path: use.picture.card for use in campaign.kit_uses if use.picture.card.in_downloads}
    return [(f"cards/{path.rpartition('/')[2]}", card.alt) for path, card in uses.items()]


def kit_zip(
    hub: Hub,
    campaign: Campaign,
    templates: Mapping[str, str],
    drawings: Mapping[str, bytes],
    lists: Mapping[str, bytes],
) -> bytes:
    """The ZIP of a campaign: cards, lists and texts in a folder of its name."""
    members = {name: text.encode() for name, text in kit_texts(hub, campaign, templates).items()} | dict(lists)
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
