"""A week decided and paid by three people's programs: once for a key, to what was seen, and refused in the sentence of the page."""

import uuid
from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from duly.api.payments import paying
from duly.core.jobs.actions import run as work_at
from duly.core.jobs.models import Job
from duly.core.log.tests.sealing import seal_now
from duly.core.record import queries as record
from duly.core.tokens import actions as tokens
from duly.primitives.digest import sha256_hex
from tests.api.test_reading import detail

WEEK = "2026-W45"
DECIDED = {"choice": "pay_entitled", "reason": "21"}


@pytest.fixture
def held(of) -> str:
    """The number of the one line-week that was held."""
    return of("tom").get("/exceptions/?show=all").json()["items"][0]["key"]


def test_an_exception_is_decided_once_for_a_key(of, held):
    tom, key = of("tom"), str(uuid.uuid4())
    before = tom.get(f"/exceptions/{held}/")

    first = tom.post(f"/exceptions/{held}/decide/", DECIDED, key=key, If_Match=before["ETag"])
    again = tom.post(f"/exceptions/{held}/decide/", DECIDED, key=key, If_Match=before["ETag"])

    assert (first.status_code, first.json()["decided"]["choice"]) == (200, "pay_entitled")
    assert again.json() == first.json()
    assert len(record.newest(action="exception.decided", limit=9)) == 1
    (used,) = record.history("use of token", tom.ref)
    assert used.sentence == f"{tom.ref} was used for what {tom.by.ref} asked of POST /api/v1/exceptions/{held}/decide/."


def test_a_key_sent_with_something_else_is_refused_and_so_is_none(of, held):
    tom, key = of("tom"), str(uuid.uuid4())
    tom.post(f"/exceptions/{held}/decide/", DECIDED, key=key)

    other = tom.post(f"/exceptions/{held}/decide/", DECIDED | {"reason": "22"}, key=key)
    theirs = of("joan").post(f"/exceptions/{held}/decide/", DECIDED, key=key)
    none = tom.post(f"/exceptions/{held}/decide/", DECIDED, key=None)
    nonsense = tom.post(f"/exceptions/{held}/decide/", DECIDED, key="one")

    assert [answer.status_code for answer in (other, theirs, none, nonsense)] == [422, 422, 400, 422]
    assert detail(other).startswith("This key was sent before with something else.")
    assert none.json()["code"] == "no-idempotency-key"


def test_a_decision_made_since_is_not_put_aside_unseen(of, held):
    tom = of("tom")
    seen = tom.get(f"/exceptions/{held}/")["ETag"]
    of("joan").post(f"/exceptions/{held}/decide/", DECIDED | {"choice": "hold"})

    answer = tom.post(f"/exceptions/{held}/decide/", DECIDED, If_Match=seen)

    assert (answer.status_code, answer.json()["code"]) == (412, "changed-since")
    assert tom.get(f"/exceptions/{held}/").json()["decided"]["choice"] == "hold"


def test_what_is_beyond_an_officer_is_beyond_the_officers_token(of, held):
    answer = of("tom").post(f"/exceptions/{held}/decide/", DECIDED | {"choice": "pay_delivered"})

    assert answer.status_code == 403
    assert "£100" in detail(answer)
    assert answer.json()["rule"]


def test_a_token_that_only_reads_decides_nothing(of, held):
    answer = of("joan", "read:payments").post(f"/exceptions/{held}/decide/", DECIDED)

    assert (answer.status_code, answer.json()["code"]) == (403, "token-scope")


@pytest.mark.parametrize("sent", [{"choice": "burn", "reason": "21"}, DECIDED | {"reason": "90"}, DECIDED | {"more": 1}, [], "x", None])
def test_what_is_not_as_described_is_refused(of, held, sent):
    assert of("tom").post(f"/exceptions/{held}/decide/", sent).status_code == 422


def test_letters_nobody_keeps_are_refused(of, held):
    assert of("tom").post(f"/exceptions/{held}/decide/", DECIDED | {"note": "a\0b"}).status_code == 400
    assert of("tom").post(f"/exceptions/{held}/decide/", DECIDED | {"note": "\ud800"}).status_code == 400


