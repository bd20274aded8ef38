"""A council with one line, whose visits and claims a test names, and an officer who may judge and decide."""

from datetime import UTC, date, datetime, time, timedelta

from duly.core.intake.events import ImportAccepted
from duly.core.people.actions import add_officer, give_post, make_post
from duly.core.people.queries import actor
from duly.core.record.actions import unit_of_work
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.payments.evidence.models import Visit
from duly.payments.invoices.models import Invoice, InvoiceLine
from duly.payments.packages.actions import plan_call, sign_opening
from duly.payments.rates.actions import set_rate
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.money import price
from duly.primitives.power import POWERS

RATE = 213_600
OFFICE = "Northmere Council"


def officers() -> tuple[Actor, Actor]:
    """Ada, who enters facts and judges; and Bea, who decides: at most £20.00, nothing over what was agreed, and never on her own judgement."""
    for post in ("facts", "deciding"):
        make_post(code=post, title=post, office=OFFICE, wing="payments", by=SYSTEM)
    limits = (
        Condition("amount", "at most", 2000),
        Condition("amount over agreed", "at most", 0),
        Condition("made by you", "is", False),
    )
    rules = [(code, Row(str(n), "facts", (), "May.")) for n, code in enumerate(sorted(POWERS), start=1)]
    rules = [rule for rule in rules if rule[0] != "exceptions.decide"]
    rules.append(("exceptions.decide", Row("900", "deciding", limits, "Up to £20, within what was agreed.")))
    adopt(office=OFFICE, number=1, title="Scheme", starts=date(2020, 1, 1), rules=rules, by=SYSTEM)
    return _officer("ada", "facts"), _officer("bea", "deciding")


def a_commissioned_line(by: Actor, *, opened: bool = True) -> str:
    """L-1: home care from V-1 by the minute, half an hour on Mondays at 08:00, at £21.36 an hour."""
    a_contract(by)
    set_rate("C-1", service="home-care", rate_hundredths=RATE, starts=APRIL, because="Agreed.", by=by)
    line_ref = a_line(by)
    plan_call(line_ref, weekday=0, starts_minute=480, minutes=30, starts=APRIL, by=by)
    if opened:
        sign_opening(line_ref, paid_to=MONDAY, by=by)
    return line_ref


def visited(ref: str, *, minutes: int = 30, on: date = MONDAY, at: int = 480) -> None:
    """A visit to L-1, as an import of one row would keep it."""
    starts = datetime.combine(on, time(), UTC) + timedelta(minutes=at)
    with unit_of_work() as record:
        Visit.objects.create(
            visit_ref=ref,
            provider_ref="V-1",
            person_ref="P-104882",
            service="home-care",
            carer_ref="K-1",
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            on=on,
            starts_minute=at,
            minutes=minutes,
            import_ref=f"IM-{ref}",
            made_by=record.write(_accepted(f"IM-{ref}", "visits"), by=SYSTEM),
        )


def claimed(ref: str, *, minutes: int = 30, week: date = MONDAY, service: str = "home-care") -> None:
    """A claim for L-1's person, as an import of one invoice of one line would keep it."""
    with unit_of_work() as record:
        made_by = record.write(_accepted(f"IM-{ref}", "invoices"), by=SYSTEM)
        invoice = Invoice.objects.create(
            ref=ref, provider_ref="V-1", received_on=week + timedelta(days=8), import_ref=f"IM-{ref}", made_by=made_by
        )
        InvoiceLine.objects.create(
            invoice=invoice,
            line_no=1,
            person_ref="P-104882",
            service=service,
            week=week,
            minutes=minutes,
            rate_hundredths=RATE,
            pence=price(minutes, RATE),
            made_by=made_by,
        )


def _accepted(ref: str, kind: str) -> ImportAccepted:
    return ImportAccepted(ref=ref, version=1, kind=kind, source="V-1", rows=1, sha256="0" * 64, document="D-1", name="a file")


def _officer(username: str, post: str) -> Actor:
    ref = add_officer(username=username, name=username.capitalize(), email=f"{username}@example.org", password=None, by=SYSTEM)
    give_post(ref, post=post, starts=date(2020, 1, 1), by=SYSTEM)
    return actor(ref, on=MONDAY)
