"""A context with every name that the shipped templates may use."""

from __future__ import annotations

from typing import Any

VALUES: dict[str, Any] = {
    "agency": {"name": "麒麟区住房和城乡建设局"},
    "case": {"title": "某公司未取得施工许可证擅自施工案"},
    "party": {"name": "云岭某建筑工程有限公司", "code": "91530302MA6K00000X", "code_word": "统一社会信用代码"},
    "number": "麒住建罚决〔2026〕17号",
    "title": "行政处罚决定书",
    "officers": "张某（执法证号 23030001）、李某（执法证号 23030002）",
    "made_on": "二〇二六年六月二十九日",
    "facts": "检查发现当事人在未取得施工许可证的情况下擅自开工建设。",
    "evidence": "现场检查笔录、书证（施工合同）",
    "basis": "《建筑工程施工许可管理办法》第十二条",
    "course": ["本机关于2026年5月6日告知当事人拟作出处罚的内容。"],
    "reasons": "当事人初次违法。",
    "penalties": ["罚款人民币叁万元整（30,000.00元）"],
    "outcome": "罚款",
    "fine": True,
    "remedies": {
        "reconsideration_to": "麒麟区人民政府",
        "within": "六十日",
        "court": "麒麟区人民法院",
        "court_within": "六个月",
        "or": "，或者在",
    },
    "decided_on": "二〇二六年六月二十九日",
    "clue": {"source": "检查", "on": "2026年3月4日"},
    "asked": {"name": "张某", "on": "2026年3月5日"},
    "approval": {"words": "同意立案。", "name": "王某", "on": "2026年3月6日"},
    "hearing": True,
    "benchmark": "当事人初次违法。",
    "defence_days": "五",
    "submitted": {"name": "张某", "on": "2026年6月1日", "materials": "拟定的决定书、证据"},
    "items": "主体和人员资格；事实和证据",
    "opinion": {"words": "通过", "reasons": "事实清楚", "reviewer": "赵某", "on": "2026年6月3日"},
    "served": {
        "document": "行政处罚决定书",
        "number": "麒住建罚决〔2026〕17号",
        "method": "直接送达",
        "on": "2026年7月1日",
        "signed_by": "法定代表人",
        "witness": "—",
        "recorded": "—",
        "note": "—",
    },
}
