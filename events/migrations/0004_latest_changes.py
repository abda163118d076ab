"""Feeds find what changed last through an index: publications and tombstones."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_date_words'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['type', 'revised_at', 'uid'], name='publication_latest'),
        ),
        migrations.AddIndex(
            model_name='tombstone',
            index=models.Index(fields=['type', 'retracted_at', 'uid'], name='tombstone_latest'),
        ),
    ]
