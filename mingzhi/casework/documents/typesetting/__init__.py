"""From a filled .docx to PDF/A: read what a template may hold, write it as Typst, compile with the fonts that are here.

A subset of .docx on purpose (engineering.md): paragraphs, runs, tables, page size. What it cannot set is refused, never
dropped in silence.
"""
