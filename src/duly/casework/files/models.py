"""Movements of paper files, each written once. The last one of a volume says where it is."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.files.states import WAYS
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lines("paper-file.moved")
class Movement(models.Model):
    """One volume of a case's paper file went somewhere. `holder` is an officer's reference, or empty where it is with nobody of the office."""

    case_ref = models.CharField(max_length=20, db_index=True)
    volume = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    way = models.CharField(max_length=10)
    where = models.CharField(max_length=200)
    holder = models.CharField(max_length=20, blank=True)
    moved_on = models.DateField()
    due_back = models.DateField(null=True)
    made_by = models.UUIDField()

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "volume", "place"], name="a_volume_moves_one_step_at_a_time"),
            models.CheckConstraint(condition=Q(way__in=list(WAYS)) & ~Q(where="") & Q(volume__gte=1), name="a_movement_says_how_and_where"),
            models.CheckConstraint(
                condition=Q(due_back__isnull=True) | (Q(way="out") & Q(due_back__gte=F("moved_on"))),
                name="only_what_is_out_is_due_back_later",
            ),
        ]
