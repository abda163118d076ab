"""Publications: one ready document for each published record. The services `publishing` and `loading` alone write these
tables, and everything public reads them alone."""

from django.db import models
from django.db.models import F, Q

from events.dates import SPAN_OPEN_START
from events.models.identity import only_these
from events.models.revisions import RecordType

# The span class of undated events, in publications alone: a value of its own, so that indexes order them as well.
SPAN_UNDATED = SPAN_OPEN_START + 1


class Publication(models.Model):
    """What the public reads of one record: its document as JSON text, and what lists need to find it."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    slug = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(help_text="The number of the revision that was approved.")
    document = models.TextField()
    etag = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    revised_at = models.DateTimeField()

    # Of events alone, copied from the record; all empty for an undated one.
    earliest = models.BigIntegerField(null=True)
    start_latest = models.BigIntegerField(null=True)
    end_earliest = models.BigIntegerField(null=True)
    latest = models.BigIntegerField(null=True)
    sort_key = models.BigIntegerField(null=True)
    span = models.SmallIntegerField(null=True, help_text="The span class; of an undated event SPAN_UNDATED.")
    exact = models.BooleanField(null=True, help_text="Nothing in the date is marked approximate or uncertain.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="publication_uid_unique"),
            models.UniqueConstraint(fields=["type", "slug"], name="publication_slug_unique"),
            only_these("type", RecordType, "publication_type_known"),
            models.CheckConstraint(
                condition=(~Q(type="event") & Q(earliest=None, latest=None, sort_key=None, span=None))
                | Q(type="event", earliest=None, latest=None, sort_key=None, span=SPAN_UNDATED)
                | Q(
                    type="event",
                    earliest__isnull=False,
                    start_latest__isnull=False,
                    end_earliest__isnull=False,
                    latest__isnull=False,
                    sort_key__isnull=False,
                    earliest__lte=F("latest"),
                    span__range=(0, SPAN_UNDATED - 1),
                ),
                name="publication_bounds_in_order",
            ),
        ]
        indexes = [
            # Events in the order of time, inside a window or not, one arm a span class; the uid makes the order total.
            models.Index(
                fields=["type", "span", "sort_key", "latest", "uid", "start_latest"], name="publication_chronology"
            ),
            # What changed last, for feeds and lists, inside a window or not.
            models.Index(
                fields=["type", "revised_at", "uid", "span", "sort_key", "latest", "start_latest"],
                name="publication_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.slug}"


class Facet(models.TextChoices):
    """What published events are found by."""

    ACTOR = "actor"
    KIND = "kind"
    COUNTRY = "country"
    TIMELINE = "timeline"
    SOURCE = "source"
    ROLE = "role"
    SUPPORT = "support"
    DIFFERS = "differs"
    # Of postings alone: the year of the sort key, the span class, and all events.
    YEAR = "year"
    SPAN = "span"
    ALL = "all"


# How many primary keys a posting's row spans: four rows for a value of a million events, of 32 kB each at most.
CHUNK = 2**18
KEYED = [facet for facet in Facet.values if facet not in (Facet.YEAR, Facet.SPAN, Facet.ALL)]


class PublicationKey(models.Model):
    """By what a published event is found: one facet and value; what orders the event is copied in."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="keys", db_index=False)
    facet = models.CharField(max_length=8, choices=Facet.choices)
    value = models.CharField(max_length=80, help_text="A uid, slug, code or word; a role also as uid/role.")
    uid = models.CharField(max_length=26, help_text="The publication's.")
    span = models.SmallIntegerField()
    sort_key = models.BigIntegerField(null=True)
    latest = models.BigIntegerField(null=True)
    start_latest = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "facet", "value"], name="publication_key_unique"),
            models.CheckConstraint(condition=Q(facet__in=KEYED), name="publication_key_facet_known"),
        ]
        indexes = [
            # Covers the choice of a facet's events in the order of time, inside a window or not, one arm a span class.
            models.Index(
                fields=["facet", "value", "span", "sort_key", "latest", "uid", "publication", "start_latest"],
                name="publication_key_chronology",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}"


class PublicationWords(models.Model):
    """What a published event is searched by: its folded words; what orders it is copied in.

    Beside the table stands an index of the words, which follows it by itself: FTS5 on SQLite, GIN on PostgreSQL. They
    are in the migration `search_words`, since no model of Django's can say them.
    """

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True, related_name="words")
    # Before the words: what orders is read without them.
    uid = models.CharField(max_length=26, help_text="The publication's.")
    span = models.SmallIntegerField()
    sort_key = models.BigIntegerField(null=True)
    latest = models.BigIntegerField(null=True)
    start_latest = models.BigIntegerField(null=True)
    words = models.TextField(help_text="Each once, as `events.folding` makes them, spaces between.")

    class Meta:
        indexes = [
            # Covers the order of many events that were found by their words, by id: the rows themselves are wide.
            models.Index(
                fields=["publication", "span", "sort_key", "latest", "uid", "start_latest"],
                name="publication_words_place",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Posting(models.Model):
    """The events of one facet and value, a chunk of primary keys at a time: what keys say, made to be intersected."""

    facet = models.CharField(max_length=8, choices=Facet.choices)
    value = models.CharField(max_length=80)
    chunk = models.IntegerField(help_text="The publications' primary keys divided by CHUNK.")
    bits = models.BinaryField(help_text="The primary keys as a roaring bitmap in its portable format.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facet", "value", "chunk"], name="posting_unique"),
            only_these("facet", Facet, "posting_facet_known"),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}, chunk {self.chunk}"


