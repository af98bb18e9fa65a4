"""Where people and machines come in. No tables, no rules: a door asks the rooms below."""
