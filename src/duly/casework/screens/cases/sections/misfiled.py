"""Papers that were filed to a case by mistake, and what was done about each."""

from datetime import timedelta

from duly.casework.cases import powers, queries
from duly.casework.cases.queries import MisfilingSeen
from duly.casework.cases.states import BREACH_HOURS, REGULATOR, step_may_be_done, steps_left
from duly.casework.screens.cases.forms import BreachForm, MisfiledForm
from duly.casework.screens.cases.presenters import misfiled
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.core.record.queries import history
from duly.core.scheme.queries import why_not
from duly.ui.environment import day, stamp

PLACE = 90


def part(asked: Asked) -> Part:
    """Each breach with its steps, and the form that moves a paper to its right case."""
    refusal = why_not(powers.MISFILED, {}, actor=asked.by, on=asked.on)
    found = queries.misfilings(asked.case.ref)
    waits = [one for one in found if steps_left(one.done)]
    acts = [one for one in found if _next(one.done)]
    holds = {
        "table": misfiled(found, asked.names),
        "any": bool(found),
        "acts": acts,
        "forms": [BreachForm(initial={"breach": one.ref, "step": _next(one.done)}, auto_id=f"id_{one.ref}_%s") for one in acts],
        "sent": asked.forms.get("breach"),
        "form": asked.forms.get("misfiled") or MisfiledForm(auto_id="id_misfiled_%s"),
        "opened": "misfiled" in asked.forms,
        "refusal": refusal.because if refusal else "",
    }
    notes = tuple(Note(_says(one), "red", f"{one.ref}: a paper was filed wrongly.") for one in waits)
    return Part("misfiled", holds, told=tuple(("misfiling", one.ref) for one in found), notes=notes)


def _next(done: tuple[str, ...]) -> str:
    """The step that comes next; nothing once all is done that can be, telling the regulator after all too."""
    return next((step for step in (*steps_left(done), "regulator told") if step_may_be_done(step, done)), "")


def _says(one: MisfilingSeen) -> str:
    """What comes next; until the regulator is settled, by which day, and when the hours of the law are over."""
    comes = f"{_next(one.done).capitalize()} comes next"
    if {*REGULATOR} & {*one.done}:
        return f"{comes}."
    hours = history("misfiling", one.ref)[0].at + timedelta(hours=BREACH_HOURS)
    return f"{comes}. The regulator is told by {day(one.due)}, where they must be: {BREACH_HOURS} hours are over at {stamp(hours)}."
