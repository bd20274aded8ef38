"""A complaint in casework by its people's programs: put up, returned, signed and sent, each step to what was seen, once, in the sentence of the page."""

import base64
import io
import uuid
import zipfile
from datetime import timedelta

import pytest

from duly.casework.cases import queries as cases
from duly.casework.submissions.rules import codes
from duly.core.people.queries import officer_called
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.office.practice.people import actors
from tests.api.conftest import program
from tests.proofs import ground

TEXT = {"ask": "Uphold the complaint", "remedy": "500.00", "paragraphs": ["What  happened.", "", "What we recommend."]}


@pytest.fixture(scope="module")
def people(offices):
    """Everybody, by post, with a case opened for the investigator."""
    return actors()


@pytest.fixture(scope="module")
def case(people) -> str:
    """A case of the investigator's."""
    return ground.a_case(people)


@pytest.fixture(scope="module")
def desks(people):
    """A program of everybody in casework who does something here, by the name they sign in with."""
    return {name: program(name) for name in ("maya", "priya", "astrid", "owen", "jude", "helen")}


def in_ten_days() -> str:
    return (today() + timedelta(days=10)).isoformat()


def drafted(desks, case, **said) -> dict:
    answer = desks["jude"].post("/submissions/new/", TEXT | {"case": case, "kind": "decision"} | said)
    assert answer.status_code == 201, answer.content
    return answer.json()


def does(who, told: dict, verb: str, body: dict | None = None, *, kind: str = "submissions") -> dict:
    """One step on the version that was told, which must be done."""
    answer = who.post(f"/{kind}/{told['ref']}/{verb}/", body, If_Match=f'"v{told["version"]}"')
    assert answer.status_code == 200, (verb, answer.content)
    return answer.json()


def test_a_submission_is_drafted_once_for_a_key_and_the_token_stands_in_the_record(desks, case):
    jude, key = desks["jude"], str(uuid.uuid4())

    first = jude.post("/submissions/new/", TEXT | {"case": case.lower(), "kind": "decision"}, key=key)
    again = jude.post("/submissions/new/", TEXT | {"case": case.lower(), "kind": "decision"}, key=key)

    assert (first.status_code, first["Location"]) == (201, f"/api/v1/submissions/{first.json()['ref']}/")
    assert again.json() == first.json()
    assert first.json()["paragraphs"] == ["What happened.", "What we recommend."]
    (used, *_) = record.newest(subject="use of token", ref=jude.ref, limit=1)
    assert used.sentence.endswith("asked of POST /api/v1/submissions/new/.")


def test_a_submission_is_drafted_from_a_word_document(desks, case):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as document:
        document.writestr(
            "word/document.xml", f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>From Word.</w:t></w:r></w:p></w:body></w:document>'
        )

    told = drafted(desks, case, document=base64.b64encode(packed.getvalue()).decode())

    assert told["paragraphs"] == ["From Word."]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"case": "PSO-1999-00001"}, "body.case"),
        ({"paragraphs": [" "]}, "body.paragraphs"),
        ({"document": "%"}, "body.document"),
        ({"document": "aGVsbG8="}, "body.document"),
        ({"remedy": "10000000.01"}, "body.remedy"),
    ],
)
def test_what_is_wrong_in_a_draft_is_said_where_it_is(desks, case, wrong, where):
    answer = desks["jude"].post("/submissions/new/", TEXT | {"case": case, "kind": "decision"} | wrong)

    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (422, where)


