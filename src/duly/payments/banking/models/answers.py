"""What banks tell us of our files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards
from duly.payments.banking.models.files import BankFile

ACKNOWLEDGED, DEBITED, REJECTED, RETURNED = "acknowledged", "debited", "rejected", "returned"


@guards.lines("import.accepted")
class BankAnswer(models.Model):
    """One answer, under the bank's own reference, which it uses once. What it matches is `file`; otherwise `unmatched_because` says why none.

    `file_said` and `payment_said` are the bank's words. A returned payment is told of in full by `runs.PaymentReturned`.
    """

    bank = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    file_said = models.CharField(max_length=40)
    payment_said = models.CharField(max_length=40)
    pence = models.BigIntegerField(null=True)
    said_on = models.DateField()
    reason_code = models.CharField(max_length=40)
    import_ref = models.CharField(max_length=20)
    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, null=True, related_name="answers")
    unmatched_code = models.CharField(max_length=40)
    unmatched_because = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bank", "reference"], name="a_bank_uses_a_reference_once"),
            models.CheckConstraint(condition=Q(kind__in=[ACKNOWLEDGED, DEBITED, REJECTED, RETURNED]), name="answer_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(bank="") & ~Q(reference=""), name="answer_names_its_bank_and_reference"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, unmatched_code__gt="", unmatched_because__gt="")
                | Q(file__isnull=False, unmatched_code="", unmatched_because=""),
                name="answer_matches_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RETURNED) | Q(file__isnull=True) | Q(pence__isnull=False, pence__gt=0), name="a_return_is_of_an_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.reference}"


BY_HAND, TAKEN_BACK = "by hand", "taken back"


@guards.lines("answer.dealt-with", about="ref")
class AnswerDealtWith(models.Model):
    """That somebody dealt with an answer that matches nothing: by hand, or by taking back the payment it names, whose file went missing in a
    restore. `ref` is the answer's own; the database refuses it of an answer that matches a file."""

    answer = models.ForeignKey(BankAnswer, on_delete=models.PROTECT, related_name="dealt_with")
    ref = models.CharField(max_length=20)
    how = models.CharField(max_length=12)
    run_ref = models.CharField(max_length=16)
    dealt_by = models.CharField(max_length=20)
    dealt_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer"], name="an_answer_is_dealt_with_once"),
            models.CheckConstraint(
                condition=Q(how=BY_HAND, run_ref="") | Q(how=TAKEN_BACK, run_ref__gt=""), name="dealt_with_by_hand_or_taken_back_of_a_run"
            ),
            models.CheckConstraint(condition=~Q(dealt_by=""), name="somebody_dealt_with_it"),
        ]

    def __str__(self) -> str:
        return self.ref
