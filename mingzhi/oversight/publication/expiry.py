"""What was to be shown until a day comes down by itself after it (行政处罚法 48).

The last day was set by the clerk and stands in the event ``published`` of the case; that it has passed is no new act of
anybody. So nothing is added to the case: the end is an event of the publication's own stream, by the system's rule.
"""

from __future__ import annotations

from mingzhi.ground.actor import system
from mingzhi.ground.clock import today
from mingzhi.ledger.journal.api import NewEvent, append, write
from mingzhi.oversight.publication.actions import bury
from mingzhi.oversight.publication.models import Publication
from mingzhi.oversight.publication.queries import ended

RULE = "publication-expiry"


def take_down_ended() -> int:
    """Make tombstones of everything whose last day has passed; how many. Each in its own transaction.

    Pages hide what is over at once (:func:`.queries.over`); this removes the text itself. May run twice.
    """
    done = 0
    for publication_id in ended(today()):
        with write():
            row = Publication.objects.get(id=publication_id)
            if row.state == "withdrawn" or row.until is None or row.until >= today():
                continue
            payload = {"reason": "expired", "publicly_explained": True, "x": {"publications": [row.id]}}
            append(f"release:{row.id}", [NewEvent("publication_withdrawn", payload)], system(RULE), expected=None)
            bury(row, by="期满自动撤下", reason="expired")
            done += 1
    return done
