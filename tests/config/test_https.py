"""Behind https, cookies travel by https alone and browsers are told to stay there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = (
    "from mingzhi.config import settings as s;"
    "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,"
    "s.SESSION_COOKIE_HTTPONLY, s.DEBUG, s.CSRF_TRUSTED_ORIGINS)"
)


@pytest.mark.parametrize(
    ("https", "told"),
    [("1", "True True True True True False ['https://a.example']"), ("", "False False False False True False []")],
)
def test_one_switch_hardens_cookies_redirects_and_origins(tmp_path: object, https: str, told: str) -> None:
    environment = {**os.environ, "MINGZHI_HOME": str(tmp_path), "MINGZHI_HTTPS": https, "MINGZHI_HOSTS": "a.example"}
    answer = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == told
