"""Settings of the served installation: as in production, with quick passwords and strict templates."""

from __future__ import annotations

from mingzhi.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
JINJA_STRICT = True
