"""The front door of publication."""

from __future__ import annotations

from mingzhi.oversight.publication.actions import correct, preview, release, withdraw
from mingzhi.oversight.publication.content import Content
from mingzhi.oversight.publication.disclosure import Line, Refusal
from mingzhi.oversight.publication.disclosures import Taken, take_rows
from mingzhi.oversight.publication.expiry import take_down_ended
from mingzhi.oversight.publication.highlight import Piece, pieces
from mingzhi.oversight.publication.lines import Listed
from mingzhi.oversight.publication.mapping import recognise
from mingzhi.oversight.publication.models import REASONS
from mingzhi.oversight.publication.models import Proposal as ProposalRow
from mingzhi.oversight.publication.models import Publication as Row
from mingzhi.oversight.publication.proposals import of_case, proposals
from mingzhi.oversight.publication.queries import (
    EXPORT_CAP,
    PAGE,
    Choices,
    Filter,
    Page,
    all_of,
    choices,
    count,
    latest,
    listed,
    one,
    others_of,
    over,
)
from mingzhi.oversight.publication.search import CAP
from mingzhi.oversight.publication.tablefile import Sheet, opened
from mingzhi.oversight.publication.zh import ACT_ZH, REASON_ZH, STATE_ZH

__all__ = [
    "ACT_ZH",
    "CAP",
    "EXPORT_CAP",
    "PAGE",
    "REASONS",
    "REASON_ZH",
    "STATE_ZH",
    "Choices",
    "Content",
    "Filter",
    "Line",
    "Listed",
    "Page",
    "Piece",
    "ProposalRow",
    "Refusal",
    "Row",
    "Sheet",
    "Taken",
    "all_of",
    "choices",
    "correct",
    "count",
    "latest",
    "listed",
    "of_case",
    "one",
    "opened",
    "others_of",
    "over",
    "pieces",
    "preview",
    "proposals",
    "recognise",
    "release",
    "take_down_ended",
    "take_rows",
    "withdraw",
]
