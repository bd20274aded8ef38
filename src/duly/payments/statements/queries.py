"""What a provider's account stands at, or a person's care, as known at an entry of the record; and what the provider itself says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duly.core.log.queries import event_numbered, known_at, newest_entry
from duly.core.record.clock import LONDON
from duly.core.record.queries import entry as entry_of
from duly.core.record.queries import history
from duly.payments.banking.queries import sent_by_serial
from duly.payments.invoices.queries import InvoicedAt, invoiced_at
from duly.payments.ledger.queries import PaidLeg, paid_for_at, paid_legs_at
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.payments.runs.queries import claims_at
from duly.payments.statements.figures import Reconciled, Said, reconciled
from duly.payments.statements.models import TheirFigure
from duly.payments.statements.parts import DAYS_TO_PAY, Account, Billed, Care, InRun, Judged, Piece, Sent, pieces_of
from duly.payments.statements.rules import LineStanding, Position, Standing, standing_of
from duly.payments.validation.queries import LineWeekKnown, line_weeks_at, line_weeks_of_person_at

__all__ = [
    "Account",
    "LineStanding",
    "Piece",
    "Position",
    "Standing",
    "Statement",
    "asked_for",
    "entry_at_end_of",
    "of_person",
    "of_provider",
    "position",
]
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Statement:
    """An account, the provider's own figure of it, and the two reconciled. `said_in` is the record's sentence of who said it."""

    account: Account
    said: Said | None = None
    said_in: str = ""
    reconciled: Reconciled | None = None


def of_provider(provider_ref: str, *, as_at: int | None = None) -> Statement:
    """A provider's statement as known at an entry, the newest unless said. The same entry gives the same figures for ever."""
    entry = newest_entry() if as_at is None else as_at
    names = provider_names()
    known, billed = line_weeks_at(provider_ref, entry), invoiced_at(entry, provider_ref=provider_ref)
    account = _account("provider", provider_ref, names.get(provider_ref, provider_ref), entry, known, billed, names)
    found = TheirFigure.objects.filter(known_at(entry, ended_by="superseded_by"), provider_ref=provider_ref).first()
    if found is None:
        return Statement(account)
    said = Said(found.pence, found.said_on, found.came_by, tuple((ref, pence) for ref, pence in found.lines))
    told = entry_of(found.made_by)
    return Statement(account, said, told[0].sentence if told else "", reconciled(said, account))


def of_person(person_ref: str, *, as_at: int | None = None) -> Statement:
    """What was claimed for a person's care, by whomever, as known at an entry."""
    entry = newest_entry() if as_at is None else as_at
    known, billed = line_weeks_of_person_at(person_ref, entry), invoiced_at(entry, person_ref=person_ref)
    name = names_of({person_ref}).get(person_ref, person_ref)
    return Statement(_account("person", person_ref, name, entry, known, billed, provider_names()))


def position(provider_ref: str, *, as_at: int | None = None) -> Position:
    """What was claimed, and what of it is payable, trimmed, held, blocked, refused, paid and due, line by line and week by week.

    `as_at` is the number of an entry; without it, the newest there is. The same entry gives the same position for ever.
    """
    entry = newest_entry() if as_at is None else as_at
    known = line_weeks_at(provider_ref, entry)
    paid = paid_for_at([f"{one.line_ref}/{one.week.isoformat()}" for one in known if one.line_ref], entry)
    return Position(
        provider_ref,
        entry,
        tuple(
            LineStanding(
                one.week,
                one.line_ref,
                one.person_ref,
                one.service,
                one.judgement_ref,
                one.codes,
                standing_of(one.claimed_pence, one.payable_pence, one.standing, paid.get(f"{one.line_ref}/{one.week.isoformat()}", 0)),
            )
            for one in known
        ),
    )


def asked_for(provider_ref: str) -> str:
    """The record's sentence of who asks for a provider's statement, where it has not been sent since; else empty."""
    told = history("position statement", provider_ref)
    return told[-1].sentence if told and told[-1].action == "statement.asked" else ""


def entry_at_end_of(day: date) -> int:
    """The number of the last entry recorded by the end of a day, where the office is; -1 where there was none."""
    first, after = 0, newest_entry() + 1
    while first < after:
        middle = (first + after) // 2
        at = moment_of(middle)
        first, after = (middle + 1, after) if at is not None and at.date() <= day else (first, middle)
    return first - 1


