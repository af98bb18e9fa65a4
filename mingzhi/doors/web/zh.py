"""Chinese of words that several doors show: roles, acts, kinds of party, procedures."""

from __future__ import annotations

from collections.abc import Iterable

from mingzhi.registry.identity.api import ROLE_ZH as identity_words

#: Roles as identity words them, and the bodies that may approve beside them.
ROLE_ZH: dict[str, str] = {
    **{str(role): word for role, word in identity_words.items()},
    "collective": "机关负责人集体讨论",
    "deputy": "机关分管负责人",
}
ACT_ZH = {
    "penalty": "行政处罚",
    "coercion": "行政强制措施",
    "enforcement": "行政强制执行",
    "permit": "行政许可",
    "inspection": "行政检查",
    "levy": "行政征收",
    "requisition": "行政征用",
}
PARTY_ZH = {
    "person": "自然人",
    "sole_trader": "个体工商户",
    "company": "企业",
    "organisation": "其他组织",
    "public_body": "机关事业单位",
}
PROCEDURE_ZH = {"ordinary": "普通程序", "simplified": "简易程序", "quick": "快速办理", "general": "一般程序"}


def roles_zh(roles: Iterable[object]) -> str:
    """Roles as people say them, one after another."""
    return "、".join(ROLE_ZH.get(str(role), str(role)) for role in roles)
