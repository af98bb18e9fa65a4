"""Pages for the public. Reads public tables only (行政处罚法 48; decision 41)."""
