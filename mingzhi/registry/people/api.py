"""The front door of the register of persons."""

from __future__ import annotations

from mingzhi.registry.people.actions import create_person, grant_credential, revoke_credential
from mingzhi.registry.people.models import Credential, Person
from mingzhi.registry.people.queries import Officer, officers_of

__all__ = [
    "Credential",
    "Officer",
    "Person",
    "create_person",
    "grant_credential",
    "officers_of",
    "revoke_credential",
]
