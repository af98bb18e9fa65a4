"""Settings from the environment. An operator sets these; everything else follows.

``MINGZHI_HOME``      folder of all data (default ``var/`` beside the checkout)
``MINGZHI_DATABASE``  ``postgresql://user:password@host:port/name``; empty: SQLite in ``MINGZHI_HOME``
``MINGZHI_HOSTS``     host names served, comma separated (default: loopback)
``MINGZHI_ORIGIN``    name of this installation in the journal (decision 17)
``MINGZHI_DURABLE``   ``1``: SQLite waits for the disk at every commit (synchronous=FULL); default NORMAL
``MINGZHI_HTTPS``     ``1`` where people come by https (behind a proxy that sets ``X-Forwarded-Proto``): cookies, HSTS
``MINGZHI_DEBUG``     ``1`` only while developing
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mingzhi.config.secret import secret_key
from mingzhi.ground.errors import BadInput

REPOSITORY = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("MINGZHI_HOME") or REPOSITORY / "var").resolve()
DEBUG = os.environ.get("MINGZHI_DEBUG") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = (os.environ.get("MINGZHI_HOSTS") or "127.0.0.1,localhost,[::1]").split(",")
ORIGIN = os.environ.get("MINGZHI_ORIGIN") or "local"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "mingzhi.ledger.journal",
    "mingzhi.ledger.vault",
    "mingzhi.registry.agencies",
    "mingzhi.registry.identity",
    "mingzhi.registry.people",
    "mingzhi.registry.parties",
    "mingzhi.registry.catalog",
    "mingzhi.casework.cases",
    "mingzhi.casework.documents",
    "mingzhi.casework.review",
    "mingzhi.oversight.publication",
    "mingzhi.oversight.supervision",
]
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["mingzhi.registry.identity.signing_in.Passwords"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mingzhi.doors.web.failures.ProblemPages",
    "mingzhi.config.threshold.Threshold",
]
ROOT_URLCONF = "mingzhi.config.urls"
WSGI_APPLICATION = "mingzhi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "mingzhi.doors.web.environment.environment"},
    },
]


def _database() -> dict[str, object]:
    """The one database, from ``MINGZHI_DATABASE`` or SQLite with the settings measured in engineering.md."""
    address = os.environ.get("MINGZHI_DATABASE", "")
    if not address:
        synchronous = "FULL" if os.environ.get("MINGZHI_DURABLE") == "1" else "NORMAL"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "mingzhi.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; "
                    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
                ),
            },
        }
    parts = urlsplit(address)
    try:
        port = parts.port or ""
    except ValueError:
        port = None
    if parts.scheme not in ("postgresql", "postgres") or port is None:
        raise BadInput(
            "database_address",
            where="MINGZHI_DATABASE",
            what="不是 PostgreSQL 的地址" if port is not None else "端口不是数字",
            fix="写成 postgresql://用户:口令@主机:5432/数据库名；不写则用 SQLite",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}

LANGUAGE_CODE = "zh-hans"
USE_I18N = False  # decision 48: Chinese lives in templates and zh.py
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [
    ("web", REPOSITORY / "mingzhi" / "doors" / "web" / "static"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
HTTPS = os.environ.get("MINGZHI_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "mingzhi.doors.web.failures.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

VAULT = HOME / "vault"

#: Where fonts of official documents are looked for: the agency's own first, then Noto Serif SC (OFL), by npm.
_NOTO = REPOSITORY / "node_modules" / "@expo-google-fonts" / "noto-serif-sc"
DOCUMENT_FONTS = [HOME / "fonts", _NOTO / "400Regular", _NOTO / "700Bold"]

#: What every page says of its host (pages.md 35); an operator sets it in the environment.
SITE = {
    "name": os.environ.get("MINGZHI_SITE_NAME") or "行政执法公示平台",
    "host": os.environ.get("MINGZHI_SITE_HOST") or "演示环境",
    "contact": os.environ.get("MINGZHI_SITE_CONTACT") or "",
    "site_code": os.environ.get("MINGZHI_SITE_CODE") or "",
    "icp": os.environ.get("MINGZHI_SITE_ICP") or "",
    "police": os.environ.get("MINGZHI_SITE_POLICE") or "",
}

from mingzhi.config.readers import DAILY, READERS  # noqa: E402, F401 - settings.READERS, decision 27

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"mingzhi": {"level": "INFO"}},
}
