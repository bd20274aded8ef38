"""Saying by when files are due, putting a line forward, and buttons that say beforehand why not."""

import pytest

from duly.core.record.queries import how_many
from duly.payments.contracts import queries as contracts
from duly.payments.evidence.queries import deadlines_known
from duly.payments.packages import queries as packages
from duly.payments.screens.tests.conftest import WEEK

DEADLINE = {"kind": "visits", "provider": "", "days": "3", "by": "12:00", "starts": "4/11/2026"}


def test_a_deadline_is_set_from_a_week_on_and_listed_as_csv_and_json(at_desk, council):
    joan = at_desk("joan")
    assert "/imports/deadlines/" in joan.get("/imports/missing/").content.decode()

    answer = joan.post("/imports/deadlines/set/", DEADLINE)

    assert answer.status_code == 302
    page = joan.get("/imports/deadlines/").content.decode()
    assert "Visits are due 3 days after their week, by 12:00, from the week of 2 November 2026." in page
    (set_now,) = deadlines_known()
    assert (set_now.days, set_now.minute, set_now.starts) == (3, 720, WEEK)
    told = joan.get("/imports/deadlines/?format=json").json()["items"]
    assert [(row["kind"], row["days"], row["now"]) for row in told][:2] == [("visits", 3, "Holds"), ("visits", 2, "Gives way")]
    assert joan.get("/imports/deadlines/?format=csv").content.startswith(b"\xef\xbb\xbfFile,For,Provider,Days after its week")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"days": "0"}, "It is 1 day at least."),
        ({"days": "61"}, "It is 60 days at most."),
        ({"by": "24:00"}, "is not a time of day"),
        ({"provider": "V-0"}, "There is no such provider."),
        ({"starts": "soon"}, "This is not a date"),
    ],
)
def test_a_deadline_that_cannot_be_is_told_and_what_was_typed_is_kept(at_desk, council, wrong, says):
    before = how_many()

    answer = at_desk("joan").post("/imports/deadlines/set/", DEADLINE | wrong)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert f'value="{wrong.get("by", "12:00")}"' in page
    assert (how_many(), deadlines_known()) == (before, ())


def test_whoever_may_not_set_a_deadline_is_told_before_and_refused_after(at_desk, council):
    tom = at_desk("tom")

    assert "No post you hold may say by when files are sent" in tom.get("/imports/deadlines/").content.decode()
    assert tom.post("/imports/deadlines/set/", DEADLINE).status_code == 403
    assert deadlines_known() == ()


def _a_line(**more):
    contract, person = contracts.contracts_known()[0], next(iter(packages.people_known()))
    given = {"person": person, "contract": contract.ref, "service": "laundry", "zone": "", "starts": "2/11/2026", "last": ""}
    return person, given | more


def test_a_line_is_put_forward_on_a_page_and_waits_for_somebody_else(at_desk, council):
    tom, (person, given) = at_desk("tom"), _a_line(last="29/11/2026")
    assert "/care/put-forward/" in tom.get("/care/").content.decode()
    assert f"/care/put-forward/?person={person}" in tom.get(f"/care/{person}/").content.decode()
    assert f"/care/put-forward/?contract={given['contract']}" in tom.get(f"/contracts/{given['contract']}/").content.decode()
    assert f'value="{person}"' in tom.get(f"/care/put-forward/?person={person}").content.decode()

    answer = tom.post("/care/put-forward/", given)

    assert answer.headers["Location"] == f"/care/{person}/"
    (waiting,) = packages.commissions_waiting()
    assert (waiting.starts, waiting.ends.isoformat()) == (WEEK, "2026-11-30")
    page = tom.get(f"/care/{person}/").content.decode()
    assert f"{waiting.line_ref} is put forward. It is held until somebody else approves it." in page
    assert "somebody else must approve it" in page
    assert at_desk("joan").post(f"/care/{person}/approve/", {"line_ref": waiting.line_ref, "starts": "2026-11-02"}).status_code == 302


def test_a_line_that_cannot_be_is_refused_with_the_sentence_and_what_was_typed_is_kept(at_desk, council):
    tom, (_, given) = at_desk("tom"), _a_line()
    tom.post("/care/put-forward/", given)

    again = tom.post("/care/put-forward/", given)
    wrong = tom.post("/care/put-forward/", given | {"service": "home care", "contract": "C-0", "starts": ""})
    nobody = tom.post("/care/put-forward/", given | {"person": "P-0"})

    assert (again.status_code, wrong.status_code, nobody.status_code) == (409, 422, 409)
    assert "is in force from 2 November 2026 already." in again.content.decode()
    for says in ("is not a service such as home-care", "There is no such contract.", "Say from which day."):
        assert says in wrong.content.decode()
    assert 'value="home care"' in wrong.content.decode()
    assert "There is no person P-0." in nobody.content.decode()
    assert len(packages.commissions_waiting()) == 1


def test_whoever_may_not_put_lines_forward_is_told_before_and_refused_after(at_desk, council):
    _, given = _a_line()
    femi = at_desk("femi")

    assert "No post you hold may put a package line forward" in femi.get("/care/put-forward/").content.decode()
    assert femi.post("/care/put-forward/", given).status_code == 403
    assert packages.commissions_waiting() == ()


def test_the_button_that_puts_a_contract_in_force_says_beforehand_who_may(at_desk, council):
    address = f"/contracts/{contracts.contracts_known()[0].ref}/"  # in force today: other days may still be typed

    assert "No post you hold may say when a contract may be paid under" in at_desk("tom").get(address).content.decode()
    assert "may say when a contract may be paid under" not in at_desk("rhona").get(address).content.decode()
    assert "is in force from" not in at_desk("rhona").get(address).content.decode()
