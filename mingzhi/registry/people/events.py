"""What the register of persons records."""

from __future__ import annotations

PERSON_REGISTERED = "person_registered"
CREDENTIAL_GRANTED = "credential_granted"
CREDENTIAL_REVOKED = "credential_revoked"
