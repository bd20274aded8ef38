"""Many clocks at once: rules adopted, and open clocks dated again when the bank holidays have changed, each as one entry of the record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection

from duly.core.calendar import queries as calendar
from duly.core.calendar.rules.book import BOOK
from duly.core.calendar.rules.days import Days
from duly.core.calendar.rules.deadlines import Rule, due_on, why_wrong
from duly.core.clocks import checks, powers, queries
from duly.core.clocks.events import ClockRulesAdopted, ClocksRedated
from duly.core.clocks.models import ClockDue, ClockRule
from duly.core.clocks.queries import CLOCKS
from duly.core.clocks.rules import Happened, Moved, as_content, cause_of, changed_days, history_of
from duly.core.clocks.states import ClockState
from duly.core.record.actions import Pen, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, stop_if

RULES, FIRST, AT_A_TIME = "clock-rules", 50, 10_000


@dataclass(frozen=True)
class Found:
    """Clocks that were looked at, and those of them that move: the row of the date kept now, the rule's number from now on, and the move."""

    looked_at: int
    moves: tuple[tuple[int, int, int, Moved], ...]

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What moves, in order."""
        return tuple(one for *_, one in self.moves)


def adopt_published(*, by: Actor) -> int:
    """Adopt whatever of the published rules is not adopted yet, and say how many that was. No open clock moves.

    Part of set-up, like the bank holidays; a person needs the power. Refused: "scheme-…".
    """
    if by != SYSTEM:
        stop_if(why_not(powers.ADOPT, {"moves open clocks": False}, actor=by, on=today()))
    known = {(rule.code, rule.number) for rule in queries.rules()}
    new = tuple(rule for rule in BOOK if (rule.code, rule.number) not in known)
    if new:
        with unit_of_work() as record:
            _alone()
            _adopt(record, new, Found(0, ()), "as published", by)
    return len(new)


def adopt(rule: Rule, *, moves_open: bool, because: str, by: Actor) -> tuple[Moved, ...]:
    """Adopt a version of a rule. What began before stays under its own version, unless `moves_open`: then what is open moves, and is listed.

    Refused: "scheme-…", "cannot-run", "adopted-before", "no-reason".
    """
    with unit_of_work() as record:
        _alone()
        stop_if(why_not(powers.ADOPT, {"moves open clocks": moves_open}, actor=by, on=today()))
        if wrong := why_wrong(rule):
            stop_if(Refusal("cannot-run", wrong))
        before = [one.number for one in queries.rules() if one.code == rule.code]
        if rule.number != max(before, default=0) + 1:
            stop_if(Refusal("adopted-before", f"The next version of {rule.code} is {max(before, default=0) + 1}."))
        if not because.strip():
            stop_if(Refusal("no-reason", "Say why, in a sentence."))
        found = _look({rule.code: rule}) if moves_open else Found(0, ())
        _adopt(record, (rule,), found, because.strip(), by)
    return found.moved


def would_move() -> Found:
    """What a dating again would move now, with nothing written."""
    return _look({})


def redate(*, by: Actor) -> tuple[Moved, ...]:
    """Date every running clock again by the bank holidays known now: one entry of the record, in which what moved is listed, before and after.

    With nothing changed since the last time nothing is written.
    """
    with unit_of_work() as record:
        _alone()
        stop_if(checks.why_not_redate(by=by))
        if not queries.to_date_again():
            return ()
        found = _look({})
        version = next_version(ClocksRedated.subject, CLOCKS)
        told = ClocksRedated(
            *(CLOCKS, version, calendar.version(), found.looked_at, len(found.moves), list_sha256(found.moved)),
            tuple(one.line() for one in found.moved[:FIRST]),
        )
        _move(found, record.write(told, by=by))
    return found.moved


def list_sha256(moved: Iterable[Moved]) -> str:
    """The digest of a list of what moved: each clock with its date before and after, in order."""
    return sha256_hex(canonical([one.line() for one in moved]))


def _look(instead: Mapping[str, Rule]) -> Found:
    """Every running clock reckoned again: under its own version, or under the one that is to stand `instead` of its rule's."""
    known = {(rule.code, rule.number): rule for rule in queries.rules()}
    now = calendar.version()

    @cache
    def days(regions: tuple[str, ...], as_at: int) -> Days:
        return calendar.days(regions, as_at=as_at)

    @cache
    def changed(regions: tuple[str, ...], since: int) -> tuple[tuple[date, str], ...]:
        return changed_days(days(regions, since), days(regions, now))

    kept = ClockDue.objects.filter(superseded_by__isnull=True, clock__state=ClockState.RUNNING).order_by("clock__ref")
    kept = kept.filter(clock__rule_code__in=instead) if instead else kept.filter(calendar__lt=now)
    rows = list(kept.values_list("pk", "clock_id", "clock__ref", "clock__rule_code", "clock__began", "rule_number", "calendar", "due"))
    steps: dict[int, list[Happened]] = defaultdict(list)
    of_these = queries.standing_steps().filter(clock__state=ClockState.RUNNING)
    for clock, verb, on, added in of_these.values_list("clock_id", "verb", "on", "added").iterator(AT_A_TIME):
        steps[clock].append(Happened(verb, on, added))
    moves = []
    for pk, clock, ref, code, began, number, since, before in rows:
        rule = instead.get(code) or known[code, number]
        after = due_on(rule, history_of(steps[clock]), days(rule.regions, now))
        assert before is not None  # it runs
        assert after is not None
        if after != before or rule.number != number:
            cause = f"rule {code} {rule.number}" if instead else cause_of(changed(rule.regions, since), began, max(before, after))
            moves.append((pk, clock, rule.number, Moved(ref, before, after, cause)))
    return Found(len(rows), tuple(moves))


def _move(found: Found, event: UUID) -> None:
    known = calendar.version()
    for start in range(0, len(found.moves), AT_A_TIME):
        some = found.moves[start : start + AT_A_TIME]
        ClockDue.objects.filter(pk__in=[pk for pk, *_ in some]).update(superseded_by=event)
        ClockDue.objects.bulk_create(
            ClockDue(clock_id=clock, due=one.after, rule_number=number, calendar=known, made_by=event, **_from(one))
            for _, clock, number, one in some
        )


def _from(one: Moved) -> dict[str, date | str]:
    """Where a date moved from and why; nothing of one that a new version leaves where it was."""
    return {"moved_from": one.before, "cause": one.cause} if one.before != one.after else {}


def _adopt(record: Pen, rules: tuple[Rule, ...], found: Found, because: str, by: Actor) -> None:
    version = next_version(ClockRulesAdopted.subject, RULES)
    content = [as_content(rule) for rule in rules]
    told = ClockRulesAdopted(
        *(RULES, version, tuple(f"{rule.code} {rule.number}" for rule in rules), sha256_hex(canonical(content))),
        *(len(found.moves), list_sha256(found.moved), because),
    )
    event = record.write(told, by=by)
    ClockRule.objects.bulk_create(
        ClockRule(code=rule.code, number=rule.number, starts=rule.starts, content=one, made_by=event)
        for rule, one in zip(rules, content, strict=True)
    )
    _move(found, event)


def _alone() -> None:
    """No step of any clock, and no other of these, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('clocks', 0))")
