"""The bank sends a payment back while somebody has asked for its file to be voided: found by the state machine."""

import pytest

from duly.payments.banking import actions as banking
from duly.payments.banking.tests.factories import a_council, issued, returned
from duly.payments.runs.tests.factories import CY, due

pytestmark = pytest.mark.django_db


@pytest.mark.xfail(
    strict=True, reason="the match takes a file asked to be voided for one that stands, and the database then refuses the whole import"
)
def test_it_is_taken_in_or_refused_in_words_that_say_what_to_do():
    a_council()
    file = issued(due(1))
    banking.ask_to_void(file.ref, because="x", by=CY)

    outcome = returned(file)

    assert outcome.accepted or "The database refused this" not in outcome.refusal.because
