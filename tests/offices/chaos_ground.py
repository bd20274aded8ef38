"""What stands under chaos: terms with bands and steps, rate books, contracts, and what befalls people; by chance, and often at one point."""

import itertools
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import FOREVER, Band, Basis, ContractSpan, Death, Holiday, Interruption, Rate, Stay, Step, Terms

BASES: tuple[Basis, ...] = ("ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED")
KINDS = ("holiday", "hospital", "respite", "suspension")
ZONES = ("", "", "rural", "city")
PERCENTS = (0, 20, 50, 50, 100, 100, 100)
VALUES = (213_600, 200_000, 213_650, 198_001, 60_050, 213_601)
Span = tuple[date, date]


def spans_within(rng: Random, days: list[date], *, mostly: int) -> list[Span]:
    """When something holds: mostly throughout; else from or until a day, with a gap, in two parts that touch, or never."""
    long_ago, one, two = days[0] - timedelta(days=50), *sorted(rng.sample(days, 2))
    return rng.choice((
        *[[(long_ago, FOREVER)]] * mostly,
        [(one, FOREVER)],
        [(long_ago, two)],
        [(one, two)],
        [(long_ago, one), (two, FOREVER)],
        [(long_ago, one), (one, FOREVER)],
        [(long_ago, days[0])],
        [(days[-1] + timedelta(days=1), FOREVER)],
        [],
    ))  # fmt: skip


def some_terms(rng: Random, contract: str, days: list[date], begins: date) -> list[Terms]:
    """Versions that leave no day without terms from when they begin, and may change on any."""
    points = [begins, *(on for on in _cut_points(rng, days, 2) if on > begins), FOREVER]
    return [
        Terms(
            contract,
            version,
            starts,
            ends,
            rng.choice(BASES),
            rng.choice((0, 5, 10)),
            rng.choice((0, 10, 15, 40)),
            rng.choice((0, 30, 60, 120)),
            rng.choice((0, 50, 80, 100)),
            rng.choice((0, 1, 100, 500, 1000, 100_000)),
            rng.choice((0, 100, 200, 1000, 10_000)),
            f"7.{version}",
            increment_minutes=rng.choice((1, 5, 10, 15, 30)),
            increment_way=rng.choice(("up", "down", "nearest")),
            minimum_minutes=rng.choice((0, 0, 15, 30, 40)),
            weekly_cap=rng.choice(("visit", "week")),
            flex_minutes=rng.choice((0, 0, 1, 15, 30, 60)),
            overlap_minutes=rng.choice((0, 5, 5, 10, 1440, 1440)),
            cancel_notice_minutes=rng.choice((0, 60, 1440)),
            cancel_percent=rng.choice(PERCENTS),
            frustrated_percent=rng.choice(PERCENTS),
            under_percent=rng.choice((0, 10, 50, 100)),
            manual_percent=rng.choice(PERCENTS),
            exact_percent=rng.choice(PERCENTS),
            death_days=rng.choice((0, 0, 1, 2)),
        )
        for version, (starts, ends) in enumerate(itertools.pairwise(points), start=1)
    ]


def some_bands(rng: Random, terms: list[Terms]) -> list[Band]:
    """Bands of most versions: some touch, some leave lengths out, and some pay more or less than they last."""
    made = []
    for t in terms:
        edges = sorted(rng.sample((1, 5, 10, 11, 15, 16, 30, 31, 32, 45, 46, 60, 61), rng.choice((0, 4, 6))))
        for lower, upper in zip(edges[::2], edges[1::2], strict=True):
            made.append(Band(t.contract_ref, t.version, lower, upper - rng.randrange(2), rng.choice((lower, upper, 15, 30, 45, 0))))
    return made


def some_steps(rng: Random, terms: list[Terms]) -> list[Step]:
    """For some kinds of interruption, what is paid on the first days and then on others."""
    made = []
    for t, kind in itertools.product(terms, KINDS):
        first = rng.choice((1, 1, 2))
        for _ in range(rng.choice((0, 1, 2))):
            last = first + rng.randrange(4)
            made.append(Step(t.contract_ref, t.version, kind, first, last, rng.choice((0, 25, 50, 75, 100))))
            first = last + rng.choice((1, 1, 2))
    return made


