"""Tasks, and the numbers they are given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE work_task_number", reverse_sql="DROP SEQUENCE work_task_number"),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("owner", models.CharField(db_index=True, max_length=20)),
                ("about", models.CharField(db_index=True, max_length=40)),
                ("due", models.DateField()),
                ("told_by", models.UUIDField()),
                ("waits_by", models.UUIDField(null=True)),
                ("made_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("ended_on__isnull", True)), fields=["owner", "due"], name="task_of_a_person_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "waiting", "done", "dropped"])), name="a_task_is_in_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("owner", ""), _negated=True), models.Q(("about", ""), _negated=True)),
                        name="a_task_has_an_owner_and_is_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", False), ("state__in", ["done", "dropped"])),
                            models.Q(("ended_on__isnull", True), ("state__in", ["open", "waiting"])),
                            _connector="OR",
                        ),
                        name="a_task_that_ended_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("state", "waiting"), _negated=True), ("waits_by__isnull", False), _connector="OR"),
                        name="a_task_that_waits_says_for_what",
                    ),
                ],
            },
        ),
    ]
