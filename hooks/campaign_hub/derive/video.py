"""A campaign's short vertical video: what is said when, its captions, and the frame of each scene."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..gate import PublishedStory
from ..load import Located
from ..load.located import Spot
from ..validate.beside import CheckedFile
from ..validate.checked import Checked, CheckedBrief
from ..validate.platforms import Platform
from ..validate.schema import nearest
from ..validate.video import Scene, VideoPlan
from .captions import PACE, Cue, cues_of, seconds_to_read
from .card import Card
from .cards import CardMaker
from .pictures import CardUse, Picture, picture_for
from .post_checks import names_helpline
from .post_stories import TAKEN_BACK, nearest_card

if TYPE_CHECKING:
    from .hub import Campaign

__all__ = ["FRAME", "VIDEO_FILES", "Shot", "Video", "filmed", "with_video", "without_video"]

FRAME = "frame"
"""The format of a picture that is a frame of a video and nothing else."""

VIDEO_FILES = ("captions.srt", "captions.vtt", "video-script.txt")
"""The files of a kit that say what is said in its video."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A scene in its place in the video: `start` and `end` in milliseconds, what is said, what stands on the screen.

    `frame` is the picture of its frame, or None where no card could be made of it. `listed` is whether site search may
    lead to it.
    """

    scene: Scene
    start: int
    end: int
    says: str
    on_screen: str
    frame: Picture | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Video:
    """A short video: its title, the platforms that it is for, its scenes and its captions."""

    title: str
    platforms: tuple[str, ...]
    shots: tuple[Shot, ...]
    cues: tuple[Cue, ...]
    located: Located

    @property
    def seconds(self) -> int:
        """How long it is."""
        return sum(shot.scene.seconds for shot in self.shots)

    @property
    def stories(self) -> frozenset[str]:
        """The stories that are told in it."""
        return frozenset(shot.scene.story for shot in self.shots if shot.scene.story)

    def place(self, spot: Spot) -> Place:
        """The place of one of its plan's fields."""
        return self.located.place(*spot)


def filmed(campaign: Campaign, video: Video | None) -> Campaign:
    """The campaign with `video`, and with those of its frames that it had not drawn already."""
    if video is None:
        return campaign
    drawn = {use.picture.path for use in campaign.uses}
    frames = {shot.frame.path: shot.frame for shot in video.shots if shot.frame and shot.frame.path not in drawn}
    uses = tuple(CardUse(video.platforms[0], FRAME, picture) for picture in frames.values())
    return replace(campaign, video=video, uses=(*campaign.uses, *uses))


def without_video(campaign: Campaign) -> Campaign:
    """The campaign without its video, and without the frames that only that has."""
    return replace(campaign, video=None, uses=tuple(use for use in campaign.uses if use.format != FRAME))


def with_video(
    campaign: Campaign,
    brief: CheckedBrief,
    maker: CardMaker,
    stories: Mapping[str, PublishedStory | None],
    checked: Checked,
    found: list[Diagnostic],
) -> Campaign:
    """The campaign with the video of its `brief`, which an error in it leaves out; what is wrong goes to `found`."""
    if brief.video is None:
        return campaign
    filming = _Filming(campaign, brief.video, stories, checked)
    told = [*filming.platforms(), *filming.scenes(maker.lost)]
    shots = () if errors_of(told) else tuple(filming.shots())
    told += [*filming.length(shots), *filming.without_helpline(shots), *filming.pace(shots)] if shots else []
    found += told
    if errors_of(told) or not shots:
        return campaign
    return filmed(campaign, filming.video(tuple(filming.framed(shot, maker) for shot in shots)))


