"""Payment requests, and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE requests_request_number", reverse_sql="DROP SEQUENCE requests_request_number"),
        migrations.CreateModel(
            name="PaymentRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("source_ref", models.CharField(max_length=40)),
                ("amount_pence", models.BigIntegerField()),
                ("due", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_by", models.CharField(max_length=20)),
                ("told_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True),
                        fields=("source_ref",),
                        name="a_thing_is_asked_to_be_paid_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "accepted", "refused", "paid"])),
                        name="a_payment_request_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence__gt", 0), models.Q(("source_ref", ""), _negated=True)),
                        name="a_payment_request_says_how_much_for_what",
                    ),
                ],
            },
        ),
    ]
