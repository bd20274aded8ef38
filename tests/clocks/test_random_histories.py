"""Ten thousand histories by chance: what the engine reckons is what the day walker walks to.

The everyday run goes through 500; the nightly one through the ten thousand. `DULY_SEED` replays one.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

from duly.core.calendar.published import holidays_of
from duly.core.calendar.rules.days import Days
from duly.core.calendar.rules.deadlines import DAY_ONES, ROLLS, UNITS, Extension, History, Rule, Stop, due_on, why_wrong
from duly.core.calendar.rules.words import say, working
from duly.core.calendar.rules.working import DIVISIONS
from duly.core.clocks.rules import Happened, stands, why_impossible, without
from tests.clocks import walker
from tests.faults.sizes import SEED, size

HISTORIES, TO_A_WORLD = size(500, 10_000), 25
YEARS = range(2019, 2036)
PARTS = {division: dict(holidays_of(division, YEARS)) for division in DIVISIONS}
LENGTHS = {"working days": 80, "days": 400, "weeks": 20, "months": 14}


def a_world(chance: Random) -> tuple[dict[str, set[date]], tuple[str, ...]]:
    """Each part's bank holidays, some made up and some taken away, and the parts of a rule."""
    off = {}
    for division, known in PARTS.items():
        days = {day for day in known if chance.random() > 0.02}
        off[division] = days | {date(2020, 1, 1) + timedelta(days=chance.randrange(5_000)) for _ in range(chance.randrange(8))}
    return off, tuple(chance.sample(sorted(DIVISIONS), chance.randint(1, 3)))


def a_rule(chance: Random, regions: tuple[str, ...]) -> Rule:
    unit = chance.choice(UNITS)
    stops = chance.choice(["working days"] if unit == "working days" else ["working days", "days"])
    less = chance.choice([0, 0, 0, 1, 14, 28])
    length = chance.randint(1, LENGTHS[unit])
    return Rule(
        "any", 1, "Any", length, unit, chance.choice(DAY_ONES), regions, roll=chance.choice(ROLLS), stops=stops, extension=99, less=less
    )


def a_history(chance: Random) -> History:
    """Stops in order and without overlap: some that last, some on the day a stop ended, some of no days, some that come too late."""
    day = began = date(2020, 1, 1) + timedelta(days=chance.randrange(4_000))
    stops = []
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3, 5])):
        starts = day + timedelta(days=chance.choice([0, 0, 1, chance.randrange(40), chance.randrange(200)]))
        day = starts + timedelta(days=chance.choice([0, 1, 2, chance.randrange(12), chance.randrange(90)]))
        stops.append(Stop(starts, day))
    if stops and chance.random() < 0.1:
        stops[-1] = Stop(stops[-1].starts)
    extensions = tuple(Extension(began, chance.randint(1, 25)) for _ in range(chance.choice([0, 0, 0, 1, 2])))
    return History(began, tuple(stops), extensions)


def as_walked(rule: Rule) -> dict[str, object]:
    return {
        "unit": rule.unit,
        "length": rule.amount,
        "day one": rule.day_one,
        "stop adds": rule.stops,
        "days off the end": rule.less,
        "not a working day": rule.roll,
    }


def a_life(chance: Random, rule: Rule, days: Days) -> tuple[list[tuple[int, Happened]], list[list[object]]]:
    """What was noted of a clock by people who err: the steps that stand, each with its place, and all that was noted with what became of it."""
    began = date(2020, 1, 1) + timedelta(days=chance.randrange(4_000))
    placed, noted, now = [(0, Happened("started", began))], [["started", began, 0, ""]], began
    for _ in range(chance.randrange(1, 12)):
        if chance.random() < 0.35:
            place, step = chance.choice(placed)
            on = step.on + timedelta(days=chance.randint(-3, 3)) if chance.random() < 0.5 else None
            left, right = without(placed, place, on=on), on or "never"
            if on == step.on or (left and why_impossible(rule, [one for _, one in left], days)):
                continue
            placed, noted[place][3] = left, right
            if not placed:
                break
        else:
            now += timedelta(days=chance.choice([0, 0, 1, chance.randrange(30)]))
            verb = chance.choice(["stopped", "restarted", "stopped", "restarted", "extended", "met", "ended"])
            day = now - timedelta(days=chance.randrange(10)) if verb == "extended" else now
            more = chance.randint(1, 9) if verb == "extended" else 0
            then = sorted([*placed, (len(noted), Happened(verb, day, more))], key=lambda one: (one[1].on, one[0]))
            if not why_impossible(rule, [one for _, one in then], days):
                placed = then
                noted.append([verb, day, more, ""])
    return placed, noted


