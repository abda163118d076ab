"""Events found by date: the statements of this project beside those that the ORM writes for the same page.

Django is set up here, for databases under var/bench/, whatever the environment says.
"""

import os

import django

os.environ |= {"DJANGO_SETTINGS_MODULE": "timeline.settings", "DATABASE_URL": "sqlite://:memory:", "DEBUG": "0"}
django.setup()
