"""What was kept in the clear is still in the tables' files until they are written anew. Copies made before this need care of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False  # VACUUM runs in no transaction
    dependencies = [("banking", "0005_only_sealed")]
    operations = [
        migrations.RunSQL("VACUUM FULL banking_payingaccount", reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL("VACUUM FULL banking_bankfile", reverse_sql=migrations.RunSQL.noop),
    ]
