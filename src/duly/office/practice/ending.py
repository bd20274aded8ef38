"""Complaints that end, and some that may not go on: taken back, carried on after a death, brought by two together; two closed with how they ended."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.examples import ending as example
from duly.casework.examples.ending import Told
from duly.core.directory import actions as directory
from duly.core.record.clock import today
from duly.primitives.actor import Actor


def fill(desks: Mapping[str, Actor]) -> None:
    """A withdrawal that may still be taken back, a death with who carries on, a joint pair of whom one agreed, and two cases closed."""
    manager = desks["casework-manager"]
    taken_back, (agnes,) = _complaint(example.TAKEN_BACK, desks)
    flow.withdraw_complaint(taken_back, who=agnes, how="telephone", received_on=today(), because=example.WITHDREW, by=desks["investigator"])
    died, (edwin,) = _complaint(example.DIED, desks)
    daughter = directory.enter(kind="person", name=example.DAUGHTER, by=desks["assistant-casework-manager"]).ref
    flow.record_death(edwin, on=today() - timedelta(days=9), source=example.DIED_FROM, by=desks["assistant-casework-manager"])
    flow.carry_on(
        died, died=edwin, who=daughter, as_what="family member", starts=today() - timedelta(days=2), because=example.CARRIES_ON, by=manager
    )
    together, (leonie, _) = _complaint(example.TOGETHER, desks)
    cases.agree(together, entry_ref=leonie, to="disclosing", because=example.AGREED, by=desks["investigator"])
    _ended(example.ENDED, "resolved", ("putting things right", "customer focus"), example.ENDED_BECAUSE, desks)
    _ended(example.TOO_SOON, "premature", ("open and accountable",), example.TOO_SOON_BECAUSE, desks)


def _ended(told: Told, outcome: str, principles: tuple[str, ...], because: str, desks: Mapping[str, Actor]) -> None:
    ref, _ = _complaint(told, desks)
    flow.close_case(ref, outcome=outcome, principles=principles, because=because, by=desks["casework-manager"])


def _complaint(told: Told, desks: Mapping[str, Actor]) -> tuple[str, tuple[str, ...]]:
    """A case opened from what was told on the telephone, and whoever complains, named in it."""
    clerk, by = desks["assistant-casework-manager"], desks["casework-manager"]
    item = flow.key_in(
        told.words,
        channel="phone",
        sender_name=told.people[0],
        sender_address="",
        subject=told.title,
        addressed_to="The Ombudsman",
        received_on=today(),
        why_late="",
        by=clerk,
    )
    flow.triage_post(item.ref, way="allocate", direct_to="Casework team", next_action="Assess it", owner=by.ref, by=clerk)
    named = " and ".join(told.people)
    case = flow.open_case_from(item.ref, title=told.title, complainant=named, body=told.body, owner=desks["investigator"].ref, by=by)
    entries = tuple(directory.enter(kind="person", name=name, by=clerk).ref for name in told.people)
    for entry in entries:
        cases.name_party(case.ref, entry_ref=entry, role="complainant", by=by)
    return case.ref, entries
