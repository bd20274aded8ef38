"""A bank holiday announced late: 100,000 open clocks of 20 working days, written by SQL into a scratch database, are dated again, and what moved is listed.

The first row is the whole act: read from PostgreSQL, reckoned, held against what is kept, written as new dates that say where they moved from and why, listed under one entry of the record. The others reckon the same
100,000 dates in memory and nothing else: our engine from each clock's own history; a loop in plain Python that walks day by day, as programs of offices do; and polars' add_business_days over all at once, which knows
no stops, no roll, no version of a rule and no cause. Each must come to the same dates.
"""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from benchmarks.figures import Row, apart, timed

CLOCKS, OVER_DAYS, AMOUNT = 100_000, 15, 20
GOAL_S = 60.0
FILL = (
    """INSERT INTO clocks_clock (ref, version, state, kind, about, rule_code, began)
       SELECT 'CK-' || lpad(n::text, 6, '0'), 1, 'running', 'case', 'PSO-2026-' || lpad(n::text, 5, '0'), 'foi', %(today)s::date - n %% %(over)s
         FROM generate_series(1, %(many)s) n""",
    """INSERT INTO clocks_clockstep (clock_id, verb, "on", added, made_by) SELECT id, 'started', began, 0, gen_random_uuid() FROM clocks_clock""",
    """INSERT INTO clocks_clockdue (clock_id, due, rule_number, calendar, cause, made_by)
       SELECT c.id, (%(dues)s::jsonb ->> c.began::text)::date, %(number)s, %(calendar)s, '', gen_random_uuid() FROM clocks_clock c""",
)
TABLES = ("clocks_clock", "clocks_clockstep", "clocks_clockdue")


def measured(size: str = str(CLOCKS)) -> tuple[list[Row], list[str]]:
    """Rows of the act and of the ways to reckon, and what the one is to the others."""
    told = apart("benchmarks.redating:here", size)["told"]
    return [Row(**row) for row in told["rows"]], told["lines"]


def here(size: str) -> dict[str, Any]:
    """The same in this process, in an installation of its own."""
    from benchmarks.found import a_scratch_office, people_the_office

    many = int(size)
    with a_scratch_office():
        from duly.cli.opening import start_django

        start_django()
        from duly.core.calendar import queries as calendar
        from duly.core.calendar.actions import add_holiday, load_holidays
        from duly.core.clocks import queries, redating
        from duly.core.people.queries import actor
        from duly.core.record import sight
        from duly.core.record.clock import today
        from duly.primitives.actor import SYSTEM

        sight.this_process_sees_everything("It measures.")
        refs, day = people_the_office(), today()
        by = next(one for one in (actor(ref, on=day) for ref in refs) if "head-of-casework" in one.posts)
        load_holidays(years=range(day.year - 1, day.year + 2), by=SYSTEM)
        redating.adopt_published(by=SYSTEM)
        rule = queries.rule_for("foi", day)
        assert rule is not None
        began = [day - timedelta(days=n) for n in range(OVER_DAYS)]
        before = _by_engine(rule, began, calendar.days(rule.regions))
        _fill(many, day, dict(zip(began, before, strict=True)), rule.number, calendar.version())
        holiday = next(one for one in (day + timedelta(days=n) for n in itertools.count(5)) if calendar.days(rule.regions).works(one))
        add_holiday(division="england-and-wales", day=holiday, title="A day announced late", by=SYSTEM)
        moved, wall, cpu = timed(lambda: redating.redate(by=by))
        days = calendar.days(rule.regions)
        every = [began[n % OVER_DAYS] for n in range(1, many + 1)]
        wanted = _by_engine(rule, every, days)
        was = dict(zip(began, before, strict=True))
        told = zip(every, wanted, strict=True)
        expected = {f"CK-{n:06d}": after for n, (one, after) in enumerate(told, start=1) if after != was[one]}
        same = bool(expected) and {one.ref: one.after for one in moved} == expected
        rows = [
            {
                "what": "open clocks dated again after a late bank holiday",
                "engine": "Duly: read, reckoned, written, listed",
                "visits": many,
                "wall_s": wall,
                "cpu_s": cpu,
                "same": same,
                "figure": wall,
                "unit": "s",
                "goal": GOAL_S,
                "note": f"{len(moved):,} moved, each with its cause, under one entry of the record",
            }
        ]
        ways: dict[str, Callable[[], list[date]]] = {
            "Duly's engine, in memory": lambda: _by_engine(rule, every, days),
            "a day walker in plain Python": lambda: _by_walking(every, set(days.holidays)),
            "polars, add_business_days": lambda: _by_polars(every, set(days.holidays)),
        }
        walls: dict[str, float] = {}
        lines = []
        for name, way in ways.items():
            try:
                came, clock, used = timed(way)
            except ImportError:
                lines.append(f"{name}: not here, so not measured (make peers)")
                continue
            walls[name] = clock
            rows.append(
                {"what": "the same dates reckoned", "engine": name, "visits": many, "wall_s": clock, "cpu_s": used, "same": came == wanted}
            )
        ours, *others = walls.items()
        lines += [f"{name}: {clock / ours[1]:.2f} times as long as Duly's engine" for name, clock in others]
        lines.append(f"the whole act: {wall / ours[1]:.1f} times as long as its reckoning")
    return {"rows": rows, "lines": lines}


def _fill(many: int, day: date, dues: dict[date, date], number: int, version: int) -> None:
    """Clocks, what happened to them and their dates, with the guards of the tables off only meanwhile."""
    import json

    from benchmarks.found import owning

    told = {
        "many": many,
        "today": day,
        "over": OVER_DAYS,
        "dues": json.dumps({str(began): str(due) for began, due in dues.items()}),
        "number": number,
        "calendar": version,
    }
    with owning() as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in FILL:
            owner.execute(statement, told)
        for table in TABLES:
            names = owner.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table]).fetchall()
            for (name,) in names:
                owner.execute(f'ALTER TABLE {table} ENABLE ALWAYS TRIGGER "{name}"')
            owner.execute(f"VACUUM (ANALYZE) {table}")


def _by_engine(rule: Any, began: list[date], days: Any) -> list[date]:
    from duly.core.calendar.rules.deadlines import due_on
    from duly.core.clocks.rules import Happened, history_of

    return [due for one in began if (due := due_on(rule, history_of([Happened("started", one)]), days)) is not None]


def _by_walking(began: list[date], holidays: set[date]) -> list[date]:
    """The twentieth working day after each, as a loop finds it."""
    a_day, found = timedelta(days=1), []
    for one in began:
        left, at = AMOUNT, one
        while left:
            at += a_day
            if at.weekday() < 5 and at not in holidays:
                left -= 1
        found.append(at)
    return found


def _by_polars(began: list[date], holidays: set[date]) -> list[date]:
    """The same, all at once."""
    import polars

    off = sorted(holidays)
    return list(polars.Series(began).dt.add_business_days(AMOUNT, holidays=off, roll="backward"))
