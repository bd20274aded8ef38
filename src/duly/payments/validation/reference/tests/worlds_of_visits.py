"""Who comes, in a world: to calls, more or less as planned; to nobody's; and who says they could not."""

from hypothesis import strategies as st

from duly.payments.validation.facts import Call, Line, Visit
from duly.payments.validation.reference.tests.worlds_of_ground import BUSY, CARE, DAYS, mostly

ATTENDANCES = (
    (("ada", 0, 0),),
    (("ada", 0, 0), ("bea", 0, 0)),
    (),
    (("ada", 5, -5),),
    (("ada", 60, -6),),
    (("ada", -10, 5),),
    (("ada", -61, 6),),
    (("ada", 11, 30),),
    (("ada", 0, 0), ("ada", 0, 0)),
    (("ada", 0, 0), ("bea", 6, 0)),
    (("ada", -3, 0), ("bea", 4, 10)),
    (("ada", 0, 6), ("bea", 0, -16)),
    (("ada", 5, 0), ("bea", -5, 0), ("cat", 5, 0)),
)
"""Who came to a call: the carer, minutes after the planned start, and minutes longer than planned."""

NOT_MADE = (
    {"outcome": "cancelled", "notice_minutes": 59, "reason": "person"},
    {"outcome": "cancelled", "notice_minutes": 60, "reason": "person"},
    {"outcome": "cancelled", "notice_minutes": 0, "reason": "provider"},
    {"outcome": "cancelled"},
    {"outcome": "frustrated"},
    {"outcome": "frustrated", "times": "no check-out"},
    {"outcome": "missed"},
    {"times": "no check-out"},
    {"times": "ends before it starts"},
)
"""Ways of not having come, or of not being believed."""


ROUND = "r"
"""How the references begin of calls that are all attended alike."""


@st.composite
def attending(draw: st.DrawFn, calls: tuple[Call, ...], lines: tuple[Line, ...]) -> list[Visit]:
    """Visits made to calls, more or less as planned; now and then one that was not."""
    line_of = {line.line_ref: line for line in lines}
    every_day = draw(st.sampled_from(ATTENDANCES)), {"source": draw(st.sampled_from(("gps", "manual")))}
    visits: list[Visit] = []
    for call in calls:
        who, how = every_day if call.call_ref.startswith(ROUND) else (draw(st.sampled_from(ATTENDANCES)), draw(_how()))
        visits += _made(call, line_of[call.line_ref], who, how)
    return visits


def _how() -> st.SearchStrategy[dict[str, object]]:
    return mostly({"source": "gps"}, {"source": "manual"}, {}, *NOT_MADE, times=12)


def _made(call: Call, line: Line, who: tuple[tuple[str, int, int], ...], how: dict[str, object]) -> list[Visit]:
    """One visit for each carer, the later named the smaller its reference."""
    whose = line.provider_ref, line.person_ref, line.service
    visits = []
    for n, (carer, late, longer) in enumerate(who):
        minutes = 0 if how.get("outcome") == "missed" else max(1, call.minutes + longer)
        visits.append(Visit(f"v{call.call_ref}-{9 - n}", *whose, carer, call.on, call.starts_minute + late, minutes, **how))
    return visits


@st.composite
def astray(draw: st.DrawFn) -> list[Visit]:
    """Visits on any day, for anybody; one may last past midnight."""
    made = st.tuples(
        st.sampled_from(CARE),
        st.sampled_from((*BUSY, *BUSY, *BUSY, *DAYS)),
        st.sampled_from((0, 540, 545, 1430)),
        st.sampled_from((30, 30, 45, 45, 2, 3, 960, 961)),
        st.sampled_from(("dot", "ada")),
    )
    drawn = draw(st.lists(made, max_size=3))
    return [
        Visit(f"w{n}", provider, person, service, carer, on, starts, minutes)
        for n, ((person, provider, service), on, starts, minutes, carer) in enumerate(drawn)
    ]
