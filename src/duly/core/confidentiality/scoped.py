"""The main control: querysets that hold only what whoever looks may see. Row-level security stands behind (policies.py) and is written apart.

class Case(models.Model):
    objects = Scoped("ref")               # the field that holds the case's reference
class Item(models.Model):
    objects = ScopedPapers("ref")         # the field that holds the paper's own, which may be of several cases
"""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from duly.core.record.sight import EVERYTHING, NOBODY, who_looks


class Scoped(models.Manager[Any]):
    """Rows that say of which case they are."""

    def __init__(self, field: str = "case_ref"):
        super().__init__()
        self.field = field

    def get_queryset(self) -> models.QuerySet[Any]:
        """Every row for the office itself, none for nobody, else what this officer may see."""
        found, who = super().get_queryset(), who_looks()
        if who == EVERYTHING:
            return found
        return found.none() if who == NOBODY else found.filter(self.may_see(who))

    def may_see(self, officer: str) -> Q:
        """Not walled off; and either not restricted, or named, or the glass is broken."""
        from duly.core.confidentiality.models import Named, Opening, Restriction, Wall

        of = {"case_ref": OuterRef(self.field)}
        walled = Wall.objects.filter(**of, officer=officer, superseded_by__isnull=True)
        restricted = Restriction.objects.filter(**of, superseded_by__isnull=True)
        named = Named.objects.filter(**of, officer=officer, superseded_by__isnull=True)
        opened = Opening.objects.filter(**of, officer=officer, until__gt=now())
        return Q(~Exists(walled)) & (Q(~Exists(restricted)) | Q(Exists(named)) | Q(Exists(opened)))


class ScopedPapers(Scoped):
    """Papers that may be of several cases, or of none: seen unless one of those cases may not be."""

    def may_see(self, officer: str) -> Q:
        """No case it is of is kept from this officer."""
        from duly.core.confidentiality.models import Paper

        return Q(~Exists(Paper.objects.filter(ref=OuterRef(self.field)).exclude(Scoped("case_ref").may_see(officer))))
