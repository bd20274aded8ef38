"""409: too much written by hand, or too exact."""

from dataclasses import replace

from duly.payments.validation.facts import Inputs
from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

_CALLS = tuple((day, start, 30, 1) for day in range(5) for start in (480, 1080))
_WEEK = a_week(
    calls=_CALLS,
    visits=tuple((day, start + 1, 30, "K-1") for day, start, _, _ in _CALLS),
    claimed=300,
    contract=(terms(manual_percent=20),),
)


def _by_hand(how_many: int) -> Inputs:
    """Ten visits, some of them written by hand."""
    return replace(_WEEK, visits=tuple(replace(v, source="manual") if n < how_many else v for n, v in enumerate(_WEEK.visits)))


RULE = Rule(
    code=409,
    name="EVIDENCE_WEAK",
    title="Too many visits written by hand, or exactly as planned",
    severity="W",
    clears="always: it holds nothing",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
JOIN known_terms AS t ON t.terms_no = w.terms_no
JOIN (
    SELECT
        l.contract_no, k.week, CAST(SUM(k.sound) AS BIGINT) AS visits, CAST(SUM(k.by_hand) AS BIGINT) AS by_hand,
        CAST(SUM(k.exact) AS BIGINT) AS exact
    FROM seen AS k
    JOIN known_lines AS l ON l.line_no = k.line_no
    GROUP BY l.contract_no, k.week
) AS c ON c.contract_no = t.contract_no AND c.week = w.week
WHERE c.visits >= 10
    AND (
        (c.by_hand * 100 > t.manual_percent * c.visits AND s.by_hand > 0)
        OR (c.exact * 100 > t.exact_percent * c.visits AND s.exact > 0)
    )
""",
    says_officer="More of {provider_ref}'s visits in the week of {week:day} than the contract lets pass were written by hand, or are exactly as planned to the minute.",
    says_provider="More of your visits in the week of {week:day} than the contract lets pass were written by hand, or are exactly as planned. Please use check-in.",
    caught=Example(
        because="3 of 10 visits by hand; the contract lets 20 per cent pass.",
        inputs=_by_hand(3),
        codes=(409,),
        decision="CLEAN",
        entitled_pence=10680,
    ),
    passed=Example(
        because="2 of 10 are exactly 20 per cent.",
        inputs=_by_hand(2),
        entitled_pence=10680,
    ),
    source="Specification, section 5.",
)
