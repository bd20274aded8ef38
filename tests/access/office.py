"""Both small offices with one of everything an address can be about, and the forms that a person would send to each address."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from duly.casework import flow as casework
from duly.casework.dispatch import queries as letters
from duly.casework.flow import chasing
from duly.casework.flow import complying as following
from duly.core.log.tests.sealing import seal_now
from duly.core.record.clock import today
from duly.core.record.queries import newest
from duly.payments import flow
from duly.payments.banking.queries import answers
from duly.payments.providers.tests.factories import proposed
from duly.payments.rates.queries import batches
from duly.payments.runs import queries as runs
from duly.primitives.actor import Actor
from tests.proofs import ground

Form = dict[str, Any]
Sent = tuple[Form, Form]
"""What replaces placeholders of the address, and what the form is sent."""
BECAUSE = {"because": "It was a mistake."}
GIVEN: dict[str, Callable[["Office"], tuple[Form, Form]]] = {}
"""By address: does what must have been done before, and gives what stands in the address, and the form."""
SHOWN: dict[str, Callable[["Office"], Form]] = {}
"""By address of a page that has nothing to show in the office as it stands: does what must have been done, and gives what stands in the address."""
NEW = {"sort_code": "11-22-33", "account_number": "55554444"}
RATES = "rate_ref,contract,service,from,to,rate,unit,day_type,zone\nRU-1,C-1,laundry,2027-04-01,,9.50,hour,,\n"
ANSWER = "bank,answer,reference,date,file,payment,amount,reason\nNorthern Bank,returned,RT-1,2026-11-16,,HC2026W45-0077,16.80,AC04\n"


def typed(day: date) -> str:
    """A day, as it is typed."""
    return f"{day:%d/%m/%Y}"


def upload(text: str, name: str = "file.csv") -> Callable[[], SimpleUploadedFile]:
    """A file to hand over, new each time it is asked for."""
    return lambda: SimpleUploadedFile(name, text.encode())


class Office:
    """The people of both offices, and what each address is about where nothing else is said."""

    def __init__(self) -> None:
        self.people = ground.desks()
        ground.facts_in(
            self.people | {"group-manager": self.stand_in("group-manager")}
        )  # whoever confirmed an account approves no run into it
        ground.judged_week(self.people)
        self.run = flow.draft_run(week=ground.MONDAY, category="HC", pay_date=ground.PAYS_ON, by=self["payments-officer"]).run.ref
        self.item = ground.an_item(self.people)
        self.case = ground.a_case(self.people, 1)
        self.letter = ground.a_letter(self.people, self.case)
        self.decision = letters.letter(self.letter).decision_ref
        self.clock = casework.clock_on_case(self.case, rule="foi", began=today(), by=self["investigator"]).ref
        self.issue = ground.an_issue(self.people, self.case)
        self.review = ground.a_review(self.people, 7).ref
        self.referral = ground.a_referral(self.people, self.case)
        self.advice = ground.an_advice(self.people, self.case)
        asked = chasing.ask_for_evidence(self.issue, what="The log", asked_of="The board", by=self["investigator"])
        self.request = asked.ref
        self.recommended = ground.a_recommendation(self.people, self.case, self.issue)
        self.followed = following.follow_case(self.case, by=self["casework-manager"])[0].ref
        self.breach = ground.a_breach(self.people, self.case)
        self.entry = ground.an_entry(self.people)
        self.call, self.task = ground.a_call(self.people, self.entry)
        self.enquiry = ground.an_enquiry(self.people)
        self.instruction = ground.an_instruction(self.people, self.entry, self.case)
        self.involvement, self.commissioned = ground.brought_in(self.people, self.case)
        self.held = str(ground.the_held_line())
        self.event = str(newest(limit=1)[0].event_id)
        flow.IMPORTS["bank-answers"]("answers.csv", ANSWER.encode(), "Northern Bank", self["finance-releaser"])
        seal_now()

    def __getitem__(self, post_code: str) -> Actor:
        return self.people[post_code]

    def usual(self, address: str) -> Form:
        """What stands in an address when no form says otherwise."""
        first = address.removeprefix("/api/v1").strip("/").split("/")[0]
        ref = {
            "runs": self.run,
            "post": self.item,
            "cases": self.case,
            "clocks": self.clock,
            "chasing": "CH-26-00001",
            "compliance": self.followed,
            "requests": self.request,
            "handed-over": self.followed,
            "directory": self.entry,
            "instructions": self.instruction,
            "risk": self.case,
            "involvement": self.involvement,
            "commissioned": self.commissioned,
            "calls": self.call,
            "tasks": self.task,
            "enquiries": self.enquiry,
            "letters": self.letter,
            "reviews": self.review,
            "decisions": self.decision,
            "referrals": self.referral,
            "advice": self.advice,
            "breaches": self.breach,
            "providers": "V-1",
            "positions": "V-1",
            "contracts": "C-1",
            "care": "P-1",
            "imports": "IM-0001",
            "invoices": "I-V-1",
            "people": "P-1",
            "hand-over": self["investigator"].ref,
            "rates": "R-1",
            "submissions": "S-26-00001",
            "evidence": "V-1",
            "bank-answers": "BA-0001",
        }.get(first, "X-1")
        if address.startswith("/letters/acknowledge/"):
            ref = self.item
        in_letters = (
            {"code": "reply", "number": "1", "document": letters.letter(self.letter).document_ref}
            if first in ("letters", "standard-letters")
            else {}
        )
        return {
            "ref": ref,
            "post": "ombudsman",
            "kind": "provider",
            "rules": "risk",
            "verb": "issue",
            "name": "components",
            "provider": "V-1",
            "pk": "1",
            "event_id": self.event,
            "event": self.event,
            "assessed_id": self.held,
            "number": self.held,
            "line_ref": "L-1",
            "week": ground.WEEK,
            "copy": "X-1",
            "paper": "X-1",
        } | in_letters

    def prepared(self) -> str:
        return flow.prepare_run(self.run, by=self["payments-officer"]).ref

    def approved(self) -> str:
        seen = runs.run(self.prepared()).content_sha256
        return flow.approve_run(self.run, seen_sha256=seen or "", by=self["senior-officer"]).ref

    def issued(self) -> str:
        flow.issue_run(self.approved(), by=self["finance-releaser"])
        return self.run

    def asked(self) -> str:
        """A change of account that the Payments Officer entered."""
        return proposed("V-1", by=self["payments-officer"], **NEW).ref

    def put_up(self) -> Any:
        """A submission that waits to be reviewed."""
        return ground.put_up(self.people, ground.a_case(self.people, 2))

    def stand_in(self, post_code: str) -> Actor:
        """Somebody else with the same post."""
        return replace(self[post_code], ref="O-9999")

    def an_answer(self) -> str:
        """An answer of the bank's that matches nothing of ours."""
        return answers()[0].ref

    def address(self, address: str, words: Form | None = None) -> str:
        """An address with what stands in it, and the question that its page cannot do without."""
        known = self.usual(address) | (words or {})
        asks = {
            "/cases/new/": f"?item={self.item}",
            "/submissions/new/": f"?case={self.case}",
            "/letters/new/": f"?decision={self.decision}",
            "/api/v1/invoices/one/": "?provider=V-1&invoice=I-V-1",
            "/api/v1/find/post/": "?q=bins",
            "/api/v1/decisions/figures/": "?starts=2026-01-01&ends=2027-01-01",
            "/api/v1/clocks/try/": "?rule=foi&began=2026-11-02",
        }
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(known[found[1]]), address) + asks.get(address, "")

    def digest_of_the_letter(self) -> str:
        return letters.letter(self.letter).content_sha256

    def a_batch(self, *, adopted: bool = False) -> str:
        """Rates put forward, and adopted if asked for."""
        flow.put_rates_forward("rates.csv", RATES.encode(), "Cabinet", self["payments-officer"])
        ref = batches()[0].ref
        if adopted:
            flow.adopt_rates(ref, by=self["group-manager"])
        return ref


def given(address: str) -> Callable[[Callable[[Office], tuple[Form, Form]]], None]:
    """What is done, and sent, at an address."""

    def note(done: Callable[[Office], tuple[Form, Form]]) -> None:
        GIVEN[address] = done

    return note


def shown(address: str) -> Callable[[Callable[[Office], Form]], None]:
    """What is done before a page is looked at that would have nothing to show."""

    def note(done: Callable[[Office], Form]) -> None:
        SHOWN[address] = done

    return note


def done_first(address: str) -> Callable[[Office], Form] | None:
    """What is done so that a page has something to show: what is said of it, or what its own form or one beneath it needs."""
    form = next((one for one in GIVEN if one.startswith(address)), "")
    return SHOWN.get(address) or ((lambda office: GIVEN[form](office)[0]) if form else None)
