"""The machine interface (django-ninja), versioned under /api/v1/."""
