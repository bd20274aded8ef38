"""A stored line-week as a value, and what of it a decision stands on."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from json import JSONEncoder

from django.db import connection

from duly.payments.validation.facts import Cut, LineWeek, PricePart
from duly.payments.validation.models import AssessedLine, ExceptionDecision
from duly.payments.validation.queries.judgements import current_judgement_ref
from duly.primitives.digest import canonical, sha256_hex


@dataclass(frozen=True)
class DecisionSeen:
    """An officer's decision on a held line-week. `pence` is what it pays for the week, before what was paid already; `tape` the sum typed for another amount."""

    assessed_id: int
    line_ref: str
    week: date
    choice: str
    reason_code: str
    pence: int
    decided_by: str
    decided_at: datetime
    tape: str = ""


def assessed_of(line_ref: str, week: date) -> int | None:
    """The row of a line's week in the judgement that stands, by its number, or None when it was not judged."""
    return current_lines(week).filter(line_ref=line_ref).values_list("id", flat=True).first()


def assessed_line(assessed_id: int) -> tuple[LineWeek, str]:
    """One line-week as it was judged, and the judgement's reference. `AssessedLine.DoesNotExist` when there is none."""
    one = AssessedLine.objects.select_related("judgement").get(pk=assessed_id)
    return line_week_of(one), one.judgement.ref


def decision_on(line_ref: str, week: date) -> DecisionSeen | None:
    """The decision that stands on a line-week, as it was last judged, or None."""
    if not line_ref:
        return None
    matter = current_lines(week).filter(line_ref=line_ref).values("matter_sha256")[:1]
    found = ExceptionDecision.objects.filter(line_ref=line_ref, week=week, superseded_by__isnull=True, matter_sha256=matter).first()
    return decision_seen(found) if found else None


def decisions_by(officer_ref: str, week: date) -> tuple[DecisionSeen, ...]:
    """The decisions that stand on a week's lines and that this officer made, by line."""
    found = ExceptionDecision.objects.filter(week=week, decided_by=officer_ref, superseded_by__isnull=True)
    return tuple(decision_seen(one) for one in found.order_by("line_ref"))


def decisions_before(line_ref: str, week: date, *, limit: int) -> tuple[DecisionSeen, ...]:
    """The decisions that stand on a line's earlier weeks, the newest week first."""
    found = ExceptionDecision.objects.filter(line_ref=line_ref, week__lt=week, superseded_by__isnull=True).order_by("-week")[:limit]
    return tuple(decision_seen(one) for one in found)


def decided_last(officer_ref: str, week: date, *, since: datetime) -> tuple[DecisionSeen, ...]:
    """What an officer decided last on a week, where it was after a moment and stands: one line, or all that were decided in one go."""
    mine = ExceptionDecision.objects.filter(week=week, decided_by=officer_ref, decided_at__gte=since, superseded_by__isnull=True)
    last = mine.order_by("-decided_at").values("decided_at")[:1]
    return tuple(decision_seen(one) for one in mine.filter(decided_at=last).order_by("assessed_id"))


def decision_seen(found: ExceptionDecision) -> DecisionSeen:
    """A stored decision as a value."""
    return DecisionSeen(
        found.assessed_id,
        found.line_ref,
        found.week,
        found.choice,
        found.reason_code,
        found.pence,
        found.decided_by,
        found.decided_at,
        found.tape,
    )


def line_week_of(one: AssessedLine) -> LineWeek:
    """A stored line-week as a value."""
    plain = {f.name: getattr(one, f.name) for f in fields(LineWeek)}
    parts, cuts = tuple(PricePart(*part) for part in one.parts), tuple(Cut(*cut) for cut in one.cuts)
    return LineWeek(**plain | {"codes": tuple(one.codes), "parts": parts, "cuts": cuts})


def matter_sha256(found: LineWeek) -> str:
    """The digest of a line-week but for what was paid before, and let through: while it is the same, a decision about it stands."""
    told = {name: value for name, value in vars(found).items() if name != "let_pence"}
    parts, cuts = [vars(part) for part in found.parts], [vars(cut) for cut in found.cuts]
    told |= {"paid_pence": 0, "due_pence": 0, "parts": parts, "cuts": cuts, "week": found.week.isoformat()}
    quick = _QUICK.encode(told)
    return sha256_hex(quick.encode() if quick.isascii() else canonical(told))


_QUICK = JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
"""As `canonical`, of whole numbers and text, but that text beyond ASCII may be written in two ways. It takes a quarter of the time."""


def keep_still(weeks: Iterable[date]) -> None:
    """Wait for whoever is deciding or judging these weeks, and let nobody do so until this transaction ends. Ask inside a unit of work.

    Whoever pays asks it before asking what may be paid: a hold decided at that instant is then seen, or comes after the payment.
    """
    with connection.cursor() as cursor:
        for week in sorted(set(weeks)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('decided week ' || %s, 0))", [week.isoformat()])


def current_lines(week: date):
    """The line-weeks of a week's newest judgement, by provider, person and service."""
    found = AssessedLine.objects.filter(week=week, judgement__ref=current_judgement_ref(week)).select_related("judgement")
    return found.order_by("provider_ref", "person_ref", "service")


def decided_in(week: date) -> dict[str, DecisionSeen]:
    """The decisions that stand, by line: of the matter as it was last judged, and no other."""
    matters = dict(current_lines(week).values_list("line_ref", "matter_sha256"))
    found = ExceptionDecision.objects.filter(week=week, superseded_by__isnull=True)
    return {d.line_ref: decision_seen(d) for d in found if matters.get(d.line_ref) == d.matter_sha256}
