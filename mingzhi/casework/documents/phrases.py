"""Official wording of single facts: penalties with amounts in words, days, evidence, the course, remedies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from mingzhi.law.casefile.values import Event
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.money import in_words

_DIGITS = "〇一二三四五六七八九"
_REVIEW_ITEMS = {
    "subject": "主体和人员资格",
    "facts": "事实和证据",
    "law": "适用依据",
    "discretion": "裁量基准",
    "procedure": "程序",
    "power": "权限",
    "documents": "文书",
    "crime": "移送司法机关",
}
_DOCUMENT_NAMES = {
    "decided": "行政处罚决定书",
    "prior_notice_served": "行政处罚事先告知书",
    "hearing_notified": "听证通知书",
    "order_to_correct": "责令改正通知书",
}


def day(value: date | None) -> str:
    """``2026年6月29日``; a dash where the day is not known."""
    return f"{value.year}年{value.month}月{value.day}日" if value else "—"


def chinese_day(value: date) -> str:
    """``二〇二六年六月二十九日``, as it stands under a document."""
    year = "".join(_DIGITS[int(digit)] for digit in str(value.year))
    return f"{year}年{_small(value.month)}月{_small(value.day)}日"


def _small(number: int) -> str:
    """A number from 1 to 31 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def choice(event: str, field: str, value: str) -> str:
    """The Chinese word of a choice of the vocabulary."""
    return VOCABULARY.choice_zh(event, field, value)


def review_item(key: str) -> str:
    """The name of an item of the review; a free text stays as it is."""
    return _REVIEW_ITEMS.get(key, key)


def document_name(event: Event) -> str:
    """The name of the paper that an event stands for."""
    return _DOCUMENT_NAMES.get(event.type, VOCABULARY[event.type].zh)


def penalties(listed: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each penalty in words; amounts as 大写 with the figure behind."""
    return [_penalty(one) for one in listed]


def _penalty(one: Mapping[str, Any]) -> str:
    word = choice("decided", "type", str(one.get("type", "other")))
    amount, days = one.get("amount"), one.get("days")
    if amount is not None:
        value = Decimal(str(amount))
        return f"{word}人民币{in_words(value)}（{value:,.2f}元）"
    return f"{word}{days}日" if days else word


def evidence(events: Sequence[Event]) -> str:
    """The evidence collected, as one enumeration."""
    lines = []
    for event in events:
        note = str(event.shared.get("note", "")).strip("。 ")
        if event.type == "evidence_collected":
            kind = choice("evidence_collected", "kind", str(event.fields.get("kind", "")))
            lines.append(f"{kind}（{note}）" if note else kind)
        elif event.type == "interviewed":
            lines.append(f"对{event.fields.get('person', '有关人员')}的询问笔录")
        elif event.type == "investigated_on_site":
            lines.append("现场检查笔录")
        elif event.type == "appraisal_received":
            lines.append("鉴定检测结论")
    return "、".join(dict.fromkeys(lines))


def circumstances(event: Event) -> str:
    """The circumstances found, in words, for the grounds of discretion; empty where none was noted."""
    words = []
    if (harm := event.fields.get("harm")) is not None:
        words.append({"none": "没有造成危害后果", "slight": "危害后果轻微", "serious": "危害后果严重"}[str(harm)])
    if event.fields.get("first_time"):
        words.append("初次违法")
    if event.fields.get("cooperated"):
        words.append("积极配合调查")
    return f"当事人{'，'.join(words)}。" if words else ""


def course(events: Sequence[Event]) -> list[str]:
    """The procedure up to the decision, a sentence each: notice, defence, hearing, review, discussion (第五十九条)."""
    lines = []
    for event in events:
        when = day(event.at.last if event.at else None)
        match event.type:
            case "prior_notice_served":
                lines.append(f"本机关于{when}告知当事人拟作出处罚的内容、事实、理由、依据和享有的权利。")
            case "statement_received":
                said = str(event.fields.get("content", "")).strip("。 ")
                lines.append(f"当事人于{when}提出陈述申辩{f'：{said}' if said else ''}。")
            case "statement_waived":
                lines.append("当事人放弃陈述申辩。")
            case "statement_reviewed":
                adopted = {"yes": "予以采纳", "partly": "部分采纳", "no": "不予采纳"}[str(event.fields["adopted"])]
                lines.append(f"经复核，{adopted}，理由：{str(event.fields.get('reasons', '')).strip('。 ')}。")
            case "hearing_waived":
                lines.append("当事人放弃听证。")
            case "hearing_held":
                lines.append(f"本机关于{when}举行了听证。")
            case "review_completed":
                lines.append(f"本案于{when}经过法制审核。")
            case "collective_discussion_held":
                lines.append(f"本案于{when}经本机关负责人集体讨论。")
            case "decided":
                break
    return lines


def remedies(told: Mapping[str, Any]) -> dict[str, str]:
    """How a decision may be contested, from the decision's own fields; ``or`` joins the two ways."""
    return {
        "reconsideration_to": str(told.get("reconsideration_to", "本级人民政府")),
        "within": str(told.get("within", "六十日")),
        "court": str(told.get("court", "有管辖权的人民法院")),
        "court_within": str(told.get("court_within", "六个月")),
        "or": "；对复议决定不服的，再于" if told.get("reconsideration_first") else "，或者在",
    }
