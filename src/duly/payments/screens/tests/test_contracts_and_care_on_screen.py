"""Contracts and people on screen: what is known of them, and stopping, starting, interrupting and approving."""

from datetime import timedelta

from duly.core.record.clock import today
from duly.payments import flow
from duly.payments.contracts import queries as contracts
from duly.payments.packages import queries as packages
from duly.payments.packages.actions import propose_line
from duly.payments.screens.tests.conftest import WEEK
from duly.primitives.money import plain_pounds, pounds


def typed(day) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def test_contracts_are_listed_with_how_they_stand_today(at_desk, council):
    tom, refs = at_desk("tom"), [c.ref for c in contracts.contracts_known()]

    page = tom.get("/contracts/").content.decode()
    told = tom.get("/contracts/?format=json").json()

    assert all(f"/contracts/{ref}/" in page for ref in refs)
    assert {row["state"] for row in told["items"]} == {"In force"}
    assert tom.get("/contracts/?format=csv").content.startswith(b"\xef\xbb\xbfContract,Title,Provider")
    assert tom.get("/contracts/C-9/").status_code == 404


def test_a_contract_is_stopped_by_one_person_and_started_by_another(at_desk, council):
    ref = contracts.contracts_known()[0].ref
    address, senior, manager = f"/contracts/{ref}/", at_desk("joan"), at_desk("rhona")

    shown = at_desk("tom").get(address).content.decode()
    assert "Version 1" in shown
    assert "Clauses of version" in shown
    assert "No post you hold may place an embargo" in shown

    assert senior.post(f"{address}embargo/", {"embargo-starts": "soon", "embargo-because": ""}).status_code == 422
    answer = senior.post(f"{address}embargo/", {"embargo-starts": typed(WEEK), "embargo-because": "Rated inadequate."})
    assert answer.status_code == 302
    assert [s.ends for s in contracts.contract_spans_known() if s.contract_ref == ref] == [WEEK]
    page = manager.get(address).content.decode()
    assert "Under embargo" in page
    assert "Rated inadequate." in page

    given = {"lift-lifted": typed(WEEK + timedelta(days=7)), "lift-because": "Put right."}
    assert "No post you hold may lift an embargo" in senior.post(f"{address}lift/", given).content.decode()
    assert manager.post(f"{address}lift/", given).status_code == 302
    assert len([s for s in contracts.contract_spans_known() if s.contract_ref == ref]) == 2

    last = today()
    assert manager.post(f"{address}end/", {"end-last": typed(last), "end-because": "Handed back."}).status_code == 302
    begins = last + timedelta(days=8)
    given = {"put-in-force-starts": typed(begins), "put-in-force-last": "", "put-in-force-because": "Taken up again."}
    assert manager.post(f"{address}put-in-force/", given).status_code == 302
    told = manager.get(f"{address}?format=json").json()
    assert [s["starts"] for s in told["may_be_paid_under"]][-1] == begins.isoformat()
    assert len(told["terms"]) == len(contracts.terms_of(ref))


def test_a_persons_stays_are_listed_with_home_line_nights_and_when_they_were_away(at_desk, office, council):
    here, elsewhere = (provider.ref for provider in council.providers[:2])
    person = council.people[0].ref
    heads = "provider,period_from,period_to,person,service,stay,admitted,discharged,absent_from,absent_to,absence\n"
    told = f"{here},2026-11-02,2026-11-08,{person},residential,ST-1,2026-09-01,2026-11-07,2026-11-03,2026-11-04,hospital\n"
    other = f"{elsewhere},2026-11-02,2026-11-08,{person},residential,ST-2,2026-11-07,,,,\n"
    for ref, row in ((here, told), (elsewhere, other)):
        outcome = flow.IMPORTS["occupancy"](f"{ref}.csv", (heads + row).encode(), ref, office["tom"])
        assert outcome.accepted, outcome.faults
    propose_line(
        person_ref=person,
        provider_ref=here,
        service="residential",
        contract_ref=next(c.ref for c in contracts.contracts_known() if c.provider_ref == here),
        starts=WEEK,
        line_ref="L-99",
        by=office["tom"],
    )
    tom = at_desk("tom")

    page = " ".join(tom.get(f"/care/{person}/").content.decode().split())
    stays = tom.get(f"/care/{person}/?format=json").json()["stays"]

    assert "Stays in care homes" in page
    assert "in hospital 3 to 4 November 2026" in page
    assert [(s["stay_ref"], s["provider_ref"], s["line_ref"], s["admitted"], s["discharged"]) for s in stays] == [
        ("ST-2", elsewhere, "", "2026-11-07", "9999-12-31"),
        ("ST-1", here, "L-99", "2026-09-01", "2026-11-07"),
    ]
    assert stays[1]["absences"] == [{"kind": "hospital", "starts": "2026-11-03", "ends": "2026-11-05"}]
    nobody = council.people[-1].ref
    assert "Stays in care homes" not in tom.get(f"/care/{nobody}/").content.decode()


