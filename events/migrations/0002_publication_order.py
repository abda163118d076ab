"""Publications and their keys carry all that orders and matches them; the date field says that it takes words."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery

from events.fields import EdtfField


def fill_in(apps, schema_editor):
    """Copies into the keys what orders their publications, and gives undated events a span class of their own."""
    Publication = apps.get_model("events", "Publication")
    PublicationKey = apps.get_model("events", "PublicationKey")
    Publication.objects.filter(type="event", sort_key=None).update(span=8)
    # Open ends have span classes of their own: 6 where the end has no bound, 7 where only the start has none.
    for model in (Publication, apps.get_model("events", "Event")):
        model.objects.filter(latest=2**62).update(span=6)
        model.objects.filter(earliest=-(2**62), latest__lt=2**62).update(span=7)
    publication = Publication.objects.filter(pk=OuterRef("publication"))
    names = ("uid", "span", "sort_key", "latest", "start_latest")
    PublicationKey.objects.update(**{name: Subquery(publication.values(name)[:1]) for name in names})


def take_back(apps, schema_editor):
    """Gives the keys their first day back, and undated events and open ends the span classes that they had."""
    Publication = apps.get_model("events", "Publication")
    PublicationKey = apps.get_model("events", "PublicationKey")
    for model in (Publication, apps.get_model("events", "Event")):
        model.objects.filter(span__in=(6, 7)).update(span=5)
    Publication.objects.filter(span=8).update(span=None)
    publication = Publication.objects.filter(pk=OuterRef("publication"))
    PublicationKey.objects.update(
        **{name: Subquery(publication.values(name)[:1]) for name in ("span", "earliest", "latest")}
    )


def _key_column(name, field):
    return migrations.AddField("publicationkey", name, field)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.AlterField(
            "event",
            "date",
            EdtfField(
                blank=True,
                help_text="In the source's words, or in EDTF: 2023-07-20, 2023-07, 2004~, 2006/2019 (lasted), [2006..2019] "
                "(once, somewhere within). Leave it empty where no source dates the event.",
                max_length=255,
                null=True,
            ),
        ),
        migrations.RemoveIndex("publication", "publication_chronology"),
        migrations.RemoveIndex("publicationkey", "publication_key_window"),
        migrations.RemoveConstraint("publication", "publication_bounds_in_order"),
        _key_column("uid", models.CharField(default="", max_length=26, help_text="The publication's.")),
        _key_column("sort_key", models.BigIntegerField(null=True)),
        _key_column("start_latest", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "publication",
            "span",
            models.SmallIntegerField(help_text="The span class; of an undated event SPAN_UNDATED.", null=True),
        ),
        migrations.RunPython(fill_in, take_back),
        migrations.RemoveField("publicationkey", "earliest"),
        migrations.AlterField("publicationkey", "uid", models.CharField(help_text="The publication's.", max_length=26)),
        migrations.AlterField("publicationkey", "span", models.SmallIntegerField()),
        migrations.AlterField(
            "publicationkey",
            "publication",
            models.ForeignKey(
                db_index=False, on_delete=models.deletion.CASCADE, related_name="keys", to="events.publication"
            ),
        ),
        migrations.AddConstraint(
            "publication",
            models.CheckConstraint(
                condition=Q(Q(("type", "event"), _negated=True), earliest=None, latest=None, sort_key=None, span=None)
                | Q(earliest=None, latest=None, sort_key=None, span=8, type="event")
                | Q(
                    earliest__isnull=False,
                    earliest__lte=F("latest"),
                    end_earliest__isnull=False,
                    latest__isnull=False,
                    sort_key__isnull=False,
                    span__range=(0, 7),
                    start_latest__isnull=False,
                    type="event",
                ),
                name="publication_bounds_in_order",
            ),
        ),
        migrations.AddIndex(
            "publication",
            models.Index(
                fields=["type", "span", "sort_key", "latest", "uid", "start_latest"], name="publication_chronology"
            ),
        ),
        migrations.AddIndex(
            "publicationkey",
            models.Index(
                fields=["facet", "value", "span", "sort_key", "latest", "uid", "publication", "start_latest"],
                name="publication_key_chronology",
            ),
        ),
    ]
