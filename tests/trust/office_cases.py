"""``python -m tests.trust.office_cases make N|events``: cases under investigation, for servers that are killed."""

from __future__ import annotations

import json
import sys

import django


def main() -> int:
    """Make an agency with N cases; or print what each case of the installation holds."""
    django.setup()
    if sys.argv[1] == "make":
        from django.core.management import call_command

        from mingzhi.registry.identity.api import create_token
        from tests.casework.office import office
        from tests.casework.story import Play

        call_command("migrate", verbosity=0)
        made = office()
        cases = [Play(made).until("credential_shown").case_id for _ in range(int(sys.argv[2]))]
        token = create_token(f"{made.agency.short}-officer")[0]
        print(json.dumps({"token": token, "cases": cases, "officers": made.two}))
        return 0
    from mingzhi.casework.cases.models import Case
    from mingzhi.ledger.journal.api import lag, read_stream

    told = {
        row.id: {
            "row": row.seq,
            "stream": [one.id for one in read_stream(f"case:{row.id}")],
            "evidence": [one.id for one in read_stream(f"case:{row.id}") if one.type == "evidence_collected"],
        }
        for row in Case.objects.all()
    }
    print(json.dumps({"cases": told, "behind": {one.reader: (one.behind, one.error) for one in lag()}}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
