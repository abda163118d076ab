"""The only settings file. Each environment variable is read here, beside its default."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT_KEY = "only-for-development-and-tests-never-for-a-server-that-others-reach"


def _text(name: str, default: str = "") -> str:
    """The value of X, or the content of the file that X_FILE names."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def _flag(name: str, default: str) -> bool:
    return _text(name, default).lower() in {"1", "true", "yes", "on"}


# DEBUG=1: Django's own error pages and reloading. Refused where others than this machine are served.
DEBUG = _flag("DEBUG", "0")

# SITE_URL: the address that readers use. With https, cookies are secure, http is sent to https, and HSTS is set.
SITE_URL = _text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
_https = _site.scheme == "https"

# SECRET_KEY or SECRET_KEY_FILE: required wherever others than this machine are served.
SECRET_KEY = _text("SECRET_KEY", DEVELOPMENT_KEY)

# ALLOWED_HOSTS: names that this server answers to, separated by commas; by default the one of SITE_URL.
ALLOWED_HOSTS = [host for host in _text("ALLOWED_HOSTS", _site.hostname or "").split(",") if host]
if "127.0.0.1" in ALLOWED_HOSTS:
    ALLOWED_HOSTS += ["localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if _https else []

# FOUR_EYES=0: let the author of a change publish it too, for a desk of one person.
FOUR_EYES = _flag("FOUR_EYES", "1")

# SITE_NAME: what this service is called in references and in others' pages.
SITE_NAME = _text("SITE_NAME", "Timelines")

# CONTACT: an e-mail address to which readers report errors; without one no page offers it.
CONTACT = _text("CONTACT")

# PROXIES: how many reverse proxies stand in front; X-Forwarded-For and -Proto are believed that far and no farther.
PROXIES = int(_text("PROXIES", "0"))

# WEB_CONCURRENCY: the processes of gunicorn, of four threads each.
WEB_CONCURRENCY = int(_text("WEB_CONCURRENCY", "2"))

# CACHE_URL: redis://host:port/number, in which processes count requests together; without it each counts by itself.
CACHE_URL = _text("CACHE_URL")

# CACHE_PREFIX: what every key begins with that is kept there, for a Redis that others use too.
CACHE_PREFIX = _text("CACHE_PREFIX", "timeline")

# RATE_LIMIT: how often one address (of IPv6, one prefix of 64 bits) may ask the API; "off" for as often as it likes.
RATE_LIMIT = _text("RATE_LIMIT", "600/minute")

# RATE_LIMIT_EXPORTS: the same for what is a file of all that a query finds, and costs more.
RATE_LIMIT_EXPORTS = _text("RATE_LIMIT_EXPORTS", "30/minute")

# RATE_LIMIT_PAGES: the same for readers' pages. Frames in others' pages are never limited.
RATE_LIMIT_PAGES = _text("RATE_LIMIT_PAGES", "off")

INSTALLED_APPS = [
    "events",  # before the admin, so that its templates win
    "timeline",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
]

# From the outside in. Each stands where it does because of what is around it.
MIDDLEWARE = [
    # Around everything: whatever is answered has a name and a line in the log.
    "timeline.middleware.observing.ObservingMiddleware",
    "timeline.middleware.heads.BodilessHeadMiddleware",
    # Before what redirects to https and what asks for the right host: probes come by address and over http.
    "timeline.middleware.probes.ProbeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Around what makes 304s: a script that asks whether something changed may read that it has not.
    "timeline.middleware.cross_origin.CrossOriginMiddleware",
    # Around the policy: a 304 with another one than the page had would take its place in the browser.
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    # Around every refusal, since none may be kept.
    "timeline.middleware.caching.CacheControlMiddleware",
    # Around every refusal too: they speak the reader's language.
    "timeline.pages.reader.ReaderMiddleware",
    "timeline.middleware.refusals.RefusalMiddleware",
    # Once it is known what is asked for, and before it costs anything.
    "timeline.middleware.rate_limits.RateLimitMiddleware",
    # Around all that asks the database.
    "timeline.middleware.query_time.QueryTimeMiddleware",
    "timeline.middleware.desk.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "timeline.middleware.desk.DeskAuthenticationMiddleware",
    "timeline.middleware.desk.DeskMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "timeline.pages.errors.InvalidParametersMiddleware",
]

ROOT_URLCONF = "timeline.urls"
WSGI_APPLICATION = "timeline.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "timeline.pages.reader.reader",
            ],
        },
    },
]

# DATABASE_URL: sqlite:///path or postgres://user:password@host:port/name; by default an SQLite file under var/.
DATABASES = {
    "default": dj_database_url.parse(_text("DATABASE_URL", f"sqlite:///{BASE_DIR / 'var' / 'timeline.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A write lock from the first statement on: with DEFERRED, concurrent writers fail at once as "locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA journal_size_limit=67108864;"
            "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that is gone is told from a busy one within seconds, not minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# For a minute a thread keeps its connection: opening one costs more than most answers, on SQLite for its pragmas.
DATABASES["default"]["CONN_MAX_AGE"] = 60

# QUERY_SECONDS: how long each query of a public address may take before it is broken off; 0 for as long as it does.
QUERY_SECONDS = float(_text("QUERY_SECONDS", "2"))

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Ten wrong passwords for one name from one address lock that pair for an hour: nobody locks a colleague out from afar.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "timeline.middleware.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "timeline.pages.door.locked_out"
CSRF_FAILURE_VIEW = "timeline.pages.door.forged"

# Pages as they were written for the present edition of what is public, in each process; some 100 kB each.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

LANGUAGE_CODE = "en-gb"
# Those that readers' pages speak. The desk and the API speak English.
LANGUAGES = [("en-gb", "English"), ("es", "Spanish"), ("he", "Hebrew"), ("fa", "Persian"), ("ar", "Arabic")]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
# STATIC_ROOT: a folder that `collectstatic` has filled, from which files are served compressed and with lasting names.
# Without it (development, `make run`) they are served from where they lie.
STATIC_ROOT = _text("STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if STATIC_ROOT
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["events.api.renderers.DocumentRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["events.api.permissions.ReadOnly"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "events.api.negotiation.Negotiation",
    "DEFAULT_METADATA_CLASS": "events.api.metadata.Metadata",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # every parameter is read in events.api.filters
    "EXCEPTION_HANDLER": "events.api.exceptions.problem_response",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Timeline API",
    "DESCRIPTION": "Curated, sourced chronologies: what happened, when, and who says so.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["events.api.schema.completing.complete"],
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
    }
}

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _https
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # an event with many citations is a large form

# METRICS_TOKEN: who names it may read /metrics; without it there is no such address, and nothing is counted.
METRICS_TOKEN = _text("METRICS_TOKEN")

# LOG_FORMAT: "json", an object a line, or "text" for somebody at a terminal. Both go to standard error.
LOG_FORMAT = _text("LOG_FORMAT", "json")

# LOG_LEVEL: "info" has a line for each request, "debug" one for each probe too, "warning" neither.
LOG_LEVEL = _text("LOG_LEVEL", "info").upper()

# LOG_ADDRESSES: what the log keeps of the asker's address: "none", its "network" (/24, of IPv6 /48), or "full".
LOG_ADDRESSES = _text("LOG_ADDRESSES", "network")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "timeline.logs.JsonFormatter"}, "text": {"()": "timeline.logs.TextFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "timeline": {"level": LOG_LEVEL},
        # A reader's mistake is told to the reader, and has its line as every request.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"level": "WARNING"},
        # Of gunicorn, which reads this too (gunicorn_conf.py).
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
