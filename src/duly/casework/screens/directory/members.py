"""Members of Parliament by constituency, as they sat on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from duly.casework.screens import common
from duly.casework.screens.directory.forms import MembersForm
from duly.core.directory import queries
from duly.core.record.clock import today
from duly.primitives.period import FOREVER, say_day, say_span
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Link, Row, Table
from duly.ui.pages import show

COLUMNS = ("constituency", "member", "entry", "from", "until")


@asks()
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Who sits for a constituency, or sat for it on a day: `?q=` words of its name or the member's, `?on=` a day, `?ever=on` whenever they sat."""
    form = MembersForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "on": None, "ever": False}
    on = None if asked["ever"] else asked["on"] or today()
    found = queries.members(asked["q"], on=on) if form.is_valid() else ()
    return common.in_another_form(request, "members", COLUMNS, [as_row(one) for one in found]) or show(
        request,
        "directory/members.html",
        title="Members of Parliament",
        sub=f"As they sat on {say_day(on)}" if on else "Whenever they sat",
        section="Directory",
        crumbs=(Link("Directory", "/directory/"),),
        formats=common.formats(request),
        status=422 if form.errors else 200,
        form=form,
        table=_table(found, asked["q"], on),
    )


def as_row(one: queries.RoleSeen) -> tuple[str, ...]:
    """A member as files and commands have it; `until` is the first day on which they no longer sat, and empty while they sit."""
    return (one.of, one.name, one.ref, one.starts.isoformat(), "" if one.ends == FOREVER else one.ends.isoformat())


def _table(found: tuple[queries.RoleSeen, ...], words: str, on: date | None) -> Table:
    rows = tuple(
        Row((Cell(one.of, strong=True), Cell(one.name, f"/directory/{one.ref}/"), say_span(one.starts, one.ends), one.note))
        for one in found
    )
    day = f" on {say_day(on)}" if on else ""
    empty = (
        f"Nobody in the directory sat{day} for a constituency like that. A seat is vacant between a dissolution and the poll."
        if words
        else f"Nobody in the directory sat{day}."
    )
    return Table(
        "Members of Parliament",
        (Column("Constituency"), Column("Member"), Column("Between"), Column("How we know", "wrap")),
        rows,
        empty=empty,
    )
