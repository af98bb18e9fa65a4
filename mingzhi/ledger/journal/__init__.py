"""Events: who did what, when, under which credential; chained; read by cursor (行政处罚法 47)."""
