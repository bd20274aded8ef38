"""Whatever the line-weeks and the terms: what is let through keeps within every limit, and a week judged again keeps what it had."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from duly.payments.validation.facts import Cut, Letting, LineWeek
from duly.payments.validation.tolerance.letting import let_through
from duly.payments.validation.tolerance.tests.trimmed import TERMS, known, trimmed, weeks_on

LINES = [(f"L-{n}", f"V-{n % 2}", f"P-{n // 2}") for n in range(6)]


@st.composite
def judged(draw) -> list[LineWeek]:
    """Up to six lines of two providers and three people in three weeks, as an engine would give them."""
    found = []
    for week in range(3):
        for line, provider, person in LINES:
            if not draw(st.booleans()):
                continue
            x, e = draw(st.integers(1, 8)), draw(st.integers(1, 260))
            aside, excess, not_claimed = draw(st.integers(0, 50)), draw(st.integers(0, 5)), -draw(st.sampled_from([0, 0, 30]))
            claimed = draw(st.sampled_from([3000, 4000, 20_000]))
            cuts = [Cut("108", 0, aside), Cut("104", 0, excess), Cut("411", x, e), Cut("not claimed", 0, not_claimed)]
            cuts = [cut for cut in cuts if cut.minutes or cut.pence]
            decision = draw(st.sampled_from(["TRIMMED", "TRIMMED", "TRIMMED", "HELD", "BLOCKED", "REFUSED", "CLEAN"]))
            entitled = claimed - sum(cut.pence for cut in cuts)
            codes = tuple(sorted(int(cut.cause) for cut in cuts if cut.cause.isdigit()))
            row = trimmed(line, x=x, e=e, claimed=claimed, week=week, provider_ref=provider, person_ref=person)
            row = replace(row, codes=codes, cuts=tuple(cuts), decision=decision, entitled_pence=entitled, due_pence=entitled)
            if decision in ("BLOCKED", "REFUSED"):
                row = replace(row, cuts=(), entitled_pence=0, due_pence=0)
            found.append(replace(row, due_pence=0) if decision == "HELD" else row)
    return found


terms = st.builds(
    lambda **said: replace(TERMS, **said),
    let_minutes=st.sampled_from([0, 3, 5]),
    let_pence=st.sampled_from([0, 100, 200]),
    let_bp=st.sampled_from([0, 500, 10_000]),
    let_person_minutes=st.sampled_from([0, 5, 9, 15]),
    let_run_pence=st.sampled_from([0, 150, 300, 25_000]),
    let_run_bp=st.sampled_from([0, 50, 200, 10_000]),
)
MONDAYS = [weeks_on(n) for n in range(3)]


@settings(deadline=None, max_examples=100)
@given(judged(), terms)
def test_what_is_let_through_keeps_within_every_limit(found, said):
    through = let_through(found, weeks=MONDAYS, known=known(found, terms=[said]))

    of_provider: dict[tuple, int] = defaultdict(int)
    entitled: dict[tuple, int] = defaultdict(int)
    of_line: dict[str, list[date]] = defaultdict(list)
    for was, now in zip(found, through, strict=True):
        entitled[was.week, was.provider_ref] += was.entitled_pence if was.decision in ("CLEAN", "TRIMMED") else 0
        if not now.let_pence:
            assert now == was
            continue
        of_provider[now.week, now.provider_ref] += now.let_pence
        of_line[now.line_ref].append(now.week)
        assert was.decision == "TRIMMED"
        assert 0 < now.let_pence == now.entitled_pence - was.entitled_pence == now.due_pence - was.due_pence
        assert now.entitled_pence <= now.claimed_pence
        assert sum(cut.pence for cut in now.cuts) == now.claimed_pence - now.entitled_pence
        assert now.decision == ("TRIMMED" if {104, 108}.intersection(now.codes) else "CLEAN")
    for key, pence in of_provider.items():
        assert pence <= said.let_run_pence
        assert pence * 10_000 <= said.let_run_bp * entitled[key]
    assert all(len(weeks) == 1 for weeks in of_line.values()), "three weeks running are less than five"


@settings(deadline=None, max_examples=70)
@given(judged(), terms, st.sampled_from(["V-0", "V-1"]), st.integers(0, 2))
def test_a_providers_week_judged_again_alone_is_as_it_was_in_the_whole(found, said, provider, week):
    whole = let_through(found, weeks=MONDAYS, known=known(found, terms=[said]))
    lettings = [Letting(one.line_ref, one.week, one.let_pence) for one in whole if one.let_pence]
    mine = [one for one in found if (one.provider_ref, one.week) == (provider, weeks_on(week))]

    again = let_through(mine, weeks=[weeks_on(week)], known=known(found, terms=[said], lettings=lettings))

    assert again == tuple(one for one in whole if (one.provider_ref, one.week) == (provider, weeks_on(week)))
