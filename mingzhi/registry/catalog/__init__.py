"""权责清单, 审核目录 and what an agency sets for itself (行政处罚法 39; decision 7)."""
