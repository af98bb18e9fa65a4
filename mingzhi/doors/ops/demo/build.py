"""Building the demo, with progress: who, then the cases, then what readers make of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from mingzhi.casework.cases import api as cases
from mingzhi.doors.ops.demo.builder import party_of, play
from mingzhi.doors.ops.demo.cast import settle
from mingzhi.doors.ops.demo.old_files import import_old_files
from mingzhi.doors.ops.demo.spots import decide_spots
from mingzhi.doors.ops.demo.stories import matters_of, stories
from mingzhi.ground.clock import SHANGHAI, now
from mingzhi.law.calendar import calendar_for
from mingzhi.ledger.journal.api import feed
from mingzhi.registry.agencies.api import agencies_below

#: The same seed builds the same demo, but for the days, which end today.
SEED = 20190701
#: Working days before today on which the oldest case began.
LONGEST = 170
#: The same for the newest.
NEWEST = 4


def wanted() -> bool:
    """Whether the installation is empty: then a demo may be built."""
    return not agencies_below()


def build(*, say: Callable[[str], None], share: float = 1.0) -> None:
    """Build everything; a line of progress for each agency.

    :param share: part of the cases to be made, for tests; each agency has sixteen at least.
    """
    random = Random(SEED)
    end = now().astimezone(SHANGHAI)
    say("正在建立演示机关和人员")
    offices = settle()
    for office in offices:
        total = max(16, round(office.place.cases * share))
        say(f"正在办理演示案件：{office.place.name}（{total} 件）")
        calendar = calendar_for(office.agency.region_id)
        spot_count = total // 4
        decide_spots(office, spot_count, random, end)
        for number in range(total - spot_count):
            back = LONGEST - ((LONGEST - NEWEST) * number) // (total - spot_count - 1)
            day = end.date()
            while back:
                day -= timedelta(days=1)
                back -= calendar.is_working_day(day)
            begin = datetime(day.year, day.month, day.day, 9, random.randrange(60), tzinfo=SHANGHAI)
            matter = matters_of(office.place.field)[number % len(matters_of(office.place.field))]
            story = stories(matter, number, random)
            play(office, story, matter, party_of(office.place.field, random.randrange(1000), random), begin, end)
        import_old_files(office)
    say("正在更新公示和监督")
    feed()
    cases.tick()
    feed()
