"""The paper asks for what the case was found to come to: the same outcome, the same remedy, the same level."""

from duly.casework.submissions.rules.findings import Check, Finding, fails, warns
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.remedy import stated_levels, sterling


def _as_found(paper: Paper) -> tuple[Finding, ...]:
    found = paper.adjudicated
    if found is None:
        return ()
    told = [warns("found-outside-band", says) for says in found.outside]
    if paper.remedy_pence != found.remedy_pence:
        says = f"The remedy put up is {sterling(paper.remedy_pence)}; the findings on the case come to {sterling(found.remedy_pence)}."
        told.append(fails("not-as-found", says))
    if found.outcome and not paper.outcome:
        told.append(warns("outcome-not-said", f"The paper proposes no outcome; the findings on the case come to {found.outcome}."))
    elif found.outcome and paper.outcome != found.outcome:
        says = f"The outcome proposed is {paper.outcome}; the findings on the case come to {found.outcome}."
        told.append(fails("outcome-not-as-found", says))
    levels = [one for one in stated_levels(paper) if one.what != found.level]
    if levels and found.level:
        says = f"The paper says level {levels[0].what}; the findings on the case come to level {found.level}."
        told.append(fails("level-not-as-found", says, levels[0].paragraph, levels[0].quoted))
    return tuple(told)


FOUND = Check(
    "as-found",
    "Outcome, remedy or level is not what was found",
    _as_found,
    lambda paper: (
        "Outcome, remedy and level are what was found on the case"
        if paper.adjudicated
        else "Nothing is adjudicated that it could differ from"
    ),
    "remedy",
)
