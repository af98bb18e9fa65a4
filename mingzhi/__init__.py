"""明执: publication, full-process record and legality review of administrative enforcement."""
