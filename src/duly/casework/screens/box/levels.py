"""Who signs each open paper, now and under a proposed scheme; and decisions by staff level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.queries import ClosureSeen
from duly.casework.decisions import queries as decisions
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.flow.closers import NOBODY
from duly.casework.screens import common
from duly.casework.screens.box.lists import CLOSERS, LEVELS, SIGNATORIES
from duly.casework.submissions.rules import KINDS
from duly.core.people import queries as people
from duly.core.scheme import queries as scheme
from duly.ui import listed
from duly.ui.asks import asks
from duly.ui.frame import Cell, Fact, Link
from duly.ui.pages import show

MOST = 100_000
NOT_KEPT = "Not recorded"
"""The staff level of a case closed before it was kept as which post."""


@dataclass(frozen=True)
class LevelRow:
    """Decisions of one kind that one staff level made in a month; a case closed is a decision, of the kind it ended as ("closed as premature").

    `decisions` is agreed, refused and closed together. `superseded` counts those a later decision stands in place of, and cases opened again.
    """

    key: str
    month: str
    level: str
    kind: str
    decisions: int
    agreed: int
    refused: int
    closed: int
    standing_in: int
    superseded: int
    remedy_pence: int


@asks()
@require_GET
def signatories(request: HttpRequest) -> HttpResponse:
    """Every open submission and who may sign it; with `scheme`, a proposed one's reference, who could then, those that change first."""
    ref = request.GET.get("scheme", "")
    proposed = common.found(scheme.proposal, ref) if ref else None
    rows = flow.signatories(proposed.rules if proposed else None, office=proposed.office if proposed else "")
    asked = listed.ask(request, SIGNATORIES)
    page = SIGNATORIES.page(rows, asked)
    changes = sum(row.changes for row in rows)
    under = f"Scheme {proposed.number}, proposed from {proposed.starts:%-d %B %Y} ({proposed.ref})" if proposed else ""
    return listed.as_file(SIGNATORIES, rows, asked) or show(
        request,
        "box/list.html",
        title="Who signs what is open",
        section="Submissions",
        sub=under or "Under the scheme in force",
        crumbs=(Link("Submissions", "/submissions/"), *((Link(ref, f"/delegation/proposed/{ref}/"),) if proposed else ())),
        formats=listed.formats(asked, scheme=ref),
        facts=(
            Fact("Open submissions", str(len(rows))),
            Fact(
                "Whose signatory changes", str(changes), "before the scheme is adopted" if proposed else "no proposed scheme is looked at"
            ),
            Fact("Nobody may sign", str(sum(row.then == "Nobody" for row in rows))),
        ),
        facets=listed.facet_groups(page, asked, scheme=ref),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "submissions", scheme=ref),
        also=tuple(
            Link(f"Compare with {one.ref}, proposed from {one.starts:%-d %B %Y}", f"/submissions/signatories/?scheme={one.ref}")
            for one in scheme.proposals()
            if one.state == "proposed" and one.ref != ref
        ),
        table=listed.table(
            SIGNATORIES,
            page,
            asked,
            "Open submissions",
            scheme=ref,
            cells={
                "ref": lambda row: Cell(row.ref, f"/submissions/{row.ref}/", ref=True),
                "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/", ref=True),
                "changes": lambda row: Cell("Changes", tone="amber", tag=True) if row.changes else "",
            },
            wrap=("ask", "now", "then"),
            empty="Nothing is open.",
        ),
    )


@asks()
@require_GET
def closers(request: HttpRequest) -> HttpResponse:
    """Each way an open case may end and who may close it so; with `scheme`, a proposed one's reference, who could then, those that change first."""
    ref = request.GET.get("scheme", "")
    proposed = common.found(scheme.proposal, ref) if ref else None
    rows = flow.closers(proposed.rules if proposed else None, office=proposed.office if proposed else "")
    asked = listed.ask(request, CLOSERS)
    page = CLOSERS.page(rows, asked)
    under = f"Scheme {proposed.number}, proposed from {proposed.starts:%-d %B %Y} ({proposed.ref})" if proposed else ""
    return listed.as_file(CLOSERS, rows, asked) or show(
        request,
        "box/list.html",
        title="Who may close what is open",
        section="Submissions",
        sub=under or "Under the scheme in force",
        crumbs=(Link("Submissions", "/submissions/"), *((Link(ref, f"/delegation/proposed/{ref}/"),) if proposed else ())),
        formats=listed.formats(asked, scheme=ref),
        facts=(
            Fact("Ways to end whose closer changes", str(len({row.outcome for row in rows if row.changes}))),
            Fact("Ways to end that nobody may give", str(len({row.outcome for row in rows if row.then == NOBODY}))),
        ),
        facets=listed.facet_groups(page, asked, scheme=ref),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "rows", scheme=ref),
        also=tuple(
            Link(f"Compare with {one.ref}, proposed from {one.starts:%-d %B %Y}", f"/submissions/closers/?scheme={one.ref}")
            for one in scheme.proposals()
            if one.state == "proposed" and one.ref != ref
        ),
        table=listed.table(
            CLOSERS,
            page,
            asked,
            "Ways in which open cases may end",
            scheme=ref,
            cells={
                "outcome": lambda row: row.outcome.capitalize(),
                "changes": lambda row: Cell("Changes", tone="amber", tag=True) if row.changes else "",
            },
            wrap=("now", "then"),
            empty="No case is open.",
        ),
    )


