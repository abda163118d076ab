"""The index of what changed last has what a window asks of an event too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0010_more_facets")]

    operations = [
        migrations.RemoveIndex("publication", "publication_latest"),
        migrations.AddIndex(
            "publication",
            models.Index(
                fields=["type", "revised_at", "uid", "span", "sort_key", "latest", "start_latest"],
                name="publication_latest",
            ),
        ),
    ]
