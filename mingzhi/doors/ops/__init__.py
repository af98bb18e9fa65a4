"""The command line: run, check, deadline, verify, rebuild, import, demo. The only door that may open the ledger."""
