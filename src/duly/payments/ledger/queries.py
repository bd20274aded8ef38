"""What the book says was paid."""

from dataclasses import dataclass

from django.db.models import Sum
from django.db.models.expressions import RawSQL

from duly.core.log.queries import known_at
from duly.payments.ledger.models import Journal, Leg, Period
from duly.payments.ledger.rules import BANK, BY_FILE, CARE_PAID, Posting
from duly.payments.ledger.states import PeriodState


@dataclass(frozen=True)
class JournalSeen:
    """One journal with its legs in order. `reverses` is the key of the journal it undoes, or empty."""

    ref: str
    key: str
    period: str
    narrative_code: str
    reverses: str
    legs: tuple[Posting, ...]

    def moved(self, account: str) -> int:
        """Net pence to an account in this journal."""
        return sum(leg.pence for leg in self.legs if leg.account == account)

    @property
    def left_the_bank(self) -> int:
        """Pence that left the bank in this journal; negative for one that takes a file back."""
        return -self.moved(BANK)


@dataclass(frozen=True)
class PeriodSeen:
    """A month: open, asked to be closed, or closed; and by whom, where anybody."""

    ref: str
    state: str
    asked_by: str
    closed_by: str


def paid_by_reference(prefix: str = "") -> dict[str, int]:
    """Net pence paid for care by opaque reference, such as "LN-000123/2026-11-02", for those that begin with a prefix.

    References that net to nothing are told, as 0.
    """
    legs = Leg.objects.filter(account=CARE_PAID)
    if prefix:
        legs = legs.filter(reference__startswith=prefix)
    return dict(legs.values_list("reference").annotate(net=Sum("pence")).order_by("reference"))


def paid_for(references: list[str]) -> dict[str, int]:
    """Net pence paid for each of these references; 0 for one never paid."""
    legs = Leg.objects.filter(account=CARE_PAID, reference__in=_among(references))
    found = dict(legs.values_list("reference").annotate(net=Sum("pence")))
    return {reference: found.get(reference, 0) for reference in references}


def paid_otherwise(references: list[str]) -> dict[str, int]:
    """Net pence paid for each of these references otherwise than by a bank file: openings and adjustments; 0 for one never so paid."""
    legs = Leg.objects.filter(account=CARE_PAID, reference__in=_among(references)).exclude(journal__narrative_code__in=BY_FILE)
    found = dict(legs.values_list("reference").annotate(net=Sum("pence")))
    return {reference: found.get(reference, 0) for reference in references}


def paid_for_at(references: list[str], entry: int) -> dict[str, int]:
    """Net pence paid for each of these references as known at an entry of the record; 0 for one not paid by then."""
    legs = Leg.objects.filter(known_at(entry), account=CARE_PAID, reference__in=_among(references))
    found = dict(legs.values_list("reference").annotate(net=Sum("pence")))
    return {reference: found.get(reference, 0) for reference in references}


@dataclass(frozen=True)
class PaidLeg:
    """Pence paid for one reference by one journal: under which key, of what kind, and in which month."""

    reference: str
    key: str
    narrative_code: str
    period: str
    pence: int


def paid_legs_at(references: list[str], entry: int) -> tuple[PaidLeg, ...]:
    """What was paid for each of these references, journal by journal, as known at an entry of the record; the earliest journal first."""
    legs = Leg.objects.filter(known_at(entry), account=CARE_PAID, reference__in=_among(references)).order_by("journal_id", "n")
    return tuple(
        PaidLeg(*row) for row in legs.values_list("reference", "journal__key", "journal__narrative_code", "journal__period", "pence")
    )


def _among(references: list[str]) -> RawSQL:
    """References as one list: thousands of places in a statement take longer to read than the answer does to find."""
    return RawSQL("(SELECT unnest(%s::text[]))", [references])


def balance(account: str) -> int:
    """Net pence of an account; 0 for one never used."""
    return Leg.objects.filter(account=account).aggregate(net=Sum("pence"))["net"] or 0


def bank_balance() -> int:
    """Net pence that left the bank in files, as a negative."""
    return balance(BANK)


def total() -> int:
    """Everything in the book added up: always 0."""
    return Leg.objects.aggregate(net=Sum("pence"))["net"] or 0


def journal(key: str) -> JournalSeen | None:
    """The journal posted under a key, or None."""
    found = Journal.objects.select_related("reverses").prefetch_related("legs").filter(key=key).first()
    return None if found is None else seen(found)


def journals(period: str) -> tuple[JournalSeen, ...]:
    """Every journal of a month, in order of reference."""
    found = Journal.objects.select_related("reverses").prefetch_related("legs").filter(period=period).order_by("ref")
    return tuple(seen(j) for j in found)


def period(ref: str) -> PeriodSeen:
    """A month, such as "2026-11". One that nobody has asked about is open."""
    found = Period.objects.filter(ref=ref).first()
    return PeriodSeen(ref, found.state, found.asked_by, found.closed_by or "") if found else PeriodSeen(ref, PeriodState.OPEN, "", "")


def period_closed(period: str) -> bool:
    """Whether a month, such as "2026-11", is closed to new journals."""
    return Period.objects.filter(ref=period, state=PeriodState.CLOSED).exists()


def seen(found: Journal) -> JournalSeen:
    """A stored journal as a value."""
    legs = sorted(found.legs.all(), key=lambda leg: leg.n)
    return JournalSeen(
        found.ref,
        found.key,
        found.period,
        found.narrative_code,
        found.reverses.key if found.reverses else "",
        tuple(Posting(leg.account, leg.reference, leg.pence) for leg in legs),
    )
