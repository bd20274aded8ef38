"""Frauds and short cuts, each tried by the person who could try it, with what should stop it: the code of a refusal, or what is flagged.

Every one begins from the same office: a week judged, one line held, nothing drafted. It ends in a refusal, or gives what somebody would be shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction

from duly.casework import flow as casework
from duly.casework.dispatch import actions as letters
from duly.core.record.clock import today
from duly.core.retention import actions as retention
from duly.payments import flow
from duly.payments.banking import actions as bank
from duly.payments.contracts import actions as contracts
from duly.payments.ledger import actions as ledger
from duly.payments.packages import actions as packages
from duly.payments.providers import actions as providers
from duly.payments.providers.queries import same_accounts
from duly.payments.providers.tests.factories import called_back, confirmed, proposed
from duly.payments.rates import actions as rates
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from tests.proofs import ground

NEW = {"sort_code": "11-22-33", "account_number": "55554444"}


class Office:
    """Who is there: `tom` the officer, `joan` the senior officer, `femi` of finance, `rhona` the manager, and two who hold two posts each."""

    def __init__(self, people: dict[str, Actor]):
        self.people = people
        self.tom, self.joan, self.femi, self.rhona = (
            people[post] for post in ("payments-officer", "senior-officer", "finance-releaser", "group-manager")
        )
        self.both = replace(self.joan, ref="O-BOTH", posts=("payments-officer", "senior-officer", "finance-releaser"))
        self.other = replace(self.femi, ref="O-OTHER")

    def prepared(self, by: Actor | None = None) -> str:
        drafted = flow.draft_run(week=ground.MONDAY, category="HC", pay_date=ground.PAYS_ON, by=by or self.tom)
        return flow.prepare_run(drafted.run.ref, by=by or self.tom).ref

    def approved(self, by: Actor | None = None, prepared_by: Actor | None = None) -> str:
        ref = self.prepared(prepared_by)
        return flow.approve_run(ref, seen_sha256=run_queries.run(ref).content_sha256, by=by or self.joan).ref

    def issued(self) -> str:
        return flow.issue_run(self.approved(), by=self.femi).ref

    def taken_in(self, kind: str, *rows: str, by: Actor | None = None) -> None:
        """A file of these rows under the heading of the office's own; refused as its outcome says."""
        heading = (ground.COUNCIL.get(kind) or {"visits": ground.VISITS, "invoices": ground.INVOICES}[kind]).splitlines()[0]
        outcome = flow.IMPORTS[kind](f"more-{kind}.csv", "\n".join([heading, *rows, ""]).encode(), rows[0].split(",")[2], by or self.tom)
        if not outcome.accepted:
            code = outcome.refusal.code if outcome.refusal else f"fault-{outcome.faults[0].code}"
            raise Refused(outcome.refusal or Refusal(code, str(outcome.faults[0])))

    def flagged(self, *rows: str) -> tuple[int, ...]:
        """What the week's exceptions say, by code, once these claims were made too and the week is judged again."""
        before = {(one.line_ref, one.codes) for one in judged.exceptions(ground.MONDAY)}
        self.taken_in("invoices", *rows)
        validation.judge([ground.MONDAY], by=self.tom)
        found = [one for one in judged.exceptions(ground.MONDAY) if (one.line_ref, one.codes) not in before]
        return tuple(sorted({code for one in found for code in one.codes}))


@dataclass(frozen=True)
class Fraud:
    """What is tried, and what stops it: a refusal's code, "the database", or "flagged" with what must be among what is shown."""

    tried: str
    stopped_by: str
    does: Callable[[Office], Any]


FRAUDS: list[Fraud] = []


def fraud(tried: str, stopped_by: str) -> Callable[[Callable[[Office], Any]], Callable[[Office], Any]]:
    def keep(does: Callable[[Office], Any]) -> Callable[[Office], Any]:
        FRAUDS.append(Fraud(tried, stopped_by, does))
        return does

    return keep


def attempt(one: Fraud, office: Office) -> str:
    """What stopped it, as `stopped_by` says it; "not stopped" where nothing did. All of it is taken back."""
    with transaction.atomic():
        mark = transaction.savepoint()
        try:
            shown = one.does(office)
        except Refused as refused:
            return refused.refusal.code
        except DatabaseError:
            return "the database"
        finally:
            transaction.savepoint_rollback(mark)
    return "flagged" if shown else "not stopped"


# ---- where a provider is paid ---------------------------------------------------------------------------------------------------------


@fraud("confirm the account one asked for", "your-own")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.both, **NEW).ref, by=o.tom).ref, by=o.both, **NEW)


@fraud("confirm an account that nobody called back about", "no-call-back")
def _(o: Office) -> None:
    confirmed(proposed("V-1", by=o.tom, **NEW).ref, by=o.joan, **NEW)


@fraud("confirm another account than was asked for", "not-the-same")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.joan, sort_code="11-22-33", account_number="66667777")


@fraud("confirm with the post of an officer", "scheme-no-row")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=replace(o.tom, ref="O-TIM"), **NEW)


def _called(o: Office, **otherwise: Any) -> None:
    """A call back that is as it should be but for this."""
    told = {
        "number": "01632 960001",
        "number_from": "The contract, page 3",
        "known_since": today() - timedelta(days=365),
        "spoke_to": "Their managing director",
        "called_on": today(),
    }
    providers.record_call(proposed("V-1", by=o.tom, **NEW).ref, **(told | otherwise), by=o.tom)


@fraud("call back on the number in the letter itself", "number-not-ours")
def _(o: Office) -> None:
    _called(o, known_since=today())


@fraud("call back on a number from nowhere", "number-from")
def _(o: Office) -> None:
    _called(o, number_from="")


