"""What contracts let through, which of it is looked at, and what was found."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "sql" / "lettings.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("validation", "0003_tolerance"),
    ]

    operations = [
        migrations.CreateModel(
            name="LettingDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=30)),
                ("week", models.DateField()),
                ("seed", models.CharField(max_length=64)),
                ("sampled", models.BooleanField()),
                ("made_by", models.UUIDField()),
                ("judgement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="validation.judgement")),
            ],
        ),
        migrations.CreateModel(
            name="Letting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("minutes", models.PositiveIntegerField()),
                ("pence", models.PositiveIntegerField()),
                ("clause", models.TextField()),
                ("judged_by", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                (
                    "assessed",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="validation.assessedline"),
                ),
                (
                    "judgement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lettings", to="validation.judgement"),
                ),
                (
                    "draw",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lettings", to="validation.lettingdraw"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LettingLookedAt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_week", models.CharField(max_length=42)),
                ("sampled", models.BooleanField()),
                ("judged_by", models.CharField(max_length=20)),
                ("finding", models.CharField(max_length=8)),
                ("looked_by", models.CharField(max_length=20)),
                ("looked_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "draw",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="looked_at", to="validation.lettingdraw"),
                ),
                ("letting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="validation.letting")),
            ],
        ),
        migrations.AddConstraint(
            model_name="lettingdraw",
            constraint=models.UniqueConstraint(fields=("line_ref", "week"), name="a_line_and_week_is_drawn_once"),
        ),
        migrations.AddConstraint(
            model_name="lettingdraw",
            constraint=models.UniqueConstraint(fields=("id", "sampled"), name="a_draw_is_named_with_what_it_drew"),
        ),
        migrations.AddConstraint(
            model_name="lettingdraw",
            constraint=models.CheckConstraint(condition=models.Q(("week__iso_week_day", 1)), name="a_week_let_through_begins_on_a_monday"),
        ),
        migrations.AddConstraint(
            model_name="lettingdraw",
            constraint=models.CheckConstraint(condition=models.Q(("line_ref", ""), _negated=True), name="only_a_line_is_let_through"),
        ),
        migrations.AddConstraint(
            model_name="lettingdraw",
            constraint=models.CheckConstraint(condition=models.Q(("seed", ""), _negated=True), name="a_draw_has_a_seed"),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.UniqueConstraint(fields=("assessed",), name="a_line_week_is_let_through_once_in_a_judgement"),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.UniqueConstraint(fields=("judgement", "draw"), name="a_draw_is_let_through_once_in_a_judgement"),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.UniqueConstraint(fields=("id", "draw", "judged_by"), name="a_letting_is_named_with_its_draw_and_judge"),
        ),
        migrations.AddConstraint(
            model_name="letting",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0), ("pence__gt", 0)), name="a_letting_is_of_minutes_and_pence"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettinglookedat",
            constraint=models.UniqueConstraint(fields=("draw",), name="a_letting_is_looked_at_once"),
        ),
        migrations.AddConstraint(
            model_name="lettinglookedat",
            constraint=models.CheckConstraint(condition=models.Q(("sampled", True)), name="only_a_sampled_letting_is_looked_at"),
        ),
        migrations.AddConstraint(
            model_name="lettinglookedat",
            constraint=models.CheckConstraint(condition=models.Q(("finding__in", ("fair", "not fair"))), name="a_letting_is_fair_or_not"),
        ),
        migrations.AddConstraint(
            model_name="lettinglookedat",
            constraint=models.CheckConstraint(
                condition=models.Q(("looked_by", ""), _negated=True), name="a_letting_is_looked_at_by_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettinglookedat",
            constraint=models.CheckConstraint(
                condition=models.Q(("looked_by", models.F("judged_by")), _negated=True), name="nobody_looks_at_what_they_judged"
            ),
        ),
        migrations.RunSQL(SQL, reverse_sql=migrations.RunSQL.noop),
    ]
