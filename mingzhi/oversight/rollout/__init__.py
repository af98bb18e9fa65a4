"""推行任务: plans, self-checks, summaries of the three systems. Empty until its issue."""
