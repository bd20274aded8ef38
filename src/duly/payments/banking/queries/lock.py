"""Whether payments are locked, and which files this database has forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from duly.core.record.queries import history
from duly.payments.banking.models import BankFile, MissingFile, PaymentsLock
from duly.payments.banking.states import FileState, LockState, MissingState
from duly.primitives.period import say_day


@dataclass(frozen=True)
class Lock:
    """A lock on payments. `because` is a sentence; whoever has not acted yet is empty."""

    ref: str
    version: int
    state: str
    because: str
    locked_by: str
    locked_at: datetime
    last_serial: int
    reconciled_by: str
    unlock_asked_by: str
    unlocked_by: str


@dataclass(frozen=True)
class MissingSeen:
    """A file that was issued and that this database has forgotten. `week` is None when nobody knows which week it paid."""

    ref: str
    version: int
    serial: int
    sha256: str
    pence: int
    week: date | None
    state: str
    lock_ref: str
    settling: str
    paid_by_run: str
    document: str
    asked_by: str
    settled_by: str


@dataclass(frozen=True)
class Received:
    """A file the witness or the bank says it has: its serial and pence; `sha256` is empty where only the bank knows it."""

    serial: int
    pence: int
    sha256: str = ""
    week: date | None = None


def payments_lock() -> Lock | None:
    """The lock that stands on payments, or None when they are open."""
    found = PaymentsLock.objects.exclude(state=LockState.UNLOCKED).first()
    return seen(found) if found else None


def lock(ref: str) -> Lock:
    """One lock, standing or not. `PaymentsLock.DoesNotExist` when there is none."""
    return seen(PaymentsLock.objects.get(ref=ref))


def last_serial() -> int:
    """The highest serial this database knows of, missing files' included; 0 before the first file."""
    ours = BankFile.objects.aggregate(last=Max("serial"))["last"] or 0
    return max(ours, MissingFile.objects.aggregate(last=Max("serial"))["last"] or 0)


def standing_files() -> dict[int, tuple[str, int, str]]:
    """Digest, pence and state of every file this database knows, missing ones included, by serial."""
    found = {m.serial: (m.sha256, m.pence, "missing") for m in MissingFile.objects.all()}
    return found | {
        serial: (sha256, pence, state)
        for serial, sha256, pence, state in BankFile.objects.values_list("serial", "sha256", "total_pence", "state")
        if not (state == FileState.VOIDED and serial in found)
    }


def forgotten(witness: Iterable[Received], bank: Iterable[Received] = ()) -> tuple[Received, ...]:
    """Of what the witness and the bank have, what this database has not, by serial. What we voided under the number of another file counts."""
    ours = standing_files()
    found: dict[int, Received] = {}
    for one in (*witness, *bank):
        sha256, _, state = ours.get(one.serial, ("", 0, "unknown"))
        if state == "unknown" or (state == FileState.VOIDED and one.sha256 and one.sha256 != sha256):
            before = found.get(one.serial, one)
            found[one.serial] = Received(one.serial, before.pence, before.sha256, before.week or one.week)
    return tuple(found[serial] for serial in sorted(found))


def missing_files(*, unsettled: bool = False) -> tuple[MissingSeen, ...]:
    """The files this database has forgotten, by serial; or those that nobody has settled yet."""
    found = MissingFile.objects.order_by("serial")
    return tuple(missing_seen(one) for one in (found.exclude(state=MissingState.SETTLED) if unsettled else found))


def held_by(weeks: Iterable[date]) -> dict[date, str]:
    """Of these weeks, those that may have been paid by a missing file nobody has settled yet, with why in a sentence."""
    open_ones = missing_files(unsettled=True)
    held = {}
    for week in weeks:
        one = next((m for m in open_ones if m.week in (None, week)), None)
        if one:
            held[week] = (
                f"Missing file {one.ref} may have paid the week of {say_day(week)}."
                if one.week
                else f"Nobody knows yet which week missing file {one.ref} paid."
            )
    return held


def seen(found: PaymentsLock) -> Lock:
    """A stored lock as a value. Why it was locked is read from the record."""
    why = [entry.facts["because"] for entry in history("payments lock", found.ref) if entry.action == "payments.locked"]
    return Lock(
        found.ref,
        found.version,
        found.state,
        why[-1] if why else "",
        found.locked_by,
        found.locked_at,
        found.last_serial,
        found.reconciled_by or "",
        found.unlock_asked_by or "",
        found.unlocked_by or "",
    )


def missing_seen(found: MissingFile) -> MissingSeen:
    """A stored missing file as a value."""
    return MissingSeen(
        found.ref,
        found.version,
        found.serial,
        found.sha256,
        found.pence,
        found.week,
        found.state,
        found.lock_ref,
        found.settling or "",
        found.paid_by_run or "",
        found.document or "",
        found.asked_by or "",
        found.settled_by or "",
    )
