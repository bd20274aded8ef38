"""Calls, the tasks that promises became, enquiries, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE contacts_call_number", reverse_sql="DROP SEQUENCE contacts_call_number"),
        migrations.RunSQL("CREATE SEQUENCE contacts_enquiry_number", reverse_sql="DROP SEQUENCE contacts_enquiry_number"),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("at", models.DateTimeField()),
                ("direction", models.CharField(max_length=20)),
                ("about", models.CharField(blank=True, db_index=True, max_length=20)),
                ("case_ref", models.CharField(blank=True, db_index=True, max_length=20)),
                ("taken_by", models.CharField(max_length=20)),
                ("logged_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ("they rang us", "we rang them"))), name="a_call_goes_one_way_or_the_other"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at__lte", models.F("logged_at"))), name="a_call_is_logged_after_it_was_made"
                    ),
                    models.CheckConstraint(condition=models.Q(("taken_by", ""), _negated=True), name="a_call_was_taken_by_somebody"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("about", models.CharField(blank=True, db_index=True, max_length=20)),
                ("owner", models.CharField(max_length=20)),
                ("needed_by", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_in", models.UUIDField()),
                ("proposed_in", models.UUIDField(null=True)),
                ("proposed_by", models.CharField(blank=True, max_length=20)),
                ("settled_in", models.UUIDField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=20)),
                ("settled_how", models.CharField(blank=True, max_length=10)),
                ("answered_in", models.UUIDField(null=True)),
                ("answered_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "proposed", "agreed", "refused", "answered"])),
                        name="an_enquiry_is_in_a_known_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("owner", ""), _negated=True), name="an_enquiry_has_an_owner"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by", ""), models.Q(("settled_by", models.F("proposed_by")), _negated=True), _connector="OR"
                        ),
                        name="an_enquiry_is_not_settled_by_who_proposed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(
                                ("answered_in__isnull", False), ("answered_on__isnull", False), ("settled_how__in", ["agreed", "amended"])
                            ),
                            _connector="OR",
                        ),
                        name="an_enquiry_is_answered_as_agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task_ref", models.CharField(max_length=20, unique=True)),
                ("due", models.DateField()),
                ("made_by", models.UUIDField()),
                ("call", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="contacts.call")),
            ],
        ),
    ]
