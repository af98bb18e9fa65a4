"""备案: what must be filed with or confirmed by another authority. Empty until its issue."""
