"""What may stand in no public text: identity numbers, telephones, bank accounts, mail addresses (rule pub-deidentify).

Text is masked where it comes from outside; a release of our own is refused, because there such a number in a structured
field is a mistake that its author must mend.
"""

from __future__ import annotations

import re

_PATTERNS = (
    (
        "身份证号",
        re.compile(
            r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
        ),
    ),
    ("银行账号", re.compile(r"(?<![0-9A-Za-z])(?:\d{4}[ -]?){3,4}\d{3,4}(?![0-9A-Za-z])")),
    ("手机号", re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")),
    ("电子邮箱", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
)

#: Where neither of these occurs no pattern can: most texts are done with one look.
_HINT = re.compile(r"\d{4}|@")


def private_numbers(text: str) -> list[str]:
    """What kinds of private numbers occur in *text*, in Chinese; empty if none."""
    return [name for name, pattern in _PATTERNS if pattern.search(text)]


def mask(text: str) -> str:
    """*text* with every private number replaced by stars but for its first three characters."""
    if not _HINT.search(text):
        return text
    for _, pattern in _PATTERNS:
        text = pattern.sub(lambda found: found.group()[:3] + "*" * 6, text)
    return text