def test_a_submission_is_returned_point_by_point_answered_put_up_again_and_signed(desks, people, case):
    jude, priya, owen = desks["jude"], desks["priya"], desks["owen"]
    told = does(jude, drafted(desks, case), "put-up")
    point = {"reason": "facts", "words": "When was that?", "paragraph": 1, "who_fixes": people["investigator"].ref, "fix_by": in_ten_days()}
    stranger = priya.post(f"/submissions/{told['ref']}/return/", {"points": [point | {"who_fixes": "O-9"}]}, If_Match="*")
    assert stranger.json()["faults"][0]["where"] == "body.points.0.who_fixes"

    told = does(priya, told, "return", {"points": [point]})
    early = jude.get(f"/submissions/{told['ref']}/?explain=1").json()["steps"]["put-up"]
    assert early == {"may": False, "because": "Version 1 was returned (names, dates or amounts disagree) and nothing has changed since."}
    told = does(jude, told, "revise", TEXT | {"paragraphs": ["It happened in May.", "What we recommend."]})
    told = does(jude, told, "answer", {"answers": [{"version": 1, "place": 1, "words": "In May.", "paragraph": 1}]})
    told = does(jude, told, "evidence", {"title": "The log", "source": cases.case(case).items[0], "page": 2})
    told = does(jude, told, "party", {"from_whom": "Mrs Ada Example", "words": "It was March."})
    told = does(jude, told, "put-up")
    told = does(priya, told, "comment", {"words": "Much better."})
    assert [(one["words"], one["answer"]["words"]) for one in told["points"]] == [("When was that?", "In May.")]
    assert [one["kind"] for one in told["remarks"]] == ["party", "colleague"]

    ready = {"content_sha256": told["content_sha256"], "ticked": list(codes("decision"))}
    fails = priya.post(f"/submissions/{told['ref']}/ready/", ready, If_Match="*")
    assert (fails.status_code, fails.json()["code"]) == (409, "checks-fail")
    told = does(priya, told, "ready", ready | {"despite": "It is short."})
    own = jude.post(f"/submissions/{told['ref']}/sign/", {"outcome": "agree", "content_sha256": told["content_sha256"]}, If_Match="*")
    assert own.status_code == 403

    signed = does(owen, told, "sign", {"outcome": "agree", "content_sha256": told["content_sha256"]})

    assert (signed["state"], signed["decision"][:3]) == ("decided", "DN-")


def test_a_principal_asks_has_it_amended_and_signs_from_the_box(desks, people, case):
    jude, priya, helen = desks["jude"], desks["priya"], desks["helen"]
    told = does(jude, drafted(desks, case, remedy="900.00", kind="report"), "put-up")
    ready = {"content_sha256": told["content_sha256"], "ticked": list(codes("report")), "despite": "It is short."}
    told = does(priya, told, "ready", ready)
    seen = {"content_sha256": told["content_sha256"]}

    asked = does(helen, told, "box", seen | {"answer": "ask", "because": "Was the body asked?"})
    assert asked["state"] == "ready"
    another = helen.post(f"/submissions/{told['ref']}/box/", {"answer": "agree", "content_sha256": "0" * 64}, If_Match="*")
    assert another.json()["code"] == "not-what-you-saw"
    amended = does(helen, asked, "box", seen | {"answer": "amend", "because": "Say when.", "paragraph": 1})
    assert (amended["state"], amended["points"][0]["fix_by"]) == ("returned", (today() + timedelta(days=7)).isoformat())


def test_a_token_without_the_scope_to_sign_signs_nothing(offices, case):
    writes = program("owen", "read:casework", "write:casework")

    answer = writes.post("/submissions/S-26-00001/sign/", {"outcome": "agree", "content_sha256": "0" * 64}, If_Match="*")

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope")


def test_what_was_not_seen_is_not_done(desks, case):
    jude, told = desks["jude"], drafted(desks, case)
    address = f"/submissions/{told['ref']}/put-up/"

    assert jude.post(address).json()["code"] == "no-if-match"
    assert jude.post(address, If_Match='"v9"').json()["code"] == "changed-since"
    as_read = jude.get(f"/submissions/{told['ref']}/")["ETag"]
    assert jude.post(address, If_Match=as_read).json()["state"] == "put up"
    assert jude.post(address, If_Match=as_read).json()["code"] == "changed-since"


