"""What gunicorn serves when the API is measured: the site as it is shipped, and plain REST framework beside it."""

from typing import Any

from django.conf import settings


def site() -> Any:
    """The site with all its middleware, and one more address, whose answer is empty."""
    from timeline.wsgi import application  # it reads the settings

    settings.ROOT_URLCONF = "bench.peers.empty"
    return application


def plain_drf() -> Any:
    """REST framework as it comes, around which stands nothing of ours."""
    settings.ROOT_URLCONF = "bench.peers.plain_drf"
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
    renderers = ["rest_framework.renderers.JSONRenderer"]
    settings.REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None, "DEFAULT_RENDERER_CLASSES": renderers}
    from django.core.wsgi import get_wsgi_application  # likewise

    return get_wsgi_application()
