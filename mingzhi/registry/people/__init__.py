"""Officers, reviewers and their credentials (行政处罚法 42, 55)."""