def test_a_clock_stands_as_the_walker_says_whatever_was_taken_back_or_put_right(record_property):
    counted: Counter[str] = Counter()
    for number in range(HISTORIES):
        if number % TO_A_WORLD == 0:
            off, regions = a_world(Random(f"{SEED}/{number} world"))
            days = Days({day: part for part in regions for day in off[part]}, range(2019, 2045))
        chance = Random(f"{SEED}/{number} life")
        rule = a_rule(chance, regions)

        placed, noted = a_life(chance, rule, days)
        found = stands(rule, [one for _, one in placed], days)

        wanted = walker.lived(as_walked(rule), noted, [off[part] for part in regions])
        assert (str(found.state), found.due) == wanted, f"life {number} of seed {SEED}: {rule} {noted}"
        still = any(what == "met" and right != "never" for what, _, _, right in noted) and placed[-2][1].verb == "stopped"
        if still and not rule.less and rule.roll != "the working day before" and rule.stops in ("days", rule.unit):
            assert found.state == "met", "what was stopped in time and done while it stood still is never late"
        counted.update([f"{found.state}"] + ["met while it stood still"] * still)
        counted.update("taken back" if right == "never" else "put right" for *_, right in noted if right)
    for kind in ("running", "stopped", "met", "missed", "ended", "taken back", "put right", "met while it stood still"):
        assert counted[kind], f"no life had one that was {kind}"
    told = ", ".join(f"{how_many:,} {kind}" for kind, how_many in sorted(counted.items()))
    record_property("counted", f"lives of clocks: {HISTORIES:,} by chance; {told}; seed {SEED}")


def test_the_engine_comes_to_the_day_the_walker_walks_to(record_property):
    counted: Counter[str] = Counter()
    for number in range(HISTORIES):
        if number % TO_A_WORLD == 0:
            off, regions = a_world(Random(f"{SEED}/{number} world"))
            days = Days({day: part for part in regions for day in off[part]}, range(2019, 2045))
        chance = Random(f"{SEED}/{number}")
        rule, history = a_rule(chance, regions), a_history(chance)

        found = due_on(rule, history, days)
        lines = working(rule, history, days)

        wanted = walker.walked(
            as_walked(rule),
            history.began,
            [(stop.starts, stop.ends) for stop in history.stops],
            [extension.amount for extension in history.extensions],
            [off[part] for part in regions],
        )
        assert not why_wrong(rule)
        assert found == wanted, f"history {number} of seed {SEED}: {rule} {history}"
        assert (lines[-1].kind, lines[-1].day) == (("due", found) if found else ("stands still", history.stops[-1].starts))
        assert all(say(line).endswith(".") for line in lines)
        counted.update({f"unit {rule.unit}", f"day one {rule.day_one}", f"roll {rule.roll}", f"{len(regions)} parts"})
        counted.update(line.kind for line in lines)
    assert min(counted[f"unit {unit}"] for unit in UNITS) > HISTORIES / 10
    for kind in ("suspended", "stopped too late", "stands still", "extended", "rolled", "no such day", "less", "holiday left out"):
        assert counted[kind], f"no history had one that was {kind}"
    told = ", ".join(f"{how_many:,} {kind}" for kind, how_many in sorted(counted.items()))
    record_property("counted", f"deadlines: {HISTORIES:,} histories by chance; {told}; seed {SEED}")
