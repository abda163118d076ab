"""The languages whose phrases can be read: one file each, which makes its `LANGUAGE`."""

from importlib import import_module
from pkgutil import iter_modules

from events.dates.language import Language
from events.dates.own_words import with_own_words

_NO_LANGUAGE = {"shared"}

LANGUAGES: dict[str, Language] = {
    name: with_own_words(import_module(f"{__name__}.{name}").LANGUAGE)
    for _, name, _ in iter_modules(__path__)
    if name not in _NO_LANGUAGE
}
