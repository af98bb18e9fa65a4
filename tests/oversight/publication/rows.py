"""Publications for tests: written as release and import write them, rows and index together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.ground.ulid import new_ulid
from mingzhi.oversight.publication import search
from mingzhi.oversight.publication.models import Publication
from mingzhi.oversight.publication.places import next_places

DAY = date(2026, 7, 3)


def publication(*, shown_on: date = DAY, **given: Any) -> Publication:
    """One publication in the database and in the index, with plausible values where none are given."""
    moment = datetime(shown_on.year, shown_on.month, shown_on.day, 9, tzinfo=SHANGHAI)
    values: dict[str, Any] = {
        "id": new_ulid(),
        "kind": "decision",
        "act": "penalty",
        "agency_id": "A1",
        "agency_name": "麒麟区住房和城乡建设局",
        "region_path": "/53/5303/530302/",
        "region_name": "麒麟区",
        "number": "麒住建罚决〔2026〕14号",
        "title": "未取得施工许可证擅自施工",
        "party": "云岭某建筑有限公司",
        "result": "罚款 38,000 元",
        "decided_on": shown_on - timedelta(days=4),
        "published_at": moment,
        "changed_at": moment,
        "published_by": "白鹭",
        "party_ref": new_ulid(),
        **given,
    }
    row = Publication(place=next_places([shown_on])[0], shown_on=shown_on, **values)
    row.save(force_insert=True)
    search.add([row])
    return row