@fraud("call back and speak to nobody", "spoke-to-nobody")
def _(o: Office) -> None:
    _called(o, spoke_to=" ")


@fraud("say that the call was before the request", "called-when")
def _(o: Office) -> None:
    _called(o, called_on=today() - timedelta(days=3))


@fraud("ask for a second account while one waits", "change-waiting")
def _(o: Office) -> None:
    proposed("V-1", by=o.tom, **NEW)
    proposed("V-1", by=o.tom, sort_code="11-22-33", account_number="66667777")


@fraud("pay two providers into one account", "flagged")
def _(o: Office) -> Any:
    return same_accounts(proposed("V-1", by=o.tom, sort_code="00-00-02", account_number="12345672").ref)


@fraud("change the account once the run is prepared", "payee-changed")
def _(o: Office) -> None:
    run = o.prepared()
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.rhona, **NEW)
    flow.approve_run(run, seen_sha256=run_queries.run(run).content_sha256, by=o.joan)
    flow.issue_run(run, by=o.femi)


@fraud("approve a run into an account one confirmed", "scheme-no-row")
def _(o: Office) -> None:
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.joan, **NEW)
    o.approved()


@fraud("pay a new account before anybody could object", "cooling-off")
def _(o: Office) -> None:
    providers.set_cooling_off(5, by=o.rhona)
    confirmed(called_back(proposed("V-1", by=o.tom, **NEW).ref, by=o.tom).ref, by=o.rhona, **NEW)
    flow.issue_run(o.approved(), by=o.femi)


@fraud("shorten the wait oneself", "scheme-no-row")
def _(o: Office) -> None:
    providers.set_cooling_off(0, by=o.tom)


@fraud("pay a new account without anybody noticing", "flagged")
def _(o: Office) -> Any:
    return flow.first_payments(o.prepared())


# ---- a run and its file ---------------------------------------------------------------------------------------------------------------


@fraud("approve one's own run", "your-own")
def _(o: Office) -> None:
    o.approved(by=o.both, prepared_by=o.both)


@fraud("approve another run than was shown", "not-what-you-saw")
def _(o: Office) -> None:
    flow.approve_run(o.prepared(), seen_sha256="0" * 64, by=o.joan)


@fraud("approve with the post of finance", "scheme-no-row")
def _(o: Office) -> None:
    o.approved(by=o.femi)


@fraud("change a run after it was shown to the approver", "not-what-you-saw")
def _(o: Office) -> None:
    ref = o.prepared()
    seen = run_queries.run(ref).content_sha256
    runs.reopen(ref, because="x", by=o.tom)
    runs.take_out(ref, keys={("L-3", ground.MONDAY)}, because="x", by=o.tom)
    flow.prepare_run(ref, by=o.tom)
    flow.approve_run(ref, seen_sha256=seen, by=o.joan)


@fraud("release the run one approved", "your-own")
def _(o: Office) -> None:
    flow.issue_run(o.approved(by=o.both), by=o.both)


@fraud("release the run one prepared", "your-own")
def _(o: Office) -> None:
    flow.issue_run(o.approved(prepared_by=o.both), by=o.both)


@fraud("release a run nobody approved", "wrong-state")
def _(o: Office) -> None:
    flow.issue_run(o.prepared(), by=o.femi)


@fraud("pay a line in two runs", "nothing-to-pay")
def _(o: Office) -> None:
    o.issued()
    o.prepared()


@fraud("make a run void and keep its file", "file-stands")
def _(o: Office) -> None:
    o.issued()
    flow.void_run("HC-2026-W45", because="x", by=o.joan)


@fraud("void a file by oneself and pay it again", "your-own")
def _(o: Office) -> None:
    file = o.issued()
    bank.ask_to_void(file, because="x", by=o.femi)
    flow.void_file(file, by=o.femi)


@fraud("take a file to the bank that no witness has seen", "not-witnessed")
def _(o: Office) -> None:
    bank.hand_over(o.issued(), by=o.femi)


@fraud("do without the witness at once", "not-silent")
def _(o: Office) -> None:
    bank.ask_override(o.issued(), because="x", by=o.femi)


@fraud("pay while payments are locked", "payments-locked")
def _(o: Office) -> None:
    ref = o.approved()
    bank.lock_payments(because="Restored.", by=o.rhona)
    flow.issue_run(ref, by=o.femi)


@fraud("unlock payments that nobody reconciled", "wrong-state")
def _(o: Office) -> None:
    bank.lock_payments(because="Restored.", by=o.rhona)
    bank.ask_unlock(because="x", by=o.femi)


@fraud("unlock payments by oneself", "your-own")
def _(o: Office) -> None:
    bank.lock_payments(because="Restored.", by=o.rhona)
    bank.reconcile(witness=(), bank=(), note="Telephoned.", by=o.femi)
    bank.ask_unlock(because="x", by=o.femi)
    bank.unlock(by=o.femi)


@fraud("release a line that was held since it was approved", "held-since")
def _(o: Office) -> None:
    validation.decide(ground.the_held_line(), choice="pay_entitled", reason_code="11", by=o.rhona)
    ref = o.approved()
    validation.decide(judged.exceptions(ground.MONDAY)[0].assessed_id, choice="hold", reason_code="22", by=o.rhona)
    flow.issue_run(ref, by=o.femi)


# ---- what is claimed and decided ------------------------------------------------------------------------------------------------------


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


# ---- what was agreed ------------------------------------------------------------------------------------------------------------------


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


# ---- the book and the record ----------------------------------------------------------------------------------------------------------


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


# ---- decisions and letters ------------------------------------------------------------------------------------------------------------


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
