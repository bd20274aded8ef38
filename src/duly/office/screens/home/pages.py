"""The first page, by post: the desks this person sits at and what has just happened."""

from django.http import HttpRequest, HttpResponse

from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import LONDON, today
from duly.core.scheme.queries import why_not
from duly.office.powers import READ_RECORD
from duly.office.reading import codes_hidden_from
from duly.ui.asks import asks
from duly.ui.frame import Column, Happening, Row, Table
from duly.ui.pages import show


@asks()
def home(request: HttpRequest) -> HttpResponse:
    """My desks and the latest of the record."""
    held = people.posts_held(request.actor.ref, on=today())
    names = people.names()
    may_read = why_not(READ_RECORD, {}, actor=request.actor, on=today()) is None
    latest = [
        Happening(f"{e.at.astimezone(LONDON):%H:%M}", e.sentence, note=names.get(e.actor_ref, e.actor_ref), url=f"/record/{e.event_id}/")
        for e in (record.newest(limit=12, without=codes_hidden_from(request.actor)) if may_read else ())
    ]
    posts = Table(
        "Posts you hold today",
        (Column("Post"), Column("Office")),
        tuple(Row((post.title, post.office)) for post in held),
        empty="You hold no post today, so the scheme allows you nothing. Ask the person who manages posts.",
    )
    return show(
        request, "home/home.html", title=f"Good day, {request.actor.name}", section="Home", posts=posts, latest=latest, may_read=may_read
    )
