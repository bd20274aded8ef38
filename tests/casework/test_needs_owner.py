"""A case that whoever has it may not see any more needs an owner, and says so until it has one."""

import pytest

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.core.alerts.models import Alert
from duly.core.confidentiality import actions as confidentiality
from duly.core.record import sight

pytestmark = pytest.mark.django_db
MANAGER, INVESTIGATOR, HEAD = "casework-manager", "investigator", "head-of-casework"


def listed(by) -> list[tuple[str, str]]:
    with sight.seen_as(by.ref):
        return [(one.case.ref, one.why) for one in flow.needing_an_owner()]


def told(office) -> set[str]:
    alerts = Alert.objects.filter(title="A case needs an owner").values_list("officer", flat=True)
    return {post for post, who in office.items() if who.ref in alerts}


def test_whoever_walls_themselves_off_leaves_a_case_that_is_told_of_and_listed_until_it_has_an_owner(office, case):
    investigator, manager = office[INVESTIGATOR], office[MANAGER]
    assert listed(manager) == []

    with sight.seen_as(investigator.ref):
        flow.wall_off(case.ref, officer=investigator.ref, because="My sister complains.", by=investigator)

    assert listed(manager) == [(case.ref, "Kept from whoever has it")]
    assert listed(investigator) == [], "it is kept from whoever walled themselves off"
    assert MANAGER in told(office)
    assert INVESTIGATOR not in told(office)
    cases.hand_over({case.ref: "A wall stands."}, owner=office[HEAD].ref, by=manager)
    assert listed(manager) == []


def test_a_wall_against_somebody_who_does_not_have_it_is_nobody_s_news(office, case):
    flow.wall_off(case.ref, officer=office[HEAD].ref, because="His sister complains.", by=office[MANAGER])

    assert (told(office), listed(office[MANAGER])) == (set(), [])


def test_a_restriction_that_leaves_the_owner_out_and_a_name_taken_off_are_told_too(office, case):
    named = (office[MANAGER].ref, office[INVESTIGATOR].ref)
    flow.restrict_case(case.ref, officers=named, because="A colleague", by=office[MANAGER])
    assert told(office) == set()

    flow.unname_for_case(case.ref, officer=office[INVESTIGATOR].ref, by=office[MANAGER])

    assert told(office) == {MANAGER}, "and nobody is who may not see it"
    assert listed(office[MANAGER]) == [(case.ref, "Kept from whoever has it")]
    assert listed(office[HEAD]) == []
    confidentiality.lift(case.ref, because="Gone", by=office[MANAGER])
    assert listed(office[MANAGER]) == []


def test_it_is_a_list_with_an_address_in_three_forms(at_desk, office, case):
    flow.wall_off(case.ref, officer=office[INVESTIGATOR].ref, because="His sister complains.", by=office[MANAGER])
    desk = at_desk(MANAGER)

    assert case.ref in desk.get("/cases/needs-owner/").text
    assert case.ref in desk.get("/cases/needs-owner/?format=csv").text
    assert [one["why"] for one in desk.get("/cases/needs-owner/?format=json").json()["items"]] == ["Kept from whoever has it"]
    assert case.ref not in at_desk(INVESTIGATOR).get("/cases/needs-owner/").text
