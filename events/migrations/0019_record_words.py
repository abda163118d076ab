"""What records are searched by at the desk, and the index of its words, as in `search_words`; of all that is there."""

from django.db import migrations, models

from events.documents import ActorDocument, EventDocument, SourceDocument, TimelineDocument, decode
from events.services.finding import words_of

BATCH = 500
SHAPES = {"event": EventDocument, "actor": ActorDocument, "source": SourceDocument, "timeline": TimelineDocument}
TABLE = "events_recordwords"
_DELETED = "INSERT INTO events_desk(events_desk, rowid, words) VALUES ('delete', old.id, old.words);"
_INSERTED = "INSERT INTO events_desk(rowid, words) VALUES (new.id, new.words);"
SQLITE = (
    "CREATE VIRTUAL TABLE events_desk USING fts5(words, content='events_recordwords',"
    " content_rowid='id', tokenize='ascii', detail='none', columnsize=0)",
    f"CREATE TRIGGER record_words_inserted AFTER INSERT ON {TABLE} BEGIN {_INSERTED} END",
    f"CREATE TRIGGER record_words_deleted AFTER DELETE ON {TABLE} BEGIN {_DELETED} END",
    f"CREATE TRIGGER record_words_updated AFTER UPDATE ON {TABLE} BEGIN {_DELETED} {_INSERTED} END",
)
POSTGRESQL = (
    f"CREATE INDEX record_words_found ON {TABLE} USING gin (array_to_tsvector(string_to_array(words, ' ')))",
)


def make_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for happened in ("inserted", "deleted", "updated"):
            schema_editor.execute(f"DROP TRIGGER record_words_{happened}", None)
        schema_editor.execute("DROP TABLE events_desk", None)
    else:
        schema_editor.execute("DROP INDEX record_words_found", None)


def fill(apps, schema_editor):
    revisions, RecordWords = apps.get_model("events", "Revision").objects, apps.get_model("events", "RecordWords")
    for type_, shape in SHAPES.items():
        records, last = apps.get_model("events", type_).objects, 0
        while batch := list(records.filter(pk__gt=last).order_by("pk").values_list("pk", "uid", "revision")[:BATCH]):
            numbers = {uid: number for _, uid, number in batch}
            rows = revisions.filter(uid__in=numbers).values_list("uid", "number", "document")
            RecordWords.objects.bulk_create(
                RecordWords(type=type_, uid=uid, words=words_of(decode(document, shape)))
                for uid, number, document in rows
                if numbers[uid] == number
            )
            last = batch[-1][0]


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0018_merges'),
    ]

    operations = [
        migrations.CreateModel(
            name='RecordWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('event', 'Event'), ('actor', 'Actor'), ('source', 'Source'), ('timeline', 'Timeline')], max_length=8)),
                ('uid', models.CharField(max_length=26)),
                ('words', models.TextField(help_text='Each once, as `events.folding` makes them, spaces between.')),
            ],
            options={
                'verbose_name_plural': 'record words',
                'constraints': [models.UniqueConstraint(fields=('uid',), name='record_words_unique'), models.CheckConstraint(condition=models.Q(('type__in', ['event', 'actor', 'source', 'timeline'])), name='record_words_type_known')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
