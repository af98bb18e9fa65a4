"""The front door of supervision."""

from __future__ import annotations

from mingzhi.oversight.supervision.queries import Page, by_agency, finding_list, visible_findings
from mingzhi.oversight.supervision.readers import judge_lapsed

__all__ = ["Page", "by_agency", "finding_list", "judge_lapsed", "visible_findings"]
