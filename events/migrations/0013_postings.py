"""For each facet and value the primary keys of its events, as bitmaps; from the keys of what is published already."""

from collections import defaultdict
from itertools import groupby

from django.db import migrations, models
from pyroaring import BitMap

from events.dates import civil_date

CHUNK = 2**18
KEYED = ["actor", "kind", "country", "timeline", "source", "role", "support", "differs"]
FACETS = [*KEYED, "year", "span", "all"]


def fill_in(apps, schema_editor):
    """Posts all published events."""
    Posting, Total = apps.get_model("events", "Posting"), apps.get_model("events", "PostingTotal")

    def post(facet, value, members):
        chunks = defaultdict(BitMap)
        for pk in members:
            chunks[pk // CHUNK].add(pk)
        rows = [Posting(facet=facet, value=value, chunk=chunk, bits=bits.serialize()) for chunk, bits in chunks.items()]
        Posting.objects.bulk_create(rows)
        Total.objects.create(facet=facet, value=value, events=sum(map(len, chunks.values())))

    keys = apps.get_model("events", "PublicationKey").objects.order_by("facet", "value")
    rows = keys.values_list("facet", "value", "publication_id").iterator(chunk_size=10_000)
    for (facet, value), members in groupby(rows, key=lambda row: row[:2]):
        post(facet, value, (pk for _, _, pk in members))
    by_date = defaultdict(BitMap)
    events = apps.get_model("events", "Publication").objects.filter(type="event")
    for pk, span, sort_key in events.values_list("pk", "span", "sort_key").iterator(chunk_size=10_000):
        by_date["all", ""].add(pk)
        by_date["span", str(span)].add(pk)
        if sort_key is not None and abs(sort_key) < 2**62:
            by_date["year", str(civil_date(sort_key)[0])].add(pk)
    for (facet, value), members in by_date.items():
        post(facet, value, members)


def forget(apps, schema_editor):
    """The tables go; the keys have all that they said."""


def _facet():
    return ("facet", models.CharField(choices=[(facet, facet.capitalize()) for facet in FACETS], max_length=8))


def _known(name):
    return models.CheckConstraint(condition=models.Q(("facet__in", FACETS)), name=name)


def _id():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [("events", "0012_order_of_words")]

    operations = [
        migrations.AlterField(
            "publicationkey",
            "facet",
            models.CharField(choices=[(facet, facet.capitalize()) for facet in FACETS], max_length=8),
        ),
        migrations.CreateModel(
            "Posting",
            [
                _id(),
                _facet(),
                ("value", models.CharField(max_length=80)),
                ("chunk", models.IntegerField(help_text="The publications' primary keys divided by CHUNK.")),
                ("bits", models.BinaryField(help_text="The primary keys as a roaring bitmap in its portable format.")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "value", "chunk"), name="posting_unique"),
                    _known("posting_facet_known"),
                ]
            },
        ),
        migrations.CreateModel(
            "PostingTotal",
            [
                _id(),
                _facet(),
                ("value", models.CharField(max_length=80)),
                ("events", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["facet", "events", "value"], name="posting_total_most")],
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "value"), name="posting_total_unique"),
                    _known("posting_total_facet_known"),
                    models.CheckConstraint(condition=models.Q(("events__gt", 0)), name="posting_total_of_some"),
                ],
            },
        ),
        migrations.RunPython(fill_in, forget),
    ]
