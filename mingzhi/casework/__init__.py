"""The act of enforcement itself."""
