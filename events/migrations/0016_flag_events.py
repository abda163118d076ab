"""The flags of the events that are in the record already, from the newest revision of each."""

from django.db import migrations
from django.utils import timezone

from events.dates import day_number
from events.documents import EventDocument, decode
from events.queries.concerns import concerns

BATCH = 500


def fill(apps, schema_editor):
    events, revisions = apps.get_model("events", "Event").objects, apps.get_model("events", "Revision").objects
    Flag = apps.get_model("events", "Flag")
    people = apps.get_model("events", "Actor").objects.filter(type="person", living__in=["yes", "unknown"])
    living, now = set(people.values_list("uid", flat=True)), timezone.now()
    today, last = day_number(now.year, now.month, now.day), 0
    while batch := list(events.filter(pk__gt=last).order_by("pk").values_list("pk", "uid", "revision")[:BATCH]):
        numbers = {uid: number for _, uid, number in batch}
        rows = revisions.filter(uid__in=numbers).values_list("uid", "number", "document", "at")
        newest = {uid: (document, at) for uid, number, document, at in rows if numbers[uid] == number}
        Flag.objects.bulk_create(
            Flag(event_id=pk, concern=str(concern), since=newest[uid][1])
            for pk, uid, _ in batch
            if uid in newest
            for concern in sorted(concerns(decode(newest[uid][0], EventDocument), living, today))
        )
        last = batch[-1][0]


class Migration(migrations.Migration):
    dependencies = [("events", "0015_roles")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