def test_a_run_is_drafted_prepared_approved_and_released_by_three_peoples_programs(of, held, monkeypatch):
    tom, joan, femi = of("tom"), of("joan"), of("femi")
    tom.post(f"/exceptions/{held}/decide/", DECIDED)
    key = str(uuid.uuid4())
    drafted = tom.post("/runs/draft/", {"week": WEEK, "pay_date": "2026-11-13"}, key=key)
    run = drafted.json()
    address = f"/runs/{run['ref']}/"
    assert (drafted.status_code, drafted["Location"], run["state"]) == (201, f"/api/v1{address}", "draft")
    assert tom.post("/runs/draft/", {"week": WEEK, "pay_date": "2026-11-13"}, key=key).json() == run

    assert tom.post(f"{address}prepare/").json()["code"] == "no-if-match"
    assert tom.post(f"{address}prepare/", If_Match='"v9"').json()["code"] == "changed-since"
    with monkeypatch.context() as quicker:  # somebody acts between the look at the version and the act: nothing of the act is kept
        quicker.setattr(paying, "stop_unless_seen", lambda ref, seen: 0)
        assert tom.post(f"{address}prepare/", If_Match='"v1"').json()["code"] == "changed-since"
        assert tom.get(address).json()["state"] == "draft"
    prepared = tom.post(f"{address}prepare/?explain=1", If_Match='"v1"')
    assert (prepared.status_code, prepared["ETag"], prepared.json()["state"]) == (200, '"v2"', "prepared")
    assert prepared.json()["steps"]["approve"]["because"] == "You made this run, so someone else must approve it."

    seen = {"content_sha256": prepared.json()["content_sha256"]}
    own = tom.post(f"{address}approve/", seen, If_Match='"v2"')
    assert (own.status_code, detail(own)) == (409, "You made this run, so someone else must approve it.")
    other = joan.post(f"{address}approve/", {"content_sha256": "0" * 64}, If_Match='"v2"')
    assert detail(other) == "This run has changed since you opened it. Look at it again before you approve it."
    approved = joan.post(f"{address}approve/", seen, If_Match='"v2"')
    assert (approved.json()["state"], approved["ETag"]) == ("approved", '"v3"')

    key = str(uuid.uuid4())
    made = femi.post(f"{address}file/", If_Match='"v3"', key=key)
    assert (made.status_code, made.json()["pounds"]) == (200, run["pounds"])
    assert femi.post(f"{address}file/", If_Match='"v3"', key=key).json() == made.json()
    stands = tom.post(f"{address}void/", {"because": "A test."}, If_Match='"v3"')
    assert detail(stands).startswith(f"Bank file {made.json()['ref']} stands on this run.")
    its_file_is_taken_away_and_taken_back(of, f"{address}file/", made.json())
    (paid,) = tom.get(f"{address}payments/").json()[:1]
    assert paid["lines"][0]["week"] == WEEK


def its_file_is_taken_away_and_taken_back(of, address: str, made: dict):
    """Not before a witness has seen it; the exact bytes; voided by another than who asked, once what was seen still stands."""
    femi, manager = of("femi"), of("rhona")
    seen = femi.get(f"{address}?explain=1").json()
    assert (seen["sha256"], seen["handed_over"], seen["witnessed"]) == (made["sha256"], 0, False)
    early = femi.post(f"{address}content/")
    assert (early.status_code, detail(early)) == (409, seen["steps"]["content"]["because"])
    assert femi.get(address)["ETag"] == '"v1"'

    stale = femi.post(f"{address}ask-to-void/", {"because": "The wrong day."}, If_Match='"v9"')
    assert (stale.status_code, stale.json()["code"]) == (412, "changed-since")
    asked = femi.post(f"{address}ask-to-void/", {"because": "The wrong day."}, If_Match='"v1"')
    assert (asked.json()["state"], asked.json()["void_asked_by"]) == ("void asked", femi.by.ref)
    own = femi.post(f"{address}void/", If_Match=asked["ETag"])
    assert own.status_code in (403, 409)
    kept = manager.post(f"{address}keep/", If_Match=asked["ETag"])
    assert kept.json()["state"] == "issued"
    again = femi.post(f"{address}ask-to-void/", {"because": "The wrong day, truly."}, If_Match=kept["ETag"])
    voided = manager.post(f"{address}void/", If_Match=again["ETag"])
    assert voided.json()["state"] == "voided"
    assert femi.get(address).status_code == 404

    run, key = of("femi").get(address.removesuffix("file/")), str(uuid.uuid4())
    made = femi.post(address, If_Match=run["ETag"]).json()
    seal_now()
    first, second = (femi.post(f"{address}content/", key=key).json() for _ in "ab")
    assert sha256_hex(b64decode(first["content"])) == made["sha256"] == first["sha256"]
    assert (second, femi.get(address).json()["handed_over"]) == (first, 2), "it left twice, so twice it is recorded"
    left = femi.post(f"{address}ask-to-void/", {"because": "The wrong day."}, If_Match="*")
    assert (left.status_code, "rejection" in detail(left)) == (409, True)


