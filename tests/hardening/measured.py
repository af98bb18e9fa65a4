"""``python -m tests.hardening.measured COMMAND…``: a command of ``mingzhi``, and then its largest memory in kB."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from mingzhi.doors.ops.main import main

if __name__ == "__main__":
    status = main(sys.argv[1:])
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(found[1] if found else "")
    sys.exit(status)
