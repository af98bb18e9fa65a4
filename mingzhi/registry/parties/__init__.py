"""Counterparts and inspected objects: one register (decision 33)."""
