"""网上受理: applications before they become cases. Empty until its issue."""
