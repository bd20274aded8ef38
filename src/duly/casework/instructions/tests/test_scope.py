"""An instruction never holds where it should not: expired, unreviewed, outside its scope, or beside danger. Tried on thousands of made-up letters."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.casework.correspondence.rules.danger import SAFEGUARDING, VIOLENCE
from duly.casework.correspondence.rules.safeguarding import ALWAYS, HARDSHIP
from duly.casework.correspondence.rules.watching import Arrived, marks
from duly.casework.instructions.rules.reading import PointSaid, gaps, outcome
from duly.casework.instructions.rules.scope import Came, Terms, judge
from duly.casework.instructions.rules.vocabulary import KINDS, OUTCOMES, POINTS
from duly.casework.instructions.states import InstructionState

CALMLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine that is busy elsewhere is no fault of these."""
DAY = date(2026, 11, 9)
days = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))
few = st.lists(st.sampled_from(["PSO-1", "PSO-2", "PSO-3"]), max_size=2, unique=True).map(tuple)
people = st.lists(st.sampled_from(["DIR-1", "DIR-2"]), max_size=2, unique=True).map(tuple)
terms = st.builds(
    Terms,
    ref=st.just("SI-1"),
    state=st.sampled_from(list(InstructionState)).map(str) | st.just("in force"),
    kind=st.sampled_from(list(KINDS)) | st.just("on file"),
    about=st.just(("DIR-1",)),
    case_refs=few,
    channels=st.sampled_from([("letter", "e-mail"), ("letter",)]),
    starts=days | st.none(),
    review_on=days,
    expires_on=days,
)
letters = st.builds(
    Came,
    channel=st.sampled_from(["letter", "e-mail"]),
    received_on=days,
    writers=people,
    cases=few,
    breaks=st.sampled_from([(), (), ("Distress (page 1)",)]),
    words=st.booleans() | st.just(True),
    outcome=st.sampled_from(["", *OUTCOMES]),
)
PLAIN = Terms("SI-1", "in force", "on file", ("DIR-1",), ("PSO-1",), ("letter",), DAY, DAY + timedelta(days=180), DAY + timedelta(days=365))
CAME = Came("letter", DAY, ("DIR-1",), ("PSO-1",), (), True)


def test_one_that_holds_is_read_before_it_is_silent():
    assert judge(PLAIN, CAME, on=DAY).holds
    assert not judge(PLAIN, CAME, on=DAY).silent
    assert judge(PLAIN, Came("letter", DAY, ("DIR-1",), ("PSO-1",), (), True, "nothing new"), on=DAY).silent


@CALMLY
@given(terms, letters, days)
def test_expired_or_unreviewed_never_suppresses(one, came, on):
    verdict = judge(one, came, on=on)
    for day in (on, came.received_on):
        if day >= one.expires_on or day > one.review_on or one.starts is None or day < one.starts or one.state != "in force":
            assert not verdict.holds
            assert not verdict.silent


@CALMLY
@given(terms, letters, days)
def test_danger_always_breaks_through(one, came, on):
    if came.breaks:
        assert not judge(one, came, on=on).holds


@CALMLY
@given(terms, letters, days)
def test_it_holds_only_for_its_person_its_channels_and_its_scope_and_only_read_letters_are_silent(one, came, on):
    verdict = judge(one, came, on=on)
    if verdict.holds:
        assert one.kind == "on file"
        assert set(one.about) & set(came.writers)
        assert came.channel in one.channels
        assert came.words
        assert came.cases if one.case_refs else came.outcome == "nothing new"
        assert set(came.cases) <= set(one.case_refs) or not one.case_refs
        assert came.outcome in ("", "nothing new")
    assert verdict.silent == (verdict.holds and came.outcome == "nothing new")
    assert verdict.because.endswith(".")


@CALMLY
@given(
    st.sampled_from([phrase for rule in ALWAYS for phrase in rule.phrases if not set("~<#") & set(phrase)]),
    st.text("ab c\n", max_size=60),
)
def test_every_phrase_of_danger_is_found_wherever_it_stands(phrase, round_it):
    said = " ".join(one.split("|")[0] for one in phrase.replace("*", "").split())
    text = f"You ignored my letter {round_it}. {said}. I ask you again {round_it}"

    assert marks(ALWAYS, Arrived("a@b.example", "Again", text, DAY)), said
    assert not marks((SAFEGUARDING, VIOLENCE, HARDSHIP), Arrived("a@b.example", "Again", "You ignored my letter about the library.", DAY))


@CALMLY
@given(
    st.lists(st.builds(PointSaid, first=st.integers(1, 6), last=st.integers(1, 6), kind=st.sampled_from(list(POINTS))), max_size=5),
    st.booleans(),
)
def test_silence_is_for_letters_in_which_each_point_was_answered_or_asks_nothing(points, within):
    came = outcome(points, within=within)
    assert (came == "nothing new") == (within and {one.kind for one in points} <= {"repeated", "last words"})
    covered = sorted(n for one in points for n in range(one.first, one.last + 1))
    assert (gaps(points, 6) == ()) == (covered == [1, 2, 3, 4, 5, 6])
