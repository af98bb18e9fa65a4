"""Tests of this door."""
