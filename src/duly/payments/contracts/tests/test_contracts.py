"""Terms are agreed in versions, one in force on a day."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id
from duly.core.record.queries import history
from duly.payments.contracts.actions import agree_terms, make_contract
from duly.payments.contracts.models import Contract
from duly.payments.contracts.models import Terms as StoredTerms
from duly.payments.contracts.queries import terms_known, terms_on
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, an_officer
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
PLANNED = {
    "basis": "PLANNED_WITHIN",
    "tolerance_minutes": 5,
    "floor_minutes": 15,
    "match_window_minutes": 90,
    "double_up_percent": 80,
    "trim_limit_pence": 1000,
    "trim_limit_bp": 200,
    "clause": "7.4",
}


def test_new_terms_end_the_old_on_the_day_they_begin():
    ada = an_officer()
    a_contract(ada)

    agree_terms("C-1", starts=MONDAY, **PLANNED, by=ada)

    assert [(t.version, t.starts, t.ends, t.basis) for t in terms_known()] == [
        (1, APRIL, MONDAY, "ACTUAL_MINUTE"),
        (2, MONDAY, FOREVER, "PLANNED_WITHIN"),
    ]
    assert terms_on("C-1", on=date(2026, 11, 1)).version == 1
    assert terms_on("C-1", on=MONDAY).version == 2
    assert terms_on("C-1", on=date(2026, 3, 31)) is None
    assert "Version 2 of the terms of contract C-1 was agreed, in force from 2 November 2026" in history("contract", "C-1")[-1].sentence


def test_terms_must_begin_after_those_that_came_before():
    ada = an_officer()
    a_contract(ada)

    with pytest.raises(Refused, match="Version 1 of the terms begins on 1 April 2026; new terms must begin after it"):
        agree_terms("C-1", starts=APRIL, **PLANNED, by=ada)


def test_a_basis_nobody_knows_is_refused():
    ada = an_officer()
    a_contract(ada)

    with pytest.raises(Refused, match="not 'BY_EYE'"):
        agree_terms("C-1", starts=MONDAY, **(PLANNED | {"basis": "BY_EYE"}), by=ada)


def test_a_contract_is_with_a_provider_that_is_known():
    ada = an_officer()

    with pytest.raises(Refused, match="There is no provider V-9"):
        make_contract(provider_ref="V-9", title="Framework", by=ada)


def test_somebody_in_no_such_post_may_not_agree_terms():
    ada, bob = an_officer(), an_officer("bob", may=False)
    a_contract(ada)

    with pytest.raises(Refused, match="No post you hold may agree a contract's terms"):
        agree_terms("C-1", starts=MONDAY, **PLANNED, by=bob)


@pytest.mark.parametrize(
    "wrong",
    [
        {"during": DateRange(MONDAY, None)},  # overlaps version 1
        {"during": DateRange(None, APRIL)},
        {"version": 1},
        {"basis": "BY_EYE"},
        {"double_up_percent": 101},
        {"trim_limit_bp": 10_001},
        {"tolerance_minutes": 1440},
    ],
)
def test_the_database_refuses_terms_that_cannot_be(wrong):
    ada = an_officer()
    a_contract(ada)
    sound = PLANNED | {"version": 2, "during": DateRange(date(2020, 1, 1), date(2020, 2, 1))}

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredTerms.objects.create(contract=Contract.objects.get(), made_by=new_event_id(), **(sound | wrong))
    StoredTerms.objects.create(contract=Contract.objects.get(), made_by=new_event_id(), **sound)
    transaction.set_rollback(True)  # no event stands behind that row