def test_a_letter_is_drafted_filled_in_approved_sent_and_proved(desks, people, monkeypatch, tmp_path):
    monkeypatch.setenv("DULY_OUTBOX", str(tmp_path))
    jude, astrid, priya = desks["jude"], desks["astrid"], desks["priya"]
    submission = ground.ready(people, ground.a_case(people, 1))
    owen, seen = desks["owen"], {"outcome": "agree", "content_sha256": submission.text.sha256}
    signed = does(owen, {"ref": submission.ref, "version": submission.version}, "sign", seen)
    both = jude.post("/letters/new/", {"template": "decision-upheld"})
    assert both.json()["faults"][0]["says"] == "Name the decision it tells of, or the case it is about."
    behalf = {"decision": signed["decision"], "template": "decision-upheld", "on_behalf": "ombudsman"}
    assert jude.post("/letters/new/", behalf).json()["faults"][0]["where"] == "body.on_behalf"

    made = jude.post("/letters/new/", {"decision": signed["decision"], "template": "decision-upheld", "to_address": "ada@post.example"})
    assert made.status_code == 201, made.content
    told = does(jude, made.json(), "fill-in", {"fields": {"address": "1 Example Row", "reasons": "It took too long."}}, kind="letters")
    own = jude.post(f"/letters/{told['ref']}/approve/", {"content_sha256": told["content_sha256"]}, If_Match="*")
    assert own.status_code in (403, 409)
    told = does(astrid, told, "approve", {"content_sha256": told["content_sha256"]}, kind="letters")
    told = does(priya, told, "send", {}, kind="letters")
    assert (told["state"], told["sent_sha256"], len(list(tmp_path.iterdir()))) == ("sent", told["approved_sha256"], 1)
    told = does(priya, told, "delivered", {"how": "receipt", "on": today().isoformat(), "words": "Opened."}, kind="letters")
    assert [one["how"] for one in told["proofs"]] == ["receipt"]
    assert owen.get(f"/letters/{told['ref']}/", If_None_Match=owen.get(f"/letters/{told['ref']}/")["ETag"]).status_code == 304


def test_letters_by_post_go_into_a_pack_that_is_printed_and_posted(desks, people, case):
    jude, astrid, priya = desks["jude"], desks["astrid"], desks["priya"]
    made = jude.post("/letters/new/", {"case": case, "template": "reply", "channel": "post"}).json()
    filled = dict.fromkeys(made["unfilled"], "As we said.")
    told = does(jude, made, "fill-in", {"fields": filled}, kind="letters")
    does(astrid, told, "approve", {"content_sha256": told["content_sha256"]}, kind="letters")

    pack = priya.post("/print-packs/make/").json()
    assert pack["holds"] == [told["ref"]]
    pack = does(priya, pack, "printed", kind="print-packs")
    miscounted = priya.post(f"/print-packs/{pack['ref']}/posted/", {"count": 2}, If_Match="*")
    assert miscounted.status_code == 409
    assert does(priya, pack, "posted", {"count": 1}, kind="print-packs")["posted_on"] == today().isoformat()


def test_somebody_outside_casework_does_none_of_it(offices, case):
    answer = program("tom").post("/submissions/new/", TEXT | {"case": case, "kind": "decision"})

    assert answer.status_code == 403
    assert officer_called("tom")


def test_rules_of_papers_are_adopted_by_a_program_and_a_return_goes_by_them(desks, case, people):
    owen, priya = desks["owen"], desks["priya"]
    told = does(desks["jude"], drafted(desks, case, ask="Uphold in part"), "put-up")
    held = owen.get("/rules/returns/").json()
    reasons = [{"code": "sums", "says": "The sums are wrong", "who": "casework-manager", "days": 4}, *held["content"]["reasons"]]
    said = {"starts": today().isoformat(), "because": "Sums go to the manager."}

    wrong = owen.post("/rules/returns/", said | {"content": {"reasons": [{"code": "sums"}]}})
    stranger = priya.post("/rules/returns/", said | {"content": {"reasons": reasons}})
    adopted = owen.post("/rules/returns/", said | {"content": {"reasons": reasons}}).json()
    unknown = priya.post(
        f"/submissions/{told['ref']}/return/",
        {"words": "", "points": [{"reason": "mood", "words": "x", "paragraph": 0}]},
        If_Match=f'"v{told["version"]}"',
    )
    back = does(priya, told, "return", {"words": "", "points": [{"reason": "sums", "words": "Add up.", "paragraph": 0}]})

    assert (held["number"], adopted["number"], adopted["whose"]) == (1, 2, "Adopted by this office")
    assert (wrong.status_code, stranger.status_code, unknown.status_code) == (409, 403, 409)
    assert "Begin from the rules in force" in wrong.json()["detail"]
    assert [(one["reason"], one["fix_by"]) for one in back["points"]] == [("sums", (today() + timedelta(days=4)).isoformat())]
    assert back["points"][0]["who_fixes"] == people["casework-manager"].ref
