"""An explanation adds up whatever took its part, names the clause that each part rests on, and is enough to work the payment out again."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.payments.contracts.rules import ABOUT
from duly.payments.validation.causes import CODES, MONEY_ONLY, about_of, cited, clause_of, severity_of, title_of
from duly.payments.validation.explain import Explanation, Trace, cause_of, explain, sentences
from duly.payments.validation.facts import Cut, Decision, LineWeek, PricePart, Terms
from duly.payments.validation.plain import with_clauses
from duly.payments.validation.ruleset import RULES
from duly.primitives.money import price

MONDAY = date(2026, 11, 2)
ASIDE, CUTTING = ("108", "107", "102"), ("407", "203", "207", "410", "403", "401", "411")
NUMBERED = {about: (f"{n}.1", ABOUT[about].replace(",", "")) for n, about in enumerate(ABOUT, start=1)}
TERMS = Terms("C-1", 2, date(2026, 4, 1), date(9999, 12, 31), "ACTUAL_MINUTE", 0, 0, 120, 80, 1000, 200, with_clauses("7.2", NUMBERED))
NOTHING_SEEN = Trace((), (), (), TERMS, (), (), (), (), "0" * 64)
minutes, rates = st.integers(0, 5000), st.sampled_from([213_600, 240_900, 1, 99_999])


@st.composite
def line_weeks(draw) -> LineWeek:
    """A line-week worked out by section 4 of the specification, with any parts of the difference."""
    aside = {cause: (draw(minutes), draw(st.integers(0, 90_000))) for cause in draw(st.sets(st.sampled_from(ASIDE)))}
    shares = [(cause, draw(minutes)) for cause in CUTTING if draw(st.booleans())]
    week_rate, paid_minutes = draw(rates), [draw(minutes) for _ in range(draw(st.integers(1, 2)))]
    given_minutes = sum(paid_minutes)
    claimed = given_minutes + sum(share for _, share in shares)
    parts = tuple(
        PricePart(f"RT-{n}", m, r, price(m, r)) for n, m in enumerate(paid_minutes) if m for r in [draw(rates) if n else week_rate]
    )
    excess = draw(st.integers(0, 500))
    standing = max(0, price(claimed, week_rate) + draw(st.integers(-900, 900))) + excess
    made = sum(part.pence for part in parts)
    entitled = min(made, standing - excess)
    cuts = [Cut(cause, *aside[cause]) for cause in ASIDE if cause in aside]
    cuts += [Cut("104", 0, excess), Cut("rate", 0, standing - excess - price(claimed, week_rate))]
    left = claimed
    for cause, share in shares:
        cuts.append(Cut(cause, share, price(left, week_rate) - price(left - share, week_rate)))
        left -= share
    cuts += [Cut("rate change", 0, price(left, week_rate) - made), Cut("not claimed", 0, made - entitled)]
    cuts = [cut for cut in cuts if cut.minutes or cut.pence]
    codes = tuple(sorted({int(c.cause) for c in cuts if c.cause.isdigit()} | ({303} if any(c.cause == "rate" for c in cuts) else set())))
    held, paid = draw(st.booleans()), draw(st.integers(0, 50_000))
    let = 0
    if not held and standing - excess > entitled and {"401", "411"} & {cause for cause, _ in shares} and draw(st.booleans()):
        let = draw(st.integers(1, standing - excess - entitled))
        cuts.append(Cut("tolerance", -draw(st.integers(1, 60)), -let))
        entitled += let
    return LineWeek(
        "L-1", "V-1", "P-1", "home-care", MONDAY,
        claimed_minutes=claimed + sum(m for m, _ in aside.values()),
        claimed_pence=standing + sum(p for _, p in aside.values()),
        agreed_minutes=given_minutes, delivered_minutes=claimed, payable_minutes=given_minutes, rate_hundredths=week_rate,
        entitled_pence=entitled, delivered_pence=entitled, paid_pence=paid, due_pence=0 if held else entitled - paid,
        decision="HELD" if held else "TRIMMED", reason="", codes=codes, parts=parts, cuts=tuple(cuts), let_pence=let,
    )  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line_weeks())
def test_parts_add_up_to_the_whole_and_each_names_its_clause_and_version(line_week):
    told = explain(line_week, NOTHING_SEEN)

    for rows in (told.table, told.prices):
        assert sum(row.pence for row in rows[:-1]) == rows[-1].pence
    assert sum(row.minutes for row in told.table[:-1]) == told.table[-1].minutes
    assert (told.table[0].pence, told.table[-1].pence) == (line_week.claimed_pence, line_week.entitled_pence)
    assert told.prices[-1].pence == line_week.due_pence
    assert len(told.table) == 2 + len(line_week.cuts)
    for row, cut in zip(told.table[1:-1], line_week.cuts, strict=True):
        assert row.clause == clause_of(cut.cause, TERMS) != ""
        assert row.clause.startswith("C-1 version 2, ")
    assert "C-1 version 2, " in told.sentence


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line_weeks())
def test_the_payment_is_worked_out_again_from_the_explanation_alone(line_week):
    told = explain(line_week, NOTHING_SEEN)

    assert worked_out_again(told) == (line_week.entitled_pence, line_week.due_pence)


def worked_out_again(told: Explanation) -> tuple[int, int]:
    """Entitled and due, from minutes, rates and what was paid; each minute that came off is priced again, at the week's rate, off what is left."""
    made = sum(
        price(row.minutes, row.rate_hundredths) if row.rate_hundredths else row.pence
        for row in told.prices[:-1]
        if "paid before" not in row.words
    )
    paid = sum(-row.pence for row in told.prices if row.words == "paid before")
    aside = {"108", "107", "102"}
    left = told.table[0].minutes + sum(row.minutes for row in told.table[1:-1] if row.words[:3] in aside)
    pence = 0
    for row in told.table[:-1]:
        if row.rate_hundredths and row.words[:3] not in aside:
            pence -= price(left, row.rate_hundredths) - price(left + row.minutes, row.rate_hundredths)
            left += row.minutes
        else:
            pence += row.pence
    waits = sum(row.pence for row in told.prices if row.words.startswith("not due"))
    assert made - waits == pence, "both ways of working it out agree"
    return pence, made - paid


