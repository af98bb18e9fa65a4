"""权责清单 and 审核目录: what an agency may do, on which ground, and which of its decisions are major."""

from __future__ import annotations

from django.db import models

from mingzhi.ground.ulid import new_ulid


class Power(models.Model):
    """An item of the power list. A new version is a new row; the old one ends, nothing is overwritten.

    ``basis`` lists the articles that give the power, ``act`` the kind of act.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    act = models.CharField(max_length=16)
    basis = models.JSONField(default=list)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)

    class Meta:
        """A code begins once on a day."""

        constraints = [models.UniqueConstraint(fields=["agency", "code", "in_force_from"], name="power_once")]


class ReviewItem(models.Model):
    """An item of the agency's catalogue of major decisions (审核目录清单): a decision under it needs a review."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    act = models.CharField(max_length=16)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)

    class Meta:
        """A code once in an agency."""

        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="review_item_once")]
