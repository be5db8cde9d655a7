"""What `hub.yml` and `brand.yml` hold: who runs the hub, its consent policy, and how it looks."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from .fields import Address, Hours, Language, Line, Schema, Slug
from .local_words import Local

__all__ = [
    "BalancePolicy",
    "Brand",
    "Budgets",
    "ConsentPolicy",
    "Day",
    "Helpline",
    "HubSettings",
    "Owner",
]

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$", max_length=254)]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("time-zone-unknown", "zone", {"given": value}) from None
    return value


def _site(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise PydanticCustomError("address-not-allowed", "address")
    return value.rstrip("/") + "/"


SiteAddress = Annotated[Address, AfterValidator(_site)]


class Owner(Schema):
    """A team and its address: a role, never a person."""

    team: Line
    email: Email


class Withdrawal(Schema):
    """How a person takes a story back: shown on every story page."""

    text: Line
    email: Email
    url: Address | None = None


class ConsentPolicy(Schema):
    """What the organisation asks of a consent record; months are calendar months."""

    policy: Literal["record", "flag"] = "record"
    max_months: Annotated[int, Field(ge=1, le=120)] = 24
    max_months_guardian: Annotated[int, Field(ge=1, le=120)] = 12
    require_copy_sha256: bool = False
    notices: Annotated[tuple[Line, ...], Field(strict=False)] = ()
    rebuild_hours: Annotated[int, Field(ge=1, le=24 * 14)] = 24


class Helpline(Schema):
    """A service to turn to, for the topics it is about."""

    name: Line
    number: Line
    hours: Line | None = None
    topics: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    url: Address | None = None


class Links(Schema):
    """How links to the campaign are tagged for the organisation's own statistics."""

    tagging: Literal["utm", "matomo", "none"] = "utm"


class KitSettings(Schema):
    """What can be downloaded of a kit; `zip_per_platform` is whether each platform has a ZIP of its own."""

    zip_per_platform: bool = True


class Cover(Schema):
    """When somebody reads and answers what comes back: days, and hours of each such as 08:00-20:00."""

    days: Annotated[tuple[Day, ...], Field(min_length=1, strict=False)]
    hours: Hours


class Budgets(Schema):
    """How heavy the site may be: kilobytes of a page as it first comes to a phone, packed; megabytes of all files."""

    home_kb: Annotated[int, Field(ge=1)] = 300
    page_kb: Annotated[int, Field(ge=1)] = 600
    site_mb: Annotated[int, Field(ge=1)] = 1000


class ApprovalPolicy(Schema):
    """Whose sign-off a campaign needs, and whether each has to carry the digest of what was signed off."""

    roles: Annotated[tuple[Literal["clinical", "legal", "communications"], ...], Field(strict=False)] = (
        "clinical",
        "legal",
        "communications",
    )
    require_sha256: bool = False


class ReviewPolicy(Schema):
    """For how many days after `review_due` a campaign does not yet say that it is under review."""

    grace_days: Annotated[int, Field(ge=0, le=366)] = 30


class StrategyPolicy(Schema):
    """Whether the strategy pages are on the public site too, and not in the preview alone."""

    public: bool = False


class ReadinessPolicy(Schema):
    """What a campaign has to have ready before it can be published; the rest that is missing is a warning."""

    required: Annotated[
        tuple[
            Literal[
                "social-media-policy",
                "community-rules",
                "triage",
                "scenarios",
                "story-scenarios",
                "helplines",
                "answers",
                "spokesperson",
            ],
            ...,
        ],
        Field(strict=False),
    ] = ()


class ObservancePolicy(Schema):
    """Which observances a campaign should be planned for, and how many months ahead `check` asks for it."""

    plan_for: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    months_ahead: Annotated[int, Field(ge=1, le=18)] = 6


class BalancePolicy(Schema):
    """From which shares on a campaign is not told of, in percent: of posts that ask, and of "you" against "we"."""

    asking_percent: Annotated[int, Field(ge=0, le=100)] = 25
    you_percent: Annotated[int, Field(ge=0, le=100)] = 34


class HubSettings(Schema):
    """The organisation and its rules."""

    name: Line
    url: SiteAddress
    language: Language
    time_zone: Annotated[str, AfterValidator(_zone)]
    contact: Owner
    withdrawal: Withdrawal
    consent: ConsentPolicy = ConsentPolicy()
    helplines: Annotated[tuple[Helpline, ...], Field(strict=False)] = ()
    local: Local = Local()
    links: Links = Links()
    cover: Cover | None = None
    kit: KitSettings = KitSettings()
    approvals: ApprovalPolicy = ApprovalPolicy()
    review: ReviewPolicy = ReviewPolicy()
    strategy: StrategyPolicy = StrategyPolicy()
    readiness: ReadinessPolicy = ReadinessPolicy()
    observances: ObservancePolicy = ObservancePolicy()
    balance: BalancePolicy = BalancePolicy()
    budgets: Budgets = Budgets()


class Colours(Schema):
    """Six colours as `#rrggbb`: two grounds and an accent, and the text colour meant for each."""

    paper: Colour
    ink: Colour
    primary: Colour
    on_primary: Colour
    accent: Colour
    on_accent: Colour


class Logo(Schema):
    """A picture file beside `brand.yml`, and what it shows."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*\.(png|jpg|jpeg|webp)$")]
    alt: Line


class Brand(Schema):
    """How pages and cards look."""

    colours: Colours
    type: Literal["firago", "noto-sans", "ubuntu"] = "firago"
    pattern: Literal["arcs", "waves", "dots", "none"] = "arcs"
    strapline: Line | None = None
    logo: Logo | None = None
