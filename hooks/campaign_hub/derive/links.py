"""Links that carry where they were posted, and links that open an app with a post in it."""

from __future__ import annotations

from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ..validate.platforms import Platform

__all__ = ["share_link", "tagged"]

PARAMETERS = {
    "utm": {
        "source": "utm_source",
        "medium": "utm_medium",
        "campaign": "utm_campaign",
        "content": "utm_content",
    },
    "matomo": {
        "source": "mtm_source",
        "medium": "mtm_medium",
        "campaign": "mtm_campaign",
        "content": "mtm_content",
    },
}


def tagged(
    url: str, platform: Platform, *, campaign: str, content: str, tagging: Literal["utm", "matomo", "none"]
) -> str:
    """`url` with the campaign parameters of one platform; unchanged for mail and telephone, or without tagging.

    What stands in its query already stays as it is written, and keeps its own value of a parameter.
    """
    parts = urlsplit(url)
    if tagging == "none" or parts.scheme not in ("http", "https"):
        return url
    values = {
        "source": platform.tagging.source,
        "medium": platform.tagging.medium,
        "campaign": campaign,
        "content": content,
    }
    named = {PARAMETERS[tagging][name]: value for name, value in values.items()}
    taken = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    own = urlencode({name: value for name, value in named.items() if name not in taken})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, own)))))


def share_link(platform: Platform, *, text: str, url: str, media: str | None) -> str | None:
    """A link that opens `platform` with the post in it, or None where it has none or needs a picture."""
    if platform.share is None or ("{media}" in platform.share and media is None):
        return None
    values = {"text": text, "url": url, "media": media or ""}
    link = platform.share
    for name, value in values.items():
        link = link.replace("{" + name + "}", quote(value, safe=""))
    return link
