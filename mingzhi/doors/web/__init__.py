"""What every page has in common: the Jinja environment, the frame, the form parts, the stylesheet.

Not a door itself; desk, portal and field stand on it (docs/decisions/0001-shared-web-frame.md)."""
