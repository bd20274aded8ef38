"""Frauds and short cuts, each tried by the person who could try it, with what should stop it: the code of a refusal, or what is flagged.

Every one begins from the same office: a week judged, one line held, nothing drafted. It ends in a refusal, or gives what somebody would be shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError, transaction

from duly.payments import flow
from duly.payments.runs import queries as run_queries
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from tests.proofs import ground


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
