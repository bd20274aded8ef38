"""What contracts say in a world: terms of every measure, bands, steps, and rate books in which cells overlap."""

from datetime import timedelta

from hypothesis import strategies as st

from duly.payments.validation.facts import FOREVER, Band, Line, Rate, Step, Terms
from duly.payments.validation.reference.tests.worlds_of_ground import DAYS, EVER, mostly, periods

RATES = (120_000, 120_000, 120_001, 119_999, 213_600, 3_000, 2_999, 0)

PARTICULAR = (
    {"day_type": "saturday"},
    {"day_type": "weekday"},
    {"day_type": "bank-holiday"},
    {"day_type": "sunday", "approved": False},
    {"carer": 2},
    {"carer": 1},
    {"band_from": 0, "band_to": 29},
    {"band_from": 30, "band_to": 30},
    {"band_from": 15, "band_to": 60},
    {"zone": "rural"},
    {"line_ref": "l0"},
    {"line_ref": "l1", "carer": 2},
    {"day_type": "weekday", "carer": 1, "approved": False},
    {"unit": "week"},
    {},
)
"""Cells of a rate book, beside the one that answers for all."""

BANDS = ((), ((1, 15, 15), (16, 30, 30), (31, 60, 45)), ((20, 40, 30),), ((1, 1440, 30),))
STEPS = ((), ((1, 2, 100), (3, 7, 50)), ((2, 365, 25),), ((1, 1, 33),))


@st.composite
def terms_of(draw: st.DrawFn, contract: str) -> list[Terms]:
    measures = st.tuples(
        st.sampled_from(("PLANNED_WITHIN", "ACTUAL_MINUTE", "ACTUAL_INCREMENT", "BANDED")),
        st.sampled_from((5, 0)),
        st.sampled_from((15, 0, 45)),
        st.sampled_from((60, 10, 0)),
        st.sampled_from((80, 0, 50, 100)),
        st.sampled_from((600, 20, 0, 100_000)),
        st.sampled_from((10_000, 333, 0)),
    )
    wider = st.fixed_dictionaries(
        {
            "increment_minutes": st.sampled_from((1, 5, 15)),
            "increment_way": st.sampled_from(("nearest", "up", "down")),
            "minimum_minutes": st.sampled_from((0, 20)),
            "weekly_cap": st.sampled_from(("visit", "week")),
            "flex_minutes": st.sampled_from((0, 30, 45, 1000)),
            "overlap_minutes": st.sampled_from((30, 5, 0)),
            "cancel_notice_minutes": st.sampled_from((60, 0)),
            "cancel_percent": st.sampled_from((100, 50, 33, 0)),
            "frustrated_percent": st.sampled_from((100, 0, 25)),
            "under_percent": st.sampled_from((10, 0, 100)),
            "manual_percent": st.sampled_from((100, 10)),
            "exact_percent": st.sampled_from((100, 30)),
            "death_days": st.sampled_from((0, 2)),
        }
    )
    found = draw(periods(may_lack=False))
    return [Terms(contract, n, *period, *draw(measures), "7", **draw(wider)) for n, period in enumerate(found, start=1)]


@st.composite
def bands_and_steps(draw: st.DrawFn, terms: tuple[Terms, ...]) -> tuple[tuple[Band, ...], tuple[Step, ...]]:
    bands, steps = [], []
    for one in terms:
        bands += [Band(one.contract_ref, one.version, *band) for band in draw(st.sampled_from(BANDS))]
        kinds = draw(st.sampled_from(((), ("hospital",), ("hospital", "respite", "holiday"), ("holiday", "suspension"))))
        steps += [Step(one.contract_ref, one.version, kind, *step) for kind in kinds for step in draw(st.sampled_from(STEPS))]
    return tuple(bands), tuple(steps)


@st.composite
def rates(draw: st.DrawFn, lines: tuple[Line, ...]) -> tuple[Rate, ...]:
    """The later a rate starts, the smaller its reference. Nearly always one answers for all, on every day."""
    found: list[Rate] = []
    for contract, service in sorted({(line.contract_ref, line.service) for line in lines}):
        for n, period in enumerate(draw(periods(may_lack=draw(mostly(False, True, times=2))))):
            found.append(Rate(f"r-{contract}-{service}-{9 - n}", contract, service, *period, draw(st.sampled_from(RATES))))
        for n, cell in enumerate(draw(st.lists(st.sampled_from(PARTICULAR), max_size=3))):
            starts = draw(mostly(EVER, *DAYS[::4]))
            ends = draw(mostly(FOREVER, starts + timedelta(days=4), times=4))
            found.append(Rate(f"q-{contract}-{service}-{n}", contract, service, starts, ends, draw(st.sampled_from(RATES)), **cell))
    return tuple(found)