@pytest.mark.parametrize("cause", [*map(str, CODES), *MONEY_ONLY, "tolerance"])
def test_every_cause_is_called_something_and_rests_on_a_clause(cause):
    assert about_of(cause) in {"", *ABOUT}
    own = clause_of(cause, TERMS)
    assert own == "C-1 version 2, 7.2" if about_of(cause) == "" else own.startswith(f"C-1 version 2, {NUMBERED[about_of(cause)][0]} (")
    if cause.isdigit():
        assert title_of(int(cause)) != f"Code {cause}"
        assert severity_of(int(cause)) in "BHTWI"


def test_every_part_that_the_facts_name_has_words():
    named = {word for word in Cut.__doc__.replace('"', " ").replace(",", " ").split() if word.isdigit() and len(word) == 3}

    assert {int(cause) for cause in named} <= set(CODES)
    assert {"rate", "rate change", "not claimed", "netted"} == set(MONEY_ONLY)
    assert {rule.code: rule.severity for rule in RULES}.items() <= {code: c.severity for code, c in CODES.items()}.items()


def test_clauses_are_cited_once_and_the_versions_own_where_none_is_numbered():
    bare = Terms("C-1", 1, MONDAY, date(9999, 12, 31), "ACTUAL_MINUTE", 0, 0, 120, 80, 1000, 200, "7.2")

    assert cited(("301", "303"), TERMS) == f"C-1 version 2, {NUMBERED['rates'][0]} ({NUMBERED['rates'][1]})"
    assert cited(("203", "401"), TERMS).startswith("C-1 version 2, 7.2 and 1.1 (how minutes are counted)")
    assert cited(("301", "401"), bare) == cited((), bare) == "C-1 version 1, 7.2"
    assert cited(("301",), None) == clause_of("301", None) == ""


