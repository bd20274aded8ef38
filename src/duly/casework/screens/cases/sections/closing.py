"""How a case ended, or what stands open on it, who may close it and the form that does."""

from collections.abc import Sequence

from duly.casework import flow
from duly.casework.cases import checks, queries
from duly.casework.cases.states import NOT_RECORDED, Stage
from duly.casework.screens.cases.closing import CloseForm, ReopenForm
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.letters import owed
from duly.core.people import queries as people
from duly.primitives.refusal import first
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
    facts: list[tuple[str, str | Cell]] = [
        (
            "How it ended",
            f"{asked.case.outcome.capitalize()}. {says[asked.case.outcome]}." if asked.case.outcome in says else _unknown(asked),
        )
    ]
    if seen:
        facts.append(("Closed on", day(seen.closed_on) if seen.closed_on else "Not recorded in the old system"))
    if seen and seen.rule:
        title = people.post_titles().get(seen.closed_as, seen.closed_as)
        by = people.names().get(seen.closed_by, seen.closed_by)
        stead = f", standing in for {seen.on_behalf}" if seen.on_behalf else ""
        facts.append(("Closed by", f"{by}, as {title}{stead}, by rule {seen.rule} of {seen.scheme}"))
    if seen and seen.rules:
        facts.append(("Principles that bore on it", ", ".join(seen.principles).capitalize()))
        facts.append(("Reasons", seen.because or "[erased]"))
        facts.append(("Ended with it", ", ".join(seen.ended) or "Nothing was open"))
    if asked.case.outcome in flow.ENDED and not asked.case.taken_over:
        facts.append(("Letter that tells of it", owed.cell(asked.case.ref)))
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
    closes = flow.who_may_close(asked.case, by=asked.by)
    refusal = first(checks.why_not_begin_closing(asked.case), closes.refusal)
    in_the_way = next((one.words for one in found if not one.ends), "")
    holds = {
        "table": Table(
            "What is open on the case", (Column("What"), Column("Which", "wrap"), Column("At closing")), rows, empty="Nothing is open."
        ),
        "who": _who(closes.ways),
        "least_change": _why_not_you(closes),
        "form": asked.forms.get("close") or CloseForm(),
        "blocked": refusal.because if refusal else in_the_way,
        "opened": "close" in asked.forms,
    }
    return Part("closing", {"closed": False, **holds})


def _who(ways: Sequence[flow.MayClose]) -> Table:
    """Who may close the case, by how it would end."""
    titles = people.post_titles()
    rows = tuple(
        Row(
            (
                Cell(", ".join(one.outcomes).capitalize()),
                Cell(" or ".join(titles.get(post, post) for post in one.posts) or "Nobody, as the case stands", strong=True),
                Cell("You may" if one.you else "You may not", tone="green" if one.you else "", tag=True),
            )
        )
        for one in ways
    )
    return Table(
        "Who can close this",
        (Column("Ending as", "wrap"), Column("Who may", "wrap"), Column("You")),
        rows,
        empty="No way for a case to end is adopted.",
    )


def _why_not_you(closes: flow.WhoCloses) -> str:
    return closes.refusal.because if closes.refusal else ""
