"""People, bodies and calls of the invented ombudsman's office. None of them is anybody; the numbers are those that Ofcom keeps for stories."""

from collections.abc import Mapping
from datetime import date, timedelta

from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.core.contacts import actions as contacts
from duly.core.directory import actions as directory
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor

PEOPLE = (
    ("person", "Mrs Ruth Hartley", "ruth.hartley@post.example", "01632 960417", "17 Larch Rise, Stoke Averil, WX4 9TD"),
    ("person", "Simon Hartley", "simon.hartley@post.example", "01632 960418", "4 Quarry Close, Stoke Averil, WX4 9QQ"),
    ("person", "Tomasz Zielinski", "tomasz.zielinski@post.example", "01632 960233", "Flat 2, 9 Tannery Row, Northmere, NM1 2AB"),
    ("person", "Gareth Pell MP", "gareth.pell@parliament.example", "01632 960900", ""),
    ("person", "Odile Farrowmere", "odile.farrowmere@marlbrook.example", "01632 960555", ""),
    ("person", "Lena Fitch", "lena.fitch@echo.example", "01632 960781", ""),
    ("person", "Peregrine Oxtoby", "", "01632 960662", "The Old Forge, Tarrowmere, NM7 4ZZ"),
    ("body", "Marlbrook Integrated Care Board", "complaints@marlbrook.example", "01632 960500", "Marlbrook House, Marlbrook, MB1 1AA"),
    ("body", "Marlbrook Clinical Commissioning Group", "", "", ""),
    ("body", "Northmere Council", "complaints@northmere.example", "01632 960100", "Town Hall, Northmere, NM1 1AA"),
    ("committee", "Public Administration Committee of the Assembly", "clerk@assembly.example", "", ""),
)
CALLS = (
    (41, "Mrs Ruth Hartley", "case reference and address", "Asked who has her file now that the first officer has left.", ()),
    (23, "Mrs Ruth Hartley", "case reference and address", "Asked whether the Board has answered us yet.", ()),
    (
        9,
        "Mrs Ruth Hartley",
        "known voice",
        "In tears about her mother's anniversary. Stayed on the line with her; her son came in.",
        ("distress",),
    ),
    (2, "Mrs Ruth Hartley", "case reference and address", "Asked when the decision will come, and by what post.", ()),
    (16, "Peregrine Oxtoby", "not verified", "Shouted that he would come to the office and make us listen.", ()),
    (6, "Tomasz Zielinski", "address and date of birth", "Says the council has lost his complaint. He has its letter of 4 April.", ()),
)
"""Days ago, who, known how, what about, what was noticed."""


def fill(desks: Mapping[str, Actor]) -> None:
    """Enter people and bodies, what they are to each other and need, a marker, the parties of the case, some calls, and two enquiries."""
    by, manager = desks["assistant-casework-manager"], desks["casework-manager"]
    refs = {
        name: directory.enter(kind=kind, name=name, email=email, phone=phone, post=post, by=by).ref
        for kind, name, email, phone, post in PEOPLE
    }
    _roles(refs, by)
    day = today() + timedelta(days=12)
    directory.place_marker(
        refs["Peregrine Oxtoby"],
        kind="violence or threats",
        because="Said on the telephone that he would come here and make us listen. Two of us meet him, never one.",
        owner=manager.ref,
        review_on=day,
        lapses_on=day + timedelta(days=60),
        by=manager,
    )
    for case in case_queries.named("Ruth Hartley", limit=1):
        cases.name_party(case.ref, entry_ref=refs["Mrs Ruth Hartley"], role="complainant", by=by)
        cases.name_party(case.ref, entry_ref=refs["Marlbrook Integrated Care Board"], role="body", by=by)
    for ago, name, verified, gist, flags in CALLS:
        contacts.log_call(
            at=now() - timedelta(days=ago, hours=2),
            about=refs[name],
            verified=verified,
            gist=gist,
            flags=flags,
            promised=[("Ring her back with the day of the decision", today() + timedelta(days=1), by.ref)] if ago == 2 else (),
            by=by,
        )
    _enquiries(desks)


def _roles(refs: Mapping[str, str], by: Actor) -> None:
    ruth, board = refs["Mrs Ruth Hartley"], refs["Marlbrook Integrated Care Board"]
    group, pell = refs["Marlbrook Clinical Commissioning Group"], refs["Gareth Pell MP"]
    directory.give_role(
        ruth,
        role="represented by",
        of=refs["Simon Hartley"],
        scope="calls only",
        note="She said so on the telephone; form to follow.",
        starts=date(2026, 9, 1),
        by=by,
    )
    directory.give_role(pell, role="member of parliament", of="Northmere West", starts=date(2019, 12, 13), ends=date(2024, 5, 30), by=by)
    directory.give_role(pell, role="member of parliament", of="Northmere West", starts=date(2024, 7, 5), by=by)
    directory.give_role(group, role="in jurisdiction", starts=date(2013, 4, 1), ends=date(2022, 7, 1), by=by)
    directory.give_role(group, role="succeeded by", of=board, starts=date(2022, 7, 1), by=by)
    directory.give_role(board, role="in jurisdiction", starts=date(2022, 7, 1), by=by)
    directory.give_role(refs["Northmere Council"], role="in jurisdiction", starts=date(1998, 4, 1), by=by)
    directory.give_role(refs["Odile Farrowmere"], role="link officer", of=board, starts=date(2025, 1, 6), by=by)
    directory.give_role(pell, role="member", of=refs["Public Administration Committee of the Assembly"], starts=date(2025, 2, 1), by=by)
    directory.tell(refs["Tomasz Zielinski"], kind="format", text="large print", starts=today(), by=by)
    directory.tell(ruth, kind="channel", text="telephone", starts=today(), by=by)
    directory.tell(ruth, kind="hours", text="before 10 in the morning: she works nights", starts=today(), by=by)


def _enquiries(desks: Mapping[str, Actor]) -> None:
    taker, manager = desks["executive-assistant"], desks["casework-manager"]
    asked = contacts.ask(
        asker="The clerk of the Public Administration Committee",
        question="How long does a decision on continuing healthcare take, in the middle of the list?",
        expected="One figure with its date",
        needed_by=today() + timedelta(days=3),
        by=taker,
    )
    contacts.propose(asked.ref, proposal="Give the middle figure of last quarter, as published, and nothing about a case.", by=taker)
    contacts.settle(asked.ref, how="agree", by=manager)
    contacts.answer(asked.ref, answer="The middle figure of last quarter was 143 days, published on 6 October.", by=taker)
    again = contacts.ask(
        asker="Lena Fitch, Wexcombe Echo",
        question="How long do people wait for decisions?",
        expected="A comment before noon tomorrow",
        needed_by=today() + timedelta(days=1),
        by=taker,
    )
    contacts.propose(again.ref, proposal="Use the figure given to the committee's clerk. No comment on any case.", by=taker)
