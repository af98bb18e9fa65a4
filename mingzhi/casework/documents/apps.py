"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Tables of casework/documents."""

    name = "mingzhi.casework.documents"
    label = "documents"
