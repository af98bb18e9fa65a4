"""The condition language: a closed set of typed nodes in YAML, compiled once into closures (docs/decisions/0002)."""
