"""Who is signed in."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def user_of(request: HttpRequest) -> User:
    """Who asks: nobody reaches the desk who is not signed in."""
    return cast(User, request.user)
