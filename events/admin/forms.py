"""The form of a record: the reason for the change, and whether somebody else saved meanwhile."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from events.admin.choosing import tell_choices
from events.admin.conflicts import Conflict, find_conflict
from events.models import Publication, Revision
from events.services.editing import EditConflict, checked_reason

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
else:
    Form = forms.ModelForm

_LARGEST = 2**31 - 1


class ReasonField(forms.CharField):
    """Why something is done: a line under the text policy."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> str:
        line = super().clean(value)
        try:
            return checked_reason(line)
        except ValidationError as error:
            raise ValidationError(error.messages) from error


class RecordForm(Form):
    """A record with the reason for the change, and the revision that the editor saw."""

    reason = ReasonField(
        required=False,
        label="Reason for this change",
        help_text="Required once something is published. It stays at the desk: readers see what is given on approval.",
        widget=forms.TextInput(attrs={"size": 60}),
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_LARGEST)
    # The revision of somebody else that the editor says they have carried over.
    carried_over = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=_LARGEST)
    conflict: Conflict | None = None
    refused: ValidationError | None = None  # what a service said of what was sent, and the form had not seen

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "base_revision" in self.fields:
            self.fields["base_revision"].initial = self.instance.revision
        tell_choices(self)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.instance.pk is not None:
            self._compare(values)
        if self.refused is not None and self.conflict is None:
            self._tell(self.refused)
        return values

    def _compare(self, values: dict[str, Any]) -> None:
        """With what stands now: the save of another must not be overwritten unseen."""
        standing = Revision.objects.of(self.instance.uid).select_related("author").first()
        if standing:
            self.conflict = find_conflict(standing, values.get("base_revision"), values.get("carried_over"))
        if self.conflict:
            self.add_error(None, ValidationError(str(self.conflict), "conflict"))
        elif standing:
            values["base_revision"] = standing.number
        if not values.get("reason") and Publication.objects.filter(uid=self.instance.uid).exists():
            self.add_error("reason", "This is published: say why you change it.")

    def _tell(self, refused: ValidationError) -> None:
        """Puts what a service refused beside its field, or above the form."""
        faults = refused.error_dict if hasattr(refused, "error_dict") else {"": refused.error_list}
        for name, errors in faults.items():
            self.add_error(name if name in self.fields else None, errors)


def told_by_form(error: Exception) -> ValidationError:
    """What the form is to say of what stopped a save, where it has not more to say by itself."""
    if isinstance(error, ValidationError):
        return error
    if isinstance(error, EditConflict):
        return ValidationError(str(error), "conflict")
    return ValidationError("Somebody else saved something in its way at the same moment: look again, and save again.")
