"""The pages of delegation: who is away, stands in or is held back; and a scheme proposed by one person and adopted by another."""

from datetime import timedelta

import pytest

from duly.core.people.queries import absences
from duly.core.record.clock import today
from duly.core.scheme import queries
from duly.office.screens.scheme.forms import ProposalForm, as_lines

pytestmark = pytest.mark.django_db
PERSONS = "/delegation/persons/"


def _day(n: int) -> str:
    return f"{today() + timedelta(days=n):%d/%m/%Y}"


def test_the_casework_manager_says_who_is_away_stands_in_and_is_held_back(office, at_desk):
    manager = at_desk("casework-manager")

    def says(do, **said):
        return manager.post(PERSONS, {"do": do, **said})

    helen, deputy, head = (office[post].ref for post in ("ombudsman", "deputy-ombudsman", "head-of-casework"))
    days = {"starts": _day(0), "ends": _day(5)}
    assert says("away", person=helen, **days).status_code == 302
    assert says("stand-in", post="ombudsman", person=deputy, because="Agreed.", **days).status_code == 302
    assert queries.standing_for(deputy, on=today()) == {"ombudsman": "The Ombudsman"}
    assert says("suspend", person=head, power="submissions.sign", because="New.", starts=_day(0)).status_code == 302
    assert says("give-back", person=head, power="submissions.sign", fact="subject", value="housing").status_code == 302
    assert says("interest", about="A body", because="My brother.").status_code == 302
    page = manager.get(PERSONS).content.decode()
    for words in ("The Ombudsman", "subject is housing", "My brother.", "Back today: The Ombudsman"):
        assert words in page

    own = office["casework-manager"].ref
    assert says("suspend", person=own, power="submissions.sign", because="Me.", starts=_day(0)).status_code == 403
    assert says("away", person=helen, starts="soon", ends=_day(5)).status_code == 422
    assert says("nonsense").status_code == 409
    (gone,) = absences(since=today())
    assert says("back", number=gone.number).status_code == 302
    assert absences(since=today()) == ()
    (stand,) = queries.stand_ins(since=today())
    assert says("end-stand-in", number=stand.number).status_code == 302
    assert says("give-back", person=head, power="submissions.sign").status_code == 302
    assert queries.suspensions(since=today()) == ()
    (one,) = queries.interests(on=today())
    assert says("no-interest", number=one.number).status_code == 403


def test_a_scheme_is_written_from_the_one_in_force_proposed_and_adopted_by_somebody_else(office, at_desk):
    (now,) = queries.instruments(on=today())
    lines = as_lines(now.rules)
    form = ProposalForm({"office": now.office, "title": "Next", "starts": _day(2), "rules": lines})
    assert form.is_valid(), form.errors
    assert [(code, row.number, row.post, row.conditions) for code, row in form.cleaned_data["rules"]] == [
        (code, row.number, row.post, row.conditions) for code, row in now.rules
    ]
    manager = at_desk("casework-manager")
    changed = lines.replace("remedy at most 1000.00", "remedy at most 2000.00")

    wrong = manager.post("/delegation/proposed/", {"office": now.office, "title": "Next", "starts": _day(2), "rules": "number\n1"})
    sent = manager.post("/delegation/proposed/", {"office": now.office, "title": "Next", "starts": _day(2), "rules": changed})

    assert (wrong.status_code, sent.status_code) == (422, 302)
    (seen,) = queries.proposals()
    page = f"/delegation/proposed/{seen.ref}/"
    assert "remedy at most £2,000.00" in manager.get(page).content.decode()
    assert manager.post(page, {"do": "adopt"}).status_code == 403
    assert at_desk("ombudsman").post(page, {"do": "adopt"}).status_code == 302
    assert queries.proposal(seen.ref).state == "adopted"
    assert manager.get("/delegation/proposed/PS-none/").status_code == 404
