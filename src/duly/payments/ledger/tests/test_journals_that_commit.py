"""Once its transaction has ended, a journal takes nothing more."""

import pytest

from duly.payments.ledger import queries
from duly.payments.ledger.models import Journal, Leg
from duly.payments.ledger.tests.factories import as_poster, posted
from duly.primitives.refusal import Refused


def test_a_journal_cannot_grow_even_by_a_balanced_pair(commits):
    posted("issue:file:1", ("LN-1/2026-11-02", 5))

    with pytest.raises(Refused) as refused, as_poster() as event:
        Leg.objects.bulk_create(
            Leg(journal=Journal.objects.get(), n=n, account="bank", reference="r", pence=pence, made_by=event)
            for n, pence in ((7, 1), (8, -1))
        )

    assert refused.value.refusal.code == "journal-takes-no-late-legs"
    assert queries.paid_by_reference() == {"LN-1/2026-11-02": 5}
    assert queries.total() == 0
