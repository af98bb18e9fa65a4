"""The machine interface (django-ninja), versioned under /api/v1/: cases, their events, publications.

One way to change a case: ``POST /cases/{id}/events`` with a word of the vocabulary, ``If-Match`` with the version seen
and an ``Idempotency-Key``, both demanded (decision 46).
"""
