"""C3: whatever people do, in whatever order, the real schema permits and refuses exactly what a plain model says, with real commits."""

import itertools
from collections import Counter
from typing import Any, ClassVar

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RULE_MARKER, RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from duly.core.intake.actions import Outcome
from duly.core.log.tests.sealing import seal_now
from duly.core.scheme.rules import Condition, Row
from duly.payments import flow
from duly.payments.banking import actions as banking
from duly.payments.banking import queries as files
from duly.payments.banking.queries import Received
from duly.payments.banking.rules import end_to_end
from duly.payments.banking.tests.factories import FAY, PAT, RULES, a_council, a_letter, an_account, answered
from duly.payments.ledger import actions as ledger
from duly.payments.ledger.queries import paid_for
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.providers.queries import payee_shown
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.tests.factories import ADA, BEA, CY, DEE, NOBODY, PAY_DAY, WEEK, due
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused
from tests.faults.plain_book import Person, PlainBook, PlainLock
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.faults.truths import untrue

pytestmark = pytest.mark.slow
STEPS, A_DATABASE = size(2_500, 1_000_000), 20_000
EVE = Actor("O-0012", "Eve Example", ("payments-manager", "payee-maker"))
EVERYBODY = (ADA, BEA, CY, DEE, FAY, PAT, EVE, NOBODY)
CLOSING = ("periods.close", Row("90", "corporate-finance", (Condition("asked by you", "is", False),), "Finance closes."))
"""Withdrawing is asked with "asked by you" too, so who asked cannot withdraw under this rule either."""
ACCOUNTS = {"PR-0001": ("10000001", PAT.ref), "PR-0002": ("10000002", PAT.ref)}
"""Where each provider is paid as an example begins, and who set it."""
PROVIDERS = {1: "PR-0001", 2: "PR-0001", 3: "PR-0002"}
STEPS_TO_OPEN = {"open": (), "unlock asked": (("unlock", CY),), "reconciled": (("ask", CY), ("unlock", FAY))}
STEPS_TO_OPEN["locked"] = (("reconcile", CY), *STEPS_TO_OPEN["reconciled"])
people, lines, some = st.sampled_from(EVERYBODY), st.sampled_from([1, 2, 3]), st.integers(0, 50)


def mostly(*rightly: Actor) -> st.SearchStrategy[Actor]:
    """One of those whose act it is, as often as anybody at all: so that chains get far enough to go wrong late."""
    return st.one_of(st.sampled_from(rightly), people)


