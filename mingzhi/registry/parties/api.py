"""The front door of the register of parties."""

from __future__ import annotations

from mingzhi.registry.parties.actions import find_party, register_party
from mingzhi.registry.parties.models import Party

__all__ = ["Party", "find_party", "register_party"]
