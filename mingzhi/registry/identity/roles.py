"""Roles, permissions, and which role holds which (decision 31). One enum each; nobody writes the words elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is at an agency, for a time."""

    OFFICER = "officer"
    UNIT_HEAD = "unit_head"
    REVIEWER = "reviewer"
    HEAD = "head"
    PUBLICITY_CLERK = "publicity_clerk"
    ARCHIVIST = "archivist"
    HEARING_CHAIR = "hearing_chair"
    WINDOW = "window"
    EQUIPMENT_KEEPER = "equipment_keeper"
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


class Permission(StrEnum):
    """What may be done, ``<noun>:<verb>``."""

    CASE_READ = "case:read"
    CASE_OPEN = "case:open"
    CASE_WRITE = "case:write"
    CASE_APPROVE = "case:approve"
    CASE_REVIEW = "case:review"
    CASE_IMPORT = "case:import"
    CASE_ERASE = "case:erase"
    DOCUMENT_READ = "document:read"
    FINDING_READ = "finding:read"
    PUBLICATION_RELEASE = "publication:release"
    REGISTER_READ = "register:read"
    REGISTER_WRITE = "register:write"
    ACCOUNT_MANAGE = "account:manage"
    GRANT_MANAGE = "grant:manage"
    AUDIT_READ = "audit:read"


ROLE_ZH: dict[Role, str] = {
    Role.OFFICER: "执法人员",
    Role.UNIT_HEAD: "承办机构负责人",
    Role.REVIEWER: "法制审核人员",
    Role.HEAD: "机关负责人",
    Role.PUBLICITY_CLERK: "公示员",
    Role.ARCHIVIST: "档案员",
    Role.HEARING_CHAIR: "听证主持人",
    Role.WINDOW: "窗口人员",
    Role.EQUIPMENT_KEEPER: "设备管理员",
    Role.SUPERVISOR: "监督人员",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}

#: The three administrators, who never meet in one account (trust.md, promise 8).
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

_P = Permission
_CASEWORK = frozenset({_P.CASE_READ, _P.CASE_WRITE, _P.DOCUMENT_READ, _P.FINDING_READ, _P.REGISTER_READ})

HELD: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _CASEWORK | {_P.CASE_OPEN},
    Role.UNIT_HEAD: _CASEWORK | {_P.CASE_OPEN},
    Role.REVIEWER: _CASEWORK | {_P.CASE_REVIEW},
    Role.HEAD: _CASEWORK | {_P.CASE_APPROVE, _P.CASE_IMPORT},
    Role.PUBLICITY_CLERK: _CASEWORK | {_P.PUBLICATION_RELEASE},
    Role.ARCHIVIST: _CASEWORK | {_P.CASE_ERASE},
    Role.HEARING_CHAIR: _CASEWORK,
    Role.WINDOW: _CASEWORK | {_P.CASE_OPEN},
    Role.EQUIPMENT_KEEPER: _CASEWORK,
    Role.SUPERVISOR: frozenset({_P.CASE_READ, _P.DOCUMENT_READ, _P.FINDING_READ, _P.REGISTER_READ}),
    Role.SYSTEM_ADMIN: frozenset({_P.REGISTER_READ, _P.REGISTER_WRITE, _P.ACCOUNT_MANAGE}),
    Role.SECURITY_ADMIN: frozenset({_P.REGISTER_READ, _P.GRANT_MANAGE}),
    Role.AUDIT_ADMIN: frozenset({_P.REGISTER_READ, _P.AUDIT_READ}),
}


#: What changes nothing: all that a token for reading carries.
READING = frozenset({_P.CASE_READ, _P.DOCUMENT_READ, _P.FINDING_READ, _P.REGISTER_READ, _P.AUDIT_READ})


def held_by(roles: frozenset[Role]) -> frozenset[Permission]:
    """The permissions that come with these roles."""
    return frozenset().union(*(HELD[role] for role in roles)) if roles else frozenset()
