"""The table of the vault: which files were stored. Their content lies in the storage, under its digest."""

from __future__ import annotations

from django.db import models


class File(models.Model):
    """A file that was stored, known by the SHA-256 of its content."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media = models.CharField(max_length=100, default="application/octet-stream")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(size__gte=0), name="vault_file_size")]
        indexes = [models.Index(fields=["stored_at"], name="vault_file_stored_at")]
