"""What events are searched by, and the index of its words: FTS5 on SQLite, GIN on PostgreSQL.

FTS5 keeps postings alone (no positions, no sizes, no copy of the words) and splits at ASCII spaces: folded words hold
nothing else that it would split at or fold. Triggers keep it beside its table. A later migration that makes the table
anew, as SQLite does to change a column, takes them along: it has to call these two functions again.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "events_publicationwords"
_DELETED = "INSERT INTO events_words(events_words, rowid, words) VALUES ('delete', old.publication_id, old.words);"
_INSERTED = "INSERT INTO events_words(rowid, words) VALUES (new.publication_id, new.words);"
SQLITE = (
    "CREATE VIRTUAL TABLE events_words USING fts5(words, content='events_publicationwords',"
    " content_rowid='publication_id', tokenize='ascii', detail='none', columnsize=0)",
    f"CREATE TRIGGER publication_words_inserted AFTER INSERT ON {TABLE} BEGIN {_INSERTED} END",
    f"CREATE TRIGGER publication_words_deleted AFTER DELETE ON {TABLE} BEGIN {_DELETED} END",
    f"CREATE TRIGGER publication_words_updated AFTER UPDATE ON {TABLE} BEGIN {_DELETED} {_INSERTED} END",
)
POSTGRESQL = (
    # Without a list of what is pending: a search reads the index alone, also after many events were loaded.
    f"CREATE INDEX publication_words_found ON {TABLE}"
    " USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)",
)


def make_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for happened in ("inserted", "deleted", "updated"):
            schema_editor.execute(f"DROP TRIGGER publication_words_{happened}", None)
        schema_editor.execute("DROP TABLE events_words", None)
    else:
        schema_editor.execute("DROP INDEX publication_words_found", None)


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_edition'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicationWords',
            fields=[
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='events.publication')),
                ('uid', models.CharField(help_text="The publication's.", max_length=26)),
                ('span', models.SmallIntegerField()),
                ('sort_key', models.BigIntegerField(null=True)),
                ('latest', models.BigIntegerField(null=True)),
                ('start_latest', models.BigIntegerField(null=True)),
                ('words', models.TextField(help_text='Each once, as `events.folding` makes them, spaces between.')),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
