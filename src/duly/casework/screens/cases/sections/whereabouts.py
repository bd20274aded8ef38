"""What comes next on a case, by when and on whom it waits."""

from duly.casework.cases import checks, queries
from duly.casework.cases.states import Stage
from duly.casework.screens.cases.forms import PlanForm
from duly.casework.screens.cases.presenters import whereabouts
from duly.casework.screens.cases.sections import Asked, Note, Part

PLACE = 5


def part(asked: Asked) -> Part:
    """Where it stands, at the top; and the form that says what comes next, beside."""
    case = asked.case
    said = {"next_action": case.next_action, "due": f"{case.due:%d/%m/%Y}" if case.due else "", "waiting_on": case.waiting_on}
    refusal = checks.why_not_plan(case, next_action=case.next_action or "-", by=asked.by)
    holds = {"form": asked.forms.get("plan") or PlanForm(initial=said), "refusal": refusal.because if refusal else ""}
    merged = (
        Note(
            f"Its papers are shown on {case.merged_into}. Work there: only what was begun here before is finished here.",
            "amber",
            f"Merged into {case.merged_into}.",
        ),
    )
    told = tuple(("case", ref) for ref in queries.with_merged(case.ref) if ref != case.ref)
    return Part(
        "whereabouts",
        holds if case.stage != Stage.CLOSED else {"form": None, "refusal": ""},
        told=told,
        stands=whereabouts(case, asked.names, on=asked.on),
        notes=merged if case.merged_into else (),
        aside=True,
    )
