"""The words that the streams of cases may hold, and which verb alone records each reserved one (decision 22).

The payload of a case event is its mapping in the case file, typed by the vocabulary itself; no second list of types.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingzhi.law.casefile.vocabulary import VOCABULARY

#: Every word of the vocabulary may stand in a case's stream.
WORDS: frozenset[str] = frozenset(VOCABULARY)

#: Words that only their own verb of this room records: word → verb.
RESERVED: Mapping[str, str] = {
    "clue_received": "open_case",
    "approval_requested": "request_approval",
    "approval_given": "approve",
    "approval_refused": "refuse",
    "corrected": "correct",
    "payload_destroyed": "erase",
}

#: Words that are recorded together with a row of another room, by that room's verb: word → room.
OF_ROOMS: Mapping[str, str] = {
    "review_submitted": "review",
    "review_returned": "review",
    "review_completed": "review",
    "published": "publication",
    "publication_corrected": "publication",
    "publication_withdrawn": "publication",
}
