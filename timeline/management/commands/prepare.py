"""`manage.py prepare`: everything between an empty folder and a served timeline, for `make run`."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

DEMO_NAME = "curator"


class Command(BaseCommand):
    """Migrates, seeds, makes the demo curator, and says where everything is. Does nothing twice."""

    help = "Bring the database up to date, load and publish the seed, make a demo curator, print the addresses."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        if self._has_migrations_to_apply():
            call_command("migrate", verbosity=0)
            self.stdout.write("Database migrated.")
        call_command("seed", verbosity=verbosity, stdout=self.stdout)
        self._make_demo_curator()
        site = settings.SITE_URL
        self.stdout.write(
            f"\n  Timelines  {site}/\n  Admin      {site}/admin/\n  API        {site}/api/v1/\n"
            f"  API docs   {site}/api/docs/\n\nPress Ctrl-C to stop."
        )
        self.stdout.flush()

    def _has_migrations_to_apply(self) -> bool:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def _make_demo_curator(self) -> None:
        if User.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(DEMO_NAME, password=password)
        self.stdout.write(
            f"A curator was made for you: {DEMO_NAME} / {password}\n"
            f"(shown this once; `.venv/bin/python manage.py changepassword {DEMO_NAME}` sets another)"
        )
