"""Files in: which room takes in which kind, and a published rota taken in as plan and visits."""

import json
from datetime import date

from duly.core.intake.actions import Outcome
from duly.payments.contracts import actions as contracts
from duly.payments.evidence import actions as evidence
from duly.payments.flow import answering
from duly.payments.invoices import actions as invoices
from duly.payments.packages import actions as packages
from duly.payments.providers import actions as providers
from duly.payments.rates import actions as rates
from duly.primitives.actor import Actor

ROTA_MINUTE_NOUGHT = 7 * 60
"""A published rota counts minutes from the start of the working day; Duly places that at 07:00."""


def import_providers(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of providers."""
    return providers.take_in(name=name, content=content, source=source, by=by)


def import_contracts(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of contracts with the versions of their terms."""
    return contracts.take_in(name=name, content=content, source=source, by=by)


def import_bands(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of the bands of versions of terms."""
    return contracts.take_in_further("bands", name=name, content=content, source=source, by=by)


def import_steps(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of what versions of terms pay while care is interrupted."""
    return contracts.take_in_further("steps", name=name, content=content, source=source, by=by)


def import_clauses(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of the numbered clauses of versions of terms."""
    return contracts.take_in_further("clauses", name=name, content=content, source=source, by=by)


def import_rates(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of rates."""
    return rates.take_in(name=name, content=content, source=source, by=by)


def import_people(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of people."""
    return packages.take_in_people(name=name, content=content, source=source, by=by)


def import_packages(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of package lines."""
    return packages.take_in_packages(name=name, content=content, source=source, by=by)


def import_calls(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of weekly calls."""
    return packages.take_in_calls(name=name, content=content, source=source, by=by)


def import_openings(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of opening positions; whoever does signs them."""
    return packages.take_in_openings(name=name, content=content, source=source, by=by)


def import_interruptions(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of interruptions of people's care."""
    return packages.take_in_interruptions(name=name, content=content, source=source, by=by)


def import_deaths(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of people who died."""
    return packages.take_in_deaths(name=name, content=content, source=source, by=by)


def import_fundings(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of what others pay towards weeks in care homes."""
    return packages.take_in_fundings(name=name, content=content, source=source, by=by)


def import_visits(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of visits."""
    return evidence.take_in(name=name, content=content, source=source, by=by)


def import_occupancy(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a return of occupancy."""
    return evidence.take_in_occupancy(name=name, content=content, source=source, by=by)


def import_attendance(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a return of attendance."""
    return evidence.take_in_attendance(name=name, content=content, source=source, by=by)


def import_invoices(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of invoices: a table, or one UBL invoice."""
    return invoices.take_in(name=name, content=content, source=source, by=by)


def import_residential_period(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a residential period of a council's books: net lines and receipts."""
    return invoices.take_in_period(name=name, content=content, source=source, by=by)


def import_bank_answers(name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in what a bank answered: what came back is due again at once, and payments are locked when the bank has a file we never made."""
    return answering.take_in(name, content, source, by)


IMPORTS = {
    "providers": import_providers,
    "contracts": import_contracts,
    "bands": import_bands,
    "steps": import_steps,
    "clauses": import_clauses,
    "rates": import_rates,
    "people": import_people,
    "packages": import_packages,
    "calls": import_calls,
    "openings": import_openings,
    "interruptions": import_interruptions,
    "deaths": import_deaths,
    "fundings": import_fundings,
    "visits": import_visits,
    "occupancy": import_occupancy,
    "attendance": import_attendance,
    "invoices": import_invoices,
    "residential-period": import_residential_period,
    "bank-answers": import_bank_answers,
}
"""Every kind of file, in the order an office takes them in."""


def import_rota(
    instance_json: bytes, solution_json: bytes, *, week: date, provider: str, contract: str, by: Actor, service: str = "HC"
) -> tuple[Outcome, Outcome]:
    """Take in a published rota as plan and as visits made, on the Monday of `week`. Gives what became of each; the second needs the first."""
    prefix = _name_of(instance_json)
    same = {"prefix": prefix, "service": service, "week": week, "minute_nought": ROTA_MINUTE_NOUGHT, "provider": provider, "by": by}
    plan = packages.take_in_rota(name=f"{prefix}.json", content=instance_json, contract=contract, **same)
    visits = evidence.take_in_rota(name=f"{prefix}-visits.json", content=solution_json, **same)
    return plan, visits


def _name_of(instance_json: bytes) -> str:
    """What a rota calls itself, as the beginning of its references; a rota without a name, or that is none, is ROTA."""
    try:
        name = str(json.loads(instance_json)["name"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "ROTA"
    return "".join(c for c in name.upper() if c.isascii() and c.isalnum())[:12] or "ROTA"
