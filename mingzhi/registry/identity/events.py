"""What identity records. Never a password, a token or its digest."""

from __future__ import annotations

ACCOUNT_OPENED = "account_opened"
ROLE_ASSIGNED = "role_assigned"
ROLE_ENDED = "role_ended"
TOKEN_CREATED = "token_created"  # noqa: S105 - a word of the vocabulary
TOKEN_REVOKED = "token_revoked"  # noqa: S105 - a word of the vocabulary
CASE_GRANTED = "case_granted"
