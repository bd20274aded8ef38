"""What a background worker does for the screens: large files taken in, weeks judged."""

from datetime import date
from typing import Any

from duly.core.documents import actions as documents
from duly.core.documents.queries import content as kept
from duly.core.intake.checks import why_not_hold
from duly.core.intake.telling import heard_by
from duly.core.jobs import actions as jobs
from duly.core.jobs.work import Progress, work
from duly.core.record.actions import unit_of_work
from duly.payments.flow.correcting import as_shown, preview_import, replace_import, why_not_correct
from duly.payments.flow.intake import IMPORTS
from duly.payments.flow.senders import why_not_sent_by
from duly.payments.validation import actions as validating
from duly.payments.validation import checks as judging
from duly.primitives.actor import Actor
from duly.primitives.period import week_name
from duly.primitives.refusal import first, stop_if

KINDS = {
    "providers": "Providers",
    "contracts": "Contracts and terms",
    "bands": "Bands of terms",
    "steps": "Steps of terms",
    "clauses": "Clauses of terms",
    "rates": "Rates",
    "people": "People",
    "packages": "Package lines",
    "calls": "Weekly calls",
    "openings": "Opening positions",
    "interruptions": "Interruptions of care",
    "deaths": "People who died",
    "fundings": "What others pay for weeks in homes",
    "visits": "Visits",
    "occupancy": "Occupancy returns",
    "attendance": "Attendance returns",
    "invoices": "Invoices",
    "residential-period": "Residential periods, net",
    "bank-answers": "The bank's answers",
}
"""What each kind of file is called, in the order of `IMPORTS`."""

LARGE_ROWS = 2_000
LARGE_BYTES = 400_000


def is_large(content: bytes) -> bool:
    """Whether a file is taken in by the background worker and not while somebody waits."""
    return len(content) > LARGE_BYTES or content.count(b"\n") > LARGE_ROWS


def ask_to_import(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> str:
    """Keep a large file and ask for it to be taken in, in the background. Gives the job's reference."""
    stop_if(first(why_not_sent_by(source), why_not_correct(kind) if replaces else None))
    stop_if(why_not_hold(name=name, content=content))
    with unit_of_work():
        document = documents.keep(name=name, content=content, by=by)
        title = f"Take in {name}, {KINDS[kind].lower()}"
        more = {"replaces": replaces, "agreed": agreed} if replaces else {}
        return jobs.ask_for("payments.import", title=title, by=by, of=kind, name=name, document=document.ref, source=source, **more)


def ask_to_preview(kind: str, *, name: str, document: str, source: str, leads: str, by: Actor) -> str:
    """Ask what a large file that was kept would change. `leads` is the address of the page that shows it. Gives the job's reference."""
    stop_if(why_not_correct(kind))
    title = f"Look at what {name} would change"
    return jobs.ask_for("payments.preview", title=title, by=by, of=kind, name=name, document=document, source=source, leads=leads)


@work("payments.preview")
def preview_in_background(progress: Progress, *, of: str, name: str, document: str, source: str, leads: str) -> dict[str, Any]:
    """Look at what a corrected file would change, and change nothing."""
    content = kept(document)
    rows = max(content.count(b"\n"), 1)
    progress.say(0, rows, "opening the file")
    with heard_by(progress.say):
        previewed = preview_import(of, name=name, content=content, source=source, by=progress.by)
    progress.say(rows, rows)
    return {"says": "See what it would change", "next": f"{leads}&job={progress.ref}", "shown": as_shown(previewed, but=("name",))}


@work("payments.import")
def import_in_background(
    progress: Progress, *, of: str, name: str, document: str, source: str, replaces: bool = False, agreed: str = ""
) -> dict[str, str]:
    """Take in a file that was kept before, whole or not at all."""
    content = kept(document)
    rows = max(content.count(b"\n"), 1)
    progress.say(0, rows, "opening the file")
    with heard_by(progress.say):
        if replaces:
            outcome = replace_import(of, name=name, content=content, source=source, by=progress.by, agreed=agreed)
        else:
            outcome = IMPORTS[of](name, content, source, progress.by)
    progress.say(rows, rows)
    return {"says": f"{outcome.ref}: {'taken in' if outcome.accepted else 'refused, with every fault'}", "next": f"/imports/{outcome.ref}/"}


def ask_to_judge(week: date, *, by: Actor) -> str:
    """Ask for a week to be judged, in the background, once at a time. Gives the job's reference."""
    stop_if(judging.why_not_judge([week], by=by))
    return jobs.ask_for(
        "payments.judge", title=f"Judge week {week_name(week)}", by=by, queueing_lock="payments.judge", week=week.isoformat()
    )


@work("payments.judge", snapshot=True)
def judge_in_background(progress: Progress, *, week: str) -> dict[str, str]:
    """Judge a week from everything now known."""
    progress.say(0, 1, "reading what is known, and judging every visit")
    made = validating.judge([date.fromisoformat(week)], by=progress.by)
    return {"says": f"{made.ref}: {made.line_weeks:,} line-weeks judged", "next": f"/exceptions/?week={week_name(made.weeks[0])}"}
