"""Runs, the weeks of lines they claim, and the payments they come to.

A run line is the claim itself: while it is live no other run can take the same number `n` for the same line and week. Number 0 is the
original payment; 1, 2 … are differences found later, each standing on what the one before it paid.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from duly.core.record import guards

SHA256 = r"^[0-9a-f]{64}$"


@guards.lifecycle("run")
class Run(models.Model):
    """One payment run. Its content is empty while it is a draft and fixed once it is prepared."""

    ref = models.CharField(max_length=16, unique=True)
    version = models.PositiveIntegerField()
    category = models.CharField(max_length=3)
    week = models.DateField()
    pay_date = models.DateField()
    state = models.CharField(max_length=10)
    drafted_by = models.CharField(max_length=20)
    taken_out_by = ArrayField(models.CharField(max_length=20), default=list)
    prepared_by = models.CharField(max_length=20, null=True)
    approved_by = models.CharField(max_length=20, null=True)
    approved_at = models.DateTimeField(null=True)
    total_pence = models.BigIntegerField(null=True)
    payment_count = models.PositiveIntegerField(null=True)
    content_sha256 = models.CharField(max_length=64, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=["draft", "prepared", "approved", "void"]), name="run_state_is_known"),
            models.CheckConstraint(condition=Q(category__regex=r"^[A-Z]{2,3}$"), name="run_category_is_two_or_three_letters"),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    prepared_by__isnull=True,
                    total_pence__isnull=True,
                    payment_count__isnull=True,
                    content_sha256__isnull=True,
                )
                | (
                    ~Q(state="draft")
                    & Q(
                        prepared_by__isnull=False,
                        total_pence__isnull=False,
                        payment_count__isnull=False,
                        content_sha256__isnull=False,
                    )
                ),
                name="run_has_content_once_prepared",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="run_approved_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "void"], approved_by__isnull=False)
                | Q(state__in=["draft", "prepared"], approved_by__isnull=True),
                name="approved_run_has_an_approver",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")), name="approver_is_not_preparer"
            ),
            models.CheckConstraint(
                condition=Q(total_pence__isnull=True) | Q(total_pence__gt=0, payment_count__gt=0), name="prepared_run_pays_something"
            ),
            models.CheckConstraint(
                condition=Q(content_sha256__isnull=True) | Q(content_sha256__regex=SHA256), name="run_digest_is_a_sha256"
            ),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1),
                name="run_week_is_a_monday",
            ),
            models.UniqueConstraint(
                fields=["ref", "prepared_by", "approved_by", "total_pence", "payment_count", "content_sha256"],
                name="run_as_approved",
            ),
        ]


@guards.lines("run.drafted")
class LinePeriod(models.Model):
    """A package line and a week, from its Monday: what claims are made on."""

    line_ref = models.CharField(max_length=40)
    week = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line_ref", "week"], name="one_header_for_a_line_and_week"),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1),
                name="line_period_starts_on_a_monday",
            ),
        ]


@guards.facts("run.drafted", "run.lines-claimed-elsewhere", "run.lines-taken-out", "run.voided", "payment.returned", about="run")
class RunLine(models.Model):
    """A claim: this run pays this much for a line and week. Live until an event sets it free.

    A line whose payment came back is still what its run paid; the claim that pays it again names it in `pays_again`.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="lines")
    line_period = models.ForeignKey(LinePeriod, on_delete=models.PROTECT, related_name="claims")
    n = models.PositiveIntegerField()
    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=40)
    service = models.CharField(max_length=60)
    entitled_pence = models.BigIntegerField()
    paid_before_pence = models.BigIntegerField()
    pence = models.BigIntegerField()
    judgement_ref = models.CharField(max_length=40)
    assessed_digest = models.CharField(max_length=64)
    cause = models.TextField()
    assessed_id = models.BigIntegerField()
    pays_again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="paid_again_by")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pays_again"], condition=Q(superseded_by__isnull=True), name="what_came_back_is_paid_again_once"
            ),
            models.UniqueConstraint(
                fields=["line_period", "n"], condition=Q(superseded_by__isnull=True), name="one_live_claim_for_a_line_week_and_number"
            ),
            models.UniqueConstraint(
                fields=["run", "line_period"], condition=Q(superseded_by__isnull=True), name="a_run_pays_a_line_and_week_once"
            ),
            models.CheckConstraint(condition=~Q(pence=0), name="a_run_line_pays_or_takes_back_a_penny"),
            models.CheckConstraint(condition=Q(pence=F("entitled_pence") - F("paid_before_pence")), name="a_run_line_pays_what_is_due"),
            models.CheckConstraint(condition=Q(entitled_pence__gte=0), name="nobody_is_entitled_to_less_than_nothing"),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "provider_ref"], name="run_line_by_provider")]


@guards.lines("run.drafted", "run.lines-claimed-elsewhere", about="run")
class LeftOut(models.Model):
    """A line and week that was offered to a run and not taken, with why."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="left_out")
    line_ref = models.CharField(max_length=40)
    provider_ref = models.CharField(max_length=20)
    week = models.DateField()
    pence = models.BigIntegerField()
    code = models.CharField(max_length=40)
    because = models.TextField()
    made_by = models.UUIDField()


@guards.facts("run.prepared", "run.reopened", about="run")
class Payment(models.Model):
    """What a prepared run pays one provider, and into which account, of which only an ending and a digest are kept here.

    The digest is of details that can be guessed, so it is as private as they are.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="payments")
    n = models.PositiveIntegerField()
    provider_ref = models.CharField(max_length=20)
    payee_masked = models.CharField(max_length=40)
    payee_sha256 = models.CharField(max_length=64)
    payee_changed_by = ArrayField(models.CharField(max_length=20), default=list)
    net_pence = models.BigIntegerField()
    line_count = models.PositiveIntegerField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["run", "provider_ref"], condition=Q(superseded_by__isnull=True), name="one_payment_to_a_provider_in_a_run"
            ),
            models.UniqueConstraint(fields=["run", "n"], condition=Q(superseded_by__isnull=True), name="one_payment_of_a_number_in_a_run"),
            models.CheckConstraint(condition=Q(net_pence__gte=0), name="no_provider_is_paid_less_than_nothing"),
            models.CheckConstraint(condition=Q(payee_sha256__regex=SHA256), name="payee_digest_is_a_sha256"),
        ]


@guards.lines("payment.returned", about="run")
class PaymentReturned(models.Model):
    """That the bank sent a payment back. The payment itself stays as it was; its lines' claims are free. `answer` is the bank's reference."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="returns")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="returns")
    pence = models.BigIntegerField()
    answer = models.CharField(max_length=130)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["payment"], name="a_payment_is_returned_once"),
            models.UniqueConstraint(fields=["made_by"], name="an_event_returns_one_payment"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="a_return_brings_something_back"),
        ]
