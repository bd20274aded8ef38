"""Every fault planted in a care home is found under its codes, to the penny, and nothing else is flagged."""

import pytest

from duly.payments.validation.judging import judge_known
from duly.payments.validation.nights.judge import judge_nights
from tests.engine.nights_walker import walk
from tests.offices.homes import make_homes


def known(inputs):
    return judge_known(inputs, {claim.week for claim in inputs.claims}).line_weeks


def walked(inputs):
    return walk(inputs, {claim.week for claim in inputs.claims})


@pytest.mark.parametrize("judged_by", [judge_nights, known, walked])
@pytest.mark.parametrize("seed", [21, 22])
def test_faults_of_nights_are_found_and_nothing_else_is(seed, judged_by):
    homes = make_homes(seed)

    found = {(one.week, one.provider_ref, one.person_ref, one.service): one for one in judged_by(homes.inputs)}

    for key, fault in homes.planted.items():
        one = found.pop(key)
        expected = (fault.codes, fault.decision, fault.payable_nights, fault.entitled_pence)
        assert (one.codes, one.decision, one.payable_nights, one.entitled_pence) == expected, fault.name
    assert set(found) == homes.clean_keys
    assert all((one.decision, one.codes, one.entitled_pence) == ("CLEAN", (), one.claimed_pence) for one in found.values())
