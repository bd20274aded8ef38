"""What the case is called, to be put right where it was keyed wrongly."""

from duly.casework.cases import checks
from duly.casework.screens.cases.forms import PutRightForm
from duly.casework.screens.cases.sections import Asked, Part

PLACE = 87


def part(asked: Asked) -> Part:
    """The form that puts right what it is about, who complains, and about whom."""
    case = asked.case
    refusal = checks.why_not_begin_putting_right(case, by=asked.by)
    said = {"title": case.title, "complainant": case.complainant, "body": case.body}
    form = asked.forms.get("put_right") or PutRightForm(initial=said, auto_id="right_%s")
    return Part("put_right", {"form": form, "blocked": refusal.because if refusal else "", "opened": "put_right" in asked.forms})
