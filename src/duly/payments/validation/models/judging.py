"""Judgements, what each came to for every line-week, and what officers decided about those that were held."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards

PAY_ENTITLED, PAY_DELIVERED, PAY_CLAIMED, HOLD, PAY_OTHER = "pay_entitled", "pay_delivered", "pay_claimed", "hold", "pay_other"
CHOICES = {
    PAY_ENTITLED: "pay entitled",
    PAY_DELIVERED: "pay delivered",
    PAY_CLAIMED: "pay claimed",
    HOLD: "hold",
    PAY_OTHER: "pay another amount",
}
"""What an officer may choose, in the order of the desk's keys, with the words the scheme and the record use."""
DUE = ("CLEAN", "TRIMMED")


@guards.lifecycle("judgement")
class Judgement(models.Model):
    """One judging of some weeks: what was read, by which rules, and the digest of what came out. `weeks` are ISO Mondays, ascending."""

    ref = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField()
    weeks = models.JSONField()
    inputs = models.JSONField()
    inputs_sha256 = models.CharField(max_length=64)
    ruleset_sha256 = models.CharField(max_length=64)
    results_sha256 = models.CharField(max_length=64)
    visits = models.PositiveIntegerField()
    made_by_officer = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref


@guards.lines("judgement.made", about="judgement")
class AssessedLine(models.Model):
    """What became of one line in one week, as `facts.LineWeek` has it.

    `matter_sha256` is of everything but what was paid before: a decision about this line-week stands for as long as it is the same.
    """

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="lines")
    line_ref = models.CharField(max_length=30)
    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    week = models.DateField()
    claimed_minutes = models.BigIntegerField()
    claimed_pence = models.BigIntegerField()
    agreed_minutes = models.BigIntegerField()
    delivered_minutes = models.BigIntegerField()
    payable_minutes = models.BigIntegerField()
    claimed_nights = models.PositiveSmallIntegerField(default=0)
    agreed_nights = models.PositiveSmallIntegerField(default=0)
    delivered_nights = models.PositiveSmallIntegerField(default=0)
    payable_nights = models.PositiveSmallIntegerField(default=0)
    rate_hundredths = models.BigIntegerField()
    entitled_pence = models.BigIntegerField()
    let_pence = models.BigIntegerField(default=0)
    delivered_pence = models.BigIntegerField()
    paid_pence = models.BigIntegerField()
    due_pence = models.BigIntegerField()
    decision = models.CharField(max_length=8)
    reason = models.CharField(max_length=20)
    codes = models.JSONField()
    parts = models.JSONField()
    cuts = models.JSONField()
    matter_sha256 = models.CharField(max_length=64)
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["week", "line_ref"], name="assessed_by_week")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["judgement", "week", "provider_ref", "person_ref", "service"], name="a_line_week_is_assessed_once_in_a_judgement"
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="an_assessed_week_begins_on_a_monday"),
            models.CheckConstraint(
                condition=Q(decision__in=[*DUE, "HELD", "BLOCKED", "REFUSED"]), name="an_assessed_line_is_decided_one_of_five_ways"
            ),
            models.CheckConstraint(condition=Q(due_pence=0) | Q(decision__in=DUE), name="only_clean_and_trimmed_are_due"),
            models.CheckConstraint(
                condition=Q(entitled_pence=0) | ~Q(decision__in=["BLOCKED", "REFUSED"]), name="blocked_and_refused_are_entitled_to_nothing"
            ),
            models.CheckConstraint(
                condition=Q(entitled_pence__gte=0, entitled_pence__lte=F("claimed_pence")),
                name="nobody_is_entitled_to_more_than_was_claimed",
            ),
            models.CheckConstraint(
                condition=Q(let_pence=0) | Q(decision__in=DUE, let_pence__gt=0, let_pence__lte=F("entitled_pence")),
                name="only_what_is_paid_is_let_through",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=DUE) | Q(due_pence=F("entitled_pence") - F("paid_pence")), name="due_is_entitled_less_paid"
            ),
            models.CheckConstraint(
                condition=Q(claimed_minutes=0, agreed_minutes=0, delivered_minutes=0, payable_minutes=0)
                | Q(claimed_nights=0, agreed_nights=0, delivered_nights=0, payable_nights=0),
                name="a_line_is_by_the_minute_or_by_the_night",
            ),
        ]


@guards.lines("judgement.made")
class ExceptionRaised(models.Model):
    """One code of one line-week, with the minutes and pence it took off the claim (0 where nothing was priced)."""

    assessed = models.ForeignKey(AssessedLine, on_delete=models.PROTECT, related_name="exceptions")
    code = models.PositiveSmallIntegerField()
    minutes = models.BigIntegerField()
    pence = models.BigIntegerField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["assessed", "code"], name="a_code_is_raised_once_for_a_line_week")]


@guards.lines("judgement.made")
class VisitAssessed(models.Model):
    """What became of one visit, as `facts.VisitResult` has it."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="+", db_index=False)
    visit_ref = models.CharField(max_length=70)
    standing = models.CharField(max_length=9)
    line_ref = models.CharField(max_length=30)
    call_ref = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    credited_minutes = models.PositiveIntegerField()
    payable_minutes = models.PositiveIntegerField()
    double_up_short = models.BooleanField()
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["judgement", "line_ref"], name="visits_assessed_by_line")]


@guards.facts("exception.decided", "exception.decided_otherwise", "exception.taken_back", "judgement.made")
class ExceptionDecision(models.Model):
    """An officer's decision on a held line-week. A later one supersedes it, and so does a judgement in which the matter is another, or taking it back.

    The officer's note is private and kept in the record alone. `tape` is the sum that was typed for another amount: "49.75*21.36". No decision
    pays more than was claimed: sql/decisions.sql.
    """

    assessed = models.ForeignKey(AssessedLine, on_delete=models.PROTECT, related_name="decisions")
    line_ref = models.CharField(max_length=30)
    week = models.DateField()
    matter_sha256 = models.CharField(max_length=64)
    choice = models.CharField(max_length=13)
    reason_code = models.CharField(max_length=40)
    pence = models.BigIntegerField()
    tape = models.CharField(max_length=120, default="")
    decided_by = models.CharField(max_length=20)
    decided_at = models.DateTimeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line_ref", "week"], condition=Q(superseded_by__isnull=True), name="one_decision_on_a_line_week_at_a_time"
            ),
            models.CheckConstraint(condition=Q(choice__in=list(CHOICES)), name="a_decision_is_one_of_five"),
            models.CheckConstraint(
                condition=Q(choice=PAY_OTHER) & ~Q(tape="") | ~Q(choice=PAY_OTHER) & Q(tape=""),
                name="another_amount_and_only_that_has_its_sum",
            ),
            models.CheckConstraint(condition=Q(pence__gte=0), name="a_decision_pays_nothing_or_more"),
            models.CheckConstraint(condition=Q(pence=0) | ~Q(choice=HOLD), name="a_hold_pays_nothing"),
            models.CheckConstraint(condition=~Q(line_ref=""), name="only_a_commissioned_line_is_decided"),
            models.CheckConstraint(condition=~Q(reason_code=""), name="a_decision_has_a_reason"),
        ]