@pytest.mark.parametrize("decision", get_args(Decision))
def test_a_line_week_in_any_state_is_explained_in_sums_that_add_up(decision):
    none = decision in ("BLOCKED", "REFUSED")
    line_week = LineWeek(
        "L-1", "V-1", "P-1", "home-care", MONDAY, 30, 1068, 0 if none else 30, 0, 0 if none else 30, 0 if none else 213_600, 0 if none else 1068,
        0, 500, 568 if decision in ("CLEAN", "TRIMMED") else 0, decision, "no-opening" if decision == "REFUSED" else "",
        codes={"BLOCKED": (201, 301), "HELD": (202,)}.get(decision, ()), parts=() if none else (PricePart("RT-1", 30, 213_600, 1068),),
    )  # fmt: skip

    told = explain(line_week, NOTHING_SEEN)

    for rows in (told.table, told.prices):
        assert sum(row.pence for row in rows[:-1]) == rows[-1].pence
    assert told.prices[-1].pence == line_week.due_pence


def test_one_code_speaks_of_the_rate():
    def codes(*those):
        return LineWeek(*(["L-1", "V-1", "P-1", "home-care", MONDAY, *[0] * 10]), "TRIMMED", "", codes=those)

    assert [cause_of(codes(303), 303), cause_of(codes(303, 305), 303), cause_of(codes(303, 305), 305)] == ["rate", "303", "rate"]


def test_nights_are_explained_in_nights():
    line_week = LineWeek(
        "L-1", "V-1", "P-1", "residential", MONDAY, 0, 72_231, 0, 0, 0, 7_223_100, 41_272, 0, 0, 41_272, "TRIMMED", "", codes=(501,),
        parts=(PricePart("RT-1", 0, 7_223_100, 41_272, nights=4),), cuts=(Cut("501", 0, 30_959, nights=3),),
        claimed_nights=7, agreed_nights=7, delivered_nights=4, payable_nights=4,
    )  # fmt: skip

    told = explain(line_week, NOTHING_SEEN)

    assert [(row.nights, row.pence) for row in told.table] == [(7, 72_231), (-3, -30_959), (4, 41_272)]
    assert told.prices[0].words == "4 nights at £722.31 (RT-1)"
    assert "£309.59" in told.sentence
    assert "p-1" not in told.sentence, "a reference keeps its capital"


def test_what_is_let_through_is_told_at_every_depth_with_its_clause():
    line_week = LineWeek(
        "L-1", "V-1", "P-1", "home-care", MONDAY, 35, 1246, 30, 35, 30, 213_600, 1246, 1246, 0, 1246, "CLEAN", "", codes=(411,),
        parts=(PricePart("RT-1", 30, 213_600, 1068),), cuts=(Cut("411", 5, 178), Cut("tolerance", -5, -178)), let_pence=178,
    )  # fmt: skip
    number = NUMBERED["tolerance"][0]

    told = explain(line_week, NOTHING_SEEN)

    assert "The contract lets 5 min of it through all the same: £1.78." in told.sentence
    assert f"{number} (a small excess that is let through)" in told.sentence
    assert [(row.words, row.minutes, row.pence) for row in told.table[2:]] == [
        ("a small excess that the contract lets through", 5, 178),
        ("entitled", 35, 1246),
    ]
    assert [(row.minutes, row.pence) for row in told.prices] == [(30, 1068), (5, 178), (0, 0), (0, 1246)]
    for rows in (told.table[2], told.prices[1]):
        assert rows.clause == f"C-1 version 2, {number} (a small excess that is let through)"
    assert sentences(line_week, to="provider")[-1].startswith(
        "Your contract lets a small difference through, so £1.78 of it (5 min) is paid"
    )


def test_an_excess_let_through_where_nothing_was_payable_is_what_entitled_is_made_of():
    line_week = LineWeek(
        "L-1", "V-1", "P-1", "home-care", MONDAY, 5, 178, 0, 0, 0, 213_600, 178, 0, 0, 178, "CLEAN", "", codes=(411,),
        cuts=(Cut("411", 5, 178), Cut("tolerance", -5, -178)), let_pence=178,
    )  # fmt: skip

    assert [row.words for row in explain(line_week, NOTHING_SEEN).prices] == [
        "a small excess that the contract lets through",
        "paid before",
        "due",
    ]
