"""Bank holidays: dated facts, one current row for a division and a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BankHoliday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("division", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("title", models.CharField(max_length=120)),
                ("observed", models.BooleanField(default=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("division", "day"),
                        name="one_bank_holiday_on_a_day_in_a_division",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("division__in", ["england-and-wales", "scotland", "northern-ireland"])),
                        name="bank_holiday_is_of_a_known_division",
                    ),
                    models.CheckConstraint(condition=models.Q(("day__iso_week_day__lte", 5)), name="bank_holiday_is_on_a_weekday"),
                    models.CheckConstraint(
                        condition=models.Q(("observed", True), ("by_hand", True), _connector="OR"),
                        name="bank_holiday_is_removed_by_hand_only",
                    ),
                ],
            },
        ),
    ]