def moment_of(entry: int) -> datetime | None:
    """When an entry's event was recorded, where the office is; None before the first."""
    event = event_numbered(entry) if entry >= 0 else None
    told = entry_of(event) if event else None
    return told[0].at.astimezone(LONDON) if told else None


def _account(
    whose: str, ref: str, name: str, entry: int, known: Sequence[LineWeekKnown], billed: Sequence[InvoicedAt], called: dict[str, str]
) -> Account:
    at = moment_of(entry)
    on = at.date() if at else EPOCH
    by_reference = {_reference(one): _care(one) for one in known if one.line_ref}
    legs = paid_legs_at(sorted(by_reference), entry)
    paid: dict[Care, int] = {}
    for leg in legs:
        care = by_reference[leg.reference]
        paid[care] = paid.get(care, 0) + leg.pence
    bills: dict[Care, tuple[Billed, ...]] = {}
    for bill in billed:
        care = Care(bill.provider_ref, bill.person_ref, bill.service, bill.week)
        bills[care] = (*bills.get(care, ()), Billed(bill.invoice_ref, bill.received_on, bill.pence))
    judged = {_care(one): _judged(one) for one in known}
    due = {
        (one.line_ref, one.week): _care(one) for one in known if one.standing == "payable" and one.payable_pence > paid.get(_care(one), 0)
    }
    runs = {due[key]: InRun(one.run_ref, one.pay_date, one.state) for key, one in claims_at(due, entry).items()} if due else {}
    dated = sent_by_serial({_serial(leg.key) for leg in legs})
    year_began = date(on.year if on >= date(on.year, 4, 1) else on.year - 1, 4, 1)
    received = {_reference(one): min((b.received_on for b in bills.get(_care(one), ())), default=None) for one in known}
    timed = [(leg.pence, received[leg.reference], dated[_serial(leg.key)][1]) for leg in legs if _serial(leg.key) in dated]
    return Account(
        whose=whose,
        ref=ref,
        name=name,
        as_at=entry,
        at=at,
        on=on,
        pieces=pieces_of(judged, bills, paid, runs),
        invoiced=sum(bill.pence for bill in billed),
        paid=sum(leg.pence for leg in legs),
        year_began=year_began,
        this_year=sum(leg.pence for leg in legs if leg.period >= f"{year_began:%Y-%m}"),
        sent=_sent(legs, dated),
        came_back=-sum(leg.pence for leg in legs if leg.narrative_code == "payment-returned"),
        in_time=sum(pence for pence, came, pay in timed if came and (pay - came).days <= DAYS_TO_PAY),
        timed=sum(pence for pence, came, _ in timed if came),
        called=called,
    )


def _sent(legs: Iterable[PaidLeg], dated: dict[int, tuple[str, date]]) -> tuple[Sent, ...]:
    """What the files that stand paid, the earliest pay date first. A file and its taking back come to nothing."""
    files: dict[int, int] = {}
    for leg in legs:
        if _serial(leg.key) in dated:
            files[_serial(leg.key)] = files.get(_serial(leg.key), 0) + leg.pence
    told = (Sent(*dated[serial], pence) for serial, pence in files.items() if pence)
    return tuple(sorted(told, key=lambda one: (one.pay_date, one.run_ref)))


def _serial(key: str) -> int:
    """The serial of the file that a journal issued or took back; 0 for another journal."""
    what, _, serial = key.rpartition(":")
    return int(serial) if what in ("issue:file", "void:file") and serial.isdecimal() else 0


def _care(one: LineWeekKnown) -> Care:
    return Care(one.provider_ref, one.person_ref, one.service, one.week)


def _reference(one: LineWeekKnown) -> str:
    return f"{one.line_ref}/{one.week.isoformat()}"


def _judged(one: LineWeekKnown) -> Judged:
    return Judged(
        one.line_ref,
        one.judgement_ref,
        one.claimed_pence,
        one.payable_pence,
        one.standing,
        one.codes,
        one.reason,
        one.choice,
        one.reason_code,
        one.since,
    )
