"""For which cases somebody is named is read from an index: every count asks it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("confidentiality", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="named",
            index=models.Index(fields=["officer", "case_ref"], condition=Q(superseded_by__isnull=True), name="named_of_an_officer"),
        ),
    ]
