"""The scheme in force, and a what-if: who could decide this, and why not the others."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import queries
from duly.core.scheme.rules import Ruling
from duly.office import queries as office_queries
from duly.office.screens.scheme.presenters import looked_at, shown
from duly.primitives.actor import Actor
from duly.primitives.money import read_pounds
from duly.primitives.power import POWERS, FactKind, Power
from duly.ui.asks import asks
from duly.ui.fields import Fault
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import show


@asks()
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with its rules, newest first."""
    titles = people.post_titles()
    powers = Table(
        "Powers a scheme can speak of",
        (Column("Power"), Column("May", "wrap"), Column("Facts a rule may look at", "wrap")),
        tuple(
            Row(
                (
                    Cell(power.code, url=f"/delegation/try/?power={power.code}"),
                    power.question,
                    ", ".join(f"{n} ({k})" for n, k in power.facts) or "none",
                )
            )
            for power in sorted(POWERS.values(), key=lambda p: p.code)
            if not power.code.startswith("test.")
        ),
    )
    return show(
        request,
        "scheme/instruments.html",
        title="Delegation: who can decide",
        section="Delegation",
        actions=(Action("Away and standing in", "/delegation/persons/"), Action("Proposed schemes", "/delegation/proposed/")),
        instruments=[shown(instrument, titles) for instrument in queries.instruments()],
        powers=powers,
        warns=[
            f"Nobody of the office {office} can close a case: its scheme has no rule for cases.close. Propose one that has."
            for office in office_queries.nobody_closes({one.office for one in queries.instruments(on=today())})
        ],
    )


@asks()
def try_it(request: HttpRequest) -> HttpResponse:
    """What the scheme in force would say of a power and facts, for every person in post. Asking decides nothing."""
    power = POWERS.get(request.GET.get("power", ""))
    facts, faults = _facts(power, request.GET) if power else ({}, [])
    asked = bool(power) and not faults and (bool(facts) or not power.facts)
    titles = people.post_titles()
    words: dict[str, Any] = {
        "title": f"Who may {power.question}?" if power else "Who may?",
        "section": "Delegation",
        "crumbs": (Link("Delegation", "/delegation/"),),
        "power": power,
        "powers": [
            ("", "Choose a power"),
            *((p.code, p.code) for p in sorted(POWERS.values(), key=lambda p: p.code) if not p.code.startswith("test.")),
        ],
        "fields": [(name, kind, request.GET.get(_field(name), "")) for name, kind in power.facts] if power else [],
        "faults": faults,
        "field": _field,
        "verdicts": None,
        "mine": None,
    }
    if asked and power is not None:
        mine = queries.rule_on(power, facts, actor=request.actor, on=today())
        words |= {"verdicts": _everyone(power, facts, today()), "mine": mine, "looked": looked_at(mine, titles)}
    return show(request, "scheme/try.html", status=422 if faults else 200, **words)


def _everyone(power: Power, facts: dict, on: date) -> Table:
    """Each person in post, and what the scheme says to them."""
    by_person: dict[str, list[people.PostHeld]] = {}
    for held in people.everyone_in_post(on=on):
        by_person.setdefault(held.officer_ref, []).append(held)
    rows = []
    for ref, posts in sorted(by_person.items(), key=lambda item: item[1][0].officer_name):
        ruling: Ruling = queries.rule_on(power, facts, actor=Actor(ref, posts[0].officer_name, tuple(p.code for p in posts)), on=on)
        verdict = Cell("May", tone="green", tag=True) if ruling.allowed else Cell("May not", tag=True)
        rows.append(Row((posts[0].officer_name, ", ".join(p.title for p in posts), verdict, ruling.because)))
    return Table(
        "What the scheme says to each person",
        (Column("Person"), Column("Post", "wrap"), Column("Verdict"), Column("Why", "wrap")),
        tuple(rows),
    )


def _facts(power: Power, given: dict) -> tuple[dict, list[Fault]]:
    """The facts typed, and a sentence for each that does not read. Nothing typed at all is not yet a question."""
    if not any(given.get(_field(name)) for name, _ in power.facts):
        return {}, []
    facts: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, kind in power.facts:
        text = given.get(_field(name), "").strip()
        if not text and name in power.unsaid:
            facts[name] = None
            continue
        try:
            facts[name] = _read(kind, text)
        except ValueError as wrong:
            faults.append(Fault(f"{name.capitalize()}: {wrong}", f"#id_{_field(name)}"))
    return facts, faults


def _read(kind: FactKind, text: str):
    if not text:
        raise ValueError("say what it is.")
    if kind == "pence":
        return read_pounds(text)
    if kind == "number":
        return int(text)
    if kind == "yes/no":
        return {"yes": True, "no": False}[text.lower()] if text.lower() in ("yes", "no") else _refuse(text, "yes or no")
    if kind == "date":
        return date.fromisoformat(text)
    return text


def _refuse(text: str, expected: str):
    raise ValueError(f"{text!r} is not {expected}.")


def _field(name: str) -> str:
    return name.replace(" ", "-")
