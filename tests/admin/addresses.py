"""Every address of the desk, found where Django finds them, so that no page is left out of what must hold for all."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from events.models import Merge


def addresses() -> dict[str, str]:
    """An address for each name, filled in with the first record of its model, and the last merge."""
    merge = Merge.objects.order_by("pk").last()
    assert merge is not None
    return {name: address for name, wanted in _patterns() if (address := _address(name, wanted, merge))}


def _address(name: str, wanted: set[str], merge: Merge) -> str | None:
    known = {model._meta.label_lower.replace(".", "_"): model for model in admin.site._registry}
    model = next((model for label, model in known.items() if name.startswith(f"{label}_")), None)
    first = model._default_manager.first() if model else None
    given: dict[str, Any] = {
        "object_id": first and first.pk,
        "id": first and first.pk,
        "pk": merge.pk if name.endswith("unmerge") else first and first.pk,
        "uid": merge.survivor,
        "app_label": "events",
    }
    if any(given.get(each) is None for each in wanted):
        return None
    return reverse(f"admin:{name}", kwargs={each: given[each] for each in wanted})


def _patterns(resolver: URLResolver | None = None) -> Iterator[tuple[str, set[str]]]:
    """The name of each address, and what it has to be told."""
    if resolver is None:
        resolver = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin")
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        elif isinstance(each, URLPattern) and each.name:
            told = set(each.pattern.converters)
            regex = getattr(each.pattern, "regex", None)
            yield each.name, told | set(regex.groupindex if regex else ())
