"""Papers that were filed to a case by mistake, and what was done about each."""

from duly.casework.cases import powers, queries
from duly.casework.cases.states import BREACH_STEPS
from duly.casework.screens.cases.forms import BreachForm, MisfiledForm
from duly.casework.screens.cases.presenters import misfiled
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.core.scheme.queries import why_not
from duly.ui.environment import day

PLACE = 90


def part(asked: Asked) -> Part:
    """Each breach with its steps, and the form that moves a paper to its right case."""
    refusal = why_not(powers.MISFILED, {}, actor=asked.by, on=asked.on)
    found = queries.misfilings(asked.case.ref)
    waits = [one for one in found if len(one.done) < len(BREACH_STEPS)]
    holds = {
        "table": misfiled(found, asked.names),
        "any": bool(found),
        "waits": waits,
        "forms": [BreachForm(initial={"breach": one.ref, "step": _next(one.done)}, auto_id=f"id_{one.ref}_%s") for one in waits],
        "sent": asked.forms.get("breach"),
        "form": asked.forms.get("misfiled") or MisfiledForm(auto_id="id_misfiled_%s"),
        "opened": "misfiled" in asked.forms,
        "refusal": refusal.because if refusal else "",
    }
    notes = tuple(
        Note(f"{_next(one.done).capitalize()} comes next, by {day(one.due)}.", "red", f"{one.ref}: a paper was filed wrongly.")
        for one in waits
    )
    return Part("misfiled", holds, told=tuple(("misfiling", one.ref) for one in found), notes=notes)


def _next(done: tuple[str, ...]) -> str:
    return next(step for step in BREACH_STEPS if step not in done)
