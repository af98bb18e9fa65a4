"""执法文书: made from what the case already knows, numbered by the agency, kept by digest (行政处罚法 52, 59, 61).

The .docx template is the source (``templates/``); the PDF/A is set from the filled .docx. Nothing is typed twice: a
text that the case does not know yet is asked for once and stays in the document.
"""
