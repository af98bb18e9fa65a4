"""Penalty cases of the kinds that courts decide, with invented facts: what must be found, what must not be."""
