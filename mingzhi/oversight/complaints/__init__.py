"""投诉举报 (行政处罚法 75). Empty until its issue."""
