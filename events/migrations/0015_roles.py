"""The roles of the desk as groups, with their permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from events.services.permissions import set_up_roles


def make_roles(apps, schema_editor):
    # Permissions are made after the last migration: here they are needed before.
    for label in ("events", "auth", "axes"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    set_up_roles(apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects)


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_desk_concerns"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
