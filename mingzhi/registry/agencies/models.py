"""Regions, agencies, units, posts. Regions are a tree of any depth (decision 29): no schema knows levels."""

from __future__ import annotations

from django.db import models

from mingzhi.ground.ulid import new_ulid


class Region(models.Model):
    """A place in the tree of regions: an administrative division, or a zone below one.

    ``path`` holds the codes from the top, ``/53/5303/530302/``: whatever lies below begins with it.
    """

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=120, unique=True)


class Agency(models.Model):
    """A body that may enforce, or that supervises those that do.

    ``region_path`` and ``line_path`` are the two lines above it (decision 38): the region's government, seen by its
    justice bureau, and the superior department of the field. ``short`` begins the numbers of its documents.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    name = models.CharField(max_length=120, unique=True)
    short = models.CharField(max_length=16)
    code = models.CharField(max_length=18, blank=True)
    level = models.CharField(max_length=16)
    field = models.CharField(max_length=32)
    profile = models.CharField(max_length=64, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    region_path = models.CharField(max_length=120)
    line_path = models.CharField(max_length=160)
    active = models.BooleanField(default=True)

    class Meta:
        """Found by what lies below a region, or below a department of the field."""

        indexes = [
            models.Index(fields=["region_path"], name="agency_by_region"),
            models.Index(fields=["line_path"], name="agency_by_line"),
        ]


class Unit(models.Model):
    """An inner unit of an agency (内设机构)."""

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=80)

    class Meta:
        """A name once in an agency."""

        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="unit_name_once")]


class Post(models.Model):
    """A post (岗位) of a unit: it owns duties, a person holds it (decision 35). ``duties`` are words of procedures."""

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=80)
    duties = models.JSONField(default=list)

    class Meta:
        """A name once in a unit."""

        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="post_name_once")]
