"""The workbench of one week: its figures, its filters, its list, and the line that is open beside it."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from duly.core.lists.listing import Asked, Page
from duly.core.record.clock import now
from duly.payments.invoices import queries as invoices
from duly.payments.packages import queries as packages
from duly.payments.providers import queries as providers
from duly.payments.runs import queries as runs
from duly.payments.screens import listed
from duly.payments.screens.exceptions import presenters, words
from duly.payments.screens.exceptions.detail import detail
from duly.payments.screens.exceptions.forms import Decision
from duly.payments.screens.exceptions.presenters import ExceptionRow
from duly.payments.screens.weeks import neighbours, pays_on, say_week, steps
from duly.payments.validation import checks, queries
from duly.primitives.money import sterling
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal
from duly.ui.frame import Action, Facet, FacetGroup, Fact, Link, Table
from duly.ui.pages import show


class Bench:
    """One week's list as an address asks for it: `week`, `show`, `why`, the list's own filters, and the open `row`."""

    def __init__(self, request: HttpRequest, week: date):
        self.request, self.week = request, week
        self.found = queries.exceptions(week)
        names = packages.names_of({one.person_ref for one in self.found})
        called = providers.provider_names()
        every = [presenters.row(one, names, called) for one in self.found]
        self.list = presenters.with_names(called)
        self.every = every
        self.asked: Asked = listed.ask(request, self.list)
        self.state = request.GET.get("show", "") if request.GET.get("show") in words.STATES else "to-decide"
        why = request.GET.get("why", "")
        self.code = int(why) if why.isdigit() and why.isascii() else None
        self.in_state = [r for r in every if self.state in ("all", r.state)]
        self.rows = presenters.of_code(self.in_state, self.code)
        self.page: Page[ExceptionRow] = self.list.page(self.rows, self.asked)

    @property
    def own(self) -> dict[str, str]:
        """The page's own keys, as they stand."""
        show = "" if self.state == "to-decide" else self.state
        return {"week": week_name(self.week), "show": show, "why": str(self.code or "")}

    def to(self, **changed: str) -> str:
        """This address with some of its own keys changed."""
        return "/exceptions/" + listed.to(self.asked.query(after=self.asked.after), **(self.own | changed))

    @cached_property
    def order(self) -> list[ExceptionRow]:
        """Every row that the list shows, over all its pages."""
        return list(self.list.matching(self.rows, self.asked))

    def after(self, assessed_id: int) -> int | None:
        """The row to open once this one is decided: the next one down that waits, or the first."""
        order = self.order
        waiting = [r.assessed_id for r in order if r.state == "to-decide" and r.assessed_id != assessed_id]
        place = next((n for n, r in enumerate(order) if r.assessed_id == assessed_id), 0)
        later = [r.assessed_id for r in order[place + 1 :] if r.state == "to-decide"]
        return next(iter(later or waiting), None)

    def why_not_still(self, assessed_id: int, seen: str) -> Refusal | None:
        """The refusal of a decision on a line that somebody decided while this page was open."""
        row = next((r for r in self.every if r.assessed_id == assessed_id), None)
        if row is None or row.decided == seen:
            return None
        return Refusal(
            "decided-since",
            f"This line was decided while you were looking at it: {row.decided}. Decide again only to put yours in its place.",
        )

    def name_of(self, assessed_id: int) -> str:
        """Whose line it is."""
        return next((r.person_name for r in self.every if r.assessed_id == assessed_id), "Line")

    def file(self) -> HttpResponse | None:
        """The same rows as CSV or JSON, where asked for."""
        return listed.as_file(self.list, self.rows, self.asked)

    def show(self, *, form: Decision | None = None, refusal: Refusal | None = None) -> HttpResponse:
        """The page, with what was typed still there when a decision was refused."""
        opened = self._opened(form)
        typed = form.data if form is not None else {}
        pane = detail(opened.assessed_id, chosen=typed.get("choice", ""), by=self.request.actor) if opened else None
        words_of_page: dict[str, Any] = {
            "title": "Exceptions",
            "section": "Exceptions",
            "sub": f"Care, {say_week(self.week)} ({week_name(self.week)}){pays_on(runs.pay_dates(self.week))}",
            "steps": steps(2 if any(r.state == "to-decide" for r in self.every) else 3),
            "formats": listed.formats(self.asked, **self.own),
            "actions": (Action("Let through", f"/tolerance/?week={week_name(self.week)}"),),
            "facts": self._facts(),
            "facets": self._facets(),
            "table": self._table(opened),
            "pager": listed.pager(self.page, self.asked, "exceptions", **self.own),
            "count": f"{self.page.total:,} exception{'' if self.page.total == 1 else 's'}",
            "sub_list": words.STATES[self.state],
            "unknown": listed.unknown(self.page),
            "opened": opened,
            "pane": pane,
            **self._place(opened),
            "undo": self._undo(),
            "together": "/exceptions/together/",
            "week_name": week_name(self.week),
            "focus": bool(self.request.GET.get("row")) and form is None,
            "form": form,
            "reasons": (("", "Choose"), *words.REASONS),
            "reason": typed.get("reason", pane.usual_reason if pane else ""),
            "note": typed.get("note", ""),
            "amount": typed.get("amount", ""),
            "here": self.to(row=str(opened.assessed_id) if opened else ""),
            "meets": f"/exceptions/?row={opened.assessed_id}" if opened else "",
        }
        status = 422 if form is not None and not form.is_valid() else 200
        return show(self.request, "exceptions/exceptions.html", status=status, refusal=refusal, **words_of_page)

    def _opened(self, form: Decision | None) -> ExceptionRow | None:
        """The row named by the address or the form; else the first of the page."""
        named = (form.data.get("row") if form is not None else None) or self.request.GET.get("row", "")
        return next((r for r in self.every if str(r.assessed_id) == named), self.page.rows[0] if self.page.rows else None)

    def _place(self, opened: ExceptionRow | None) -> dict[str, str]:
        """Where the open row stands in the list, and the ways to the one before it and the one after."""
        order = [r.assessed_id for r in self.order]
        if not opened or opened.assessed_id not in order:
            return {"place": "", "previous": "", "next": ""}
        at = order.index(opened.assessed_id)
        return {
            "place": f"{at + 1} of {len(order)}",
            "previous": self.to(row=str(order[at - 1])) if at else "",
            "next": self.to(row=str(order[at + 1])) if at + 1 < len(order) else "",
        }

    def _undo(self) -> dict[str, Any] | None:
        """What this person decided in the last half minute, which may still be taken back."""
        since = now() - timedelta(seconds=checks.UNDO_SECONDS)
        last = queries.decided_last(self.request.actor.ref, self.week, since=since)  # type: ignore[attr-defined]  # put there by the site
        if not last:
            return None
        what = self.name_of(last[0].assessed_id) if len(last) == 1 else f"{len(last)} lines"
        left = checks.UNDO_SECONDS - int((now() - last[0].decided_at).total_seconds())
        return {"label": f"Undo {what}", "rows": [one.assessed_id for one in last], "seconds": max(1, left)}

    def _facts(self) -> tuple[Fact, ...]:
        made, claimed = queries.week_in_figures(self.week), invoices.claimed_for(self.week)
        held = [r for r in self.every if r.state in ("to-decide", "decided")]
        waiting = [r for r in held if r.state == "to-decide"]
        mine = [one for one in self.found if one.decided and one.decided.decided_by == self.request.actor.ref]  # type: ignore[attr-defined]  # put there by the site
        short = sum(one.claimed_pence - one.decided.pence for one in mine if one.decided)
        matched = made.decisions.get("CLEAN", 0) + made.decisions.get("TRIMMED", 0)
        share = f" ({matched * 1000 // made.lines / 10:.1f}%)" if made.lines else ""
        return (
            Fact(
                f"Claimed, {claimed.invoices:,} invoice{'' if claimed.invoices == 1 else 's'}",
                sterling(made.claimed_pence),
                f"{made.lines:,} lines. Control total",
                check=presenters.control_total(made.claimed_pence, claimed.pence),
            ),
            Fact("Matched, ready to pay", sterling(made.due_pence), f"{matched:,} lines{share}, no action needed"),
            Fact(
                "Decided by you",
                sterling(sum(one.decided.pence for one in mine if one.decided)),
                f"{len(mine):,} line{'' if len(mine) == 1 else 's'}, {sterling(short)} short-paid",
            ),
            Fact(
                "Still to decide",
                f"{sterling(sum(r.claimed_pence for r in waiting))}",
                f"{len(waiting):,} lines, variance {sterling(sum(r.variance_pence for r in waiting))}",
                "red" if waiting else "green",
            ),
            Fact(
                "Exceptions decided",
                note=f"Judgement {made.judgement_ref}; {made.decisions.get('BLOCKED', 0):,} more that cannot be paid as they are",
                meter=(len(held) - len(waiting), len(held)),
            ),
        )

    def _facets(self) -> tuple[FacetGroup, ...]:
        matching = self.list.matching(self.in_state, self.asked)
        codes = sorted({code for r in self.in_state for code in r.codes}, key=lambda code: -len(presenters.of_code(matching, code)))
        why = FacetGroup(
            "Why stopped",
            tuple(
                self._facet(
                    "All" if code is None else words.why(code), presenters.of_code(matching, code), code == self.code, why=str(code or "")
                )
                for code in (None, *codes)
            ),
            note="variance",
        )
        states = FacetGroup(
            "Whose move",
            tuple(
                Facet(
                    label,
                    self.to(show="" if key == "to-decide" else key),
                    sum(key in ("all", r.state) for r in self.every),
                    current=key == self.state,
                )
                for key, label in words.STATES.items()
            ),
        )
        return (why, *listed.facet_groups(self.page, self.asked, says="variance", **self.own), states, neighbours(self.week))

    def _facet(self, label: str, rows: list[ExceptionRow], current: bool, **changed: str) -> Facet:
        return Facet(label, self.to(**changed), len(rows), listed.to_the_pound(sum(r.variance_pence for r in rows)), current)

    def _table(self, opened: ExceptionRow | None) -> Table:
        empty = {
            "to-decide": "No exceptions left to decide. The run can be prepared.",
            "decided": "Nothing has been decided yet.",
        }.get(self.state, "Nothing fits these filters.")
        table = listed.table(
            self.list,
            self.page,
            self.asked,
            f"Exceptions of the week of {say_week(self.week)}",
            cells=presenters.cells(lambda r: self.to(row=str(r.assessed_id))),
            empty=empty,
            empty_next=Link("Runs", "/runs/"),
            selected=str(opened.assessed_id) if opened else "",
            **self.own,
        )
        return replace(table, ticks="line") if self.state == "to-decide" else table
