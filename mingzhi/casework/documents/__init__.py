"""执法文书: templates, rendering, numbers (行政处罚法 59)."""
