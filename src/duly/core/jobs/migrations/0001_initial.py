"""Jobs: the progress of background work."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE jobs_job_number", reverse_sql="DROP SEQUENCE jobs_job_number"),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("args", models.JSONField(default=dict)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("result", models.JSONField(null=True)),
                ("error", models.TextField(blank=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("unfinished_lock", models.CharField(blank=True, max_length=120)),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_by_name", models.CharField(max_length=120)),
                ("asked_by_posts", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["asked_by", "-id"], name="job_newest_of_a_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])), name="job_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state__in", ["done", "failed"]), _negated=True), ("finished_at__isnull", False), _connector="OR"
                            ),
                            models.Q(
                                models.Q(("state__in", ["waiting", "running"]), _negated=True),
                                ("finished_at__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="job_finished_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("error", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("error", "")),
                            _connector="OR",
                        ),
                        name="job_failed_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"]), models.Q(("unfinished_lock", ""), _negated=True)),
                        fields=("unfinished_lock",),
                        name="one_unfinished_job_of_a_lock",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobProgress",
            fields=[
                ("ref", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("stage", models.CharField(blank=True, max_length=120)),
            ],
        ),
    ]
