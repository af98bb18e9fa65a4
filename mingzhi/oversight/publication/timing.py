"""When a decision must be public, and how late it came, in working days (pub-permit-penalty-7wd, pub-general-20wd)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mingzhi.law.calendar import calendar_for
from mingzhi.law.findings import Finding

#: Beyond this nobody counts working days: the number would tell nothing.
_LONGEST = 2000


def last_day(findings: Iterable[Finding]) -> date | None:
    """The earliest last lawful day among the terms of publication; ``None`` where no rule sets one."""
    days = [one.due_on for one in findings if one.rule.startswith("pub-") and one.due_on is not None]
    return min(days) if days else None


def working_days(start: date, end: date, region: str | None) -> int | None:
    """Working days after *start* up to and with *end*; ``None`` where *end* lies before or too far away."""
    if not 0 <= (end - start).days <= _LONGEST:
        return None
    calendar = calendar_for(region)
    days = (start + timedelta(days=after) for after in range(1, (end - start).days + 1))
    return sum(1 for day in days if calendar.is_working_day(day))
