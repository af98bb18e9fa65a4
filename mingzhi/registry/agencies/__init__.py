"""Regions, agencies, units, posts 岗位 (行政处罚法 17–25; 国办发〔2018〕118号 二(四): subjects are published)."""
