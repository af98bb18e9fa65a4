"""Accounts. (First state: the owner of this room completes it.)"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db import models


class Account(AbstractBaseUser):
    """A person who can sign in."""

    username = models.CharField(max_length=64, unique=True)
    USERNAME_FIELD = "username"
