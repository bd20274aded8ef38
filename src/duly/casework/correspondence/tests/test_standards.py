"""What came is wholly accounted for: in each month and standard the parts are a plain count, and come to the whole."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.casework.correspondence.rules.standards import LATE, ON_TIME, OVERDUE, STANDARDS, UNKNOWN, WITHIN, Timed, lines, standing

DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30))
ON = date(2026, 3, 15)


@st.composite
def timed(draw):
    came = draw(DAYS)
    days = st.integers(0, 40).map(lambda n: came + timedelta(days=n))
    return Timed("P", draw(st.sampled_from(list(STANDARDS))), came, draw(days), draw(st.none() | days), draw(st.booleans()))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(timed(), max_size=40))
def test_the_parts_are_a_plain_count_and_come_to_the_whole(found):
    told = lines(found, on=ON)

    assert sum(line.received for line in told) == len(found)
    assert len({(line.month, line.standard) for line in told}) == len(told)
    for line in told:
        of = [x for x in found if x.received.isoformat()[:7] == line.month and x.standard == line.standard]
        known = [x for x in of if x.kept]
        assert line.received == len(of)
        assert line.unknown == len(of) - len(known)
        assert line.on_time == sum(x.done is not None and x.done <= x.due for x in known)
        assert line.late == sum(x.done is not None and x.done > x.due for x in known)
        assert line.within == sum(x.done is None and x.due >= ON for x in known)
        assert line.overdue == sum(x.done is None and x.due < ON for x in known)
        judged = line.on_time + line.late + line.overdue
        assert line.percent is None if not judged else 0 <= line.percent <= 100
        assert line.percent != 100 or line.on_time == judged, "never rounded up to all"


def test_the_last_day_is_in_time():
    due = date(2026, 3, 2)
    one = Timed("P", "post-answer", date(2026, 2, 2), due, due)

    assert standing(one, on=ON) == ON_TIME
    assert standing(Timed("P", "post-answer", one.received, due, due + timedelta(days=1)), on=ON) == LATE
    assert standing(Timed("P", "post-answer", one.received, due, None), on=due) == WITHIN
    assert standing(Timed("P", "post-answer", one.received, due, None), on=due + timedelta(days=1)) == OVERDUE
    assert standing(Timed("P", "post-answer", one.received, due, None, kept=False), on=due) == UNKNOWN
