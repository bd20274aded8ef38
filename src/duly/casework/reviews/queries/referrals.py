"""What was referred, and what of it is privileged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from duly.casework.reviews.models import Referral
from duly.casework.reviews.powers import PRIVILEGED
from duly.casework.reviews.rules.referring import effect_on
from duly.casework.reviews.states import ReferralState
from duly.core.clocks.queries import ClockSeen, rules
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor

OPEN = (ReferralState.OPEN, ReferralState.ANSWERED)
WITHHELD = "Privileged: shown to those the scheme lets read it."


@dataclass(frozen=True)
class ReferralSeen:
    """One referral. `question`, `answer` and `with_what` are `WITHHELD` for whoever may not read what is privileged."""

    ref: str
    version: int
    state: str
    kind: str
    case_ref: str
    about: str
    source: str
    to_whom: str
    question: str
    privileged: bool
    opened_by: str
    opened_on: date
    due_on: date
    clock_ref: str
    hold_ref: str
    hold_is_ours: bool
    answer: str
    with_what: str
    answered_on: date | None

    @classmethod
    def of(cls, row: Referral) -> "ReferralSeen":
        """From its row, with all its words: for this room alone, and for whoever may read them."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


def referral(ref: str, *, reader: Actor) -> ReferralSeen:
    """One referral as this person may read it. An unknown one is `Referral.DoesNotExist`."""
    return _as_read(ReferralSeen.of(Referral.objects.get(ref=ref)), _may_read(reader))


def referrals(*, case_ref: str = "", only_open: bool = False, reader: Actor, limit: int = 10_000) -> tuple[ReferralSeen, ...]:
    """Referrals as this person may read them, the first due first."""
    found = Referral.objects.order_by("due_on", "ref")
    found = found.filter(case_ref=case_ref) if case_ref else found
    found = found.filter(state__in=OPEN) if only_open else found
    reads = _may_read(reader)
    return tuple(_as_read(ReferralSeen.of(row), reads) for row in found[:limit])


def from_letter(item_ref: str, kind: str) -> str:
    """The referral of a kind that a letter opened, or nothing."""
    return Referral.objects.filter(source=item_ref, kind=kind).values_list("ref", flat=True).first() or ""


def lean_on(hold_ref: str, *, but: str) -> tuple[str, ...]:
    """Other referrals that are open and under the same hold."""
    return tuple(Referral.objects.filter(hold_ref=hold_ref, state__in=OPEN).exclude(ref=but).values_list("ref", flat=True))


def placed_by_us(hold_ref: str) -> bool:
    """Whether a hold was placed for a referral, so that it goes when the last of them is closed."""
    return Referral.objects.filter(hold_ref=hold_ref, hold_is_ours=True).exists()


def effects(seen: ReferralSeen, running: Iterable[ClockSeen]) -> tuple[tuple[ClockSeen, str], ...]:
    """What a referral does to each clock that runs, as a sentence each."""
    stops = {(rule.code, rule.number): bool(rule.stops) for rule in rules()}
    return tuple(
        (one, effect_on(one.rule_code, stops=stops.get((one.rule_code, one.rule_number), False), its_own=one.ref == seen.clock_ref))
        for one in running
    )


def _may_read(by: Actor) -> bool:
    return why_not(PRIVILEGED, {}, actor=by, on=today()) is None


def _as_read(seen: ReferralSeen, reads: bool) -> ReferralSeen:
    if reads or not seen.privileged:
        return seen
    return replace(seen, question=WITHHELD, answer=seen.answer and WITHHELD, with_what=seen.with_what and WITHHELD)
