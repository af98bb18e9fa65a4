"""Files by content digest."""
