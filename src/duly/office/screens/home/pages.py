"""The first page, by post: what is this person's to do now, what happened that they should know, and what lies on their desk."""

import re
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from duly.core.alerts import queries as alerts
from duly.core.confidentiality.queries import veiled
from duly.core.desk import queries as desk
from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.office import queries
from duly.office.health.whole import readings
from duly.office.mine import my_work
from duly.office.powers import READ_HEALTH
from duly.office.screens.home import presenters
from duly.ui.asks import asks
from duly.ui.environment import clock, short_day, stamp
from duly.ui.frame import Cell, Column, Happening, Link, Row, Table
from duly.ui.pages import show

LATEST, NEWEST, VIEWS = 10, 5, 3
OFFICER = re.compile(r"\bO-\d+\b")


@asks()
def home(request: HttpRequest) -> HttpResponse:
    """What is mine to do, the run that comes next, my alerts, what I put aside or typed, three of my views, and what I did last."""
    officer = request.actor.ref  # type: ignore[attr-defined]  # put there by the site
    held = people.posts_held(officer, on=today())
    wings = {post.wing for post in held}
    work = my_work(request.actor, wings)  # type: ignore[attr-defined]  # put there by the site
    standing = [one for one in alerts.alerts(officer, limit=200) if one.acknowledged_at is None]
    put_aside, views = desk.parked(officer), desk.views(officer)
    drafts = [(page, stamp(at)) for page, at in desk.all_drafts(officer)]
    names = people.names()
    mine = [Happening(_when(e.at), _by_name(e.sentence, names)) for e in veiled(record.newest_by(officer, limit=LATEST))]
    return show(
        request,
        "home/home.html",
        title=f"Good day, {request.actor.name}",  # type: ignore[attr-defined]  # put there by the site
        section="Home",
        facts=presenters.facts(work, wings, alerts=len(standing), put_aside=put_aside, drafts=len(drafts)),
        work=_work(work),
        others=_others(request, wings),
        posts=presenters.posts(held),
        news=[Happening(_when(one.happened_at), one.title, one.says, one.url) for one in standing[:NEWEST]],
        standing=len(standing),
        put_aside=put_aside,
        drafts=drafts,
        views=views[:VIEWS],
        more_views=len(views) - VIEWS,
        mine=mine,
    )


def _by_name(sentence: str, names: dict[str, str]) -> str:
    """A sentence of the record with officers' references said as names."""
    return OFFICER.sub(lambda found: names.get(found[0], found[0]), sentence)


def _when(at: datetime) -> str:
    return f"{short_day(at)}, {clock(at)}"


def _work(work: Collection) -> Table:
    """What is this person's to do, what presses first."""
    return Table(
        "Yours to do",
        (Column("What", "wrap"), Column("How many", "number"), Column("Next", "wrap")),
        tuple(
            Row(
                (
                    Cell(one.what, url=one.url, strong=one.count > 0),
                    Cell(str(one.count), tone="red" if one.hot and one.count else ""),
                    one.next_step,
                )
            )
            for one in sorted(work, key=lambda one: one.count == 0)
        ),
        empty="Nothing here is yours to do: the scheme names none of your posts for work of this office.",
        empty_next=Link("See what it names them for", "/delegation/"),
    )


def _others(request: HttpRequest, wings: Collection[str]) -> Table:
    """What else waits in the office, whoever's it is."""
    rows = (*queries.waiting(wings=wings), *_let_through(request, wings), *_nobody_closes(request), *_alarms(request))
    return Table(
        "Waiting in the office",
        (Column("What", "wrap"), Column("How many", "number"), Column("Next", "wrap")),
        tuple(Row((Cell(one.what, url=one.url), str(one.count), one.next_step)) for one in rows),
        empty="Nothing waits: you hold no post in a wing this office uses.",
    )


def _let_through(request: HttpRequest, wings: Collection[str]) -> tuple[queries.Waiting, ...]:
    """For whoever looks at what contracts let through, or may do something about it."""
    return queries.let_through(by=request.actor) if "payments" in wings and "payments" in settings.DULY_WINGS else ()  # type: ignore[attr-defined]  # put there by the site


def _nobody_closes(request: HttpRequest) -> tuple[queries.Waiting, ...]:
    """Of an office whose scheme says of nobody that they may close a case, that it does."""
    offices = queries.nobody_closes(people.offices_of(request.actor.ref, on=today()))  # type: ignore[attr-defined]  # put there by the site
    why = "The scheme has no rule for cases.close: propose one that has, and have somebody else adopt it."
    return tuple(queries.Waiting(f"Nobody of the {office} can close a case", 1, "/delegation/proposed/", why) for office in offices)


def _alarms(request: HttpRequest) -> tuple[queries.Waiting, ...]:
    """For an officer in charge, how many of the things that are watched need somebody."""
    if why_not(READ_HEALTH, {}, actor=request.actor, on=today()) is not None:  # type: ignore[attr-defined]  # put there by the site
        return ()
    needing = sum(one.state != "well" for one in readings())
    return (queries.Waiting("Alarms and warnings", needing, "/health/", "See how everything stands, each with what to do."),)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What stands at an address where there is nothing, in the page's own words where it gave any."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else "Nothing has this address."
    return show(request, "home/not_found.html", title="There is no such page", status=404, why=said)
