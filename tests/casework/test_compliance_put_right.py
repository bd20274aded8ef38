"""What was said of compliance and was not so is put right: figures follow, and what was known before is still told as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duly.casework.compliance import queries
from duly.casework.compliance.models import Proof
from duly.casework.flow import complying
from duly.core.chases import queries as chases
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.work import queries as tasks
from tests.casework.test_adjudication import find, issue, recommend

__all__ = ["issue"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "The letter they sent a copy of never went."


@pytest.fixture
def followed(office, issue, decision):
    """One recommendation that is followed, due in ten days."""
    find(office, issue)
    recommend(office, issue, days=10)
    return complying.follow_case(decision.case_ref, by=office["casework-manager"])[0]


@pytest.fixture
def right(office, case, followed):
    """Puts right what was said of it."""

    def put(became="nothing yet", **said):
        known = {"on": today(), "because": WHY, "source_ref": case.items[0], "by": office["casework-manager"]}
        return complying.put_compliance_right(followed.ref, became=became, **known | said)

    return put


def judge(office, followed, became, **said):
    return complying.judge_compliance(
        followed.ref, became=became, **{"on": today(), "words": "It came.", "by": office["casework-manager"]} | said
    )


def test_what_was_said_to_be_met_and_was_not_is_open_again_with_its_task_and_its_ladder(office, case, followed, right, refused):
    early = refused(lambda: right("satisfied"))
    judge(office, followed, "satisfied", source_ref=case.items[0])
    bare = {refused(lambda said=said: right(**said)).code for said in ({"because": " "}, {"source_ref": ""}, {"source_ref": "P-99-1"})}
    nobody = refused(lambda: right(by=office["executive-assistant"]))
    same = refused(lambda: right("satisfied"))

    seen = right()

    assert (early.code, bare, nobody.code, same.code) == ("wrong-state", {"no-words", "no-proof", "not-on-case"}, "scheme-no-row", "same")
    assert (seen.state, seen.ended_on, seen.open) == ("due", None, True)
    assert [one.superseded_by is None for one in Proof.objects.order_by("pk")] == [False, True]
    assert len(tasks.tasks(about=[followed.ref])) == 1
    assert chases.running_on(complying.RECOMMENDATION, followed.ref)
    assert [one.action for one in history("compliance", followed.ref)] == [
        "compliance.followed",
        "compliance.judged",
        "compliance.put-right",
    ]
    assert f"{followed.ref} is due, on" in history("compliance", followed.ref)[-1].sentence
    assert judge(office, followed, "satisfied").state == "met", "and it goes on as ever"


def test_what_was_refused_and_had_been_done_in_time_is_met_and_is_a_ground_no_more(office, followed, right, refused):
    judge(office, followed, "refused")
    assert queries.by_body()[0].grounds == 1

    seen = right("satisfied")

    assert (seen.state, seen.ended_on, queries.by_body()[0].grounds) == ("met", today(), 0)
    assert tasks.tasks(about=[followed.ref]) == ()
    assert refused(lambda: right("unmet")).code == "too-soon"
    assert right("partial").open
    assert right("refused").state == "refused"
    assert tasks.tasks(about=[followed.ref]) == (), "what ends after all has neither task nor ladder"


def test_figures_as_known_before_are_what_they_were(office, followed, right, monkeypatch):
    judge(office, followed, "satisfied")
    right("refused")
    told = queries.histories
    days = {"compliance.followed": 3, "compliance.judged": 1, "compliance.put-right": 0}

    def earlier(refs):
        return {
            about: [replace(one, at=one.at - days[one.action] * DAY) for one in entries]
            for about, entries in told(refs).items()
            if about[0] == "compliance"
        }

    monkeypatch.setattr(queries, "histories", earlier)
    known = [queries.by_body(known=today() - n * DAY) for n in (4, 3, 1, 0)]

    assert [[(one.followed, one.waiting, one.met, one.refused) for one in found] for found in known] == [
        [],
        [(1, 1, 0, 0)],
        [(1, 0, 1, 0)],
        [(1, 0, 0, 1)],
    ]
    assert known[-1] == queries.by_body()


def test_it_is_put_right_on_its_page_and_the_figures_have_a_day(at_desk, office, case, followed):
    desk, url = at_desk("casework-manager"), f"/compliance/{followed.ref}/"
    assert "That is not so" not in desk.get(url).text
    judge(office, followed, "satisfied")
    said = {"became": "nothing yet", "on": f"{today():%d/%m/%Y}", "because": WHY, "source_ref": case.items[0]}

    assert desk.post(f"{url}put-right/", said | {"because": ""}).status_code == 422
    assert desk.post(f"{url}put-right/", said).status_code == 302
    page = desk.get(url).text
    yesterday, tomorrow = (f"{today() + n * DAY:%d/%m/%Y}" for n in (-1, 1))

    assert f"{followed.ref} is due, on" in page
    assert case.body not in desk.get(f"/compliance/bodies/?known={yesterday}").text
    assert case.body in desk.get(f"/compliance/bodies/?known={today():%d/%m/%Y}&format=csv").text
    assert desk.get(f"/compliance/bodies/?known={tomorrow}").status_code == 422
