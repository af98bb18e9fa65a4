"""``python -m tests.doors.ops.office_process make|count``: an invented agency as an installation of its own."""

from __future__ import annotations

import json
import sys

import django


def main() -> int:
    """Make the agency and print a token of its officer; or print what the installation holds."""
    django.setup()
    if sys.argv[1] == "make":
        from django.core.management import call_command

        from mingzhi.registry.identity.api import create_token
        from tests.casework.office import office

        call_command("migrate", verbosity=0)
        made = office()
        print(create_token(f"{made.agency.short}-officer")[0])
        return 0
    from mingzhi.casework.cases.models import Case
    from mingzhi.ledger.journal.api import lag, read_after

    events: list[tuple[str, str]] = []
    while page := read_after(len(events), 1000):
        events += [(one.type, one.stream) for one in page]
    print(
        json.dumps(
            {
                "cases": sorted(Case.objects.values_list("id", flat=True)),
                "opened": sorted(stream.removeprefix("case:") for type_, stream in events if type_ == "clue_received"),
                "behind": {one.reader: (one.behind, one.error) for one in lag()},
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
