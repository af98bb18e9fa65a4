"""What the public reads for the words of this room (decision 48)."""

from __future__ import annotations

ACT_ZH = {
    "penalty": "行政处罚",
    "permit": "行政许可",
    "coercion": "行政强制措施",
    "enforcement": "行政强制执行",
    "inspection": "行政检查",
    "levy": "行政征收",
    "requisition": "行政征用",
    "other": "其他执法决定",
}
STATE_ZH = {"in_force": "有效", "replaced": "已变更或撤销", "in_litigation": "复议或诉讼中", "withdrawn": "已撤下"}
REASON_ZH = {
    "revoked": "原决定被撤销",
    "changed": "原决定被变更",
    "unlawful": "原决定被确认违法",
    "void": "原决定被确认无效",
    "repaired": "信用修复",
    "expired": "公示期满",
    "other": "其他原因",
}
PENALTY_ZH = {
    "warning": "警告",
    "criticism": "通报批评",
    "fine": "罚款",
    "confiscate_gain": "没收违法所得",
    "confiscate_goods": "没收非法财物",
    "suspend_licence": "暂扣许可证件",
    "lower_grade": "降低资质等级",
    "revoke_licence": "吊销许可证件",
    "restrict_business": "限制开展生产经营活动",
    "stop_production": "责令停产停业",
    "close": "责令关闭",
    "restrict_employment": "限制从业",
    "detain": "行政拘留",
    "other": "其他处罚",
}
CIRCUMSTANCE_ZH = {
    "lenient": "从轻处罚",
    "mitigated": "减轻处罚",
    "heavier": "从重处罚",
    "exempt": "不予处罚",
}
HARM_ZH = {"none": "没有造成危害后果", "slight": "危害后果轻微", "serious": "危害后果严重"}
