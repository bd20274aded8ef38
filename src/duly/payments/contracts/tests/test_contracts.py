"""Terms are agreed in versions, one in force on a day."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id
from duly.core.record.queries import history
from duly.payments.contracts import models
from duly.payments.contracts.actions import agree_terms, make_contract
from duly.payments.contracts.models import Contract
from duly.payments.contracts.models import Terms as StoredTerms
from duly.payments.contracts.queries import Band, Clause, Step, bands_known, clauses_known, steps_known, terms_known, terms_on
from duly.payments.contracts.rules import ALSO, MOST
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


@pytest.mark.parametrize(
    "wrong",
    [
        {"increment_minutes": 0},
        {"increment_way": "askew"},
        {"weekly_cap": "month"},
        {"night_clock": "sun"},
        {"part_week": "FIFTHS"},
        *({name: most + 1} for name, most in MOST.items()),
    ],
)
def test_the_database_and_the_check_refuse_further_terms_that_cannot_be(wrong):
    ada = an_officer()
    a_contract(ada)
    sound = PLANNED | {"version": 2, "during": DateRange(date(2020, 1, 1), date(2020, 2, 1))}

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredTerms.objects.create(contract=Contract.objects.get(), made_by=new_event_id(), **sound | wrong)
    with pytest.raises(Refused, match="not"):
        agree_terms("C-1", starts=MONDAY, **PLANNED, **wrong, by=ada)
    agree_terms("C-1", starts=MONDAY, **PLANNED, **{name: ALSO[name] for name in wrong}, by=ada)


@pytest.mark.parametrize(
    ("name", "most"), [("let_pence", 100_000_000), ("let_run_pence", 100_000_000), ("let_bp", 10_000), ("let_run_bp", 10_000)]
)
def test_what_is_let_through_is_from_nothing_to_a_most(name, most):
    ada = an_officer()
    a_contract(ada)

    for wrong in (-1, most + 1):
        with pytest.raises(Refused, match=f"The {name.replace('_', ' ')} is a whole number from 0 to {most:,}, not"):
            agree_terms("C-1", starts=MONDAY, **PLANNED, **{name: wrong}, by=ada)
    agree_terms("C-1", starts=MONDAY, **PLANNED, **{name: most}, clauses=[("tolerance", "7.11", "Small differences")], by=ada)

    assert getattr(terms_on("C-1", on=MONDAY), name) == most
    assert getattr(terms_on("C-1", on=APRIL), name) == 0, "a version says its own"
    assert history("contract", "C-1")[-1].facts["further"] == [f"{name} {most}"]


def test_a_version_has_bands_steps_and_numbered_clauses_of_its_own():
    ada = an_officer()
    a_contract(ada)

    agree_terms(
        "C-1",
        starts=MONDAY,
        **PLANNED | {"basis": "BANDED"},
        death_days=3,
        bands=[(1, 15, 15), (16, 30, 30)],
        steps=[("hospital", 1, 14, 50)],
        clauses=[("cancelling", "7.9", "Cancelled calls")],
        by=ada,
    )

    assert terms_on("C-1", on=MONDAY).death_days == 3
    assert bands_known() == (Band("C-1", 2, 1, 15, 15), Band("C-1", 2, 16, 30, 30))
    assert steps_known("C-1") == (Step("C-1", 2, "hospital", 1, 14, 50),)
    assert clauses_known("C-1") == (Clause("C-1", 2, "cancelling", "7.9", "Cancelled calls"),)
    facts = history("contract", "C-1")[-1].facts
    assert (facts["further"], facts["clauses"]) == (["death_days 3"], ["cancelling: 7.9 Cancelled calls"])


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"bands": [(1, 15, 15)]}, "have no bands"),
        ({"basis": "BANDED", "bands": [(16, 15, 15)]}, "not within one day"),
        ({"basis": "BANDED", "bands": [(1, 15, 15), (15, 30, 30)]}, "do not overlap"),
        ({"steps": [("prison", 1, 2, 50)]}, "not 'prison'"),
        ({"steps": [("hospital", 0, 2, 50)]}, "counts days from 1"),
        ({"clauses": [("weather", "7.9", "")]}, "not 'weather'"),
        ({"clauses": [("rates", "7 9", "")]}, "has a number"),
        ({"weather": 1}, "say nothing of 'weather'"),
    ],
)
def test_a_version_that_says_what_cannot_be_is_refused(wrong, because):
    ada = an_officer()
    a_contract(ada)

    with pytest.raises(Refused, match=because):
        agree_terms("C-1", starts=MONDAY, **PLANNED | wrong, by=ada)

    assert [t.version for t in terms_known()] == [1]


@pytest.mark.parametrize(
    ("model", "sound", "wrong"),
    [
        (models.Band, {"lengths": NumericRange(1, 16), "pay_minutes": 15}, {"lengths": NumericRange(1, 1)}),
        (models.Band, {"lengths": NumericRange(1, 16), "pay_minutes": 15}, {"lengths": NumericRange(1430, 1442)}),
        (models.Band, {"lengths": NumericRange(1, 16), "pay_minutes": 15}, {"pay_minutes": 1441}),
        (models.Step, {"kind": "hospital", "day_numbers": NumericRange(1, 3), "percent": 5}, {"kind": "prison"}),
        (models.Step, {"kind": "hospital", "day_numbers": NumericRange(1, 3), "percent": 5}, {"day_numbers": NumericRange(0, 3)}),
        (models.Step, {"kind": "hospital", "day_numbers": NumericRange(1, 3), "percent": 5}, {"percent": 101}),
        (models.Clause, {"about": "rates", "number": "7.1"}, {"about": "weather"}),
        (models.Clause, {"about": "rates", "number": "7.1"}, {"number": ""}),
    ],
)
def test_the_database_refuses_bands_steps_and_clauses_that_cannot_be(model, sound, wrong):
    ada = an_officer()
    a_contract(ada)
    of = {"contract": Contract.objects.get(), "version": 1, "made_by": new_event_id()}

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**of, **sound | wrong)
    model.objects.create(**of, **sound)
    with pytest.raises(IntegrityError, match=r"overlap|one_clause"), transaction.atomic():
        model.objects.create(**of, **sound)
    transaction.set_rollback(True)  # no event stands behind those rows
