"""The rows of an inline form as they were sent, beside the rows that stand since somebody else saved."""

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.forms.widgets import CheckboxInput

if TYPE_CHECKING:
    FormSet = BaseInlineFormSet[Any, Any, Any]
else:
    FormSet = BaseInlineFormSet

# One row as it was sent: the values of each of its fields.
Sent = dict[str, list[str]]
Identity = tuple[str, ...]
_MOST = 2000


class MatchedFormSet(FormSet):
    """Matches what was sent with the rows that stand, where somebody saved after the page was opened.

    What they added comes in; a new row that stands meanwhile, by what makes it unique, changes that one; a row that
    they removed stays in the form as a new one, unless its identity is among what `PREFIX-left_out` names.
    """

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None, **kwargs: Any) -> None:
        self.returning: list[tuple[str, int]] = []
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        if data is not None and instance is not None and instance.pk and _is_outdated(data, instance):
            rows = kwargs["queryset"].filter(**{self.fk.name: instance})
            standing = list(rows if rows.ordered else rows.order_by("pk"))
            if (sent := _read(data, prefix)) is not None:
                data, kept = self._matched(data, prefix, sent, standing)
                kwargs["queryset"] = kwargs["queryset"].filter(pk__in=kept)
        super().__init__(data, files, instance, **kwargs)

    def _matched(
        self, data: Any, prefix: str, sent: tuple[list[Sent], list[Sent]], standing: list[Any]
    ) -> tuple[Any, list[Any]]:
        """What was sent, in other places, and the keys of the rows that it is bound to."""
        of_rows, new = sent
        by_key, by_identity = {str(row.pk): row for row in standing}, {self._identity_of(row): row for row in standing}
        bound: dict[Any, Sent] = {}
        left: list[tuple[Sent, bool]] = []
        for row in of_rows:
            key = by_key.get(row.get("id", [""])[-1])
            if key is not None and key.pk not in bound:
                bound[key.pk] = row
            elif row.get("DELETE", [""])[-1].lower() in ("", "false"):
                left.append((row, True))
        left += [(row, False) for row in new]
        again: list[tuple[Sent, bool]] = []
        for row, had in left:
            key = by_identity.get(self._identity_sent(row))
            if key is not None and key.pk not in bound:
                bound[key.pk] = row
            else:
                again.append((row, had))
        left_out = set(data.getlist(f"{prefix}-left_out"))
        again = [(row, had) for row, had in again if json.dumps(self._identity_sent(row)) not in left_out]
        for row in standing:
            bound.setdefault(row.pk, self._sent_of(row))
        kept = [row.pk for row in standing]
        placed = [bound[key] | {"id": [str(key)]} for key in kept]
        self.returning = [
            (json.dumps(self._identity_sent(row)), len(kept) + place) for place, (row, had) in enumerate(again) if had
        ]
        return _written(data, prefix, placed, [row | {"id": [""]} for row, _ in again]), kept

    def _names(self) -> list[str]:
        """The fields that tell the rows of one record apart."""
        model, owner = self.model, self.fk.name
        unique = (each.fields for each in model._meta.constraints if isinstance(each, UniqueConstraint))
        return next(([name for name in names if name != owner] for names in unique if owner in names), [])

    def _identity_of(self, row: models.Model) -> Identity:
        fields = (row._meta.get_field(name) for name in self._names())
        return tuple(str(getattr(row, field.attname)) for field in fields)  # type: ignore[union-attr]

    def _identity_sent(self, row: Mapping[str, list[str]]) -> Identity:
        return tuple(row.get(name, [""])[-1].strip() for name in self._names())

    def _sent_of(self, row: models.Model) -> Sent:
        """A row as a browser would send it untouched."""
        form = self.form(instance=row)
        sent: Sent = {}
        for name, field in form.fields.items():
            value = form[name].value()
            if isinstance(field.widget, CheckboxInput):
                sent |= {name: ["on"]} if value else {}
            else:
                sent[name] = ["" if value is None else str(value)]
        return sent


def _is_outdated(data: Any, instance: Any) -> bool:
    return bool(data.get("base_revision") != str(instance.revision))


def _read(data: Any, prefix: str) -> tuple[list[Sent], list[Sent]] | None:
    """The rows that were sent: those that had stood, and new ones; None where their numbers make no sense."""
    counts = [data.get(f"{prefix}-{name}_FORMS", "") for name in ("INITIAL", "TOTAL")]
    if not all(re.fullmatch("[0-9]{1,5}", count) for count in counts):
        return None
    initial, total = map(int, counts)
    if total > _MOST or initial > total:
        return None
    rows: list[Sent] = [{} for _ in range(total)]
    inside = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,5}})-(.+)", re.ASCII | re.DOTALL)
    for name in data:
        if (found := inside.fullmatch(name)) and int(found[1]) < total:
            rows[int(found[1])][found[2]] = data.getlist(name)
    return rows[:initial], rows[initial:]


def _written(data: Any, prefix: str, placed: list[Sent], new: list[Sent]) -> Any:
    """What was sent with these rows in the place of its own."""
    written = data.copy()
    inside = re.compile(rf"{re.escape(prefix)}-[0-9]+-.+", re.ASCII | re.DOTALL)
    for name in [name for name in written if inside.fullmatch(name)]:
        del written[name]
    for place, row in enumerate([*placed, *new]):
        for name, values in row.items():
            written.setlist(f"{prefix}-{place}-{name}", values)
    written[f"{prefix}-INITIAL_FORMS"], written[f"{prefix}-TOTAL_FORMS"] = str(len(placed)), str(len(placed) + len(new))
    return written
