"""Reasons that were not written for readers leave the public log; those of retractions were, and stay."""

from django.db import migrations


def blank(apps, schema_editor):
    apps.get_model("events", "Change").objects.filter(told=True).exclude(what="retracted").update(reason="")


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0008_told_changes"),
    ]

    operations = [
        # There is no way back to what was blanked, and nothing that needs it: revisions keep their reasons.
        migrations.RunPython(blank, migrations.RunPython.noop),
    ]
