"""Every planted fault is found under its codes, to the penny, and nothing else is flagged."""

import pytest

from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.reference.judge import judge
from tests.offices.office import make_office


@pytest.mark.parametrize("judged_by", [judge_inputs, judge], ids=["engine", "reference"])
@pytest.mark.parametrize("seed", [11, 12])
def test_planted_faults_are_found_and_nothing_else_is(seed, judged_by):
    office = make_office(seed, weeks=2)

    found = {_key(line_week): line_week for line_week in judged_by(office.inputs).line_weeks}

    for planted in office.planted:
        line_week = found.pop(planted.key, None)
        if not planted.decision:
            assert line_week is None, planted.fault
            continue
        assert _known(planted, line_week) == _expected(planted), planted.fault
    assert {key for key, line_week in found.items() if line_week.decision == "CLEAN"} == office.clean_keys
    assert all(line_week.entitled_pence == line_week.claimed_pence and not line_week.codes for line_week in found.values())


def _key(line_week):
    return line_week.week, line_week.provider_ref, line_week.person_ref, line_week.service


def _known(planted, line_week):
    """What came out, but for what the planting does not fix."""
    cut = tuple((c.cause, c.minutes) for c in line_week.cuts if c.minutes)
    pence = tuple((c.cause, c.pence) for c in line_week.cuts if c.cause in ("108", "107", "102", "104"))
    told = (line_week.agreed_minutes, line_week.payable_minutes, line_week.entitled_pence, line_week.due_pence)
    fixed = (planted.agreed_minutes, planted.payable_minutes, planted.entitled_pence, planted.due_pence)
    return (
        line_week.codes,
        line_week.decision,
        line_week.reason,
        line_week.claimed_minutes,
        line_week.claimed_pence,
        tuple(None if want is None else have for want, have in zip(fixed, told, strict=True)),
        cut,
        None if planted.cut_pence is None else pence,
    )


def _expected(planted):
    return (
        planted.codes,
        planted.decision,
        planted.reason,
        planted.claimed_minutes,
        planted.claimed_pence,
        (planted.agreed_minutes, planted.payable_minutes, planted.entitled_pence, planted.due_pence),
        planted.cut_minutes,
        planted.cut_pence,
    )
