"""Each measured claim: `python -m benchmarks.NAME` prints one last line (decision 54)."""
