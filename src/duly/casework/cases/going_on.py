"""Whether a complaint goes on and who speaks for it: withdrawn, agreed to by joint complainants, carried on after a death. Questions only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duly.casework.cases.models import Agreement, CarryingOn, Withdrawal
from duly.core.directory import queries as directory
from duly.core.record.queries import private_words


@dataclass(frozen=True)
class WithdrawalSeen:
    """A withdrawal that stands: of the whole where `issues` is empty. `settled` are references of the clocks and chases that ended with it."""

    who: str
    how: str
    received_on: date
    back_by: date
    issues: tuple[str, ...]
    settled: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class AgreedSeen:
    """What a party agreed to; `given_to` may decide it for them, where it is not empty."""

    entry_ref: str
    to: str
    given_to: str


@dataclass(frozen=True)
class CarriedOnSeen:
    """Who may carry on from a day, after whose death, as what; `who` is empty where nobody may."""

    died: str
    who: str
    as_what: str
    evidence: str
    starts: date
    because: str


def withdrawal(case_ref: str) -> WithdrawalSeen | None:
    """The withdrawal that stands, or None."""
    row = Withdrawal.objects.filter(case__ref=case_ref, superseded_by__isnull=True).first()
    if row is None:
        return None
    words = private_words([row.made_by]).get(row.made_by, {}).get("because", "")
    return WithdrawalSeen(row.who, row.how, row.received_on, row.back_by, tuple(row.issues), tuple(row.settled), words)


def agreed(case_ref: str) -> tuple[AgreedSeen, ...]:
    """What the parties of a case agreed to and still do."""
    found = Agreement.objects.filter(case__ref=case_ref, superseded_by__isnull=True).order_by("pk")
    return tuple(AgreedSeen(*one) for one in found.values_list("entry_ref", "to", "given_to"))


def carried_on(case_ref: str) -> tuple[CarriedOnSeen, ...]:
    """Who may carry on with a case, for each complainant of it who died and of whom it was decided."""
    found = list(CarryingOn.objects.filter(case__ref=case_ref, superseded_by__isnull=True).order_by("pk"))
    words = private_words([one.made_by for one in found])
    return tuple(
        CarriedOnSeen(one.died, one.who, one.as_what, one.evidence, one.starts, words.get(one.made_by, {}).get("because", ""))
        for one in found
    )


def complainants(parties: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """Whoever complains, by entries of the directory, each person once: those named as complainant or aggrieved."""
    named = [ref for role, ref in parties if role in ("complainant", "aggrieved")]
    return tuple(dict.fromkeys(directory.family_of(ref)[0] for ref in named))


def not_agreed(case_ref: str, parties: Collection[tuple[str, str]], *, to: str, acting: str = "") -> tuple[str, ...]:
    """Which of several living complainants neither agreed to a matter nor let another, who did or who acts, decide it. Of one alone, nobody is asked."""
    every = complainants(parties)
    dead = directory.died(every)
    living = [ref for ref in every if ref not in dead]
    if len(living) < 2:
        return ()
    told = {directory.family_of(one.entry_ref)[0]: one.given_to for one in agreed(case_ref) if one.to == to}
    said = {ref for ref in living if ref == (acting and directory.family_of(acting)[0]) or told.get(ref) == ""}
    return tuple(ref for ref in living if ref not in said and directory.family_of(told.get(ref) or ref)[0] not in said)