class PostingTotal(models.Model):
    """How many events one facet and value has in all chunks: one at least."""

    facet = models.CharField(max_length=8, choices=Facet.choices)
    value = models.CharField(max_length=80)
    events = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facet", "value"], name="posting_total_unique"),
            only_these("facet", Facet, "posting_total_facet_known"),
            models.CheckConstraint(condition=Q(events__gt=0), name="posting_total_of_some"),
        ]
        # The values that most events have.
        indexes = [models.Index(fields=["facet", "events", "value"], name="posting_total_most")]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.events}"


class PublicationReference(models.Model):
    """That the published revision of one record names another: what must be written again when the other changes."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="references")
    names = models.CharField(max_length=26, help_text="The uid of the record that is named.")
    stale = models.BooleanField(default=False, help_text="What is named has changed; the document awaits rewriting.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "names"], name="publication_reference_unique")]
        indexes = [
            # All documents that name a record.
            models.Index(fields=["names"], name="publication_reference_names"),
            # The next batch to rewrite.
            models.Index(fields=["publication"], name="publication_reference_stale", condition=Q(stale=True)),
        ]

    def __str__(self) -> str:
        return f"{self.publication} names {self.names}"


class What(models.TextChoices):
    """What happened to a published record."""

    PUBLISHED = "published"
    REVISED = "revised"
    REFRESHED = "refreshed"
    RETRACTED = "retracted"
    MERGED = "merged"


class Change(models.Model):
    """One line of the public log: what was published, revised, refreshed, retracted or merged, when and why."""

    sequence = models.BigIntegerField(help_text="Rises by one in the order of commits.")
    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    what = models.CharField(max_length=9, choices=What.choices)
    into = models.CharField(max_length=26, blank=True, help_text="The uid of the survivor of a merge.")
    reason = models.CharField(max_length=300, blank=True, help_text="What a curator gave for readers; else nothing.")
    told = models.GeneratedField(
        expression=Q(reason__gt=""),  # type: ignore[arg-type]  # which Django takes
        output_field=models.BooleanField(),
        db_persist=True,
        help_text="It has a reason: those alone are corrections.",
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            # Also the order in which the log is followed.
            models.UniqueConstraint(fields=["sequence"], name="change_sequence_unique"),
            only_these("what", What, "change_what_known"),
            models.CheckConstraint(
                condition=(Q(what="merged") & ~Q(into="")) | (~Q(what="merged") & Q(into="")),
                name="change_into_for_merges",
            ),
        ]
        indexes = [
            # The log of one type.
            models.Index(fields=["type", "sequence"], name="change_of_type"),
            # Corrections, the newest first; there are few beside all that is published.
            models.Index(fields=["type", "sequence"], name="change_correction", condition=Q(told=True)),
            # What is told of one record, on its page; and what a retraction has to unsay.
            models.Index(fields=["uid", "sequence"], name="change_told_of", condition=Q(told=True)),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.type} {self.uid} {self.what}"


class ChangeCounter(models.Model):
    """The last sequence number given: one row, locked until its transaction ends, so that no reader skips a change."""

    last = models.BigIntegerField(default=0)
    edition = models.CharField(
        max_length=26,
        blank=True,
        default="",
        help_text="Another ULID after each transaction that may have changed what is public; never one twice.",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="change_counter_single_row")]

    def __str__(self) -> str:
        return str(self.last)


class Tombstone(models.Model):
    """What is left of a retracted record: its uid, when and why, never the claim."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    retracted_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uid"], name="tombstone_uid_unique")]
        # What was retracted last, for feeds.
        indexes = [models.Index(fields=["type", "retracted_at", "uid"], name="tombstone_latest")]

    def __str__(self) -> str:
        return f"{self.type} {self.uid}"


class Redirect(models.Model):
    """From the old uid or slug of a merged or renamed record to the record that answers for it."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    old = models.CharField(max_length=120, help_text="A uid or a slug that was once in use.")
    uid = models.CharField(max_length=26, help_text="The record that answers now.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "old"], name="redirect_old_unique")]
        # All that leads to a record, to be led on when it is merged in its turn.
        indexes = [models.Index(fields=["uid"], name="redirect_uid")]

    def __str__(self) -> str:
        return f"{self.type} {self.old} → {self.uid}"
