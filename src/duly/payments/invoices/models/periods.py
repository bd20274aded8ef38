"""Residential periods as a council's books have them: net payments to homes, and people's own contributions as receipts."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from duly.core.record import guards


@guards.facts("import.accepted", "import.undone")
class NetLine(models.Model):
    """One line of a period, kept as what it is: a payment above nothing, a receipt (a contribution that the home keeps) below.

    `row` is its place in the file: two lines may say the same, and both count.
    """

    row = models.PositiveIntegerField()
    period_ref = models.CharField(max_length=40)
    during = DateRangeField()
    paid_on = models.DateField()
    supplier_ref = models.CharField(max_length=30)
    supplier_name = models.CharField(max_length=120)
    area = models.CharField(max_length=120, blank=True, default="")
    expense_type = models.CharField(max_length=80)
    definition = models.CharField(max_length=80, blank=True, default="")
    pence = models.BigIntegerField()
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["period_ref"], name="net_lines_by_period")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["import_ref", "row"], condition=models.Q(superseded_by__isnull=True), name="a_net_line_is_taken_in_once"
            ),
            models.CheckConstraint(condition=~models.Q(pence=0), name="a_net_line_is_of_some_money"),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False, during__endswith__isnull=False),
                name="a_net_line_is_for_a_period_with_an_end",
            ),
        ]
