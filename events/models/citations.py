"""Citations: what one source says about one aspect of one event, and where it stands to it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from events.fields import EdtfField, LineField, ProseField
from events.models.identity import only_these


class CitationManager(models.Manager["Citation"]):
    """Finds a citation by event, source and aspect, as fixtures name it."""

    def get_by_natural_key(self, event: str, source: str, aspect: str) -> "Citation":
        return self.get(event__slug=event, source__slug=source, aspect=aspect)


class Aspect(models.TextChoices):
    """What about an event a citation speaks to."""

    OCCURRENCE = "occurrence", "That it happened"
    DATE = "date", "When"
    PLACE = "place", "Where"
    PARTICIPANTS = "participants", "Who"
    NATURE = "nature", "What it was"
    OUTCOME = "outcome", "What came of it"


class Stance(models.TextChoices):
    """Where a source stands to it."""

    AFFIRMS = "affirms"
    REPORTS = "reports", "Reports without vouching"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class QuoteCheck(models.TextChoices):
    """What came of looking the quotation up in the source's snapshot; empty: not looked up."""

    FOUND = "found"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class Citation(models.Model):
    """One row for each event, source and aspect."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="citations")
    source = models.ForeignKey("events.Source", models.PROTECT, related_name="citations")
    aspect = models.CharField(max_length=12, choices=Aspect.choices, default=Aspect.OCCURRENCE)
    stance = models.CharField(max_length=8, choices=Stance.choices, default=Stance.AFFIRMS)
    says = ProseField(max_length=1000, help_text="What this source says, in our words.")
    stated_date = EdtfField(help_text="The date that this source gives, in EDTF.")
    stated_text = LineField("date in its words", max_length=200, blank=True)
    stated_anchor = EdtfField("counted from", help_text="The date that a relative expression was counted from.")
    stated_rule = LineField("worked out by", max_length=120, blank=True)
    speaker = models.ForeignKey(
        "events.Actor",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="spoken_citations",
        help_text="The actor whom it quotes.",
    )
    via = LineField(
        max_length=200, blank=True, help_text="The origin that it repeats (AP, IRNA …); empty for its own reporting."
    )
    quote = ProseField("quotation", max_length=1000, blank=True, help_text="A short passage, to the letter.")
    quote_prefix = ProseField(max_length=200, blank=True, editable=False)
    quote_suffix = ProseField(max_length=200, blank=True, editable=False)
    quote_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    quote_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    quote_check = models.CharField(max_length=9, choices=QuoteCheck.choices, blank=True, editable=False)
    locator = LineField(max_length=100, blank=True, help_text="Page or paragraph: p. 12, ¶7.")
    to_confirm = models.BooleanField(
        default=False, editable=False, help_text="The event changed under this stance, and nobody has confirmed it yet."
    )

    objects = CitationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "source", "aspect"],
                name="citation_unique",
                violation_error_message="There is a row of this source for this aspect; change that one.",
            ),
            only_these("aspect", Aspect, "citation_aspect_known"),
            only_these("stance", Stance, "citation_stance_known"),
            models.CheckConstraint(
                condition=~Q(says=""),
                name="citation_says_something",
                violation_error_message="Say in your own words what the source says.",
            ),
            models.CheckConstraint(
                condition=Q(quote_start=None, quote_end=None) | Q(quote_start__lt=F("quote_end")),
                name="citation_quote_offsets_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_stance_display()}: {self.get_aspect_display()}"

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.event.natural_key(), *self.source.natural_key(), self.aspect)

    natural_key.dependencies = ["events.event", "events.source", "events.actor"]  # type: ignore[attr-defined]
