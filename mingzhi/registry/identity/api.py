"""The front door of identity."""

from __future__ import annotations

from mingzhi.registry.identity.access import admits, below, visible
from mingzhi.registry.identity.actions import (
    assign_role,
    create_account,
    create_token,
    draft_of,
    drop_draft,
    end_role,
    forget_old_drafts,
    grant_case,
    keep_draft,
    live_tokens,
    revoke_token,
)
from mingzhi.registry.identity.actor import Actor, actor_of, actor_of_token
from mingzhi.registry.identity.models import Account, Draft, Token
from mingzhi.registry.identity.roles import ADMINISTRATORS, ROLE_ZH, Permission, Role, held_by

__all__ = [
    "ADMINISTRATORS",
    "ROLE_ZH",
    "Account",
    "Actor",
    "Draft",
    "Permission",
    "Role",
    "Token",
    "actor_of",
    "actor_of_token",
    "admits",
    "assign_role",
    "below",
    "create_account",
    "create_token",
    "draft_of",
    "drop_draft",
    "end_role",
    "forget_old_drafts",
    "grant_case",
    "held_by",
    "keep_draft",
    "live_tokens",
    "revoke_token",
    "visible",
]
