"""Importing: events of a file into the record, as drafts or published, checked whole before anything is saved."""

from events.differences import Difference
from events.services.importing.plan import ImportPlan, ImportRefused, PlannedRow, What
from events.services.importing.planning import Import, plan_import
from events.services.importing.readers import READERS, format_of
from events.services.importing.saving import apply_import, outdated

__all__ = [
    "READERS",
    "Difference",
    "Import",
    "ImportPlan",
    "ImportRefused",
    "PlannedRow",
    "What",
    "apply_import",
    "format_of",
    "outdated",
    "plan_import",
]
