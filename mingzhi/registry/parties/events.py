"""What the register of parties records."""

from __future__ import annotations

PARTY_REGISTERED = "party_registered"
PARTY_RENAMED = "party_renamed"
