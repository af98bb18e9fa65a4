"""Which documents there are, from which event each is made, and how it is numbered (rules/documents in lifecycle)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    :param event: the event that must have been recorded before it can be made.
    :param word: what stands after the agency's short word in the number; empty: the document takes no number.
    :param numbered_by: field of that event which holds the number already, or ``case`` for the case's own number; where
        that is empty one is taken from the counter.
    :param texts: what the page may ask for where the case does not know it: name and label.
    :param article: the article that demands it.
    :param act: the act whose paper it is; empty: of any act.
    """

    key: str
    zh: str
    event: str
    word: str
    article: str
    numbered_by: str | None = None
    texts: tuple[tuple[str, str], ...] = ()
    act: str = "penalty"


_FACTS = ("facts", "违法事实")
BASIS = ("basis", "法律依据（法规名称和条款）")
_EVIDENCE = ("evidence", "证据")

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "filing_approval",
            "行政处罚立案审批表",
            "opened",
            "立",
            "行政处罚法 第五十四条",
            numbered_by="case",
            texts=(_FACTS, BASIS),
        ),
        Kind(
            "prior_notice",
            "行政处罚事先告知书",
            "prior_notice_served",
            "罚告",
            "行政处罚法 第四十四条",
            texts=(_FACTS, _EVIDENCE, BASIS),
        ),
        Kind("review_opinion", "法制审核意见书", "review_completed", "法审", "行政处罚法 第五十八条", act=""),
        Kind(
            "decision",
            "行政处罚决定书",
            "decided",
            "罚决",
            "行政处罚法 第五十九条",
            numbered_by="number",
            texts=(_FACTS, _EVIDENCE),
        ),
        Kind(
            "on_the_spot",
            "当场行政处罚决定书",
            "decided",
            "当罚",
            "行政处罚法 第五十二条",
            numbered_by="number",
            texts=(_FACTS,),
        ),
        Kind("proof_of_service", "送达回证", "document_served", "", "行政处罚法 第六十一条", act=""),
    )
}
