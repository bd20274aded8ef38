"""Where an officer is signed in, and ending any of it. An ended session is signed out at its next request."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.office.screens.signin.devices import called
from duly.ui.asks import asks
from duly.ui.environment import stamp
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import say, show

COLUMNS = (Column("Signed in with", "wrap"), Column("From the address"), Column("Signed in"), Column("Last seen"))


@require_http_methods(["GET", "HEAD", "POST"])
@asks()
def sessions(request: HttpRequest) -> HttpResponse:
    """My sessions; posted, ends those ticked, or with `others` all but this one."""
    mine = UserSession.objects.purge_and_list(request.user)
    if request.method != "POST":
        return _show(request, mine)
    others = "others" in request.POST
    ticked = set(request.POST.getlist("session"))
    ended = [one for one in mine if (not one.is_current() if others else str(one.pk) in ticked)]
    if not ended:
        return _show(request, mine, wrong="You have no other session." if others else "Tick a session to end.")
    end_sessions(request, ended)
    if any(one.session_key == request.session.session_key for one in ended) or not request.user.is_authenticated:
        return redirect("account_login")
    say(
        request,
        f"{len(ended)} session{' has' if len(ended) == 1 else 's have'} ended, and {'is' if len(ended) == 1 else 'are'} signed out.",
    )
    return redirect("sessions")


def _show(request: HttpRequest, mine: list[UserSession], *, wrong: str = "") -> HttpResponse:
    rows = tuple(_row(one) for one in sorted(mine, key=lambda one: (not one.is_current(), -one.last_seen_at.timestamp())))
    return show(
        request,
        "signin/sessions.html",
        status=422 if wrong else 200,
        title="Where you are signed in",
        crumbs=(Link(request.actor.name, "/me/"),),
        table=Table("Your sessions", COLUMNS, rows, ticks="session"),
        wrong=wrong,
    )


def _row(one: UserSession) -> Row:
    device = called(one.user_agent)
    current = one.is_current()
    seen = "now" if current else stamp(one.last_seen_at)
    cells = (Cell(device, note="this one" if current else ""), one.ip, stamp(one.created_at), seen)
    return Row(cells, ref=str(one.pk), name=f"{device}, last seen {seen}")
