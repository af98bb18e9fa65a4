"""音像记录 (行政处罚法 47). Empty until its issue."""
