"""Where a provider is paid is changed by two people, after a call back; it is sealed, shown by its ending, and never written elsewhere."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.models import Payload, StoredEvent
from duly.core.record.queries import history
from duly.payments.providers.actions import (
    add_provider,
    propose_payee,
    record_call,
    refuse_payee,
    set_cooling_off,
    withdraw_payee,
)
from duly.payments.providers.checks import why_not_confirm, why_not_pay_into
from duly.payments.providers.events import PayeeSet
from duly.payments.providers.models import PayeeAccount, PayeeChange, Provider
from duly.payments.providers.queries import change, changes, payee_for_payment, payee_shown, same_accounts, waiting_change
from duly.payments.providers.tests.factories import DETAILS, called_back, confirmed, paid_into, proposed, somebody_else
from duly.payments.tests.ground import an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


def yesterday():
    return today() - timedelta(days=1)


def days_of(wrong):
    """What is wrong, with days asked for now."""
    return {name: one() if callable(one) else one for name, one in wrong.items()}


@pytest.fixture
def ada():
    ada = an_officer()
    add_provider(name="Quillbank Homecare", ref="V-1", by=ada)
    return ada


@pytest.fixture
def bea(ada):
    return somebody_else(ada)


def refusal(action, *positional, **named) -> str:
    with pytest.raises(Refused) as refused:
        action(*positional, **named)
    return refused.value.refusal.code


def test_one_person_asks_the_provider_is_called_back_and_another_confirms(ada, bea):
    asked = proposed("V-1", by=ada)
    assert (asked.ref[:3], asked.state, asked.ending) == ("PC-", "proposed", "••••4321")
    assert payee_shown("V-1") is None

    assert refusal(confirmed, asked.ref, by=bea) == "no-call-back"
    called = called_back(asked.ref, by=ada)
    assert (called.state, called.spoke_to, called.called_by) == ("called back", "Their managing director", ada.ref)
    assert refusal(confirmed, asked.ref, by=ada) == "your-own"
    assert refusal(confirmed, asked.ref, by=bea, account_number="87654322") == "not-the-same"
    assert refusal(confirmed, asked.ref, by=bea, sort_code="12345") == "not-the-same"
    shown = confirmed(asked.ref, by=bea)

    assert (shown.ending, shown.account_name, shown.usable_from) == ("••••4321", "QUILLBANK HOMECARE", None)
    assert (change(asked.ref).state, change(asked.ref).settled_by) == ("confirmed", bea.ref)
    assert waiting_change("V-1") is None
    assert refusal(confirmed, asked.ref, by=bea) == "wrong-state"
    assert [one.sentence for one in history("payee change", asked.ref)] == [
        "Their finance manager, by letter, asked that provider V-1 be paid into the account ending ••••4321.",
        f"Their managing director of provider V-1 was called back about change {asked.ref}, on a number the office had before: "
        "The contract, page 3",
        f"Change {asked.ref} of where provider V-1 is paid was confirmed, as {ada.ref} proposed.",
    ]
    assert history("provider", "V-1")[-1].sentence == "Provider V-1 is paid into the account ending ••••4321."


def test_an_account_is_given_whole_only_for_payment_with_everybody_who_had_a_hand_in_it(ada, bea):
    paid_into("V-1", by=ada, confirmed_by=bea)

    whole = payee_for_payment("V-1")

    assert (whole.sort_code, whole.account_number, whole.account_name) == ("123456", "87654321", "QUILLBANK HOMECARE")
    assert whole.changed_by == (ada.ref, bea.ref)
    assert "8765" not in repr(whole) + repr(payee_shown("V-1")) + repr(changes("V-1")) + str(PayeeAccount.objects.get())
    assert payee_shown("V-2") is None


def test_no_account_number_is_in_the_record_or_in_the_tables(ada):
    paid_into("V-1", by=ada)

    said = b"".join(bytes(e.body) for e in StoredEvent.objects.all()) + b"".join(bytes(p.content) for p in Payload.objects.all())
    kept = repr([list(model.objects.values()) for model in (PayeeAccount, PayeeChange)]).encode()

    assert not any(secret in said + kept for secret in (b"87654321", b"8765 4321", b"123456", b"12-34-56"))


def test_a_new_account_supersedes_and_both_are_kept(ada):
    paid_into("V-1", by=ada)
    before = payee_for_payment("V-1").fingerprint

    paid_into("V-1", sort_code="654321", account_number="00000001", account_name="QUILLBANK", by=ada)

    assert payee_shown("V-1").ending == "••••0001"
    assert payee_for_payment("V-1").fingerprint != before
    assert PayeeAccount.objects.count() == len(changes("V-1")) == 2
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
def test_details_that_bacs_cannot_carry_are_refused_without_repeating_them(ada, wrong, code):
    with pytest.raises(Refused) as refused:
        proposed("V-1", by=ada, **wrong)

    assert refused.value.refusal.code == code
    assert not any(value and value in refused.value.refusal.because for value in wrong.values())


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"came_by": "rumour"}, "how-it-came"),
        ({"asked_by": " "}, "nobody-asked"),
        ({"asked_by": "Them, who are paid into 8765 4321"}, "account-in-words"),
        ({"received_on": lambda: today() + timedelta(days=1)}, "not-yet"),
    ],
)
def test_a_request_says_how_it_came_from_whom_and_when(ada, wrong, code):
    told = {"came_by": "letter", "asked_by": "Them", "received_on": today()} | days_of(wrong)

    assert refusal(propose_payee, "V-1", **DETAILS, **told, by=ada) == code


def test_one_change_waits_at_a_time_and_the_account_in_use_is_no_change(ada):
    asked = proposed("V-1", by=ada)
    assert refusal(proposed, "V-1", account_number="00000001", by=ada) == "change-waiting"

    withdraw_payee(asked.ref, because="Asked twice.", by=ada)
    paid_into("V-1", by=ada)

    assert refusal(proposed, "V-1", by=ada) == "same-account"
    assert refusal(proposed, "V-9", by=ada) == "no-provider"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": "ask them"}, "bad-number"),
        ({"number_from": ""}, "number-from"),
        ({"spoke_to": ""}, "spoke-to-nobody"),
        ({"known_since": today}, "number-not-ours"),
        ({"called_on": yesterday}, "called-when"),
        ({"called_on": lambda: today() + timedelta(days=1)}, "called-when"),
    ],
)
def test_a_call_back_is_to_a_number_of_our_own_from_before_the_request(ada, wrong, code):
    asked = proposed("V-1", by=ada)
    told = {"number": "01632 960001", "number_from": "The contract", "spoke_to": "Them", "known_since": yesterday(), "called_on": today()}

    assert refusal(record_call, asked.ref, **(told | days_of(wrong)), by=ada) == code
    assert record_call(asked.ref, **told, by=ada).state == "called back"


def test_a_change_is_refused_by_another_with_a_reason_or_withdrawn_by_whoever_asked(ada, bea):
    first = proposed("V-1", by=ada)
    assert refusal(refuse_payee, first.ref, because="Not me.", by=ada) == "your-own"
    assert refusal(refuse_payee, first.ref, because=" ", by=bea) == "no-reason"
    assert refuse_payee(first.ref, because="They knew nothing of it.", by=bea).state == "refused"

    second = proposed("V-1", by=ada)
    assert refusal(withdraw_payee, second.ref, because="Not mine.", by=bea) == "not-yours"
    assert withdraw_payee(second.ref, because="Asked in error.", by=ada).state == "withdrawn"

    assert payee_shown("V-1") is None
    assert history("payee change", first.ref)[-1].sentence.endswith("was refused: They knew nothing of it.")
    assert history("payee change", second.ref)[-1].sentence.endswith("was withdrawn: Asked in error.")


def test_somebody_in_no_such_post_does_none_of_it(ada):
    bob = an_officer("bob", may=False)
    asked = proposed("V-1", by=ada)

    assert refusal(proposed, "V-1", by=bob) == "scheme-no-row", "said before anything that would tell of the account there is"
    assert refusal(called_back, asked.ref, by=bob) == "scheme-no-row"
    called_back(asked.ref, by=ada)
    assert why_not_confirm(change(asked.ref), by=bob).code == "scheme-no-row"
    assert refusal(refuse_payee, asked.ref, because="No.", by=bob) == "scheme-no-row"
    assert refusal(set_cooling_off, 1, by=bob) == "scheme-no-row"


def test_the_same_account_of_another_is_told_in_words_at_confirming(ada, bea):
    add_provider(name="Tarrowmere Home Support", ref="V-2", by=ada)
    paid_into("V-2", by=ada, confirmed_by=bea)

    asked = called_back(proposed("V-1", by=ada).ref, by=ada)
    assert [one.sentence for one in same_accounts(asked.ref)] == ["The same account is already that of Tarrowmere Home Support (V-2)."]
    confirmed(asked.ref, by=bea)
    assert history("payee change", asked.ref)[-1].facts["same_account_as"] == ["V-2"]

    paid_into("V-2", account_number="00000001", by=ada, confirmed_by=bea)
    assert [one.sentence for one in same_accounts(asked.ref)] == ["The same account was once that of Tarrowmere Home Support (V-2)."]


def test_a_new_account_waits_as_long_as_the_office_has_set(ada):
    paid_into("V-1", by=ada)
    assert why_not_pay_into(payee_shown("V-1"), "Quillbank") is None

    set_cooling_off(3, by=ada)

    why = why_not_pay_into(payee_shown("V-1"), "Quillbank")
    assert why.code == "cooling-off"
    assert why.because.startswith("The account of Quillbank was confirmed on ")
    assert payee_shown("V-1").usable_from == today() + timedelta(days=3)
    set_cooling_off(0, by=ada)
    assert why_not_pay_into(payee_shown("V-1"), "Quillbank") is None
    assert refusal(set_cooling_off, 61, by=ada) == "bad-days"


def broken(statement: str) -> str:
    """The constraint that refuses a statement."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return refused.value.__cause__.diag.constraint_name


