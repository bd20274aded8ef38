"""What comes next on each case, cases tied to one another, papers that move, and papers filed to the wrong case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_parties"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_misfiling_number", reverse_sql="DROP SEQUENCE cases_misfiling_number"),
        migrations.CreateModel(
            name="Misfiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("item_ref", models.CharField(max_length=20)),
                ("right", models.CharField(max_length=20)),
                ("found_on", models.DateField()),
                ("due", models.DateField()),
                ("seen_by", models.JSONField()),
                ("done", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="one_case_is_opened_from_an_item",
        ),
        migrations.RemoveConstraint(
            model_name="caseitem",
            name="an_item_is_put_with_a_case_once",
        ),
        migrations.AddField(
            model_name="case",
            name="due",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="next_action",
            field=models.CharField(default="Decide what comes next", max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="case",
            name="split_from",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="case",
            name="touched_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="waiting_on",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="caseitem",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("split_from", "")), fields=("opened_from",), name="one_case_is_opened_from_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage", "closed"), models.Q(("next_action", ""), _negated=True), _connector="OR"),
                name="an_open_case_has_a_next_action",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("case", "item_ref"), name="an_item_is_put_with_a_case_once"
            ),
        ),
        migrations.AddField(
            model_name="misfiling",
            name="wrong",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="misfiled", to="cases.case"),
        ),
        migrations.AddField(
            model_name="tie",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="cases.case"),
        ),
        migrations.AddField(
            model_name="tie",
            name="other",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tied_here", to="cases.case", to_field="ref"),
        ),
        migrations.AddConstraint(
            model_name="misfiling",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gte", models.F("found_on"))), name="a_breach_is_due_after_it_is_found"
            ),
        ),
        migrations.AddConstraint(
            model_name="misfiling",
            constraint=models.CheckConstraint(
                condition=models.Q(("right", ""), _negated=True), name="a_paper_filed_wrongly_has_its_right_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("linked with", "merged into"))), name="a_tie_is_of_a_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("case", "other", "kind"), name="cases_are_tied_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "merged into"), ("superseded_by__isnull", True)),
                fields=("case",),
                name="a_case_is_merged_into_one_other",
            ),
        ),
    ]
