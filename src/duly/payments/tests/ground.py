"""A council that payments' tests happen in: an officer who may do everything asked about, a provider, a contract, a person, a line."""

from datetime import date

from duly.core.people.actions import add_officer, give_post, make_post
from duly.core.people.queries import actor
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.payments.contracts.actions import agree_terms, make_contract
from duly.payments.packages.actions import add_person, commission
from duly.payments.providers.actions import add_provider
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.power import POWERS

APRIL = date(2026, 4, 1)
MONDAY = date(2026, 11, 2)
ROOMS = ("providers", "contracts", "rates", "packages", "evidence", "invoices")


def an_officer(username: str = "ada", *, may: bool = True) -> Actor:
    """Somebody in a post that the scheme lets use every power of the rooms of facts, or, with `may=False`, none."""
    post = "payments-officer" if may else "visitor"
    make_post(code=post, title=post, office="Northmere Council", wing="payments", by=SYSTEM)
    ref = add_officer(username=username, name=username.capitalize(), email=f"{username}@example.org", password=None, by=SYSTEM)
    give_post(ref, post=post, starts=date(2020, 1, 1), by=SYSTEM)
    if may:
        powers = [code for code in sorted(POWERS) if code.split(".")[0] in ROOMS]
        rules = [(code, Row(str(n), post, (), "Payments Officers may.")) for n, code in enumerate(powers, start=1)]
        adopt(office="Northmere Council", number=1, title="Scheme", starts=date(2020, 1, 1), rules=rules, by=SYSTEM)
    return actor(ref, on=MONDAY)


def a_contract(by: Actor, *, provider_ref: str = "V-1", contract_ref: str = "C-1") -> str:
    """A provider with a contract by the minute from April 2026. Gives the contract's reference."""
    add_provider(name=f"Quillbank Homecare {provider_ref}", ref=provider_ref, by=by)
    make_contract(provider_ref=provider_ref, title="Framework", ref=contract_ref, by=by)
    agree_terms(
        contract_ref,
        starts=APRIL,
        basis="ACTUAL_MINUTE",
        match_window_minutes=120,
        double_up_percent=80,
        trim_limit_pence=1000,
        trim_limit_bp=200,
        clause="7.2",
        by=by,
    )
    return contract_ref


def a_line(by: Actor, *, line_ref: str = "L-1", person_ref: str = "P-104882", starts: date = APRIL) -> str:
    """A person with one line of home care under C-1, which must be there. Gives the line's reference."""
    add_person(name="Fenna Wrenfold", ref=person_ref, by=by)
    commission(
        person_ref=person_ref,
        provider_ref="V-1",
        service="home-care",
        contract_ref="C-1",
        starts=starts,
        line_ref=line_ref,
        by=by,
    )
    return line_ref
