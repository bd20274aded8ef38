"""Contracts known until now may be paid under from the start of their first terms to the end of their last, as they were."""

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange


def put_in_force(apps, schema_editor):
    """One span a contract, made by what made its first terms. A contract without terms could never be paid under, and gets none."""
    InForce, Terms = apps.get_model("contracts", "InForce"), apps.get_model("contracts", "Terms")
    found: dict[int, list] = {}
    for terms in Terms.objects.filter(superseded_by__isnull=True).order_by("contract_id", "during"):
        found.setdefault(terms.contract_id, []).append(terms)
    InForce.objects.bulk_create(
        InForce(
            contract_id=contract,
            during=DateRange(versions[0].during.lower, versions[-1].during.upper),
            made_by=versions[0].made_by,
        )
        for contract, versions in found.items()
    )


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_further_terms")]
    operations = [migrations.RunPython(put_in_force)]
