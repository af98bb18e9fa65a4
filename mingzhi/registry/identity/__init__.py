"""Accounts, roles, permissions, the Actor and the one access predicate (decisions 30, 31)."""
