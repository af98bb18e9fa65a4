"""``mingzhi token``: a machine's way in, for one account; shown once, kept as a digest."""

from __future__ import annotations

import argparse
import json

from mingzhi.doors.ops.installation import with_tables

HELP = "接口令牌：create 建立、list 列出、revoke 停用"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="create|list|revoke")
    create = verbs.add_parser("create", help="建立令牌，只显示一次")
    create.add_argument("--account", required=True, metavar="账号")
    create.add_argument("--days", type=int, default=90, metavar="天数", help="有效天数，1 到 366，默认 90")
    create.add_argument("--scope", choices=["read", "write"], default="write", help="只读 read，可写 write（默认）")
    create.add_argument("--label", default="", metavar="用途")
    verbs.add_parser("list", help="列出有效的令牌").add_argument("--format", choices=["text", "json"], default="text")
    verbs.add_parser("revoke", help="停用令牌").add_argument("id", metavar="编号")


def run(args: argparse.Namespace) -> int:
    """Do it; 0.

    :raises NotFound: no such account or token.
    :raises BadInput: days out of range, or no installation.
    """
    with_tables()
    from mingzhi.registry.identity import api as identity

    if args.verb == "create":
        print(identity.create_token(args.account, days=args.days, label=args.label, scope=args.scope)[0])
    elif args.verb == "revoke":
        identity.revoke_token(args.id)
        print("已停用")
    else:
        rows = [
            {
                "id": one.id,
                "account": one.account.username,
                "scope": one.scope,
                "label": one.label,
                "expires": one.expires_at.isoformat(),
            }
            for one in identity.live_tokens()
        ]
        lines = ["{id}  {account}  到 {day}  {scope}  {label}".format(**row, day=row["expires"][:10]) for row in rows]
        print(json.dumps(rows, ensure_ascii=False) if args.format == "json" else "\n".join(lines) or "没有有效的令牌")
    return 0
