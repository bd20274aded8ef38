"""Bank holidays, as known now and as known before."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.facts("holidays.loaded", "holiday.added", "holiday.removed")
class BankHoliday(models.Model):
    """What is known of one day in one division. `observed` is False where an officer said that the day is not a bank holiday there."""

    division = models.CharField(max_length=20)
    day = models.DateField()
    title = models.CharField(max_length=120)
    observed = models.BooleanField(default=True)
    by_hand = models.BooleanField(default=False)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division", "day"],
                condition=models.Q(superseded_by__isnull=True),
                name="one_bank_holiday_on_a_day_in_a_division",
            ),
            models.CheckConstraint(
                condition=models.Q(division__in=["england-and-wales", "scotland", "northern-ireland"]),
                name="bank_holiday_is_of_a_known_division",
            ),
            models.CheckConstraint(condition=models.Q(day__iso_week_day__lte=5), name="bank_holiday_is_on_a_weekday"),
            models.CheckConstraint(condition=models.Q(observed=True) | models.Q(by_hand=True), name="bank_holiday_is_removed_by_hand_only"),
        ]
