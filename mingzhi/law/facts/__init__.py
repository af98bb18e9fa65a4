"""Named facts: each defined once, from every way a file may say it (decision 4). The definitions are facts.yaml."""
