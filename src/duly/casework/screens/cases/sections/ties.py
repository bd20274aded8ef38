"""The cases that go with a case: linked, merged and split."""

from duly.casework import flow
from duly.casework.cases import powers, queries
from duly.casework.screens.cases.forms import SplitForm, TieForm
from duly.casework.screens.cases.presenters import clock_choices, ties
from duly.casework.screens.cases.sections import Asked, Part
from duly.core.scheme.queries import why_not

PLACE = 85


def part(asked: Asked) -> Part:
    """Other cases, with the forms to tie this one and to split it."""
    ref = asked.case.ref
    refusal = why_not(powers.TIE, {}, actor=asked.by, on=asked.on)
    found = queries.ties(ref)
    holds = {
        "table": ties(asked.case, found, queries.parts_of(ref)),
        "left": flow.open_elsewhere(ref, by=asked.by),
        "own": tuple(one for one in found if one.ref == ref),
        "tie": asked.forms.get("tie") or asked.forms.get("untie") or TieForm(auto_id="id_tie_%s"),
        "split": asked.forms.get("split") or SplitForm(papers=asked.case.items, clocks=clock_choices(ref), auto_id="id_split_%s"),
        "opened": any(name in asked.forms for name in ("tie", "untie", "split")),
        "refusal": refusal.because if refusal else "",
    }
    return Part("ties", holds)
