"""Settings of an installation that is nothing but a ledger: what the kill tests and benchmarks start as processes."""

from __future__ import annotations

from mingzhi.config.settings import *  # noqa: F403

INSTALLED_APPS = ["mingzhi.ledger.journal", "mingzhi.ledger.vault"]
MIDDLEWARE: list[str] = []
TEMPLATES: list[dict[str, object]] = []
AUTH_USER_MODEL = "auth.User"
READERS: list[str] = ["tests.ledger.counting.Counting"]