class Office(RuleBasedStateMachine):
    """One office's lines, and everybody acting on them. Each rule tells the model first, then does it, then holds what came of it to the model."""

    numbers: ClassVar = itertools.count(1)
    accounts: ClassVar[dict[str, tuple[str, str]]] = {}
    lock: ClassVar[PlainLock] = PlainLock()
    steps: ClassVar[Counter[str]] = Counter()
    kept: ClassVar[dict[str, Any]] = {}
    numbers_of_answers: ClassVar = itertools.count(1)

    def __init__(self) -> None:
        super().__init__()
        self.number = next(self.numbers)
        self.category = "".join(chr(65 + self.number // 26**k % 26) for k in (2, 1, 0))
        self.refs = {k: f"LN-{self.number * 10 + k:06d}" for k in PROVIDERS}
        self.book = PlainBook(
            {self.refs[k]: p for k, p in PROVIDERS.items()}, dict.fromkeys(self.refs.values(), 1000), self.accounts, {}, self.lock
        )
        self.opened_again()  # as the example before may have left it locked
        for provider, (number, by) in ACCOUNTS.items():  # as they were: the same choices must always come to the same end
            same_number = payee_shown(provider).ending.endswith(number[-4:])
            if self.accounts[provider] != (number, by) or not same_number:
                if same_number:
                    an_account(provider, "10000009")
                an_account(provider, number)
                self.accounts[provider] = (number, by)
        self.newest = self.newest_event()

    def newest_event(self) -> tuple[Any, str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT event_id, action FROM audit.event ORDER BY recorded_at DESC, event_id DESC LIMIT 1")
            return cursor.fetchone()

    def held_to(self, expected: str | None, act, told: str = "", then=lambda result: None) -> Any:
        """Do it: permitted or refused as the model says; refused, it wrote nothing; done, the newest event is the one that tells of it.

        Then the model does it too (`then`), and the ledger is held to the model.
        """
        try:
            result, answer = act(), None
        except Refused as refused:
            result, answer = None, refused.refusal.code
        now, (before, _) = self.newest_event(), self.newest
        same = expected == "same"
        assert answer == (None if same else expected), f"the model says {expected or 'yes'}, and it was {answer or 'done'}"
        assert (now[0] == before) == (answer is not None or same), "an act that was refused was recorded, or one that was done was not"
        assert now[0] == before or now[1] == told
        self.newest = now
        self.steps["refused" if answer else "done"] += 1
        if expected is None:
            then(result)
        self.held_to_the_ledger()
        return result

    def held_to_the_ledger(self) -> None:
        wanted = {f"{line}/{WEEK}": self.book.paid.get(line, 0) for line in self.refs.values()}
        assert paid_for(list(wanted)) == wanted

    def some_run(self, which: int) -> str:
        return sorted(self.book.runs)[which % len(self.book.runs)]

    def some_file(self, which: int) -> str:
        return sorted(self.book.files)[which % len(self.book.files)]

    @rule(line=lines, pence=st.sampled_from([0, 400, 900, 1000, 1300, 2_000, 3_000_000]))
    def judge_otherwise(self, line: int, pence: int) -> None:
        self.book.entitled[self.refs[line]] = pence
        self.steps["told"] += 1

    @rule(by=mostly(ADA, DEE))
    def draft(self, by: Actor) -> None:
        offered = [
            due(self.number * 10 + k, self.book.entitled[ref], provider=PROVIDERS[k], paid=self.book.paid.get(ref, 0))
            for k, ref in self.refs.items()
        ]
        drafted = self.held_to(
            self.book.draft(person(by)),
            lambda: runs.draft(week=WEEK, category=self.category, pay_date=PAY_DAY, lines=offered, by=by),
            "run.drafted",
            lambda drafted: self.book.drafted(drafted.run.ref, person(by)),
        )
        if drafted:
            ours = {line: (c.n, c.pence) for line, c in self.book.runs[drafted.run.ref].lines.items()}
            assert {line.line_ref: (line.n, line.pence) for line in run_queries.lines(drafted.run.ref)} == ours

    @precondition(lambda self: self.book.runs)
    @rule(which=some, line=lines, by=mostly(ADA, DEE))
    def take_out(self, which: int, line: int, by: Actor) -> None:
        ref, line_ref = self.some_run(which), self.refs[line]
        self.held_to(
            self.book.take_out(ref, line_ref, person(by)),
            lambda: runs.take_out(ref, keys={(line_ref, WEEK)}, because="x", by=by),
            "run.lines-taken-out",
            lambda _: self.book.taken_out(ref, line_ref, person(by)),
        )

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=mostly(ADA, DEE))
    def prepare(self, which: int, by: Actor) -> None:
        ref = self.some_run(which)
        expected = self.book.prepare(ref, person(by))
        self.held_to(
            expected,
            lambda: runs.prepare(ref, payees=flow.payees(ref), by=by),
            "run.prepared",
            lambda _: self.book.prepared(ref, person(by)),
        )

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=mostly(ADA, DEE))
    def reopen(self, which: int, by: Actor) -> None:
        ref = self.some_run(which)
        expected = self.book.reopen(ref, person(by))
        self.held_to(expected, lambda: runs.reopen(ref, because="x", by=by), "run.reopened", lambda _: self.book.reopened(ref))

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=mostly(BEA))
    def approve(self, which: int, by: Actor) -> None:
        ref = self.some_run(which)
        expected = self.book.approve(ref, person(by), as_it_is=True)
        seen = run_queries.run(ref).content_sha256
        self.held_to(
            expected, lambda: runs.approve(ref, seen_sha256=seen, by=by), "run.approved", lambda _: self.book.approved(ref, person(by))
        )

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=people)
    def approve_what_was_not_seen(self, which: int, by: Actor) -> None:
        ref = self.some_run(which)
        self.held_to(self.book.approve(ref, person(by), as_it_is=False), lambda: runs.approve(ref, seen_sha256="0" * 64, by=by))

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=mostly(BEA))
    def make_void(self, which: int, by: Actor) -> None:
        ref = self.some_run(which)
        expected = self.book.void_run(ref, person(by))
        self.held_to(expected, lambda: flow.void_run(ref, because="x", by=by), "run.voided", lambda _: self.book.voided_run(ref))

    @precondition(lambda self: self.book.runs)
    @rule(which=some, by=mostly(CY, FAY))
    def issue(self, which: int, by: Actor) -> None:
        self.issued(self.some_run(which), by)

    def issued(self, ref: str, by: Actor) -> None:
        expected = self.book.issue(ref, person(by))
        file = self.held_to(expected, lambda: flow.issue_run(ref, by=by), "file.issued", lambda file: self.book.issued(ref, file.ref))
        if expected == "same":
            assert file.ref == self.book.standing(ref)

    @precondition(lambda self: any(run.state == "approved" for run in self.book.runs.values()))
    @rule(which=some)
    def issue_and_again(self, which: int) -> None:
        approved = sorted(ref for ref, run in self.book.runs.items() if run.state == "approved")
        for by in (CY, FAY):
            self.issued(approved[which % len(approved)], by)

    @precondition(lambda self: self.book.files)
    @rule(which=some, by=mostly(CY))
    def hand_over(self, which: int, by: Actor) -> None:
        self.hand_over_as(self.some_file(which), by)

    def hand_over_as(self, file: str, by: Actor) -> None:
        self.held_to(
            self.book.hand_over(file, person(by)),
            lambda: banking.hand_over(file, by=by),
            "file.handed-over",
            lambda _: self.book.handed_over(file),
        )

    @precondition(lambda self: any(not file.witnessed for file in self.book.files.values()))
    @rule()
    def seal(self) -> None:
        """The sequencer and its witness catch up."""
        seal_now()
        self.book.sealed()
        self.steps["told"] += 1

    @precondition(lambda self: self.book.files)
    @rule(which=some, payment=st.integers(1, 2), by=mostly(CY))
    def come_back(self, which: int, payment: int, by: Actor) -> None:
        """The bank sends a payment back."""
        file = self.some_file(which)
        run = self.book.files[file].run
        expected = self.book.come_back(file, payment, person(by))
        if expected == "unmatched":
            return
        reference = f"RT-{next(self.numbers_of_answers)}"
        answer = {"answer": "returned", "reference": reference, "payment": end_to_end(run, payment), "reason": "AC04"}
        self.held_to(
            expected,
            lambda: taken_in(answered(answer, name=f"{reference}.csv", by=by)),
            "payment.returned",
            lambda _: self.book.came_back(file, payment),
        )

    @precondition(lambda self: self.book.files)
    @rule(which=some, by=mostly(CY, FAY))
    def ask_to_void_without_evidence(self, which: int, by: Actor) -> None:
        """The wrong way for a file that was handed over; for one that was not, the right one."""
        self.asked_to_void(self.some_file(which), by, None)

    @precondition(lambda self: self.book.files)
    @rule(which=some, by=mostly(CY, FAY))
    def ask_to_void(self, which: int, by: Actor) -> None:
        self.asked_to_void(self.some_file(which), by, self.letter())

    def asked_to_void(self, file: str, by: Actor, evidence) -> None:
        self.held_to(
            self.book.ask_to_void(file, person(by), evidence=evidence is not None),
            lambda: banking.ask_to_void(file, because="x", evidence=evidence, by=by),
            "file.void-asked",
            lambda _: self.book.asked_to_void(file, person(by)),
        )

    def letter(self):
        """What the bank wrote, kept, once for each database."""
        if "letter" not in self.kept:
            self.kept["letter"] = a_letter()
            self.newest = self.newest_event()
        return self.kept["letter"]

    @precondition(lambda self: self.book.files)
    @rule(which=some, by=mostly(CY))
    def keep(self, which: int, by: Actor) -> None:
        file = self.some_file(which)
        expected = self.book.on_file(file, person(by), when="void asked")
        self.held_to(expected, lambda: banking.keep(file, by=by), "file.kept", lambda _: self.book.kept_file(file))

    @precondition(lambda self: self.book.files)
    @rule(which=some, by=mostly(CY, FAY))
    def void_file(self, which: int, by: Actor) -> None:
        file = self.some_file(which)
        expected = self.book.void_file(file, person(by))
        self.held_to(expected, lambda: flow.void_file(file, by=by), "file.voided", lambda _: self.book.voided_file(file))

    @precondition(lambda self: self.book.lock.state == "open" and any(run.state == "approved" for run in self.book.runs.values()))
    @rule(which=some, by=people)
    def lock_payments(self, which: int, by: Actor) -> None:
        """Somebody pulls the brake: nothing is issued or taken away then, whoever asks. Two times in three they are opened again at once."""
        self.lock_goes("lock", by)
        self.steps["locked"] += 1
        approved = sorted((self.book.standing(ref) is not None, ref) for ref, run in self.book.runs.items() if run.state == "approved")
        self.issued(approved[0][1], CY)  # one that has no file, if there is one
        if self.book.files:
            self.hand_over_as(self.some_file(which), CY)
        if which % 3:
            self.opened_by_the_right_people()

    @precondition(lambda self: self.book.lock.state != "open")
    @rule(step=st.sampled_from(["lock", "reconcile", "ask", "turn down", "unlock"]), by=mostly(CY, FAY))
    def step_of_the_lock(self, step: str, by: Actor) -> None:
        self.lock_goes(step, by)

    def lock_goes(self, step: str, by: Actor) -> None:
        act, told = {
            "lock": (lambda: flow.lock_payments(because="A restore.", by=by), "payments.locked"),
            "reconcile": (lambda: banking.reconcile(witness=kept_elsewhere(), bank=[], by=by), "payments.reconciled"),
            "ask": (lambda: banking.ask_unlock(because="All agree.", by=by), "payments.unlock-asked"),
            "turn down": (lambda: banking.turn_down(by=by), "payments.unlock-turned-down"),
            "unlock": (lambda: banking.unlock(by=by), "payments.unlocked"),
        }[step]
        self.held_to(self.book.lock.why_not(step, person(by)), act, told, lambda _: self.book.lock.went(step, person(by)))

    @precondition(lambda self: self.book.lock.state != "open")
    @rule()
    def open_payments(self) -> None:
        """The right people open them again."""
        self.opened_by_the_right_people()

    def opened_by_the_right_people(self) -> None:
        for step, by in STEPS_TO_OPEN[self.book.lock.state]:
            self.lock_goes(step, FAY if self.book.lock.asked_by == by.ref else by)

    def opened_again(self) -> None:
        acts = {
            "reconcile": lambda: banking.reconcile(witness=kept_elsewhere(), bank=[], by=CY),
            "ask": lambda: banking.ask_unlock(because="x", by=CY),
        }
        for step, _ in STEPS_TO_OPEN[self.lock.state]:
            acts[step]() if step in acts else banking.unlock(by=CY if self.lock.asked_by not in ("", CY.ref) else FAY)
        self.lock.state, self.lock.asked_by = "open", ""

    @precondition(lambda self: any(run.state in ("prepared", "approved") for run in self.book.runs.values()))
    @rule(provider=st.sampled_from(["PR-0001", "PR-0002"]), number=st.sampled_from(["10000001", "10000002", "10000003"]), by=people)
    def change_payee(self, provider: str, number: str, by: Actor) -> None:
        self.held_to(
            self.book.change_payee(provider, number, person(by)),
            lambda: an_account(provider, number, by=by),
            "provider.payee_set",
            lambda _: self.accounts.update({provider: (number, by.ref)}),
        )

    @precondition(lambda self: self.book.files)
    @rule(which=st.integers(1, 2), by=mostly(CY))
    def ask_to_close(self, which: int, by: Actor) -> None:
        self.month("open", "asked", which, ledger.ask_to_close, "period.close-asked", by)

    @precondition(lambda self: self.book.months)
    @rule(which=st.integers(1, 2), by=mostly(FAY))
    def close(self, which: int, by: Actor) -> None:
        self.month("asked", "closed", which, ledger.close, "period.closed", by)

    def month(self, when: str, then: str, which: int, act, told: str, by: Actor) -> None:
        month = f"{1000 + self.number % 8999}-{which:02d}"
        if when == "asked" and month not in self.book.months:
            return
        expected = self.book.month(month, person(by), when=when, not_who_asked=then == "closed")
        self.held_to(expected, lambda: act(month, by=by), told, lambda _: self.book.months.update({month: (then, by.ref)}))

    @precondition(lambda self: self.book.files)
    @rule(which=some, odd=st.sampled_from(["unbalanced", "two-legs", "empty-leg", "already-posted"]))
    def post_what_is_none(self, which: int, odd: str) -> None:
        legs = {
            "unbalanced": [Posting(CARE_PAID, "x", 2), Posting(BANK, "x", -1)],
            "two-legs": [Posting(CARE_PAID, "x", 2)],
            "empty-leg": [Posting(CARE_PAID, "x", 0), Posting(BANK, "x", 0)],
            "already-posted": [Posting(CARE_PAID, "x", 2), Posting(BANK, "x", -2)],
        }[odd]
        key = f"issue:file:{int(self.some_file(which)[2:])}" if odd == "already-posted" else "another"
        self.held_to(odd, lambda: ledger.post(key, "file-issued", legs, event_id=self.newest[0], period="2026-11"))

    def teardown(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT -coalesce(sum(pence), 0) FROM ledger_leg WHERE account = 'bank' AND reference = ANY (%s)", [list(self.book.files)]
            )
            assert cursor.fetchone()[0] == self.book.bank()


