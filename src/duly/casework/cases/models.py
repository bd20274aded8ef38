"""Cases, and the post that belongs to each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.cases.states import PARTIES, Stage
from duly.core.record import guards


@guards.lifecycle("case")
class Case(models.Model):
    """One complaint about one body. `opened_from` is the reference of the item of post that began it."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    title = models.CharField(max_length=200)
    complainant = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    owner = models.CharField(max_length=40)
    opened_from = models.CharField(max_length=20)
    opened_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opened_from"], name="one_case_is_opened_from_an_item"),
            models.CheckConstraint(
                condition=~Q(owner="") & ~Q(title="") & ~Q(complainant="") & ~Q(body=""), name="case_says_whose_and_about_whom"
            ),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="case_is_in_a_known_stage"),
        ]


@guards.lines("case.opened", "case.post-linked", about="case")
class CaseItem(models.Model):
    """One item of post that belongs to a case. An item may belong to several cases."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    item_ref = models.CharField(max_length=20)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "item_ref"], name="an_item_is_put_with_a_case_once")]


@guards.facts("case.party-named", "case.party-withdrawn", about="case")
class CaseParty(models.Model):
    """Who is a party to a case, and as what, by their entry in the directory. A party may leave a case; that it was one stays known."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)
    entry_ref = models.CharField(max_length=20, db_index=True)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=PARTIES), name="a_party_is_of_a_known_kind"),
            models.UniqueConstraint(
                fields=["case", "role", "entry_ref"], condition=Q(superseded_by__isnull=True), name="a_party_is_named_once"
            ),
        ]