CALL = (
    "number_called = '01632', number_from = 'x', number_known_since = received_on - 1, spoke_to = 'x', called_on = received_on, "
    "called_by = 'x'"
)
NEXT = "UPDATE providers_payeechange SET version = version + 1"
SETTLED = "settled_by = 'O-9', settled_at = now()"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (f"{NEXT}, state = 'lost', {SETTLED}", "change_goes_by_its_steps"),
        (f"{NEXT}, state = 'confirmed', {SETTLED}, {CALL}", "change_goes_by_its_steps"),
        (f"{NEXT}, state = 'called back', account_name = 'X', {CALL}", "change_is_kept_as_proposed"),
        (f"{NEXT}, state = 'called back', blind = repeat('a', 64), {CALL}", "change_is_kept_as_proposed"),
        (f"{NEXT}, state = 'called back'", "confirmed_only_after_a_call_back"),
        (f"{NEXT}, state = 'called back', called_on = received_on", "call_back_is_told_whole"),
        (f"{NEXT}, state = 'called back', {CALL.replace('received_on - 1', 'received_on')}", "number_was_known_before_the_request"),
        (f"{NEXT}, state = 'called back', {CALL.replace('called_on = received_on', 'called_on = received_on - 1')}", "called_back_after_the_request"),
        (f"{NEXT}, state = 'refused'", "who_settles_goes_with_the_state"),
        (f"{NEXT}, state = 'called back', {SETTLED}, {CALL}", "who_settles_goes_with_the_state"),
    ],
)  # fmt: skip
def test_the_database_holds_a_change_to_its_steps(ada, change, constraint):
    proposed("V-1", by=ada)

    assert broken(change) == constraint


