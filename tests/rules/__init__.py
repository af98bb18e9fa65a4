"""The shipped law as data: its texts against the statutes, its rules against examples."""
