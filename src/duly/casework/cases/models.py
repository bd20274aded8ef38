"""Cases, and the post that belongs to each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.cases.states import MERGED, PARTIES, TIES, Stage
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lifecycle("case")
class Case(models.Model):
    """One complaint about one body. `opened_from` is the item of post that began it, or what it was called where it was taken over from."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Stage])
    title = models.CharField(max_length=200)
    complainant = models.CharField(max_length=200)
    body = models.CharField(max_length=200)
    owner = models.CharField(max_length=40)
    opened_from = models.CharField(max_length=20)
    opened_on = models.DateField()
    split_from = models.CharField(max_length=20, blank=True, default="")
    next_action = models.CharField(max_length=300)
    due = models.DateField(null=True)
    waiting_on = models.CharField(max_length=120, blank=True, default="")
    touched_on = models.DateField(null=True)  # null in a case that nobody has touched since this was kept

    objects = Scoped("ref")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opened_from"], condition=Q(split_from=""), name="one_case_is_opened_from_an_item"),
            models.CheckConstraint(condition=Q(stage=Stage.CLOSED.value) | ~Q(next_action=""), name="an_open_case_has_a_next_action"),
            models.CheckConstraint(
                condition=~Q(owner="") & ~Q(title="") & ~Q(complainant="") & ~Q(body=""), name="case_says_whose_and_about_whom"
            ),
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in Stage]), name="case_is_in_a_known_stage"),
        ]


@guards.facts("case.opened", "case.post-linked", "case.paper-moved", "case.split", about="case")
class CaseItem(models.Model):
    """One item of post that belongs to a case. An item may belong to several cases; one that was moved to another stays known to have been here."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    item_ref = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "item_ref"], condition=Q(superseded_by__isnull=True), name="an_item_is_put_with_a_case_once"
            )
        ]


@guards.facts("case.tied", "case.untied", about="case")
class Tie(models.Model):
    """A case goes with another, or is merged into it. Nothing is copied: while it is merged the other shows its papers and clocks beside its own."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ties")
    other = models.ForeignKey(Case, to_field="ref", on_delete=models.PROTECT, related_name="tied_here")
    kind = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=TIES), name="a_tie_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["case", "other", "kind"], condition=Q(superseded_by__isnull=True), name="cases_are_tied_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(superseded_by__isnull=True, kind=MERGED), name="a_case_is_merged_into_one_other"
            ),
        ]


@guards.lifecycle("misfiling")
class Misfiling(models.Model):
    """A paper that was filed to the wrong case, from the day it was found: a breach, with what was done about it. Never taken away."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    item_ref = models.CharField(max_length=20)
    wrong = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="misfiled")
    right = models.CharField(max_length=20)
    found_on = models.DateField()
    due = models.DateField()
    seen_by = models.JSONField()
    done = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due__gte=models.F("found_on")), name="a_breach_is_due_after_it_is_found"),
            models.CheckConstraint(condition=~Q(right=""), name="a_paper_filed_wrongly_has_its_right_case"),
        ]


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