def test_a_persons_package_is_shown_and_what_is_learnt_of_them_is_kept(at_desk, council):
    tom, ref = at_desk("tom"), next(iter(packages.people_known()))
    address = f"/care/{ref}/"

    assert ref in tom.get("/care/").content.decode()
    assert tom.get("/care/?format=csv").content.startswith(b"\xef\xbb\xbfPerson,Reference,Lines")
    shown = tom.get(address).content.decode()
    assert packages.lines_of_person(ref)[0].line_ref in shown
    assert tom.get("/care/P-9/").status_code == 404

    the_packages_say_what_is_agreed_of_each_line(tom, ref, shown)

    given = {"interrupt-kind": "hospital", "interrupt-starts": typed(WEEK), "interrupt-last": "", "interrupt-told_on": typed(today())}
    assert tom.post(f"{address}interrupt/", given).status_code == 302
    assert "In hospital" in tom.get(address).content.decode()
    again = tom.post(f"{address}interrupt/", given)
    assert "already" in again.content.decode()

    sunday = WEEK + timedelta(days=6)
    which = {"prefix": "correct-0", "correct-0-which": f"hospital {WEEK.isoformat()}"}
    dates = {
        "correct-0-starts": typed(WEEK),
        "correct-0-last": typed(sunday),
        "correct-0-told_on": typed(today()),
        "correct-0-because": "Home.",
    }
    assert tom.post(f"{address}correct/", which | dates).status_code == 302
    assert [(i.starts, i.ends) for i in packages.interruptions_known(ref)] == [(WEEK, WEEK + timedelta(days=7))]
    assert tom.post(f"{address}correct/", which | dates | {"correct-0-which": "hospital soon"}).status_code == 422
    given = {"prefix": "withdraw-0", "withdraw-0-which": f"hospital {WEEK.isoformat()}", "withdraw-0-because": "Another person."}
    assert tom.post(f"{address}withdraw/", given).status_code == 302
    assert packages.interruptions_known(ref) == ()

    assert tom.post(f"{address}died/", {"died-on": typed(WEEK)}).status_code == 302
    assert packages.death_of(ref) == WEEK
    assert tom.post(f"{address}not-died/", {"not-died-because": "A mistake."}).status_code == 403
    assert packages.death_of(ref) == WEEK
    assert at_desk("joan").post(f"{address}not-died/", {"not-died-because": "A mistake."}).status_code == 302
    assert tom.get(f"{address}?format=json").json()["died"] is None


def test_a_line_put_forward_is_approved_by_somebody_else(at_desk, council, office):
    ref = next(iter(packages.people_known()))
    line = packages.lines_of_person(ref)[0]
    same = {"person_ref": ref, "provider_ref": line.provider_ref, "contract_ref": line.contract_ref, "starts": WEEK}
    propose_line(**same, service="laundry", line_ref="L-99", by=office["tom"])
    given = {"line_ref": "L-99", "starts": WEEK.isoformat()}

    assert "You put L-99 forward" in at_desk("tom").get(f"/care/{ref}/").content.decode()
    assert at_desk("joan").post(f"/care/{ref}/approve/", given).status_code == 302

    assert [c.approved for c in packages.commissions_of("L-99")] == [True]


def the_packages_say_what_is_agreed_of_each_line(tom, ref: str, person: str) -> None:
    told = tom.get("/packages/?format=json").json()["items"]
    page = tom.get("/packages/").content.decode()
    theirs = next(one for one in told if one["person"] == ref)

    assert {one["line"] for one in told} == set(packages.line_refs())
    assert tom.get("/packages/?sort=person_name&format=csv").content.startswith(b"\xef\xbb\xbfPerson,Line,Provider,Service,Minutes a week,")
    known = next(one for one in flow.agreed(on=today()) if one.line.line_ref == theirs["line"])
    assert theirs["minutes"] == known.minutes > 0
    assert theirs["weekly_pence"] == plain_pounds(known.weekly_pence)
    assert f"{pounds(known.weekly_pence)}" in person  # the person's page says the same
    total = sum(one.weekly_pence for one in flow.agreed(on=today()) if one.span.ends > today())
    assert f"£{pounds(total)} a week" in page
    assert "In force" in page
    assert tom.get("/packages/?state=Ended&format=json").json()["total"] == sum(one["state"] == "Ended" for one in told)
