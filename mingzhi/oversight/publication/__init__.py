"""行政执法公示: release, correct, withdraw; disclosures imported from elsewhere; search.

行政处罚法 39, 48; 国办发〔2018〕118号 二.
"""
