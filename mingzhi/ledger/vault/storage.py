"""Where the contents lie: a folder, or the Django storage named ``vault`` in ``STORAGES`` (house.md)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

#: Ending of a file that is still being written; what a kill leaves behind is no content.
UNFINISHED = ".unfinished"


class Folder(FileSystemStorage):
    """A folder in which a file is there completely or not at all, also after power loss.

    Written under another name, forced to the disk, then renamed; never written over; readable by the server only.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: two who write one content at once write the same."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        """Write the content so that *name* appears at once; a file that stands already is as good."""
        final = Path(self.path(name))
        if final.exists():
            return name
        for folder in (final.parent.parent.parent, final.parent.parent, final.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = final.with_name(f"{final.name}.{secrets.token_hex(6)}{UNFINISHED}")
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "wb") as target:
                for chunk in content.chunks():
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            draft.rename(final)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        for folder in (final.parent, final.parent.parent, final.parent.parent.parent):
            _force(folder)
        return name


def _force(folder: Path) -> None:
    """Force a folder's entries to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def storage() -> Storage:
    """The storage in use; asked each time, because settings may change under tests."""
    if "vault" in settings.STORAGES:
        return storages["vault"]
    return Folder(location=settings.VAULT)


def place(digest: str) -> str:
    """The name under which a content lies: two levels of folders, so that none grows too full."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
