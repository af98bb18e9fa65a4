"""The memory; append only."""
