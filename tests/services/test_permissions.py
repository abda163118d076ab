"""Who may do what: roles as groups, and one table that all services ask."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied

from events.models import RecordType
from events.services.permissions import ROLES, Deed, may, require, set_up_roles

pytestmark = pytest.mark.django_db

MAY = {
    "Visitor": set(),
    "Curator": {Deed.WRITE, Deed.KEEP_TEXT},
    "Reviewer": {Deed.WRITE, Deed.KEEP_TEXT, Deed.REVIEW, Deed.MERGE},
    "Administrator": {Deed.WRITE, Deed.KEEP_TEXT, Deed.REVIEW, Deed.MERGE, Deed.ERASE},
}


@pytest.fixture(autouse=True)
def _roles() -> None:
    """As the migration made them; a test that empties the database takes them along."""
    set_up_roles(Group.objects, Permission.objects)


def somebody(role: str) -> User:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_every_permission_that_a_role_names_is_there() -> None:
    there_are = set(Permission.objects.values_list("codename", flat=True))

    assert set().union(*ROLES.values()) <= there_are


@pytest.mark.parametrize("type_", RecordType)
@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_is_its_own_and_nothing_else(role: str, type_: RecordType) -> None:
    user = somebody(role)

    assert {deed for deed in Deed if may(user, deed, type_)} == MAY[role]


def test_an_administrator_lets_others_in_and_nobody_else_does() -> None:
    letting_in = {role for role in MAY if somebody(role).has_perm("auth.add_user")}

    assert letting_in == {"Administrator"}


def test_the_text_of_a_source_is_not_for_visitors() -> None:
    reading = {role for role in MAY if somebody(role).has_perm("events.view_snapshot")}

    assert reading == {"Curator", "Reviewer", "Administrator"}


def test_who_may_not_is_told_so() -> None:
    with pytest.raises(PermissionDenied, match="You may not review this"):
        require(somebody("Curator"), Deed.REVIEW, RecordType.EVENT)


def test_the_command_line_may_do_all() -> None:
    for deed in Deed:
        require(None, deed, RecordType.EVENT)


def test_setting_roles_up_again_takes_nothing_away() -> None:
    own = Group.objects.get(name="Curator")
    own.permissions.add(Permission.objects.get(codename="review_event"))

    set_up_roles(Group.objects, Permission.objects)

    assert own.permissions.filter(codename="review_event").exists()
