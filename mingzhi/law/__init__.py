"""The law as a pure library: calendar, periods, identifiers, case files, rules, findings. No Django, no database."""
