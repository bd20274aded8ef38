"""A council's week, from its providers' files to exceptions that can be asked for: through the doors an officer uses, in a database of its own.

The council, its people, contracts and rates are known already. The week's CSV files of visits and invoices are taken in one after another by the intake's
actions, the week is frozen and judged in one transaction, and the exceptions left to decide are asked for as the page asks. First feedback is until the page
answers that the largest file is there, is of the right shape and is being taken in. Times are by the clock; the processor's is of this process alone.
"""

import sys
from dataclasses import replace
from functools import partial
from typing import Any

from benchmarks.figures import Part, Row, apart, timed

SIZE, PEOPLE, ORDINARY, WEEKS = "full", 4_450, 4_130, 2


def measured(visits: int) -> Part:
    """One week, whatever the size of the large parts."""
    told = apart("benchmarks.week:week")["told"]
    size, first, total = told["visits"], told["first_feedback"], sum(told["steps"].values())
    rows = [
        Row("files to exceptions", "Duly", size, total, told["cpu_s"], told["peak_mib"], None, total, "s", 5.0, note=told["found"]),
        Row("first feedback", "Duly", size, first, figure=first, unit="s", goal=2.0),
        *(Row(f"of which {name}", "Duly", size, seconds) for name, seconds in told["steps"].items()),
    ]
    return Part("A council's week", " ".join((__doc__ or "").split()), tuple(rows))


def week(profiled: str = "") -> dict[str, Any]:
    """Take a week in and judge it. With `profiled`, leave a profile of the judging in that file."""
    from benchmarks.record import an_office

    with an_office():
        from duly.cli.opening import start_django

        start_django()
        return _week(profiled)


def _week(profiled: str) -> dict[str, Any]:
    from benchmarks.figures import peak_mib, processor
    from duly.core.calendar.actions import add_holiday
    from duly.office.practice import council as practice
    from duly.office.practice.invented import SIZES, invent
    from duly.office.practice.invented.files import background, batches, sent_for
    from duly.payments import flow
    from duly.payments.validation import actions, queries
    from duly.primitives.actor import SYSTEM

    council = invent(replace(SIZES[SIZE], name="bench", people=PEOPLE, ordinary=ORDINARY, weeks=WEEKS))
    by, other = _officers_for_everything()
    monday = council.weeks[-1]
    add_holiday(division="england-and-wales", day=practice.HOLIDAY, title=practice.HOLIDAY_NAME, by=SYSTEM)
    for sent in background(council):
        _taken(flow.IMPORTS[sent.kind](sent.name, sent.content, sent.source, by), sent)
    for sent in batches(council):
        practice._put_forward(sent, {"payments-officer": by, "group-manager": other})
    files = sent_for(council, monday)
    largest = max(files, key=lambda sent: len(sent.content))
    _, heard, _ = timed(
        lambda: flow.ask_to_import(
            largest.kind, name=f"again-{largest.name}", content=largest.content + b"\n", source=largest.source, by=by
        )
    )
    used, steps = processor(), {"visits taken in": 0.0, "invoices taken in": 0.0, "other files taken in": 0.0}
    for sent in files:
        outcome, took, _ = timed(partial(flow.IMPORTS[sent.kind], sent.name, sent.content, sent.source, by))
        _taken(outcome, sent)
        steps[f"{sent.kind if sent.kind in ('visits', 'invoices') else 'other files'} taken in"] += took
    judge = _profiled(profiled) if profiled else lambda work: work()
    summary, steps["frozen, judged and kept"], _ = timed(lambda: judge(lambda: actions.judge([monday], by=by)))
    left, steps["exceptions asked for"], _ = timed(lambda: queries.exceptions(monday, only_undecided=True))
    found = f"{summary.line_weeks:,} invoice lines in {len(files)} files; {sum(n for _, n in summary.codes):,} exceptions, {len(left):,} left to decide"
    return {
        "visits": summary.visits,
        "found": found,
        "first_feedback": heard,
        "steps": steps,
        "cpu_s": processor() - used,
        "peak_mib": peak_mib(),
    }


def _officers_for_everything() -> tuple[Any, Any]:
    """Two people in posts that may do everything, because some things take two."""
    from datetime import date

    from duly.core.people.actions import add_officer, give_post, make_post
    from duly.core.people.queries import actor
    from duly.core.scheme.actions import adopt
    from duly.core.scheme.rules import Row as Rule
    from duly.primitives.actor import SYSTEM
    from duly.primitives.power import POWERS

    make_post(code="bench", title="Officer", office="Northmere Council", wing="payments", by=SYSTEM)
    refs = [add_officer(username=name, name=name, email=f"{name}@example.org", password=None, by=SYSTEM) for name in ("bench", "other")]
    for ref in refs:
        give_post(ref, post="bench", starts=date(2020, 1, 1), by=SYSTEM)
    rules = [(code, Rule(str(n), "bench", (), "May.")) for n, code in enumerate(sorted(POWERS), start=1)]
    adopt(office="Northmere Council", number=1, title="Scheme", starts=date(2020, 1, 1), rules=rules, by=SYSTEM)
    one, two = (actor(ref, on=date(2026, 11, 2)) for ref in refs)
    return one, two


def _taken(outcome: Any, sent: Any) -> None:
    if outcome.accepted == sent.refused:
        raise RuntimeError(f"{sent.name}: {outcome.refusal}")


def _profiled(file: str) -> Any:
    import cProfile

    def judge(work: Any) -> Any:
        profile = cProfile.Profile()
        try:
            return profile.runcall(work)
        finally:
            profile.dump_stats(file)

    return judge


if __name__ == "__main__":
    print(week(*sys.argv[1:]))
