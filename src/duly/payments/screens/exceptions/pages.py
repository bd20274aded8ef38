"""The workbench: a week's exceptions, the one that is open, and its decision."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.lists.listing import Asked, Page
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens import listed
from duly.payments.screens.exceptions import presenters, words
from duly.payments.screens.exceptions.detail import detail
from duly.payments.screens.exceptions.forms import Decision
from duly.payments.screens.exceptions.presenters import ExceptionRow
from duly.payments.screens.weeks import asked_week, neighbours, say_week, steps
from duly.payments.validation import actions as validation
from duly.payments.validation import queries
from duly.primitives.money import pounds, sterling
from duly.primitives.period import week_name
from duly.primitives.refusal import Refusal, Refused, stop_if
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Facet, FacetGroup, Fact, Link
from duly.ui.pages import say, show
from duly.ui.proof import proved


@asks(READ.code, "exceptions.decide")
@proved(only_when=lambda request: request.POST.get("choice") == "pay_delivered")  # over what was agreed: an override
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def exceptions(request: HttpRequest) -> HttpResponse:
    """A week's exceptions; `?row=` opens one, and a decision posted here goes to it and opens the next."""
    week = asked_week(request.GET.get("week", ""))
    if week is None or not queries.current_judgement_ref(week):
        return _no_week(request, week)
    bench = Bench(request, week)
    form = Decision(request.POST) if request.method == "POST" else None
    if form is None:
        return bench.file() or bench.show()
    if not form.is_valid():
        return bench.show(form=form)
    given = form.cleaned_data
    following = bench.after(given["row"])
    try:
        stop_if(bench.why_not_still(given["row"], given["seen"]))
        decided = validation.decide(given["row"], choice=given["choice"], reason_code=given["reason"], note=given["note"], by=request.actor)
    except Refused as refused:
        return bench.show(form=form, refusal=refused.refusal)
    except ObjectDoesNotExist:
        raise Http404("There is no such line-week.") from None
    say(request, f"{bench.name_of(given['row'])}: {words.LABELS[decided.choice].lower()}, {sterling(decided.pence)}.")
    return redirect(bench.to(row=str(following or "")))


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

    def after(self, assessed_id: int) -> int | None:
        """The row to open once this one is decided: the next one down that waits, or the first."""
        order = self.list.matching(self.rows, self.asked)
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
            "sub": f"Care, {say_week(self.week)} ({week_name(self.week)})",
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
            "place": self._place(opened),
            "form": form,
            "reasons": (("", "Choose"), *words.REASONS),
            "reason": typed.get("reason", pane.usual_reason if pane else ""),
            "note": typed.get("note", ""),
            "here": self.to(row=str(opened.assessed_id) if opened else ""),
            "meets": f"/exceptions/?row={opened.assessed_id}" if opened else "",
        }
        status = 422 if form is not None and not form.is_valid() else 200
        return show(self.request, "exceptions/exceptions.html", status=status, refusal=refusal, **words_of_page)

    def _opened(self, form: Decision | None) -> ExceptionRow | None:
        """The row named by the address or the form; else the first of the page."""
        named = (form.data.get("row") if form is not None else None) or self.request.GET.get("row", "")
        return next((r for r in self.every if str(r.assessed_id) == named), self.page.rows[0] if self.page.rows else None)

    def _place(self, opened: ExceptionRow | None) -> str:
        order = [r.assessed_id for r in self.list.matching(self.rows, self.asked)]
        return f"{order.index(opened.assessed_id) + 1} of {len(order)}" if opened and opened.assessed_id in order else ""

    def _facts(self) -> tuple[Fact, ...]:
        made = queries.summary(queries.current_judgement_ref(self.week))
        by_decision = dict(made.decisions)
        held = [r for r in self.every if r.state in ("to-decide", "decided")]
        waiting = [r for r in held if r.state == "to-decide"]
        paid = sum(one.decided.pence for one in self.found if one.decided)
        return (
            Fact("Claimed", f"{sterling(made.claimed_pence)}", f"{made.line_weeks:,} lines. Judgement {made.ref}", url=""),
            Fact(
                "Due without a decision",
                f"{sterling(made.due_pence)}",
                f"{by_decision.get('CLEAN', 0):,} clean, {by_decision.get('TRIMMED', 0):,} trimmed",
            ),
            Fact("Decided", f"{sterling(paid)}", f"{len(held) - len(waiting):,} lines"),
            Fact(
                "Still to decide",
                f"{sterling(sum(r.claimed_pence for r in waiting))}",
                f"{len(waiting):,} lines, variance {sterling(sum(r.variance_pence for r in waiting))}",
                "red" if waiting else "green",
            ),
            Fact(
                "Exceptions decided",
                note=f"{by_decision.get('BLOCKED', 0):,} more that cannot be paid as they are",
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
        money = pounds(sum(r.variance_pence for r in rows)).split(".")[0]
        return Facet(label, self.to(**changed), len(rows), f"£{money}", current)

    def _table(self, opened: ExceptionRow | None):
        empty = {
            "to-decide": "No exceptions left to decide. The run can be prepared.",
            "decided": "Nothing has been decided yet.",
        }.get(self.state, "Nothing fits these filters.")
        return listed.table(
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


def _no_week(request: HttpRequest, week: date | None) -> HttpResponse:
    """What stands instead of the list: the week does not read, or has not been judged."""
    asked = request.GET.get("week", "")
    why = "No week has been judged yet, so nothing has been stopped."
    if asked:
        why = (
            f"{asked} has not been judged yet, so nothing in it has been stopped."
            if week
            else f"{asked!r} is not a week, such as 2026-W45."
        )
    return show(
        request,
        "exceptions/none.html",
        status=404 if asked and week is None else 200,
        title="Exceptions",
        section="Exceptions",
        why=why,
        next=Link("Judge a week", "/runs/"),
    )