def test_a_practice_copy_gives_no_program_a_bank_file(of, settings):
    settings.DEMO = True

    answer = of("femi").post("/runs/HC-2026-W45/file/content/")

    assert (answer.status_code, answer.json()["code"]) == (409, "practice")


def test_nothing_is_done_by_a_token_revoked_while_it_asks(of, held, monkeypatch):
    tom = of("tom")
    before = tom.get(f"/exceptions/{held}/").json()["decided"]
    monkeypatch.setattr(tokens, "note_use", lambda seen: tokens.revoke(seen.ref, by=tom.by))

    answer = tom.post(f"/exceptions/{held}/decide/", DECIDED)

    assert (answer.status_code, detail(answer)) == (401, f"{tom.ref} was revoked. Make another at /me/tokens/.")
    monkeypatch.undo()
    assert of("ines").get(f"/exceptions/{held}/").json()["decided"] == before


def test_a_week_is_judged_in_the_background_and_the_job_polled_to_its_end(of):
    tom, key = of("tom"), str(uuid.uuid4())
    asked = tom.post("/runs/judge/", {"week": WEEK}, key=key)
    job = asked.json()
    assert (asked.status_code, asked["Location"], job["state"]) == (202, f"/api/v1/jobs/{job['ref']}/", "waiting")
    assert tom.post("/runs/judge/", {"week": WEEK}, key=key).json()["ref"] == job["ref"]
    assert detail(tom.post("/runs/judge/", {"week": WEEK})).startswith("This was already asked for")

    work_at(job["ref"])

    polled = tom.get(f"/jobs/{job['ref']}/").json()
    assert (polled["state"], polled["finished"], polled["says"].split(":")[0]) == ("done", True, f"JG-{WEEK}-2")
    assert of("joan").get(f"/jobs/{job['ref']}/").status_code == 404


def test_a_file_that_ones_post_takes_not_in_is_not_taken_in(of):
    """It is asked for as on the page: the job fails, in the scheme's sentence."""
    ines = of("ines")
    sent = {"kind": "people", "source": "council", "file": SimpleUploadedFile("people.csv", b"person,name\nP-8,Ada Example\n")}
    asked = Client().post("/api/v1/imports/", sent, headers=ines.headers | {"Idempotency-Key": str(uuid.uuid4())}).json()

    work_at(asked["ref"])

    job = ines.get(f"/jobs/{asked['ref']}/").json()
    assert (job["state"], job["error"].split(".")[0]) == ("failed", "No post you hold may take in a file of packages")


def test_a_file_is_handed_over_and_what_became_of_it_read(of):
    tom = of("tom")

    def hand_over(content: str, key: str = "") -> dict:
        sent = {"kind": "people", "source": "council", "file": SimpleUploadedFile("people.csv", content.encode())}
        headers = tom.headers | {"Idempotency-Key": key or str(uuid.uuid4())}
        answer = Client().post("/api/v1/imports/", sent, headers=headers)
        assert answer.status_code == 202, answer.content
        return answer.json()

    key = str(uuid.uuid4())
    job = hand_over("person,name\nP-9,Ada Example\n", key)
    assert hand_over("person,name\nP-9,Ada Example\n", key)["ref"] == job["ref"]
    assert Job.objects.filter(kind="payments.import", asked_by=tom.by.ref).count() == 1
    work_at(job["ref"])
    result = tom.get(f"/jobs/{job['ref']}/").json()["result"]
    taken = tom.get(result).json()
    assert (taken["accepted"], taken["rows"], taken["faults"]) == (True, 1, [])

    faulty = hand_over("person,name\n,Nobody\n")
    work_at(faulty["ref"])
    refused = tom.get(tom.get(f"/jobs/{faulty['ref']}/").json()["result"]).json()
    assert (refused["accepted"], refused["faults"][0]["column"]) == (False, "person")
    none = Client().post("/api/v1/imports/", {"kind": "people"}, headers=tom.headers | {"Idempotency-Key": str(uuid.uuid4())})
    assert none.status_code == 422
