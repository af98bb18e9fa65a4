"""The case: facts, steps, periods, dossier; the one door for every change (行政处罚法 47)."""
