"""Published events are found by role, support and differing aspects too: keys for those that are published already."""

import msgspec
from django.db import migrations, models

BATCH = 500


class Named(msgspec.Struct):
    uid: str


class Part(msgspec.Struct):
    actor: Named
    role: str


class Assessed(msgspec.Struct):
    support: str
    differs: list[str]


class Shown(msgspec.Struct):
    """What of a published event's document the new keys are made of."""

    participants: list[Part]
    assessment: Assessed


def keys(text):
    event = msgspec.json.decode(text, type=Shown)
    return {
        *(("role", part.role) for part in event.participants),
        *(("role", f"{part.actor.uid}/{part.role}") for part in event.participants),
        ("support", event.assessment.support),
        *(("differs", aspect) for aspect in event.assessment.differs),
    }


COLUMNS = ("uid", "span", "sort_key", "latest", "start_latest")
INSERT = (
    f"INSERT INTO events_publicationkey (publication_id, facet, value, {', '.join(COLUMNS)})"
    f" VALUES ({', '.join(['%s'] * (3 + len(COLUMNS)))})"
)


def fill_in(apps, schema_editor):
    """Adds the new keys of every published event."""
    events = apps.get_model("events", "Publication").objects.filter(type="event").order_by("pk")
    last = 0
    while batch := list(events.filter(pk__gt=last).values_list("pk", "document", *COLUMNS)[:BATCH]):
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                INSERT,
                [(pk, *key, *copied) for pk, document, *copied in batch for key in sorted(keys(document))],
            )
        last = batch[-1][0]


def take_back(apps, schema_editor):
    """Removes them."""
    apps.get_model("events", "PublicationKey").objects.filter(facet__in=["role", "support", "differs"]).delete()


FACETS = ["actor", "kind", "country", "timeline", "source"]
MORE = [*FACETS, "role", "support", "differs"]


def _choices(facets):
    return [(facet, facet.capitalize()) for facet in facets]


def _known(facets):
    return models.CheckConstraint(condition=models.Q(("facet__in", facets)), name="publication_key_facet_known")


class Migration(migrations.Migration):
    dependencies = [("events", "0009_unsafe_reasons")]

    operations = [
        migrations.AlterField("publicationkey", "facet", models.CharField(choices=_choices(MORE), max_length=8)),
        migrations.AlterField(
            "publicationkey",
            "value",
            models.CharField(help_text="A uid, slug, code or word; a role also as uid/role.", max_length=80),
        ),
        migrations.RemoveConstraint("publicationkey", "publication_key_facet_known"),
        migrations.AddConstraint("publicationkey", _known(MORE)),
        migrations.RunPython(fill_in, take_back),
    ]
