"""What follows a complaint, by its people's programs: investigated, found on, followed, reviewed, its risk assessed, advised on."""

from datetime import timedelta
from typing import Any

import pytest

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.flow.statutory import take_as_request
from duly.casework.risk.rules.scoring import CODES
from duly.core.record.clock import today
from duly.office.practice.people import actors
from tests.api.conftest import program
from tests.api.test_reading import detail
from tests.proofs import ground


def day_of_it() -> str:
    """Today, when it is asked."""
    return today().isoformat()


@pytest.fixture(scope="module")
def people(offices):
    """Everybody, by post."""
    return actors()


@pytest.fixture(scope="module")
def case(people) -> str:
    """A case of the investigator's."""
    return ground.a_case(people)


@pytest.fixture(scope="module")
def desks(people):
    """A program of everybody in casework who does something here, by the name they sign in with."""
    return {name: program(name) for name in ("priya", "astrid", "owen", "jude")}


def later(days: int = 14) -> str:
    return (today() + timedelta(days=days)).isoformat()


def made(who, address: str, body: dict) -> dict[str, Any]:
    answer = who.post(address, body)
    assert answer.status_code in (200, 201), answer.content
    return dict(answer.json())


def does(who, told: dict, verb: str, body: dict | None = None, *, kind: str) -> dict[str, Any]:
    """One step on the version that was told, which must be done."""
    answer = who.post(f"/{kind}/{told['ref']}/{verb}/", body, If_Match=f'"v{told["version"]}"')
    assert answer.status_code == 200, (verb, answer.content)
    return dict(answer.json())


def test_a_case_is_investigated_found_on_and_its_recommendation_followed(desks, people, case):
    jude, of = desks["jude"], f"/cases/{case}"
    paper = cases.case(case).items[0]
    issue = made(jude, f"{of}/investigation/issue/", {"words": "It took too long."})["ref"]
    gap = made(jude, f"{of}/investigation/gap/", {"issue": issue, "words": "Who decided?"})
    assert [one["words"] for one in gap["evidence"]["lines"] if one["what"] == "missing"] == [
        "No evidence bears on it yet.",
        "Who decided?",
    ]
    made(jude, f"{of}/investigation/close/", {"issue": issue, "place": 1, "words": "The board."})
    page = {"source_ref": paper, "issues": [issue], "shows": "When it was asked for.", "came_from": "The complainant"}
    piece = made(jude, f"{of}/investigation/evidence/", page)["ref"]
    nowhere = {"issue": issue, "what": "The log", "asked_of": "A body", "address": "a@b\nBcc: c@d"}
    assert jude.post(f"{of}/investigation/ask/", nowhere).json()["faults"][0]["where"] == "body.address"
    asked = made(jude, f"{of}/investigation/ask/", {"issue": issue, "what": "The log", "asked_of": "A body"})["ref"]
    dated = made(jude, f"{of}/investigation/fact/", {"on": day_of_it(), "words": "It was asked for.", "source": piece})["evidence"][
        "chronology"
    ]
    made(jude, f"{of}/investigation/withdraw/", {"number": dated[0]["number"], "because": "Another day."})
    came = made(jude, f"{of}/investigation/answer/", {"request": asked, "became": "received", "on": day_of_it()})
    assert [one["state"] for one in came["evidence"]["lines"] if one["what"] == "asked for"] == ["received"]

    words = dict.fromkeys(("standard", "happened", "why_fault", "why_injustice", "why_remedy"), "Because it is so.")
    finding = words | {"issue": issue, "fault": True, "injustice": True, "level": 3, "remedy": "600.00", "evidence": [piece]}
    stale = jude.post(f"{of}/adjudication/find/", finding, If_Match='"0123"')
    assert stale.json()["code"] == "changed-since"
    seen = jude.get(f"{of}/adjudication/")["ETag"]
    assert jude.post(f"{of}/adjudication/find/", finding, If_Match=seen).json()["adjudication"]["total"] == "600.00"
    said = {"kind": "payment", "amount": "600.00", "body": "A body", "action": "Pay her.", "proof": "A receipt.", "due": later()}
    made(jude, f"{of}/adjudication/recommend/", said | {"issue": issue})

    mistaken = made(jude, f"{of}/investigation/evidence/", page | {"shows": "The wrong page."})["ref"]
    gone = made(jude, f"{of}/investigation/withdraw-evidence/", {"piece": mistaken, "because": "It is another's log."})["evidence"]["lines"]
    assert [one["words"] for one in gone if one["what"] == "withdrawn"] == ["The wrong page."]

    undecided = jude.post(f"{of}/compliance/", {})
    assert (undecided.status_code, undecided.json()["code"]) == (409, "no-decision")
    submission = ground.ready(people, case)
    flow.sign(submission.ref, outcome="agree", seen_sha256=submission.text.sha256, by=people["head-of-casework"])
    (followed,) = made(jude, f"{of}/compliance/", {})["followed"]
    paid = {"became": "satisfied", "on": day_of_it(), "words": "Paid.", "source_ref": paper}
    met = does(jude, followed, "judge", paid, kind="compliance")
    assert met["state"] == "met"
    wrong = {"became": "nothing yet", "on": day_of_it(), "because": "The cheque bounced.", "source_ref": paper}
    assert does(jude, met, "put-right", wrong, kind="compliance")["state"] == "due"
    assert jude.get(f"/compliance/bodies/?known={day_of_it()}").json()["items"] == jude.get("/compliance/bodies/").json()["items"]


