"""The first page, by post: what is waiting at this person's desks, and what they did last."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import LONDON, today
from duly.core.scheme.queries import why_not
from duly.office import queries
from duly.office.health.whole import readings
from duly.office.powers import READ_HEALTH
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Happening, Row, Table
from duly.ui.pages import show

LATEST = 10


@asks()
def home(request: HttpRequest) -> HttpResponse:
    """What waits at my desks, my posts, and my own latest entries in the record."""
    held = people.posts_held(request.actor.ref, on=today())
    wings = {post.wing for post in held}
    waiting = Table(
        "Waiting at your desks",
        (Column("What", "wrap"), Column("How many", "number"), Column("Next", "wrap")),
        tuple(
            Row((Cell(one.what, url=one.url, strong=one.count > 0), str(one.count), one.next_step))
            for one in (*queries.waiting(wings=wings), *_let_through(request, wings), *_alarms(request))
        ),
        empty="Nothing waits: you hold no post in a wing this office uses.",
    )
    posts = Table(
        "Posts you hold today",
        (Column("Post"), Column("Office")),
        tuple(Row((post.title, post.office)) for post in held),
        empty="You hold no post today, so the scheme allows you nothing. Ask whoever manages posts.",
    )
    mine = [Happening(f"{e.at.astimezone(LONDON):%-d %b %H:%M}", e.sentence) for e in record.newest_by(request.actor.ref, limit=LATEST)]
    return show(request, "home/home.html", title=f"Good day, {request.actor.name}", section="Home", waiting=waiting, posts=posts, mine=mine)


def _let_through(request: HttpRequest, wings: Collection[str]) -> tuple[queries.Waiting, ...]:
    """For whoever looks at what contracts let through, or may do something about it."""
    return queries.let_through(by=request.actor) if "payments" in wings and "payments" in settings.DULY_WINGS else ()


def _alarms(request: HttpRequest) -> tuple[queries.Waiting, ...]:
    """For an officer in charge, how many of the things that are watched need somebody."""
    if why_not(READ_HEALTH, {}, actor=request.actor, on=today()) is not None:
        return ()
    needing = sum(one.state != "well" for one in readings())
    return (queries.Waiting("Alarms and warnings", needing, "/health/", "See how everything stands, each with what to do."),)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What stands at an address where there is nothing, in the page's own words where it gave any."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else "Nothing has this address."
    return show(request, "home/not_found.html", title="There is no such page", status=404, why=said)
