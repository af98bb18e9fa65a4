"""Tests of ledger/vault."""