def some_rates(rng: Random, contract: str, service: str, days: list[date], line_refs: list[str], calm: bool) -> list[Rate]:
    """A rate that may change on any day, and others for narrower cells. Unless `calm`, some are missing, not adopted, or of one weight."""
    points = [days[0] - timedelta(days=60), *_cut_points(rng, days, 2), FOREVER if calm else rng.choice((FOREVER, FOREVER, days[-1]))]
    base = rng.choice(VALUES)

    def rate(starts: date, ends: date, **keys: object) -> Rate:
        value = max(0, rng.choice((base, base, rng.choice(VALUES))) + rng.choice((0, 1, 100, 8_500, -6_000)))
        approved = calm or rng.random() < 0.93
        return Rate(f"RT-{contract}-{service}-{len(made)}", contract, service, starts, ends, value, approved=approved, **keys)

    made: list[Rate] = []
    for starts, ends in itertools.pairwise(points):
        if starts < ends and (calm or rng.random() < 0.95):
            made.append(rate(starts, ends))
    for _ in range(rng.choice((0, 1, 1) if calm else (0, 0, 1, 2, 4))):
        low, high = rng.choice(((0, 1440), (0, 1440), (0, 30), (31, 1440), (30, 45), (15, 15)))
        starts, ends = rng.choice([(days[0] - timedelta(days=60), FOREVER), (days[0] - timedelta(days=60), days[3]), (days[3], FOREVER)])
        made.append(rate(
            starts, ends, unit=rng.choice(("hour", "hour", "hour", "hour", "night", "week")),
            line_ref=rng.choice(("", "", "", *line_refs[:1])), band_from=low, band_to=high,
            day_type=rng.choice(("", "", "weekday", "saturday", "sunday", "bank-holiday")),
            carer=rng.choice((0, 0, 0, 1, 2)), zone=rng.choice(ZONES),
        ))  # fmt: skip
    if rng.random() < 0.5:
        made.append(rate(days[0] - timedelta(days=400), days[0] - timedelta(days=60)))
    if not calm and rng.random() < 0.06:
        made.append(rate(days[0], days[-1]))
    return made


def some_contract_spans(rng: Random, contract: str, days: list[date], calm: bool) -> list[ContractSpan]:
    """Mostly always; else on some days of the weeks."""
    return [ContractSpan(contract, starts, ends) for starts, ends in spans_within(rng, days, mostly=1000 if calm else 30)]


def some_holidays(rng: Random, days: list[date]) -> list[Holiday]:
    """None to three, on any days."""
    return [Holiday(on) for on in rng.sample(days, rng.randrange(4))]


def what_befalls(rng: Random, person: str, provider: str, days: list[date]) -> tuple[list[Death], list[Interruption], list[Stay]]:
    """A death now and then, interruptions of several kinds that may lie over each other, and stays in a home."""
    around = [days[0] + timedelta(days=n) for n in range(-9, len(days) + 3)]
    deaths = [Death(person, rng.choice(around))] if rng.random() < 0.08 else []
    interruptions = []
    for kind in KINDS:
        if rng.random() < 0.1:
            starts = rng.choice(around)
            first = Interruption(person, kind, starts, starts + timedelta(days=rng.randrange(1, 8)))
            interruptions.append(first)
            if rng.random() < 0.3:
                again = first.ends + timedelta(days=rng.randrange(3))
                interruptions.append(Interruption(person, kind, again, rng.choice((FOREVER, again + timedelta(days=2)))))
    stays = []
    for nth in range(rng.choice((0,) * 12 + (1, 2))):
        admitted = rng.choice(around)
        discharged = rng.choice((FOREVER, admitted + timedelta(days=1), admitted + timedelta(days=4)))
        stays.append(Stay(f"ST-{person}-{nth}", provider, person, "residential", admitted, discharged))
    return deaths, interruptions, stays


def _cut_points(rng: Random, days: list[date], most: int) -> list[date]:
    return sorted(rng.sample(days, rng.randrange(most + 1)))