def levels() -> tuple[LevelRow, ...]:
    """Every decision that was made and every case closed, counted by month, staff level (the post whose rule allowed it) and kind, the last month first."""
    titles = people.post_titles()
    return tuple(sorted((*_signed(titles), *_closed(titles)), key=lambda row: row.key, reverse=True))


def _signed(titles: Mapping[str, str]) -> tuple[LevelRow, ...]:
    made = decisions.decisions(limit=MOST)
    gone = {one.supersedes for one in made}
    groups: dict[tuple[str, str, str], list[DecisionSeen]] = {}
    for one in made:
        groups.setdefault((f"{one.signed_on:%Y-%m}", titles.get(one.signed_as, one.signed_as), one.kind), []).append(one)
    return tuple(_level(key, those, gone) for key, those in groups.items())


def _closed(titles: Mapping[str, str]) -> tuple[LevelRow, ...]:
    groups: dict[tuple[str, str, str], list[ClosureSeen]] = {}
    for one in cases.closures():
        level = titles.get(one.closed_as, one.closed_as) or NOT_KEPT
        groups.setdefault((f"{one.closed_on:%Y-%m}", level, f"closed as {one.outcome}"), []).append(one)
    return tuple(
        LevelRow(
            key="/".join(key),
            month=key[0],
            level=key[1],
            kind=key[2],
            decisions=len(those),
            agreed=0,
            refused=0,
            closed=len(those),
            standing_in=sum(bool(one.on_behalf) for one in those),
            superseded=sum(one.opened_again for one in those),
            remedy_pence=0,
        )
        for key, those in groups.items()
    )


def _level(key: tuple[str, str, str], those: Sequence[DecisionSeen], gone: set[str]) -> LevelRow:
    month, level, kind = key
    agreed = sum(one.outcome == "agree" for one in those)
    return LevelRow(
        key="/".join(key),
        month=month,
        level=level,
        kind=kind,
        decisions=len(those),
        agreed=agreed,
        refused=len(those) - agreed,
        closed=0,
        standing_in=sum(bool(one.on_behalf) for one in those),
        superseded=sum(one.ref in gone for one in those),
        remedy_pence=sum(one.remedy_pence for one in those if one.outcome == "agree"),
    )


@asks()
@require_GET
def by_level(request: HttpRequest) -> HttpResponse:
    """Decisions by month and staff level: how many, which way, and how many stand no longer."""
    rows = levels()
    asked = listed.ask(request, LEVELS)
    page = LEVELS.page(rows, asked)
    matching = LEVELS.matching(rows, asked)
    by: dict[str, int] = {}
    for row in matching:
        by[row.level] = by.get(row.level, 0) + row.decisions
    return listed.as_file(LEVELS, rows, asked) or show(
        request,
        "box/list.html",
        title="Decisions by staff level",
        section="Submissions",
        sub="Papers signed and cases closed, by the post whose rule allowed each; every one is stamped with its rule and scheme",
        crumbs=(Link("Submissions", "/submissions/"),),
        formats=listed.formats(asked),
        facts=tuple(Fact(level, str(count)) for level, count in sorted(by.items())) or (Fact("Decisions", "0"),),
        facets=listed.facet_groups(page, asked),
        unknown=listed.unknown(page),
        pager=listed.pager(page, asked, "rows"),
        also=(),
        table=listed.table(
            LEVELS,
            page,
            asked,
            "Decisions by month and staff level",
            cells={"kind": lambda row: KINDS.get(row.kind, row.kind.capitalize())},
            empty="Nothing has been decided.",
        ),
    )
