"""Changes of account that two people make, the cooling-off, and columns for sealed account details beside the plain ones of before."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE providers_change_number START 1", reverse_sql="DROP SEQUENCE providers_change_number"),
        migrations.CreateModel(
            name="PayeeChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=12)),
                ("sort_code", models.BinaryField()),
                ("account_number", models.BinaryField()),
                ("account_name", models.CharField(max_length=18)),
                ("ending", models.CharField(max_length=4)),
                ("blind", models.CharField(max_length=64)),
                ("came_by", models.CharField(max_length=20)),
                ("asked_by", models.CharField(max_length=120)),
                ("received_on", models.DateField()),
                ("proposed_by", models.CharField(max_length=20)),
                ("proposed_at", models.DateTimeField()),
                ("number_called", models.CharField(max_length=30, null=True)),
                ("number_from", models.CharField(max_length=200, null=True)),
                ("number_known_since", models.DateField(null=True)),
                ("spoke_to", models.CharField(max_length=120, null=True)),
                ("called_on", models.DateField(null=True)),
                ("called_by", models.CharField(max_length=20, null=True)),
                ("settled_by", models.CharField(max_length=20, null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="payee_changes", to="providers.provider"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["blind"], name="payee_change_by_blind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(state__in=["proposed", "called back", "confirmed", "refused", "withdrawn"]),
                        name="change_state_is_known",
                    ),
                    models.CheckConstraint(condition=Q(ending__regex=r"^[0-9]{4}$"), name="change_ends_in_four_digits"),
                    models.CheckConstraint(condition=Q(blind__regex=r"^[0-9a-f]{64}$"), name="change_has_a_blind_index"),
                    models.CheckConstraint(condition=~Q(account_name="") & ~Q(asked_by=""), name="change_says_whose_and_who_asked"),
                    models.CheckConstraint(
                        condition=Q(
                            number_called__isnull=True,
                            number_from__isnull=True,
                            number_known_since__isnull=True,
                            spoke_to__isnull=True,
                            called_on__isnull=True,
                            called_by__isnull=True,
                        )
                        | Q(
                            number_called__isnull=False,
                            number_from__isnull=False,
                            number_known_since__isnull=False,
                            spoke_to__isnull=False,
                            called_on__isnull=False,
                            called_by__isnull=False,
                        ),
                        name="call_back_is_told_whole",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state__in=["called back", "confirmed"]) | Q(called_on__isnull=False),
                        name="confirmed_only_after_a_call_back",
                    ),
                    models.CheckConstraint(
                        condition=Q(number_known_since__isnull=True) | Q(number_known_since__lt=F("received_on")),
                        name="number_was_known_before_the_request",
                    ),
                    models.CheckConstraint(
                        condition=Q(called_on__isnull=True) | Q(called_on__gte=F("received_on")), name="called_back_after_the_request"
                    ),
                    models.CheckConstraint(
                        condition=Q(state__in=["proposed", "called back"], settled_by__isnull=True, settled_at__isnull=True)
                        | (~Q(state__in=["proposed", "called back"]) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                        name="who_settles_goes_with_the_state",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="confirmed") | ~Q(settled_by=F("proposed_by")), name="two_people_change_an_account"
                    ),
                    models.UniqueConstraint(
                        fields=["provider"],
                        condition=Q(state__in=["proposed", "called back"]),
                        name="one_change_of_account_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoolingOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("days", models.PositiveSmallIntegerField()),
                ("use", models.CharField(default="payees", max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["use"], condition=Q(superseded_by__isnull=True), name="one_cooling_off_at_a_time"),
                    models.CheckConstraint(condition=Q(days__lte=60), name="cooling_off_is_two_months_at_most"),
                ],
            },
        ),
        migrations.RemoveConstraint("PayeeAccount", "sort_code_is_six_digits"),
        migrations.RemoveConstraint("PayeeAccount", "account_number_is_eight_digits"),
        migrations.RenameField("PayeeAccount", "sort_code", "plain_sort_code"),
        migrations.RenameField("PayeeAccount", "account_number", "plain_account_number"),
        migrations.AddField(
            "PayeeAccount",
            "change",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="account", to="providers.payeechange"
            ),
        ),
        migrations.AddField("PayeeAccount", "sort_code", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField("PayeeAccount", "account_number", models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField("PayeeAccount", "ending", models.CharField(default="", max_length=4), preserve_default=False),
        migrations.AddField("PayeeAccount", "blind", models.CharField(default="", max_length=64), preserve_default=False),
    ]
