"""Columns instead of rows: the same folders, the same digest, the same rows kept, whatever is written in them."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from django.db import connection

from duly.core.lists.columns import schema_of
from duly.core.lists.copying import columns_of, keep_columns
from duly.payments.invoices.models import Invoice
from duly.payments.packages.queries import Opening
from duly.payments.tests.ground import MONDAY
from duly.payments.validation.collecting import Judged
from duly.payments.validation.digest import digest, digest_of_columns
from duly.payments.validation.engine import judge_folder, judge_folder_in_columns
from duly.payments.validation.facts import Claim, Inputs, Judgement, LineWeek, VisitResult
from duly.payments.validation.in_columns import apart as apart_in_columns
from duly.payments.validation.in_columns import apart_visits
from duly.payments.validation.inputs import KINDS, table_of
from duly.payments.validation.judging import apart, freeze
from duly.payments.validation.nights.tests.homes import a_home
from duly.payments.validation.queries import matter_sha256
from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.payments.validation.tests.test_freezing import known_both_ways
from duly.primitives.digest import canonical, sha256_hex

ODD = ("plain", "", '"', "a,b", "a\nb", "a\r\nb", "'", "\\.", "\\N", "\t", "NULL", "NA", "t", "é€𝄞", " ")


def both_kinds() -> Inputs:
    home = a_home(weeks=(MONDAY,))
    stray = Claim("I-7", 1, "PR-1", "P-1", "something", MONDAY, 0, 0, 100, nights=2)
    care = {name: (*rows, *getattr(home, name)) for name, rows in vars(a_week()).items()}
    return Inputs(**care | {"claims": (*care["claims"], stray, replace(stray, line_no=2, nights=0, minutes=30))})


def test_columns_are_put_apart_as_rows_are():
    both = both_kinds()

    by_rows = apart(both)
    tables = {name: table_of(name, getattr(both, name)) for name in KINDS}
    by_columns = apart_in_columns({name: table for name, table in tables.items() if name != "visits"})
    for kept, visits in zip(by_columns, apart_visits(tables["visits"], by_columns[1]["lines"]), strict=True):
        kept["visits"] = visits

    for rows, columns in zip(by_rows, by_columns, strict=True):
        assert {name: table.to_pylist() for name, table in columns.items()} == {
            name: table_of(name, getattr(rows, name)).to_pylist() for name in KINDS
        }


def test_the_engine_tells_the_same_in_columns(tmp_path):
    freeze(a_week(), tmp_path, weeks=[MONDAY])

    judged, columns = judge_folder(tmp_path), judge_folder_in_columns(tmp_path)

    assert columns.line_weeks == judged.line_weeks
    assert tuple(VisitResult(**row) for row in columns.visits.to_pylist()) == judged.visits
    assert digest_of_columns(columns) == digest(judged)


@pytest.mark.parametrize("refs", [ODD, ("V-1", "V-2"), ()])
def test_the_digest_of_columns_is_that_of_rows_whatever_is_written_in_them(refs, tmp_path):
    visits = tuple(VisitResult(ref, "matched", f"L{ref}", "", n, n, 30, n % 2 == 0) for n, ref in enumerate(refs))
    freeze(a_week(), tmp_path, weeks=[MONDAY])
    line_weeks = judge_folder(tmp_path).line_weeks
    schema = schema_of(VisitResult)
    table = schema.empty_table() if not visits else schema.empty_table().from_pylist([asdict(v) for v in visits], schema=schema)

    assert digest_of_columns(Judged(table, line_weeks)) == digest(Judgement(visits, line_weeks))


def test_a_matter_is_digested_as_every_value_of_it(tmp_path):
    freeze(a_week(), tmp_path, weeks=[MONDAY])
    (found,) = judge_folder(tmp_path).line_weeks
    assert found.parts

    told = {name: value for name, value in asdict(replace(found, paid_pence=0, due_pence=0)).items() if name != "let_pence"}

    assert matter_sha256(found) == sha256_hex(canonical(told | {"week": found.week.isoformat()}))
    assert matter_sha256(replace(found, paid_pence=5, let_pence=7)) == matter_sha256(found)
    assert matter_sha256(replace(found, claimed_pence=5)) != matter_sha256(found)


@pytest.mark.django_db
def test_whatever_is_written_goes_into_the_database_and_out_again_as_it_was():
    schema = schema_of(LineWeek, ("line_ref", "week", "claimed_pence", "paid_pence"))
    rows = [
        {"line_ref": word, "week": MONDAY + timedelta(weeks=n), "claimed_pence": -n, "paid_pence": 1 << 40} for n, word in enumerate(ODD)
    ]
    given = schema.empty_table().from_pylist(rows, schema=schema)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE odd (line_ref text, week date, claimed_pence bigint, paid_pence bigint) ON COMMIT DROP")

    keep_columns("odd", given)
    found = columns_of(
        schema, "SELECT line_ref, week, claimed_pence, paid_pence FROM odd WHERE week >= %(day)s ORDER BY week", {"day": MONDAY}
    )

    assert found == given
    assert columns_of(schema, "SELECT * FROM odd WHERE line_ref = %(word)s", {"word": "none"}) == schema.empty_table()
    with pytest.raises(ValueError, match="A row has no value for paid_to"):
        columns_of(schema_of(Opening), "SELECT line_ref, NULL FROM odd", {})


@pytest.mark.django_db
def test_what_was_claimed_once_and_is_withdrawn_is_frozen_the_same():
    ada, _ = officers()
    a_commissioned_line(ada)
    visited("V,1")
    claimed("I-1")
    claimed("I-2", service="sitting")
    (gone,) = Invoice.objects.filter(ref="I-1")
    Invoice.objects.filter(pk=gone.pk).update(superseded_by=gone.made_by)

    known = known_both_ways([MONDAY])

    assert [c.invoice_ref for c in known.claims] == ["V-1/I-2", "V-1/I-1 (withdrawn)"]
