"""The people of the two invented offices, their posts, and the two example schemes."""

from collections.abc import Sequence
from datetime import date

from duly.casework.example_scheme import ANSWERS_TO
from duly.casework.example_scheme import SCHEME as CASEWORK_SCHEME
from duly.core.calendar.actions import load_holidays
from duly.core.clocks.redating import adopt_published
from duly.core.people import actions as people
from duly.core.people import queries
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens import powers as tokens
from duly.office.powers import READ_HEALTH, READ_RECORD, TAKE_EVIDENCE
from duly.payments.example_scheme import RULES as PAYMENTS_SCHEME
from duly.primitives.actor import SYSTEM, Actor

COUNCIL = "Northmere Council"
OMBUDSMAN = "Public Services Ombudsman"
BEGAN = date(2026, 4, 1)

DESKS = (
    (COUNCIL, "payments", "payments-officer", "Payments Officer", "tom", "Tom Ashby"),
    (COUNCIL, "payments", "senior-officer", "Senior Officer", "joan", "Joan Bright"),
    (COUNCIL, "payments", "finance-releaser", "Corporate Finance Officer", "femi", "Femi Adeyemi"),
    (COUNCIL, "payments", "group-manager", "Group Manager", "rhona", "Rhona Ellwood"),
    (COUNCIL, "payments", "auditor", "Internal Auditor", "ines", "Ines Calder"),
    (OMBUDSMAN, "casework", "executive-assistant", "Executive Assistant", "maya", "Maya Okafor"),
    (OMBUDSMAN, "casework", "assistant-casework-manager", "Assistant Casework Manager", "priya", "Priya Nair"),
    (OMBUDSMAN, "casework", "casework-manager", "Ombudsman's Casework Manager", "astrid", "Astrid Lindqvist"),
    (OMBUDSMAN, "casework", "head-of-casework", "Head of Corporate Casework", "owen", "Owen Pryce"),
    (OMBUDSMAN, "casework", "investigator", "Investigator", "jude", "Jude Whitcombe"),
    (OMBUDSMAN, "casework", "deputy-ombudsman", "Deputy Ombudsman", "dara", "Dara Quinlan"),
    (OMBUDSMAN, "casework", "ombudsman", "Ombudsman", "helen", "Helen Marchetti"),
)
"""Office, wing, post code, post title, username, name."""

RECORD_READERS = (
    (COUNCIL, "auditor", "Internal audit reads the record."),
    (COUNCIL, "group-manager", "The Group Manager reads the record."),
    (COUNCIL, "senior-officer", "Senior Officers read the record."),
    (COUNCIL, "payments-officer", "Payments Officers read the record."),
    (OMBUDSMAN, "casework-manager", "The Casework Manager reads the record."),
    (OMBUDSMAN, "head-of-casework", "The Head of Corporate Casework reads the record."),
    (OMBUDSMAN, "executive-assistant", "The Executive Assistant keeps the team's records."),
)

IN_CHARGE = (
    (COUNCIL, "group-manager", "The Group Manager sees how everything stands."),
    (COUNCIL, "auditor", "Internal audit sees how everything stands."),
    (OMBUDSMAN, "head-of-casework", "The Head of Corporate Casework sees how everything stands."),
    (OMBUDSMAN, "deputy-ombudsman", "The Deputy Ombudsman sees how everything stands."),
)

GIVING_EVIDENCE = (
    (COUNCIL, "group-manager", "The Group Manager gives evidence of payments."),
    (COUNCIL, "auditor", "Internal audit takes the evidence it needs."),
    (OMBUDSMAN, "casework-manager", "The Casework Manager gives evidence of a case."),
    (OMBUDSMAN, "head-of-casework", "The Head of Corporate Casework gives evidence of a case."),
)


HOLDING_TOKENS = tuple((office, post, f"The {title} makes tokens for the programs of that post.") for office, _, post, title, _, _ in DESKS)

REVOKING_TOKENS = (
    (COUNCIL, "group-manager", "The Group Manager revokes anybody's token."),
    (OMBUDSMAN, "head-of-casework", "The Head of Corporate Casework revokes anybody's token."),
)


def appoint(*, wings: tuple[str, ...]) -> dict[str, Actor]:
    """Add everyone of the wings in use, give them their posts, adopt the schemes, and load the bank holidays. Gives the actor of each post."""
    load_holidays(years=range(2024, 2029), by=SYSTEM)
    for office, wing, post, title, username, name in DESKS:
        if wing in wings:
            people.make_post(code=post, title=title, office=office, wing=wing, by=SYSTEM)
            ref = people.add_officer(username=username, name=name, email=f"{username}@example.org", password=None, by=SYSTEM)
            people.give_post(ref, post=post, starts=BEGAN, by=SYSTEM)
    if "payments" in wings:
        _adopt(COUNCIL, PAYMENTS_SCHEME)
    if "casework" in wings:
        for post, above in ANSWERS_TO.items():
            people.draw_line(post, answers_to=above, starts=BEGAN, by=SYSTEM)
        _adopt(OMBUDSMAN, CASEWORK_SCHEME)
        adopt_published(by=SYSTEM)
    return actors()


def actors() -> dict[str, Actor]:
    """Who holds each post today, by post code."""
    return {held.code: queries.actor(held.officer_ref, on=today()) for held in queries.everyone_in_post(on=today())}


def _adopt(office: str, scheme: Sequence[tuple[str, Row]]) -> None:
    reading = [
        (power.code, Row(f"{section}.{n}", post, (), clause))
        for section, power, readers in (
            (9, READ_RECORD, RECORD_READERS),
            (10, READ_HEALTH, IN_CHARGE),
            (11, TAKE_EVIDENCE, GIVING_EVIDENCE),
            (12, tokens.MAKE, HOLDING_TOKENS),
            (13, tokens.REVOKE, REVOKING_TOKENS),
        )
        for n, (post, clause) in enumerate(((post, clause) for where, post, clause in readers if where == office), start=1)
    ]
    adopt(office=office, number=1, title="Delegation scheme", starts=BEGAN, rules=[*scheme, *reading], by=SYSTEM)
