"""The words of the events that are public already."""

from django.db import migrations

from events.documents import EventDocument, decode
from events.services.indexing import event_words, names_in

BATCH = 500


def fill(apps, schema_editor):
    publications = apps.get_model("events", "Publication").objects
    words = apps.get_model("events", "PublicationWords").objects
    actors = publications.filter(type="actor").values_list("uid", "document")
    names = {uid: found for uid, document in actors.iterator() if (found := names_in(document))}
    copied = ("id", "uid", "span", "sort_key", "latest", "start_latest")
    last = 0
    while batch := list(publications.filter(type="event", id__gt=last).order_by("id").values_list("document", *copied)[:BATCH]):
        words.bulk_create(
            words.model(
                publication_id=pk,
                words=event_words(decode(document, EventDocument), names),
                **dict(zip(copied[1:], columns, strict=True)),
            )
            for document, pk, *columns in batch
        )
        last = batch[-1][1]


def empty(apps, schema_editor):
    apps.get_model("events", "PublicationWords").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0006_search_words"),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
