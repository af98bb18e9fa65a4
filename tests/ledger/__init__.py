"""Tests of the memory: journal and vault, on SQLite and on PostgreSQL."""
