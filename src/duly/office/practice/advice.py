"""Advice in the invented office: one superseded by another, which a case has still to look at; one taken from Operations; one not answered yet."""

from collections.abc import Mapping
from typing import Any

from duly.casework.advice import actions as advice
from duly.casework.cases import queries as cases
from duly.casework.examples import advice as example
from duly.primitives.actor import Actor


def fill(desks: Mapping[str, Actor]) -> None:
    """Ask, answer, and put one answer in the place of another."""
    found = cases.cases()
    about, other = found[-1].ref, found[0].ref
    manager, investigator = desks["casework-manager"], desks["investigator"]
    first = _answered(example.WAIT, example.WAIT_ANSWERED, way="given", about=other, by=manager)
    if about != other:
        advice.rely(first, case_ref=about, by=investigator)
    later = _answered(example.AGAIN, example.AGAIN_ANSWERED, way="given", about=about, by=manager)
    advice.withdraw(first, because=example.WAIT_WITHDRAWN, instead=later, by=manager)
    asked = advice.ask(way="taken", about=about, by=manager, **example.RECORDS)
    advice.answer(asked.ref, answer=example.RECORDS_ANSWERED, answerer="Operations, evidence desk", by=investigator)
    advice.ask(way="given", about=about, by=desks["assistant-casework-manager"], **example.OPEN)


def _answered(question: Mapping[str, Any], answer: str, *, way: str, about: str, by: Actor) -> str:
    seen = advice.ask(way=way, about=about, by=by, **question)
    return advice.answer(seen.ref, answer=answer, answerer="The Casework Manager", by=by).ref
