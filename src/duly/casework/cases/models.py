"""Cases, and the post that belongs to each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.cases.states import (
    BEFORE_OURS,
    BREACH,
    BREACH_KINDS,
    CARRIERS,
    FILED_WRONGLY,
    HOW,
    LOST,
    MATTERS,
    MERGED,
    NOT_RECORDED,
    PARTIES,
    RISKS,
    TIES,
    Stage,
)
from duly.core.confidentiality.scoped import Scoped, ScopedPapers
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


@guards.lifecycle(BREACH)
class Breach(models.Model):
    """A breach of personal data from the day it was known, with what was done about it. Never taken away. `about` is the case, letter or item of post;
    `case` is the case it is a breach of, and `right` the one that a paper filed wrongly belongs to; `volume` of its paper file was lost."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=20)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="breaches")  # null of post and letters of no case
    right = models.CharField(max_length=20, blank=True, default="")
    volume = models.IntegerField(null=True)
    found_on = models.DateField()
    due = models.DateField()
    seen_by = models.JSONField(default=list)
    risk = models.CharField(max_length=10, blank=True, default="")
    done = models.JSONField(default=list)

    objects = ScopedPapers("ref")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due__gte=models.F("found_on")), name="a_breach_is_due_after_it_is_found"),
            models.CheckConstraint(condition=Q(kind__in=list(BREACH_KINDS)) & ~Q(about=""), name="a_breach_says_of_which_kind_and_of_what"),
            models.CheckConstraint(
                condition=(Q(kind=FILED_WRONGLY, case__isnull=False) & ~Q(right="")) | (~Q(kind=FILED_WRONGLY) & Q(right="")),
                name="a_paper_filed_wrongly_and_no_other_has_its_right_case",
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True) | Q(volume__gte=1, kind=LOST, case__isnull=False),
                name="a_volume_is_of_a_file_that_was_lost",
            ),
            models.CheckConstraint(condition=Q(risk__in=["", *RISKS]), name="the_risk_of_a_breach_is_judged_in_known_words"),
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


@guards.facts("case.complaint-withdrawn", "case.withdrawal-taken-back", about="case")
class Withdrawal(models.Model):
    """A complaint taken back by a complainant: the whole, or the issues named. `settled` are the clocks and chases that ended with it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="withdrawals")
    who = models.CharField(max_length=20)
    how = models.CharField(max_length=30)
    received_on = models.DateField()
    back_by = models.DateField()
    issues = models.JSONField(default=list)
    settled = models.JSONField(default=list)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by__isnull=True), name="a_complaint_is_withdrawn_once"),
            models.CheckConstraint(condition=~Q(who="") & Q(how__in=HOW), name="a_withdrawal_says_by_whom_and_how"),
            models.CheckConstraint(condition=Q(back_by__gte=models.F("received_on")), name="a_withdrawal_is_taken_back_after_it_came"),
        ]


@guards.facts("case.party-agreed", "case.agreement-ended", about="case")
class Agreement(models.Model):
    """What one of several complainants agreed to; `given_to` is another of them who may decide it for both, or nothing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    entry_ref = models.CharField(max_length=20)
    to = models.CharField(max_length=20)
    given_to = models.CharField(max_length=20, blank=True, default="")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to__in=MATTERS), name="an_agreement_is_to_a_known_matter"),
            models.CheckConstraint(condition=~Q(entry_ref=models.F("given_to")), name="nobody_gives_authority_to_themselves"),
            models.UniqueConstraint(
                fields=["case", "entry_ref", "to"], condition=Q(superseded_by__isnull=True), name="a_party_agrees_to_a_matter_once"
            ),
        ]


@guards.facts("case.carry-on-decided", about="case")
class CarryingOn(models.Model):
    """Who may carry on with a complaint from a day, after a complainant's death: by `who`, an entry of the directory, or nobody."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="carried_on")
    died = models.CharField(max_length=20)
    who = models.CharField(max_length=20, blank=True, default="")
    as_what = models.CharField(max_length=30)
    evidence = models.CharField(max_length=20, blank=True, default="")
    starts = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "died"], condition=Q(superseded_by__isnull=True), name="it_is_decided_once_who_carries_on"
            ),
            models.CheckConstraint(
                condition=(Q(as_what="nobody", who="") | (Q(as_what__in=CARRIERS[:2]) & ~Q(who=""))), name="whoever_carries_on_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(as_what="personal representative") | ~Q(evidence=""), name="a_personal_representative_shows_the_grant"
            ),
        ]


@guards.facts("case.closed", "case.reopened", "case.taken-over", about="case")
class Closing(models.Model):
    """How a case ended, until it is opened again. `rules_number` is the set whose outcomes and principles they are, nought of a case closed in the system
    used before; `ended` are references of what ended with it. The reasons stand in the event that `made_by` names."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=30)
    principles = models.JSONField(default=list)
    rules_number = models.PositiveIntegerField()
    closed_on = models.DateField(null=True, db_index=True)  # null where the system used before did not say
    ended = models.JSONField(default=list)
    closed_by = models.CharField(
        max_length=40, null=True
    )  # this and the next three are null together of what was closed before they were kept
    closed_as = models.CharField(max_length=40, null=True)
    rule = models.CharField(max_length=12, null=True)
    scheme = models.CharField(max_length=40, null=True)
    on_behalf = models.CharField(max_length=120, blank=True, default="")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_as__isnull=True, rule__isnull=True, scheme__isnull=True)
                | (
                    Q(closed_by__isnull=False, closed_as__isnull=False, rule__isnull=False, scheme__isnull=False)
                    & ~Q(closed_by="")
                    & ~Q(closed_as="")
                    & ~Q(rule="")
                    & ~Q(scheme="")
                ),
                name="a_closing_names_who_and_by_which_rule",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by__isnull=True), name="a_case_is_closed_once"),
            models.CheckConstraint(condition=~Q(outcome=""), name="a_closing_says_how_the_case_ended"),
            models.CheckConstraint(
                condition=Q(rules_number=BEFORE_OURS) | (~Q(principles=[]) & Q(closed_on__isnull=False) & ~Q(outcome=NOT_RECORDED)),
                name="closing_a_case_says_principles_and_day",
            ),
        ]
