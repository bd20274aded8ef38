"""The first page in finished words."""

from collections.abc import Collection, Sequence

from django.conf import settings

from duly.core.desk.queries import ParkedWork
from duly.core.people.queries import PostHeld
from duly.core.record.clock import today
from duly.office.mine import Work
from duly.primitives.money import sterling
from duly.primitives.period import say_day, week_name
from duly.ui.frame import Column, Fact, Row, Table


def facts(work: Collection[Work], wings: Collection[str], *, alerts: int, put_aside: Sequence[ParkedWork], drafts: int) -> tuple[Fact, ...]:
    """The row of figures at the top: what this post looks at first, then what everybody does."""
    of_runs = _runs(work) if "payments" in wings and "payments" in settings.DULY_WINGS else ()
    pressing = tuple(
        Fact(one.what, f"{one.count:,}", one.next_step, "red" if one.hot and one.count else "", one.url) for one in work if one.hot
    )
    return (
        *of_runs,
        *pressing[:3],
        Fact("Put aside", f"{len(put_aside):,}", put_aside[0].title if put_aside else "Alt P puts a page aside", url="/me/"),
        Fact("Alerts", f"{alerts:,}", "to acknowledge" if alerts else "all acknowledged", "red" if alerts else "", "/alerts/"),
        Fact("Drafts", f"{drafts:,}", "typed and not yet sent" if drafts else "nothing typed is unsent", url="/me/"),
    )


def posts(held: Sequence[PostHeld]) -> Table:
    """The posts this person holds today."""
    return Table(
        "Posts you hold today",
        (Column("Post"), Column("Office")),
        tuple(Row((post.title, post.office)) for post in held),
        empty="You hold no post today, so the scheme allows you nothing. Ask whoever manages posts.",
    )


def _runs(work: Collection[Work]) -> tuple[Fact, ...]:
    """The run that is this person's next: for an officer the one to lock, for a senior the one to approve, for who releases the one to release."""
    from duly.payments.runs import queries as runs
    from duly.payments.validation import queries as validation

    found = []
    for what, label, state in (
        ("Runs to lock", "Next run to lock", "draft"),
        ("Runs to approve", "To approve", "prepared"),
        ("Runs to release", "To release", "approved"),
    ):
        mine = next((one for one in work if one.what == what), None)
        if mine is None:
            continue
        if mine.first:
            run = runs.run(mine.first)
            more = f", and {mine.count - 1:,} more" if mine.count > 1 else ""
            found.append(Fact(label, run.ref, f"pays {say_day(run.pay_date)}, {sterling(run.total_pence)}{more}", url=f"/runs/{run.ref}/"))
        else:
            week = validation.newest_week(on=today()) if state == "draft" else None
            found.append(Fact(label, "None", f"last judged: {week_name(week)}" if week else "nothing waits for you", url="/runs/"))
    return tuple(found)
