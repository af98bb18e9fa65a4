"""The lists of the roof name what exists."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from mingzhi.config.readers import DAILY, READERS


def test_every_reader_has_a_name_of_its_own_and_can_handle_and_reset() -> None:
    found = [import_string(path)() for path in READERS]
    assert len({one.name for one in found}) == len(found)
    assert all(callable(one.handle) and callable(one.reset) for one in found)


def test_what_is_done_daily_can_be_called() -> None:
    assert all(callable(import_string(path)) for path in DAILY)
    assert (settings.READERS, settings.DAILY) == (READERS, DAILY)


def test_there_is_no_admin_site_and_every_password_is_hashed_well() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    from mingzhi.config import settings as production

    assert not hasattr(production, "PASSWORD_HASHERS")  # Django's own order: PBKDF2 first