def kept_elsewhere() -> list[Received]:
    """What a witness keeps of every file there ever was."""
    return [Received(file.serial, file.total_pence, file.sha256) for file in files.files()]


def taken_in(outcome: Outcome) -> Outcome:
    """The bank's answer must be taken in, whatever it says."""
    assert outcome.accepted, (outcome.refusal, [fault.sentence for fault in outcome.faults])
    return outcome


def person(by: Actor) -> Person:
    return Person(by.ref, by.posts)


def an_office() -> None:
    a_council("PR-0001", "PR-0002", rules=[*RULES, CLOSING])
    Office.accounts.update(ACCOUNTS)
    Office.numbers = itertools.count(1)
    Office.kept.clear()
    Office.lock.state, Office.lock.asked_by = "open", ""


def acts() -> int:
    """How many acts were tried so far; what only the model was told does not count."""
    return Office.steps["done"] + Office.steps["refused"]


def test_the_schema_and_a_plain_model_agree_step_by_step(database_of_its_own, server, counted):
    Office.steps.clear()
    examples = 0
    while acts() < STEPS:
        with database_of_its_own() as name:
            an_office()
            begun = acts()
            while acts() < min(STEPS, begun + A_DATABASE):
                chosen = settings(
                    max_examples=min(25, 1 + (STEPS - acts()) // 40),
                    stateful_step_count=50,
                    deadline=None,
                    database=None,
                    print_blob=True,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                )
                run_state_machine_as_test(seed(SEED + examples)(Office), settings=chosen)
                examples += chosen.max_examples
            assert untrue(server.owner_of(name)) == []

    rules = sum(hasattr(one, RULE_MARKER) for one in vars(Office).values())
    assert rules >= 14
    assert SCALE < 0.1 or acts() >= (1_000_000 if NIGHTLY and SCALE >= 1 else 2_500)
    counted(
        "C3 state machine",
        rules=rules,
        examples=examples,
        steps=acts(),
        done=Office.steps["done"],
        refused=Office.steps["refused"],
        locked=Office.steps["locked"],
        divergences=0,
    )
