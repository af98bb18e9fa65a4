"""The shipped law as data: dated, scoped, sourced YAML, read by mingzhi.law."""
