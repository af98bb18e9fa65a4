"""A whole installation in a folder of its own, with an agency and its people, served on loopback until it is stopped.

Run as ``python -m tests.journeys.serve FOLDER``; prints one JSON line: the port, and the case that was prepared.
"""

from __future__ import annotations

import json
import os
import sys


def main(folder: str) -> None:
    """Set up, tell, serve."""
    os.environ["MINGZHI_HOME"] = folder
    os.environ["MINGZHI_HOSTS"] = "127.0.0.1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.journeys.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    from tests.doors.desk.desk import desk

    made = desk()

    class Quiet(WSGIRequestHandler):
        """Says nothing of ordinary requests."""

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    cases = {name: getattr(made, name) for name in ("fresh", "filed", "submitted", "decided", "asked", "request")}
    print(json.dumps({"port": server.server_port, "short": made.office.agency.short, **cases}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