def test_what_a_case_is_called_is_put_right_and_what_moved_with_bank_holidays_is_told(desks, people):
    other = ground.a_case(people, 1)
    told = desks["jude"].get(f"/cases/{other}/").json()
    right = {"title": told["title"], "complainant": "Mrs Ida Example", "body": told["body"], "because": "Misread."}
    answer = does(desks["astrid"], told, "put-right", right, kind="cases")
    moved = desks["jude"].get("/clocks/moved/").json()

    assert (answer["complainant"], answer["still"], answer["besides"]) == ("Mrs Ida Example", [], [])
    assert (moved["waiting"], moved["entry"], moved["moved"], moved["would_move"]) == (0, None, [], [])
    assert desks["jude"].get("/clocks/moved/?entry=7").json()["faults"][0]["where"] == "query.entry"
    assert other not in {one["ref"] for one in desks["jude"].get("/cases/needs-owner/").json()["items"]}


def test_a_program_that_puts_post_right_is_told_which_clocks_moved_and_what_stays(desks, people):
    priya, came = desks["priya"], today() - timedelta(days=1)
    typed = {"sender_name": "Mrs A Example", "sender_address": "", "subject": "Records", "words": "Under the FOI Acts, which records?"}
    item = made(priya, "/post/typed/", typed | {"channel": "letter"})
    clock = take_as_request(item["ref"], under="foi", by=people["casework-manager"])
    right = {"channel": "letter", "received_on": came.isoformat(), "sender_name": "Mrs A Example", "sender_address": ""}
    told = priya.get(f"/post/{item['ref']}/").json()

    answer = does(priya, told, "put-right", right | {"because": "The stamp was misread."}, kind="post")

    assert (answer["received_on"], answer["stays"]) == (came.isoformat(), [])
    assert [(one["clock"], one["began"]) for one in answer["moved"]] == [(clock.ref, came.isoformat())]


def test_what_is_of_another_case_is_not_reached_through_this_one(desks, people, case):
    jude, other = desks["jude"], ground.a_case(people, 5)
    issue = made(jude, f"/cases/{other}/investigation/issue/", {"words": "Something else."})["ref"]

    answer = jude.post(f"/cases/{case}/investigation/gap/", {"issue": issue, "words": "Who?"})

    assert (answer.status_code, answer.json()["faults"]) == (422, [{"where": "body.issue", "says": f"{issue} is no issue of {case}."}])
    assert jude.post("/cases/PSO-1999-00001/investigation/issue/", {"words": "x"}).status_code == 404


def test_what_was_asked_for_is_chased_and_no_longer(desks, people):
    jude, other = desks["jude"], ground.a_case(people, 6)
    ground.an_issue(people, other)
    key = next(one["ref"] for one in jude.get("/chasing/").json()["items"] if one["state"] == "running")
    told = jude.get(f"/chasing/{key}/").json()

    early = jude.post(f"/chasing/{key}/send/", {"step": told["next"]["number"]}, If_Match="*")
    assert early.status_code == 409
    assert does(jude, told, "stop", {"because": "It came by hand."}, kind="chasing")["next"] is None


def test_a_review_is_asked_for_conducted_and_referred_back(desks, people):
    astrid, jude = desks["astrid"], desks["jude"]
    under_way = ground.a_review(people, 4)
    decision = under_way.decision_ref
    asked = {"decision": decision, "asker": "complainant", "asked_by": "Mrs Ada Example", "received_on": day_of_it()}
    again = astrid.post("/reviews/new/", asked | {"grounds": [{"code": "facts", "words": "We answered."}]})
    assert again.json()["code"] == "under-review"
    assert astrid.post("/reviews/new/", asked | {"decision": "DN-1", "grounds": [{"code": "facts", "words": "x"}]}).status_code == 422

    told = astrid.get(f"/reviews/{under_way.ref}/").json()
    told = does(astrid, told, "accept", {"valid": ["ours", "says-why", "not-done"], "because": "Fair."}, kind="reviews")
    told = does(astrid, told, "assign", {"reviewer": people["casework-manager"].ref}, kind="reviews")
    told = does(astrid, told, "plan", {"issues": ["The log"], "target_on": later()}, kind="reviews")
    told = does(astrid, told, "find", {"place": 1, "finding": "both", "reasons": "The log."}, kind="reviews")
    told = does(astrid, told, "conclude", {"route": "refer back", "because": "As found."}, kind="reviews")
    told = does(astrid, told, "to-tell", {"party": "body", "what": "What we found.", "by_when": later()}, kind="reviews")
    told = does(astrid, told, "tell", {"place": told["to_tell"][-1]["place"], "on": day_of_it(), "how": "By letter."}, kind="reviews")
    told = does(astrid, told, "refer-back", {"team": "investigator", "because": "Look at the log."}, kind="reviews")
    told = does(jude, told, "send-back", {"because": "Not ours."}, kind="reviews")
    assert (told["state"], told["team"]) == ("under way", "")
    assert detail(astrid.post(f"/reviews/{told['ref']}/close/", If_Match="*")).startswith("Can close only when")
    proof = cases.case(told["case"]).items[0]
    told = does(astrid, told, "withdraw", {"on": day_of_it(), "because": "It is settled.", "proof": proof}, kind="reviews")
    assert (told["state"], told["withdrawn_on"]) == ("withdrawn", day_of_it())


