"""Who I am here."""

from django.http import HttpRequest, HttpResponse

from duly.core.desk import queries as desk
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Column, Row, Table
from duly.ui.pages import show


@asks()
def me(request: HttpRequest) -> HttpResponse:
    """My posts, what lies on my desk, my second step, and signing out."""
    held = people.posts_held(request.actor.ref, on=today())
    posts = Table(
        "Posts you hold today",
        (Column("Post"), Column("Office")),
        tuple(Row((post.title, post.office)) for post in held),
        empty="You hold no post today, so the scheme allows you nothing. Ask whoever manages posts.",
    )
    return show(
        request,
        "me/me.html",
        title=request.actor.name,
        sub=request.actor.ref,
        posts=posts,
        put_aside=desk.parked(request.actor.ref),
        drafts=[(page, stamp(at)) for page, at in desk.all_drafts(request.actor.ref)],
        beside=desk.kept_beside(request.actor.ref),
        saved=desk.views(request.actor.ref),
    )
