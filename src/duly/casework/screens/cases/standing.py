"""Whether a complaint goes on and who speaks for it, as its page shows it and is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import actions, powers, queries
from duly.casework.cases.queries import CaseSeen, WithdrawalSeen
from duly.casework.cases.states import MATTERS
from duly.casework.investigation import queries as investigation
from duly.casework.screens import common
from duly.casework.screens.cases.standing_forms import AgreeForm, BackForm, CarryOnForm, WithdrawForm
from duly.core.directory import queries as directory
from duly.core.directory.queries import DeathSeen
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Row, Table
from duly.ui.pages import say


@dataclass(frozen=True)
class Standing:
    """All that the page says of it. `speak` are those who may withdraw, `complain` who complains, `dead` who of them died: (reference, name)."""

    withdrawal: WithdrawalSeen | None
    joint: bool
    speak: list[tuple[str, str]]
    complain: list[tuple[str, str]]
    dead: dict[str, DeathSeen]
    called: Mapping[str, str]
    issues: list[tuple[str, str]]


def standing(case: CaseSeen) -> Standing:
    """How a complaint stands with whoever brought it."""
    complain = queries.complainants(case.ref)
    parties = [directory.family_of(ref)[0] for role, ref in queries.parties(case.ref) if role == "representative"]
    decided = [one.who for one in queries.carried_on(case.ref) if one.who]
    every = tuple(dict.fromkeys((*complain, *parties, *decided)))
    called, dead = directory.names(every), directory.died(every)
    open_issues = investigation.issues(case.ref, dropped=False)
    return Standing(
        withdrawal=queries.withdrawal(case.ref),
        joint=len([ref for ref in complain if ref not in dead]) > 1,
        speak=[(ref, called[ref]) for ref in every if ref not in dead],
        complain=[(ref, called[ref]) for ref in complain if ref not in dead],
        dead={ref: one for ref, one in dead.items() if ref in complain},
        called=called,
        issues=[(one.ref, f"{one.ref}: {one.words}") for one in open_issues],
    )


def together(case_ref: str, seen: Standing) -> Table:
    """What each of several complainants agreed to."""
    told = {(one.entry_ref, one.to): one for one in queries.agreed(case_ref)}

    def cell(ref: str, to: str) -> Cell:
        one = told.get((ref, to))
        if one is None:
            return Cell("Not agreed", tone="amber", tag=True)
        return Cell(f"{seen.called.get(one.given_to, one.given_to)} decides" if one.given_to else "Agreed", tone="green", tag=True)

    rows = tuple(Row((Cell(name, f"/directory/{ref}/", strong=True), *(cell(ref, to) for to in MATTERS))) for ref, name in seen.complain)
    return Table("What each agreed to", (Column("Complainant"), *(Column(to.capitalize()) for to in MATTERS)), rows)


def carried(case_ref: str, seen: Standing) -> Table:
    """Who died, and who may carry on."""
    decided = {one.died: one for one in queries.carried_on(case_ref)}

    def row(ref: str, one: DeathSeen) -> Row:
        by = decided.get(ref)
        who = Cell("To be decided", tone="red", tag=True) if by is None else Cell("Nobody", note=by.because)
        if by and by.who:
            who = Cell(f"{seen.called.get(by.who, by.who)}, {by.as_what}", f"/directory/{by.who}/", note=by.because)
        evidence = Cell(by.evidence, f"/post/{by.evidence}/", ref=True) if by and by.evidence else ""
        return Row(
            (Cell(one.name, f"/directory/{ref}/", strong=True), day(one.on), one.source, who, evidence, day(by.starts) if by else "")
        )

    columns = (
        Column("Died"),
        Column("On"),
        Column("Known from", "wrap"),
        Column("Carried on by", "wrap"),
        Column("Shown by"),
        Column("From"),
    )
    return Table("Who died", columns, tuple(row(ref, one) for ref, one in seen.dead.items()))


def forms(case: CaseSeen, seen: Standing, sent: Mapping[str, Form], on: date) -> dict[str, Form]:
    """The forms of it, those that were sent and could not be done among them."""
    return {
        "withdraw": sent.get("withdraw")
        or WithdrawForm(people=seen.speak, issues=seen.issues, initial={"received_on": day(on)}, auto_id="id_withdraw_%s"),
        "back": sent.get("back") or BackForm(auto_id="id_back_%s"),
        "agree": sent.get("agree") or AgreeForm(people=seen.complain, auto_id="id_agree_%s"),
        "carry_on": sent.get("carry_on") or CarryOnForm(people=_dead(seen), auto_id="id_carry_%s"),
    }


def refusals(by: Actor, on: date) -> dict[str, str]:
    """Why whoever looks may not do it, by what it is; nothing where they may."""
    asked = {"withdraw": powers.WITHDRAW, "agree": powers.PARTY, "carry_on": powers.CARRY_ON}
    return {name: refusal.because if (refusal := why_not(power, {}, actor=by, on=on)) else "" for name, power in asked.items()}


@asks("cases.withdraw")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take in that the complaint is withdrawn."""
    seen = standing(common.found(queries.case, ref))
    form = WithdrawForm(request.POST, people=seen.speak, issues=seen.issues, auto_id="id_withdraw_%s")
    return _done(request, ref, "withdraw", form, flow.withdraw_complaint, f"The complaint in {ref} is withdrawn.")


@asks("cases.withdraw")
@require_POST
def back(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the complaint go on."""
    form = BackForm(request.POST, auto_id="id_back_%s")
    return _done(request, ref, "back", form, flow.take_back_withdrawal, f"The complaint in {ref} goes on.")


@asks("cases.name_party")
@require_POST
def agree(request: HttpRequest, ref: str) -> HttpResponse:
    """Keep what one of several complainants agreed to; the button pressed says whether they do still."""
    seen = standing(common.found(queries.case, ref))
    form = AgreeForm(request.POST, people=seen.complain, auto_id="id_agree_%s")
    if request.POST.get("way") != "end":
        return _done(request, ref, "agree", form, actions.agree, "The agreement is kept.")

    def ended(case_ref: str, *, given_to: str, **said: object) -> object:
        return actions.end_agreement(case_ref, **said)  # type: ignore[arg-type]  # cleaned by the form

    return _done(request, ref, "agree", form, ended, "They agree to it no longer.")


@asks("cases.carry_on")
@require_POST
def carry_on(request: HttpRequest, ref: str) -> HttpResponse:
    """Decide who may carry on after a death."""
    seen = standing(common.found(queries.case, ref))
    form = CarryOnForm(request.POST, people=_dead(seen), auto_id="id_carry_%s")
    return _done(request, ref, "carry_on", form, flow.carry_on, "It is decided who carries on.")


def _dead(seen: Standing) -> list[tuple[str, str]]:
    return [(ref, one.name) for ref, one in seen.dead.items()]


def _done(request: HttpRequest, ref: str, name: str, form: Form, act: Callable[..., object], says: str) -> HttpResponse:
    from duly.casework.screens.cases.pages import show_case

    common.found(queries.case, ref)
    if not form.is_valid():
        return show_case(request, ref, forms={name: form}, status=422)
    try:
        act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_case(request, ref, forms={name: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/cases/{ref}/")
