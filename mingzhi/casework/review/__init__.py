"""法制审核: submission, checklist, opinion (行政处罚法 58)."""
