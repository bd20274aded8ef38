"""209: cared for in two places at once."""

from dataclasses import replace

from duly.payments.validation.facts import Stay
from duly.payments.validation.rules.examples import a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_STAY = Stay("S-1", "PR-9", "P-1", "nursing care", on(-1), on(1))

RULE = Rule(
    code=209,
    name="CONFLICTING_SERVICE",
    title="Visits at home while in hospital, respite or a care home",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN interrupted AS i ON i.line_no = w.line_no AND i.elsewhere = 1
JOIN watched_visits AS v ON v.line_no = i.line_no AND v.week = w.week AND v.day = i.day
WHERE v.sound
UNION
SELECT w.lw
FROM line_week AS w
JOIN stays AS s ON s.person_ref = w.person_ref
JOIN watched_visits AS v ON v.line_no = w.line_no AND v.week = w.week AND s.admitted < v.day AND v.day < s.discharged
WHERE v.sound
""",
    says_officer="Visits at home are dated when {person_ref} was in hospital, in respite or in a care home. One of the two is wrong.",
    says_provider="Our records say this person was in hospital, in respite or in a care home on days you visited. Please check your dates with us.",
    caught=Example(
        because="In a care home from Sunday until Tuesday: Monday lies between.",
        inputs=replace(a_week(), stays=(_STAY,)),
        codes=(209,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="Out on Monday: the day of going out is a day at home.",
        inputs=replace(a_week(), stays=(replace(_STAY, discharged=on(0)),)),
        entitled_pence=1068,
    ),
    source="Specification, section 5.",
)
