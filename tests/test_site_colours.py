"""The pages' colours: whatever brand `check` accepts, what is read can be read, in light and in dark."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from campaign_hub.derive.site_colours import EDGE, EDGES, TEXTS, SiteColours, site_colours
from campaign_hub.validate.contrast import TEXT, contrast
from campaign_hub.validate.organisation import Colours

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")

SHIPPED = Colours(
    paper="#fffaf3", ink="#14213d", primary="#0b4f6c", on_primary="#ffffff", accent="#f4b942", on_accent="#14213d"
)
YELLOW = Colours(
    paper="#ffffff", ink="#2b2118", primary="#ffd84d", on_primary="#2b2118", accent="#b3123f", on_accent="#ffffff"
)
DARK = Colours(
    paper="#15171c", ink="#f3efe6", primary="#5b2a86", on_primary="#ffffff", accent="#7ee0c3", on_accent="#10201b"
)


def too_near(colours: SiteColours) -> list[tuple[str, str, str, float]]:
    """Every pair, in either scheme, that stands out less than WCAG asks."""
    wanted = [(name, ground, TEXT) for name, grounds in TEXTS.items() for ground in grounds]
    wanted += [(name, ground, EDGE) for name, grounds in EDGES.items() for ground in grounds]
    return [
        (scheme, name, ground, contrast(named[name], named[ground]))
        for scheme, named in (("light", colours.light), ("dark", colours.dark))
        for name, ground, least in wanted
        if contrast(named[name], named[ground]) < least
    ]


def readable(drawn: tuple[str, str]) -> tuple[str, str]:
    """A ground with an ink that can be read on it: what check asks of a brand."""
    ground, ink = drawn
    return ground, ink if contrast(ink, ground) >= TEXT else max("#000000", "#ffffff", key=partial(contrast, ground))


PAIR = st.tuples(COLOUR, COLOUR).map(readable)


@given(PAIR, PAIR, PAIR)
def test_any_brand_can_be_read(page, strong, mark):
    (paper, ink), (primary, on_primary), (accent, on_accent) = page, strong, mark
    brand = Colours(paper=paper, ink=ink, primary=primary, on_primary=on_primary, accent=accent, on_accent=on_accent)
    assert too_near(site_colours(brand)) == []


def test_the_brands_own_colours_stay_where_they_can():
    light = site_colours(SHIPPED).light
    assert (light["ground"], light["text"]) == (SHIPPED.paper, SHIPPED.ink)
    assert (light["hero"], light["accent"], light["link"]) == (SHIPPED.primary, SHIPPED.accent, SHIPPED.primary)


def test_a_link_in_a_light_yellow_is_the_ink_instead():
    assert site_colours(YELLOW).light["link"] == YELLOW.ink


def test_a_dark_brand_is_light_for_who_asks_for_light():
    colours = site_colours(DARK)
    assert (colours.light["ground"], colours.light["text"]) == (DARK.ink, DARK.paper)
    assert contrast(colours.dark["ground"], "#ffffff") > contrast(colours.light["ground"], "#ffffff")


def test_a_bright_strong_colour_does_not_dazzle_on_a_dark_page():
    assert contrast(site_colours(YELLOW).dark["hero"], "#ffffff") > TEXT
