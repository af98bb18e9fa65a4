"""Who may act, and on what ground."""
