"""Pages for officers, reviewers, heads and supervisors who have signed in."""