@dataclass(frozen=True, slots=True)
class _Filming:
    """Makes the video of one campaign. `all_stories` has None for each story that is withheld."""

    campaign: Campaign
    plan: CheckedFile[VideoPlan]
    all_stories: Mapping[str, PublishedStory | None]
    checked: Checked

    @property
    def _takers(self) -> Mapping[str, Platform]:
        """The platforms that take a short vertical video."""
        return {name: each for name, each in self.checked.platforms.platforms.items() if each.video}

    def platforms(self) -> Iterator[Diagnostic]:
        """Platforms of the plan that are not known, or take no such video."""
        known = list(self._takers)
        for at, name in enumerate(self.plan.fields.platforms):
            if name not in known:
                suggestion = nearest(name, known) if known else "None in platforms.yml says how long one may be."
                facts = {"given": name, "what": "platforms for a short vertical video", "suggestion": suggestion}
                yield report("name-unknown", self.plan.place("platforms", at), **facts)

    def scenes(self, lost: Collection[str]) -> Iterator[Diagnostic]:
        """Scenes with a card or a story that is not there, or may not be in a video. `lost` cards were told of."""
        cards = [card.id for card in self.campaign.cards if card.story is None]
        for at, scene in enumerate(self.plan.fields.scenes):
            if scene.story:
                yield from self._story_faults(at, scene.story)
            if scene.card and scene.card not in cards and scene.card not in lost:
                place = self.plan.place("scenes", at, "card")
                suggestion = nearest_card(scene.card, cards)
                yield report("name-unknown", place, given=scene.card, what="cards", suggestion=suggestion)
            if f"scene-{scene.id}" in cards:
                yield report("card-id-taken", self.plan.place("scenes", at, "id"), given=f"scene-{scene.id}")

    def _story_faults(self, at: int, slug: str) -> Iterator[Diagnostic]:
        place = self.plan.place("scenes", at, "story")
        if slug not in self.all_stories:
            yield report("name-unknown", place, given=slug, what="stories", suggestion=TAKEN_BACK)
            return
        story = self.all_stories[slug]
        if story is None:
            yield report("scene-story-withheld", place, story=slug)
        elif self.campaign.slug not in story.campaigns or story.quote is None:
            yield report("scene-story-unusable", place, story=slug)
        elif missing := [name for name in (*self.plan.fields.platforms, "kit") if not story.allows(name)]:
            yield report("scene-story-not-cleared", place, story=slug, channels=", ".join(missing))

    def shots(self) -> Iterator[Shot]:
        """The scenes one after the other, without those of stories that are not public."""
        start = 0
        for scene in self.plan.fields.scenes:
            story = self.all_stories.get(scene.story) if scene.story else None
            if scene.story and story is None:
                continue
            end = start + 1000 * scene.seconds
            says = self._said(scene)
            on_screen = scene.text or self._short(scene) or says
            yield Shot(scene, start, end, says, on_screen, listed=story is None or story.allows("website"))
            start = end

    def _said(self, scene: Scene) -> str:
        story = self.all_stories.get(scene.story) if scene.story else None
        if story and story.quote:
            return story.quote
        message = next((each for each in self.campaign.brief.messages if each.id == scene.message), None)
        return message.text if message else scene.words or ""

    def _short(self, scene: Scene) -> str | None:
        return next((each.short for each in self.campaign.brief.messages if each.id == scene.message), None)

    def length(self, shots: Collection[Shot]) -> Iterator[Diagnostic]:
        """An error for each platform that takes no video of this length."""
        seconds = sum(shot.scene.seconds for shot in shots)
        for at, name in enumerate(self.plan.fields.platforms):
            limit = self._takers[name].video
            if limit and seconds > limit.seconds:
                facts = {"platform": self._takers[name].name, "seconds": seconds, "limit": limit.seconds}
                yield report("video-too-long", self.plan.place("platforms", at), **facts)

    def without_helpline(self, shots: Collection[Shot]) -> Iterator[Diagnostic]:
        """An error where a sensitive campaign's video neither says nor shows where help is to be had."""
        shown = " ".join(f"{shot.says} {shot.on_screen} {self._card_text(shot.scene)}" for shot in shots)
        for topic in self.campaign.brief.sensitivity:
            helplines = [each for each in self.checked.hub.helplines if topic in each.topics]
            if helplines and not any(names_helpline(shown, each) for each in helplines):
                place = self.plan.place("scenes")
                yield report("video-without-helpline", place, topic=topic, number=helplines[0].number)

    def _card_text(self, scene: Scene) -> str:
        cards = (card for card in self.campaign.cards if card.id == scene.card)
        return " ".join(part.text for card in cards for part in card.parts)

    def pace(self, shots: Collection[Shot]) -> Iterator[Diagnostic]:
        """A warning for each scene whose captions go faster than people read."""
        numbers = {scene.id: at for at, scene in enumerate(self.plan.fields.scenes)}
        for shot in shots:
            needed = seconds_to_read(shot.says)
            if needed > shot.scene.seconds:
                place = self.plan.place("scenes", numbers[shot.scene.id], "seconds")
                yield report("caption-too-fast", place, seconds=shot.scene.seconds, needed=needed, pace=PACE)

    def framed(self, shot: Shot, maker: CardMaker) -> Shot:
        """The scene with its frame: the card that it names, its story's, or one of what stands on the screen."""
        wanted = f"story-{shot.scene.story}" if shot.scene.story else shot.scene.card
        if wanted:
            card = next((card for card in self.campaign.cards if card.id == wanted), None)
        else:
            card = self._own_card(shot, maker) if shot.on_screen else None
        return replace(shot, frame=self._picture(card)) if card else shot

    def _own_card(self, shot: Shot, maker: CardMaker) -> Card | None:
        at = self.plan.fields.scenes.index(shot.scene)
        made = maker.scene(f"scene-{shot.scene.id}", shot.on_screen, f"video.scenes.{at}", self.plan.fields.platforms)
        return next(made, None)

    def _picture(self, card: Card) -> Picture:
        """The card in the shape of the platform that comes first: the very picture where the campaign has it."""
        name = self.plan.fields.platforms[0]
        platform = self._takers[name]
        shape = platform.video.shape if platform.video else ""
        known = (use.picture for use in self.campaign.uses if use.picture.card.id == card.id)
        same = next((picture for picture in known if picture.shape_name == shape), None)
        return same or picture_for(card, shape, platform, self.checked.platforms.shapes)

    def video(self, shots: tuple[Shot, ...]) -> Video:
        """The video of `shots`, with its captions."""
        fields, direction = self.plan.fields, self.campaign.speech.direction
        cues = (cue for shot in shots for cue in cues_of(shot.says, shot.start, shot.end, direction))
        return Video(fields.title, fields.platforms, shots, tuple(cues), self.plan.located)