def test_a_privileged_question_is_answered_and_closed_and_told_to_whom_may_read_it(desks, case):
    owen, jude = desks["owen"], desks["jude"]
    question = {"case": case, "kind": "legal view", "to_whom": "The Legal Team", "question": "May it stand?", "privileged": True}

    told = made(owen, "/referrals/new/", question | {"due_on": later()})
    told = does(owen, told, "answer", {"on": day_of_it(), "answer": "It may."}, kind="referrals")

    assert (told["question"], told["answer"]) == ("May it stand?", "It may.")
    assert jude.get(f"/referrals/{told['ref']}/").json()["question"].startswith("Privileged")
    assert does(owen, told, "close", {"because": "Answered.", "done_on": day_of_it()}, kind="referrals")["state"] == "closed"


def test_a_risk_is_assessed_and_confirmed_as_it_was_seen(desks, people, case):
    astrid = desks["astrid"]
    scores = [{"dimension": one, "points": 2 if one == "safety" else 0, "evidence": "She fell."} for one in CODES]
    body = {"scores": scores, "mitigation": "We ring.", "owner": people["casework-manager"].ref, "review_on": later()}

    assert astrid.post(f"/risk/{case}/assess/", body, If_Match='"0123"').json()["code"] == "changed-since"
    assessed = astrid.post(f"/risk/{case}/assess/", body, If_Match=astrid.get(f"/risk/{case}/")["ETag"])
    confirmed = astrid.post(f"/risk/{case}/confirm/", {"because": "As before.", "review_on": later(20)}, If_Match=assessed["ETag"])

    assert [one["confirms"] for one in confirmed.json()["assessments"]] == [1, 0]
    twice = astrid.post(f"/risk/{case}/assess/", body | {"scores": [*scores, scores[0]]})
    assert twice.json()["faults"][0]["where"] == "body.scores"
    missing = astrid.post(f"/risk/{case}/assess/", body | {"scores": scores[:1]})
    assert missing.json()["code"] == "points"


def test_somebody_higher_is_brought_in_and_work_is_delivered(desks, people, case):
    astrid, owen, jude = desks["astrid"], desks["owen"], desks["jude"]
    asks = {"case": case, "rung": "seek decision", "asked_of": people["head-of-casework"].ref, "asks": "May we?", "by_day": later()}
    told = made(astrid, "/involvement/new/", asks)
    told = does(owen, told, "acknowledge", kind="involvement")
    assert does(owen, told, "answer", {"words": "You may."}, kind="involvement")["words"] == "You may."

    work = {"case": case, "owner": people["investigator"].ref, "terms": "Read the file.", "due_on": later()}
    told = made(owen, "/commissioned/new/", work)
    assert does(jude, told, "done", {"words": "Read."}, kind="commissioned")["words"] == "Read."


def test_advice_is_given_relied_on_and_superseded(desks, people, case):
    astrid, other = desks["astrid"], ground.a_case(people, 7)
    ask = {"way": "given", "about": case, "asker": "Investigations", "question": "May we wait?", "subjects": ["Time limits"]}
    first, second = made(astrid, "/advice/new/", ask), made(astrid, "/advice/new/", ask)
    said = {"answer": "You may.", "answerer": "The Casework Manager"}
    first, second = does(astrid, first, "answer", said, kind="advice"), does(astrid, second, "answer", said, kind="advice")
    first = does(astrid, first, "rely", {"case": other}, kind="advice")
    first = does(astrid, first, "let-go", {"case": other, "because": "It was closed."}, kind="advice")
    assert [one["case"] for one in first["relied"]] == [case]

    gone = does(astrid, first, "withdraw", {"because": "The law changed.", "instead": second["ref"]}, kind="advice")

    assert (gone["stands"], gone["superseded_by"]) == (False, second["ref"])
    assert detail(astrid.post(f"/advice/{gone['ref']}/rely/", {"case": other}, If_Match="*")).endswith(f"{second['ref']} took its place.")
