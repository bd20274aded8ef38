"""How a case ended, or what stands open on it and the form that closes it."""

from duly.casework import flow
from duly.casework.cases import checks, queries
from duly.casework.cases.states import NOT_RECORDED, Stage
from duly.casework.screens.cases.closing import CloseForm, ReopenForm
from duly.casework.screens.cases.sections import Asked, Part
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Row, Table

PLACE = 90


def part(asked: Asked) -> Part:
    """The section: of a closed case how it ended, of an open one what is open on it."""
    return _closed(asked) if asked.case.stage == Stage.CLOSED else _open(asked)


def _closed(asked: Asked) -> Part:
    seen = queries.closing(asked.case.ref)
    says = queries.outcomes(on=asked.on)
    refusal = checks.why_not_begin_reopening(asked.case, by=asked.by)
    facts = [
        (
            "How it ended",
            f"{asked.case.outcome.capitalize()}. {says[asked.case.outcome]}." if asked.case.outcome in says else _unknown(asked),
        )
    ]
    if seen:
        facts.append(("Closed on", day(seen.closed_on) if seen.closed_on else "Not recorded in the old system"))
    if seen and seen.rules:
        facts.append(("Principles that bore on it", ", ".join(seen.principles).capitalize()))
        facts.append(("Reasons", seen.because or "[erased]"))
        facts.append(("Ended with it", ", ".join(seen.ended) or "Nothing was open"))
    holds = {
        "facts": tuple(facts),
        "form": asked.forms.get("reopen") or ReopenForm(),
        "blocked": refusal.because if refusal else "",
        "opened": "reopen" in asked.forms,
    }
    return Part("closing", {"closed": True, **holds})


def _unknown(asked: Asked) -> str:
    if asked.case.outcome == NOT_RECORDED:
        return "Not recorded in the old system" if asked.case.taken_over else "It was closed before how cases end was kept"
    return asked.case.outcome.capitalize()


def _open(asked: Asked) -> Part:
    found = flow.open_on_case(asked.case.ref, by=asked.by)
    rows = tuple(
        Row(
            (
                Cell(one.kind.capitalize(), one.url, strong=True),
                Cell(one.words),
                Cell("Ends with the case" if one.ends else "In the way", tone="" if one.ends else "red", tag=True),
            )
        )
        for one in found
    )
    refusal = checks.why_not_begin_closing(asked.case, by=asked.by)
    in_the_way = next((one.words for one in found if not one.ends), "")
    holds = {
        "table": Table(
            "What is open on the case", (Column("What"), Column("Which", "wrap"), Column("At closing")), rows, empty="Nothing is open."
        ),
        "form": asked.forms.get("close") or CloseForm(),
        "blocked": refusal.because if refusal else in_the_way,
        "opened": "close" in asked.forms,
    }
    return Part("closing", {"closed": False, **holds})
