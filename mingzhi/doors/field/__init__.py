"""The phone app for inspections and recordings on the spot. Empty until its issue."""
