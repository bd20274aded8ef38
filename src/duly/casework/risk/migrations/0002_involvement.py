"""Who above was brought into a case, work commissioned on it, and the numbers both are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE risk_involvement_number", reverse_sql="DROP SEQUENCE risk_involvement_number"),
        migrations.RunSQL("CREATE SEQUENCE risk_commission_number", reverse_sql="DROP SEQUENCE risk_commission_number"),
        migrations.CreateModel(
            name="Commission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("owner", models.CharField(db_index=True, max_length=20)),
                ("set_by", models.CharField(max_length=20)),
                ("set_on", models.DateField()),
                ("due_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("told_in", models.UUIDField()),
                ("ended_in", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "done", "withdrawn"])), name="commissioned_work_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("owner", ""), _negated=True), models.Q(("set_by", ""), _negated=True)),
                        name="commissioned_work_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("set_on"))), name="commissioned_work_is_due_after_it_was_set"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_in__isnull", True), ("ended_on__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("ended_in__isnull", False), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="commissioned_work_that_ended_says_how_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("rung", models.CharField(max_length=20)),
                ("asked_by", models.CharField(max_length=20)),
                ("asked_of", models.CharField(db_index=True, max_length=20)),
                ("asked_post", models.CharField(max_length=40)),
                ("asked_on", models.DateField()),
                ("acknowledge_by", models.DateField()),
                ("by_day", models.DateField()),
                ("acknowledged_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("told_in", models.UUIDField()),
                ("answered_in", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "acknowledged", "answered", "taken over", "withdrawn"])),
                        name="an_involvement_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rung__in", ["inform", "brief", "seek view", "seek decision", "take over"])),
                        name="an_involvement_is_of_a_known_rung",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_of", ""), _negated=True),
                            models.Q(("asked_by", ""), _negated=True),
                            models.Q(("asked_post", ""), _negated=True),
                            models.Q(("asked_of", models.F("asked_by")), _negated=True),
                        ),
                        name="nobody_brings_in_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("acknowledge_by__gte", models.F("asked_on")), ("by_day__gte", models.F("asked_on"))),
                        name="an_involvement_is_answered_after_it_was_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_in__isnull", False),
                                ("ended_on__isnull", False),
                                ("state__in", ["answered", "taken over", "withdrawn"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["answered", "taken over", "withdrawn"]), _negated=True),
                                ("answered_in__isnull", True),
                                ("ended_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="an_involvement_that_is_over_says_how_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "acknowledged"), _negated=True), ("acknowledged_on__isnull", False), _connector="OR"
                        ),
                        name="an_involvement_acknowledged_says_when",
                    ),
                ],
            },
        ),
    ]
