"""208: care after somebody died."""

from dataclasses import replace

from duly.payments.validation.facts import Death
from duly.payments.validation.rules.examples import a_week, on, terms
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week(calls=((2, 480, 30, 1),), visits=((2, 480, 30, "K-1"),), contract=(terms(death_days=1),))

RULE = Rule(
    code=208,
    name="AFTER_DEATH",
    title="After the day of death",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN deaths AS x ON x.person_ref = w.person_ref
LEFT JOIN known_terms AS t ON t.terms_no = w.terms_no
WHERE w.line_no IS NOT NULL AND DATE_DIFF('day', x."on", w.week) > COALESCE(t.death_days, CAST(0 AS BIGINT))
UNION
SELECT w.lw
FROM line_week AS w
JOIN deaths AS x ON x.person_ref = w.person_ref
LEFT JOIN known_terms AS t ON t.terms_no = w.terms_no
JOIN watched_visits AS v ON v.line_no = w.line_no AND v.week = w.week
WHERE v.sound AND DATE_DIFF('day', x."on", v.day) > COALESCE(t.death_days, CAST(0 AS BIGINT))
""",
    says_officer="{person_ref} had died longer before the visits, or the week of {week:day}, than the contract pays after a death. Nothing is paid until somebody has looked.",
    says_provider="Your claim is for days after this person's death, beyond what the contract pays. Please check it, and call us.",
    caught=Example(
        because="Died on Monday; the contract pays 1 day after. The visit on Wednesday is 2 days after.",
        inputs=replace(_WEEK, deaths=(Death("P-1", on(0)),)),
        codes=(208,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="Died on Tuesday: Wednesday is 1 day after.",
        inputs=replace(_WEEK, deaths=(Death("P-1", on(1)),)),
        entitled_pence=1068,
    ),
    source="Specification, section 5.",
)
