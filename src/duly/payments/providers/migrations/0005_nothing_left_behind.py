"""What was in the plain columns is still in the table's file until it is written anew. Copies made before this need care of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # VACUUM runs in no transaction
    dependencies = [("providers", "0004_only_sealed")]
    operations = [migrations.RunSQL("VACUUM FULL providers_payeeaccount", reverse_sql=migrations.RunSQL.noop)]
