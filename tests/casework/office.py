"""People in the posts of the example scheme, the scheme in force, and the calendar."""

from datetime import date

from duly.casework.example_scheme import ANSWERS_TO, OFFICE, POSTS, SCHEME
from duly.core.calendar.actions import load_holidays
from duly.core.clocks.redating import adopt_published
from duly.core.people.actions import add_officer, draw_line, give_post, make_post
from duly.core.people.queries import actor, officer_called
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.primitives.actor import SYSTEM, Actor

Office = dict[str, Actor]


def people_the_office(starts: date) -> Office:
    """Make the posts, give each to somebody, and adopt the example scheme. Gives the actor in each post."""
    for code, title in POSTS.items():
        make_post(code=code, title=title, office=OFFICE, wing="casework", by=SYSTEM)
        ref = add_officer(username=code, name=f"The {title}", email=f"{code}@pso.example", password=None, by=SYSTEM)
        give_post(ref, post=code, starts=starts, by=SYSTEM)
    for code, above in ANSWERS_TO.items():
        draw_line(code, answers_to=above, starts=starts, by=SYSTEM)
    adopt(office=OFFICE, number=14, title="Scheme of delegation", starts=starts, rules=SCHEME, by=SYSTEM)
    load_holidays(years=range(starts.year, today().year + 2), by=SYSTEM)
    adopt_published(by=SYSTEM)
    return everybody()


def everybody() -> Office:
    """The actor in each post."""
    return {code: actor(officer_called(code) or "", on=today()) for code in POSTS}
