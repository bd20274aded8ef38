"""The bank sends a payment back while somebody has asked for its file to be voided: found by the state machine."""

import pytest

from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking.tests.factories import FAY, a_council, issued, returned
from duly.payments.runs.tests.factories import CY, due
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


def test_it_is_taken_in_and_the_file_can_no_longer_be_voided():
    a_council()
    file = issued(due(1))
    banking.ask_to_void(file.ref, because="x", by=CY)

    outcome = returned(file)

    assert outcome.accepted, outcome.refusal
    with pytest.raises(Refused) as refused:
        flow.void_file(file.ref, by=FAY)
    assert refused.value.refusal.code == "bank-answered"
