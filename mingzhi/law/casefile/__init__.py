"""The case file mingzhi-case/1: its values, its vocabulary, reading and writing it (docs/reference/case-file.md)."""
