"""综合监督: findings seen by the level above (行政执法监督条例)."""