def test_the_database_refuses_one_person_confirming_and_another_call_after_the_first(ada):
    called_back(proposed("V-1", by=ada).ref, by=ada)

    assert broken(f"{NEXT}, state = 'confirmed', settled_at = now(), settled_by = proposed_by") == "two_people_change_an_account"
    assert broken(f"{NEXT}, state = 'confirmed', {SETTLED}, spoke_to = 'nobody'") == "change_is_kept_as_proposed"


COPY = "INSERT INTO providers_payeechange SELECT nextval('providers_payeechange_id_seq'), {} FROM providers_payeechange"


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"state": "'called back'"}, "change_begins_as_proposed"),
        ({"ending": "'12a4'"}, "change_ends_in_four_digits"),
        ({"blind": "'87654321'"}, "change_has_a_blind_index"),
        ({"asked_by": "''"}, "change_says_whose_and_who_asked"),
        ({"account_number": "'87654321'::bytea"}, "change_is_sealed"),
        ({"sort_code": "'123456'::bytea"}, "change_is_sealed"),
        ({}, "one_change_of_account_at_a_time"),
    ],
)
def test_the_database_refuses_a_change_that_is_none(ada, said, constraint):
    proposed("V-1", by=ada)
    columns = [field.column for field in PayeeChange._meta.local_fields if field.column != "id"]
    values = ", ".join(({"ref": "'PC-2'"} | said).get(column, column) for column in columns)

    assert broken(f"INSERT INTO providers_payeechange ({', '.join(columns)}) SELECT {values} FROM providers_payeechange") == constraint


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"change_id": "NULL"}, "account_comes_by_a_confirmed_change"),
        ({"account_name": "'X'"}, "account_comes_by_a_confirmed_change"),
        ({"blind": "repeat('a', 64)"}, "account_comes_by_a_confirmed_change"),
        ({"sort_code": "'123456'::bytea"}, "account_is_sealed"),
        ({}, "one_account_in_use_for_each_provider"),
    ],
)
def test_the_database_refuses_an_account_that_no_two_people_confirmed(ada, said, constraint):
    paid_into("V-1", by=ada)
    columns = [field.column for field in PayeeAccount._meta.local_fields if field.column != "id"]
    values = ", ".join(said.get(column, column) for column in columns)

    assert broken(f"INSERT INTO providers_payeeaccount ({', '.join(columns)}) SELECT {values} FROM providers_payeeaccount") == constraint


def test_the_database_refuses_an_account_for_another_provider_than_the_change(ada, bea):
    add_provider(name="Tarrowmere Home Support", ref="V-2", by=ada)
    paid_into("V-1", by=ada)

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        other = Provider.objects.get(ref="V-2")
        other.version += 1
        other.save()
        event = record.write(PayeeSet(ref="V-2", version=other.version, ending="••••4321"), by=bea)
        mine = PayeeAccount.objects.get()
        mine.pk, mine.provider, mine.made_by, mine._state.adding = None, other, event, True
        mine.save()

    assert refused.value.refusal.code == "account-comes-by-a-confirmed-change"


@pytest.mark.parametrize(("days", "constraint"), [(61, "cooling_off_is_two_months_at_most"), (2, "one_cooling_off_at_a_time")])
def test_the_database_refuses_two_cooling_offs_and_one_too_long(ada, days, constraint):
    set_cooling_off(1, by=ada)

    assert (
        broken(f"INSERT INTO providers_coolingoff (days, use, made_by) SELECT {days}, use, made_by FROM providers_coolingoff") == constraint
    )
