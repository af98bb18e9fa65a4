"""案卷评查 and 考核. Empty until its issue."""
