"""Breaches of personal data on a case, what comes next on each, and the ways in which one begins."""

from duly.casework.cases import checks, queries
from duly.casework.cases.states import BREACH
from duly.casework.screens.breaches import presenters
from duly.casework.screens.cases.forms import MisfiledForm
from duly.casework.screens.cases.sections import Asked, Note, Part

PLACE = 90


def part(asked: Asked) -> Part:
    """Each breach and how far it has come, and the form that moves a paper to its right case."""
    refusal = checks.why_not_begin_breach(by=asked.by)
    found = queries.breaches(asked.case.ref)
    holds = {
        "table": presenters.table(found, asked.names),
        "any": bool(found),
        "form": asked.forms.get("misfiled") or MisfiledForm(auto_id="id_misfiled_%s"),
        "opened": "misfiled" in asked.forms,
        "refusal": refusal.because if refusal else "",
    }
    waits = ((one, presenters.comes(one, queries.breach_told(one))) for one in found if not one.closed)
    notes = tuple(Note(words, "red", f"{one.ref}: {one.what[0].lower()}{one.what[1:]}.") for one, words in waits)
    return Part("breaches", holds, told=tuple((BREACH, one.ref) for one in found), notes=notes)
