"""Tests of ledger/journal."""
