"""The invented ombudsman's scheme in its second version, which brought an eighth post; and who is away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from duly.core.people import actions as people
from duly.core.people import queries
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt, name_stand_in
from duly.core.scheme.queries import instruments
from duly.office.absences import note_away
from duly.office.practice.people import OMBUDSMAN
from duly.primitives.actor import SYSTEM, Actor

STARTS = date(2026, 10, 5)
POST, TITLE, USERNAME, NAME = "senior-investigator", "Senior Investigator", "idris", "Idris Vaughan"
SECTION = 200
"""The section of the second version that says what Senior Investigators may do: what Investigators may."""
AWAY = (timedelta(days=2), timedelta(days=5))
"""Since how many days the Senior Investigator is away, and in how many he is back."""


def adopt_second(desks: Mapping[str, Actor]) -> dict[str, Actor]:
    """Fill an eighth post and adopt the scheme's second version, in force since the autumn. Gives the actor of each post, the eighth too."""
    people.make_post(code=POST, title=TITLE, office=OMBUDSMAN, wing="casework", by=SYSTEM)
    ref = people.add_officer(username=USERNAME, name=NAME, email=f"{USERNAME}@example.org", password=None, by=SYSTEM)
    people.give_post(ref, post=POST, starts=STARTS, by=SYSTEM)
    people.draw_line(POST, answers_to="deputy-ombudsman", starts=STARTS, by=SYSTEM)
    first = next(one for one in instruments(on=STARTS) if one.office == OMBUDSMAN)
    theirs = [(power, row) for power, row in first.rules if row.post == "investigator"]
    more = [
        (power, replace(row, number=f"{SECTION}.{n}", post=POST, clause=row.clause.replace("Investigator", "Senior Investigator")))
        for n, (power, row) in enumerate(theirs, start=1)
    ]
    adopt(office=OMBUDSMAN, number=first.number + 1, title=first.title, starts=STARTS, rules=[*first.rules, *more], by=SYSTEM)
    return {**desks, POST: queries.actor(ref, on=today())}


def go_away(desks: Mapping[str, Actor]) -> None:
    """Note that the Senior Investigator is away, and name the Investigator to stand in for him until he is back."""
    back = today() + AWAY[1]
    note_away(desks[POST].ref, starts=today() - AWAY[0], ends=back, by=desks["executive-assistant"])
    name_stand_in(
        POST, officer_ref=desks["investigator"].ref, starts=today(), ends=back, because="He is away.", by=desks["casework-manager"]
    )
