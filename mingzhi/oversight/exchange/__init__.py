"""Feeds between installations, exports. Empty until its issue."""
