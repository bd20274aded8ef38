"""S2: frauds and short cuts, each tried: every one is stopped by what should stop it, or shown to whoever must look."""

from collections import Counter

import pytest

from duly.payments.ledger import queries as ledger
from tests.proofs import frauds_of_facts, frauds_of_payments, ground
from tests.proofs.frauds import FRAUDS, Office, attempt

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOLD_IN = (frauds_of_payments, frauds_of_facts)
"""Read, they put what they tell of into FRAUDS."""

FLOOR = 40


def test_every_one_is_stopped_or_flagged(record_property):
    people = ground.desks()
    ground.facts_in(people)
    ground.judged_week(people)
    office = Office(people)

    ended = {one.tried: attempt(one, office) for one in FRAUDS}
    wrong = {one.tried: (ended[one.tried], one.stopped_by) for one in FRAUDS if ended[one.tried] != one.stopped_by}

    assert not wrong, "\n".join(f"{tried}: {found}" for tried, found in wrong.items())
    assert len(ended) == len(FRAUDS) >= FLOOR
    assert ledger.bank_balance() == 0
    told = Counter(ended.values())
    flagged = told.pop("flagged")
    record_property(
        "counted",
        f"S2 frauds: {len(ended)} tried, {told.total()} stopped by {len(told)} kinds of refusal, {flagged} flagged, none went through; seed none",
    )
