"""Frauds over what is claimed, decided and agreed, over the book and the record, and over decisions and letters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import connection

from duly.casework import flow as casework
from duly.casework.dispatch import actions as letters
from duly.core.record.clock import today
from duly.core.retention import actions as retention
from duly.payments import flow
from duly.payments.contracts import actions as contracts
from duly.payments.ledger import actions as ledger
from duly.payments.packages import actions as packages
from duly.payments.providers.tests.factories import proposed
from duly.payments.rates import actions as rates
from duly.payments.validation import actions as validation
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from tests.proofs import ground
from tests.proofs.frauds import FRAUDS, Fraud, Office, fraud

NEW = {"sort_code": "11-22-33", "account_number": "55554444"}

# ---- what is claimed and decided ---------------------------------------------------------------------------------------------


@fraud("pay more than one's limit over what was agreed", "scheme-no-row")
def _(o: Office) -> None:
    validation.decide(ground.the_held_line(), choice="pay_delivered", reason_code="22", by=o.tom)


@fraud("decide as an auditor", "scheme-no-row")
def _(o: Office) -> None:
    validation.decide(ground.the_held_line(), choice="pay_entitled", reason_code="11", by=o.people["auditor"])


@fraud("send the same file again", "101")
def _(o: Office) -> None:
    outcome = flow.IMPORTS["invoices"]("again.csv", ground.INVOICES.encode(), "V-1", o.tom)
    if not outcome.accepted:
        raise Refused(outcome.refusal or Refusal("same-file", str(outcome.faults)))


@fraud("send the same invoice with another sum", "101")
def _(o: Office) -> None:
    o.taken_in("invoices", f"I-V-1,1,V-1,P-1,home-care,{ground.MONDAY},120,24.00,48.00")


@fraud("claim the same hours on a second invoice", "flagged")
def _(o: Office) -> Any:
    return o.flagged(f"I-2,1,V-1,P-1,home-care,{ground.MONDAY},60,24.00,24.00")


@fraud("claim at a higher rate than was agreed", "flagged")
def _(o: Office) -> Any:
    return o.flagged(f"I-2,1,V-2,P-3,home-care,{ground.MONDAY},60,28.00,28.00")


@fraud("claim for somebody whom another provider looks after", "flagged")
def _(o: Office) -> Any:
    return o.flagged(f"I-2,1,V-2,P-1,home-care,{ground.MONDAY},60,18.00,18.00")


@fraud("claim a service that was never commissioned", "flagged")
def _(o: Office) -> Any:
    return o.flagged(f"I-2,1,V-1,P-1,sitting,{ground.MONDAY},60,24.00,24.00")


@fraud("claim for nobody", "flagged")
def _(o: Office) -> Any:
    return o.flagged(f"I-2,1,V-1,P-999,home-care,{ground.MONDAY},60,24.00,24.00")


# ---- what was agreed ---------------------------------------------------------------------------------------------------------


@fraud("raise a rate by half", "scheme-no-row")
def _(o: Office) -> None:
    rates.set_rate("C-1", service="home-care", rate_hundredths=360_000, starts=date(2026, 11, 2), because="x", by=o.joan)


@fraud("raise a rate from two years ago", "scheme-no-row")
def _(o: Office) -> None:
    rates.set_rate("C-1", service="home-care", rate_hundredths=241_000, starts=date(2024, 11, 2), because="x", by=o.joan)


@fraud("adopt the rates one put forward", "your-own")
def _(o: Office) -> None:
    book = "rate_ref,contract,service,from,to,rate\nR-9,C-1,sitting,2026-04-01,,20.00\n"
    _, batch = flow.put_rates_forward("book.csv", book.encode(), "cabinet", o.joan)
    flow.adopt_rates(batch, by=o.joan)


@fraud("back-date a package beyond four weeks", "scheme-no-row")
def _(o: Office) -> None:
    told = {"person_ref": "P-3", "provider_ref": "V-1", "service": "home-care", "contract_ref": "C-1"}
    packages.commission(**told, starts=today() - timedelta(days=60), by=o.tom)


@fraud("approve the package one put forward", "put-forward-by-you")
def _(o: Office) -> None:
    told = {"person_ref": "P-3", "provider_ref": "V-1", "service": "home-care", "contract_ref": "C-1"}
    line = packages.propose_line(**told, starts=today(), by=o.both)
    packages.approve_line(line.line_ref if line else "", starts=today(), by=o.both)


@fraud("sign an opening again, so that weeks are paid twice", "scheme-no-row")
def _(o: Office) -> None:
    packages.sign_opening("L-1", paid_to=ground.MONDAY - timedelta(days=28), by=o.joan)


@fraud("lift the embargo one placed", "scheme-no-row")
def _(o: Office) -> None:
    contracts.place_embargo("C-1", starts=today(), because="x", by=o.rhona)
    contracts.lift_embargo("C-1", lifted=today() + timedelta(days=1), because="x", by=o.rhona)


@fraud("let anything be trimmed without being looked at", "scheme-no-row")
def _(o: Office) -> None:
    told = {"basis": "ACTUAL_MINUTE", "match_window_minutes": 120, "double_up_percent": 80, "trim_limit_bp": 200, "clause": "7.2"}
    contracts.agree_terms("C-1", starts=today(), trim_limit_pence=1_000_000, **told, by=o.joan)


# ---- the book and the record -------------------------------------------------------------------------------------------------


@fraud("close a month by oneself", "your-own")
def _(o: Office) -> None:
    ledger.ask_to_close("2026-10", by=o.femi)
    ledger.close("2026-10", by=o.femi)


@fraud("erase what one proposed to erase", "your-own")
def _(o: Office) -> None:
    change = proposed("V-1", by=o.tom, **NEW).ref
    one = replace(o.rhona, posts=("senior-officer", "group-manager"))
    list_ = retention.propose(found={change: [("payee change", change)]}, record_class="asked", because="x", by=one)
    retention.approve(list_.ref, seen_sha256=list_.list_sha256, by=one)


def _said(statement: str) -> Callable[[Office], None]:
    def say(o: Office) -> None:
        o.issued()
        with connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return say


for tried, statement in {
    "set a run approved in the database": "UPDATE runs_run SET state = 'approved', approver = 'O-0001'",
    "change what a payment comes to in the database": "UPDATE runs_payment SET net_pence = net_pence + 1",
    "change an account in the database": "UPDATE providers_payee SET superseded_by = NULL",
    "take a claim away in the database, so that it can be paid again": "DELETE FROM runs_runline",
    "post a journal that nobody made in the database": "INSERT INTO ledger_journal (ref, key, period, narrative_code, made_by)"
    " VALUES ('J-9', 'k', '2026-11', 'file-issued', gen_random_uuid())",
    "change the file in the database": "UPDATE banking_bankfile SET content = content || '\\x00'",
    "take an entry out of the record": "DELETE FROM audit.event",
}.items():
    FRAUDS.append(Fraud(tried, "the database", _said(statement)))


# ---- decisions and letters ---------------------------------------------------------------------------------------------------


def _signed(o: Office, submission: Any, by: Actor) -> Any:
    return casework.sign(submission.ref, outcome="agree", seen_sha256=submission.text.sha256, by=by)


@fraud("sign what one prepared", "scheme-no-row")
def _(o: Office) -> None:
    people = o.people | {"investigator": replace(o.people["ombudsman"], posts=("investigator", "ombudsman"))}
    _signed(o, ground.ready(people, ground.a_case(o.people)), people["investigator"])


@fraud("sign a remedy beyond one's limit", "scheme-no-row")
def _(o: Office) -> None:
    _signed(o, ground.ready(o.people, ground.a_case(o.people), remedy_pence=100_001), o.people["deputy-ombudsman"])


@fraud("sign where a Member asked for the outcome", "scheme-no-row")
def _(o: Office) -> None:
    _signed(o, ground.ready(o.people, ground.a_case(o.people), mp_interest=True), o.people["head-of-casework"])


@fraud("approve the letter one made", "your-own")
def _(o: Office) -> None:
    made = ground.a_letter(o.people, ground.a_case(o.people))
    maker = replace(o.people["investigator"], posts=("investigator", "casework-manager"))
    letters.approve(made, seen_sha256="0" * 64, by=maker)


@fraud("send a letter nobody approved", "wrong-state")
def _(o: Office) -> None:
    casework.send_letter(ground.a_letter(o.people, ground.a_case(o.people)), by=o.people["executive-assistant"])
