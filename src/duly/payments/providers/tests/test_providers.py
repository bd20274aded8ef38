"""Providers are added once, and where they are paid is never shown."""

import json

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.models import Payload, StoredEvent
from duly.core.record.queries import history
from duly.payments.providers.actions import add_provider, set_payee
from duly.payments.providers.events import PayeeSet
from duly.payments.providers.models import PayeeAccount, Provider
from duly.payments.providers.queries import payee_for_payment, payee_shown, providers_known
from duly.payments.tests.ground import an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
DETAILS = {"sort_code": "12-34-56", "account_number": "8765 4321", "account_name": "QUILLBANK HOMECARE"}


def test_a_provider_is_added_once_by_somebody_who_may():
    ada = an_officer()

    seen = add_provider(name="Quillbank Homecare", ref="V-20417", by=ada)
    twin = add_provider(name="Quillbank Homecare", by=ada)

    assert (seen.ref, seen.slug) == ("V-20417", "quillbank-homecare")
    assert twin.slug == f"quillbank-homecare-{twin.ref.lower()}"
    assert [p.ref for p in providers_known()] == ["V-20001", "V-20417"]
    with pytest.raises(Refused, match="There is already a provider V-20417"):
        add_provider(name="Another", ref="V-20417", by=ada)


def test_somebody_in_no_such_post_may_not_add_or_set_payees():
    ada, bob = an_officer(), an_officer("bob", may=False)
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)

    with pytest.raises(Refused, match="No post you hold may add a provider"):
        add_provider(name="Ostwyn Carers", by=bob)
    with pytest.raises(Refused, match="No post you hold may set where a provider is paid"):
        set_payee("V-1", **DETAILS, by=bob)


def test_an_account_is_shown_by_its_ending_and_given_whole_only_for_payment():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)

    shown = set_payee("V-1", **DETAILS, by=ada)

    assert shown.ending == "••••4321"
    whole = payee_for_payment("V-1")
    assert (whole.sort_code, whole.account_number, whole.account_name) == ("123456", "87654321", "QUILLBANK HOMECARE")
    assert "8765" not in repr(whole) + repr(shown) + str(PayeeAccount.objects.get())
    assert payee_shown("V-2") is None


def test_no_account_number_is_in_the_record():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    set_payee("V-1", **DETAILS, by=ada)

    said = b"".join(bytes(e.body) for e in StoredEvent.objects.all()) + b"".join(bytes(p.content) for p in Payload.objects.all())

    assert b"87654321" not in said
    assert b"123456" not in json.dumps([history("provider", "V-1")[-1].facts]).encode()
    assert history("provider", "V-1")[-1].sentence == "Provider V-1 is paid into the account ending ••••4321."


def test_a_new_account_supersedes_and_both_are_kept():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    set_payee("V-1", **DETAILS, by=ada)

    set_payee("V-1", sort_code="654321", account_number="00000001", account_name="QUILLBANK", by=ada)

    assert payee_shown("V-1").ending == "••••0001"
    assert PayeeAccount.objects.count() == 2
    assert Provider.objects.get(ref="V-1").version == 3


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"sort_code": "12345"}, "bad-sort-code"),
        ({"account_number": "123456789"}, "bad-account-number"),
        ({"account_number": "१२३४५६७८"}, "bad-account-number"),
        ({"account_name": "N" * 19}, "bad-account-name"),
        ({"account_name": ""}, "bad-account-name"),
    ],
)
def test_details_that_bacs_cannot_carry_are_refused_without_repeating_them(wrong, code):
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)

    with pytest.raises(Refused) as refused:
        set_payee("V-1", **(DETAILS | wrong), by=ada)

    assert refused.value.refusal.code == code
    assert not any(value and value in refused.value.refusal.because for value in wrong.values())


@pytest.mark.parametrize("wrong", [{"sort_code": "12345x"}, {"account_number": "1234567"}, {"account_name": ""}])
def test_the_database_refuses_details_that_are_not_such(wrong):
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    details = {"sort_code": "123456", "account_number": "87654321", "account_name": "Q"} | wrong

    with pytest.raises(IntegrityError), transaction.atomic():
        PayeeAccount.objects.create(provider=Provider.objects.get(), made_by=new_event_id(), **details)


def test_the_database_refuses_a_second_account_in_use():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    set_payee("V-1", **DETAILS, by=ada)

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        provider = Provider.objects.get()
        provider.version += 1
        provider.save()
        event = record.write(PayeeSet(ref="V-1", version=provider.version, ending="••••9999"), by=ada)
        PayeeAccount.objects.create(provider=provider, sort_code="1" * 6, account_number="9" * 8, account_name="X", made_by=event)

    assert refused.value.refusal.code == "one-account-in-use-for-each-provider"
