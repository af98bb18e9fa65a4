"""Regions (a tree of any depth), agencies, units (行政处罚法 17; decision 29)."""
