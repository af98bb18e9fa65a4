"""Settings of the test run: a throw-away data folder, strict templates, quick passwords; else as in production."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="mingzhi-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["MINGZHI_HOME"] = _home
os.environ.setdefault("MINGZHI_SECRET_KEY", "only-for-tests")

from mingzhi.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
JINJA_STRICT = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns of a missing folder
