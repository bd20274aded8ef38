"""Handing files over at a desk: taken in whole, or refused with every fault."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.core.intake.queries import imports
from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.evidence.queries import how_many as how_many_visits
from duly.payments.screens.tests.conftest import asked_of_the_database, do_the_work

PROVIDERS = b"provider,name\r\nV-20417,Larkfield Example\r\n"


def hand_over(client, kind: str, content: bytes, name: str = "providers.csv"):
    return client.post("/imports/new/", {"kind": kind, "source": "Northmere Council", "file": SimpleUploadedFile(name, content)})


def test_a_sound_file_is_taken_in_whole_and_its_counts_are_shown(at_desk):
    tom = at_desk("tom")

    answer = hand_over(tom, "providers", PROVIDERS)

    assert answer.status_code == 302
    page = tom.get(answer.headers["Location"]).content.decode()
    assert "providers.csv was taken in whole." in page
    assert "Taken in" in page
    assert "The entry in the record" in page


def test_a_faulty_file_shows_every_fault_and_comes_back_with_them(at_desk):
    tom = at_desk("tom")
    hand_over(tom, "providers", PROVIDERS)

    answer = hand_over(tom, "providers", b"provider,name\r\nv 20417,Larkfield\r\nV-20418,\r\n", "more.csv")

    ref = imports(limit=1)[0].ref
    assert answer.headers["Location"] == f"/imports/{ref}/"
    page = tom.get(f"/imports/{ref}/").content.decode()
    assert "2 things to mend" in page
    assert "&#34;v 20417&#34; is not a reference such as V-20417." in page
    assert "Row 2, provider" in page  # the first is open, in its row as the file has it
    back = tom.get(f"/imports/{ref}/faults.csv")
    assert "attachment" in back.headers["Content-Disposition"]
    assert b"v 20417" in back.content
    assert b"is not a reference" in back.content
    assert tom.get(f"/imports/{ref}/faults.xlsx").content.startswith(b"PK")
    assert tom.get(f"/imports/{ref}/file/").content == b"provider,name\r\nv 20417,Larkfield\r\nV-20418,\r\n"
    second = tom.get(f"/imports/{ref}/?open=2").content.decode()
    assert "Row 3, column name: This is empty, and must not be." in second
    told = tom.get(f"/imports/{ref}/?column=provider&format=json").json()["items"]
    assert [(one["row"], one["found"]) for one in told] == [(2, "v 20417")]


def test_the_same_file_twice_is_refused_in_the_checks_own_sentence(at_desk):
    tom = at_desk("tom")
    hand_over(tom, "providers", PROVIDERS)
    first = imports(limit=1)[0].ref

    answer = hand_over(tom, "providers", PROVIDERS)

    page = tom.get(answer.headers["Location"]).content.decode()
    assert f"This file was already taken in, as {first} on " in page
    assert "Refused" in page


def test_whose_post_may_not_is_refused_writes_nothing_and_keeps_what_was_typed(at_desk):
    before = how_many()

    answer = hand_over(at_desk("ines"), "providers", PROVIDERS)

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "No post you hold may take in a file of providers." in page
    assert 'value="Northmere Council"' in page
    assert how_many() == before


def test_a_form_with_nothing_in_it_says_what_is_missing(at_desk):
    answer = at_desk("tom").post("/imports/new/", {"kind": "", "source": "x"})

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_a_large_file_goes_to_the_background_and_is_watched(at_desk, monkeypatch):
    monkeypatch.setattr("duly.payments.flow.background.LARGE_ROWS", 1)
    tom = at_desk("tom")

    answer = hand_over(tom, "providers", PROVIDERS)

    waiting = tom.get(answer.headers["Location"]).content.decode()
    assert "waiting for its turn" in waiting
    assert "You can leave this page" in waiting
    do_the_work()
    done = tom.get(answer.headers["Location"] + "progress/").content.decode()
    assert "taken in" in done
    assert "/imports/IM-" in done


def test_the_list_has_csv_and_json_and_says_which_filter_it_did_not_understand(at_desk):
    tom = at_desk("tom")
    hand_over(tom, "providers", PROVIDERS)

    assert tom.get("/imports/?format=csv").content.startswith(b"\xef\xbb\xbfImport,What,File,")
    assert tom.get("/imports/?format=json").json()["items"][0]["file"] == "providers.csv"
    assert "Filter not understood: colour" in tom.get("/imports/?colour=red").content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_one(at_desk):
    tom = at_desk("tom")
    hand_over(tom, "providers", PROVIDERS)
    before = asked_of_the_database(tom, "/imports/")

    for n in range(5):
        hand_over(tom, "providers", b"provider,name\r\nV-3%d,Larkfield\r\n" % n)

    tom.get("/imports/")  # says what was taken in, once
    assert asked_of_the_database(tom, "/imports/") == before


VISITS = "visit_ref,provider,person,service,carer,starts,ends\r\n"
A_VISIT = "X-1,{},{},home-care,W-1,2026-11-03 08:30,2026-11-03 09:00\r\n"

QUILBANK = b"provider,name\nV-97,Quilbank Care\n"


@pytest.fixture
def visited(council, office):
    """A visit of a provider that its first visit's person had in another week than the council's own; gives the provider and the row."""
    row = A_VISIT.format(council.providers[0].ref, council.people[0].ref).replace("2026-11-03", "2026-11-24")
    assert flow.IMPORTS["visits"]("visits.csv", (VISITS + row).encode(), "", office["tom"]).accepted
    return row


def corrected(client, row: str):
    file = SimpleUploadedFile("visits.csv", (VISITS + row).encode())
    return client.post("/imports/new/", {"kind": "visits", "source": "", "how": "replaces", "file": file} | {"source": "Northmere"})


def test_a_corrected_file_shows_what_it_changes_before_it_does_and_replaces_what_was_looked_at(at_desk, visited):
    tom = at_desk("tom")
    before = how_many_visits()

    address = corrected(tom, visited.replace("09:00", "09:15")).headers["Location"]
    page = tom.get(address).content.decode()

    assert "ends 2026-11-24 09:00 GMT → 2026-11-24 09:15 GMT" in page
    agreed = re.search(r'name="agreed" value="([0-9a-f]{64})"', page)[1]
    assert tom.post(address, {"agreed": ""}).status_code == 302  # what nobody looked at is refused
    assert imports(limit=1)[0].refusal.code == "changed-since"
    answer = tom.post(address, {"agreed": agreed})
    assert "and replaces what was known" in tom.get(answer.headers["Location"]).content.decode()
    assert how_many_visits() == before
    assert joan_may_not_look(at_desk, address)


def joan_may_not_look(at_desk, address: str) -> bool:
    return at_desk("joan").get(address).status_code == 404 and at_desk("tom").get("/imports/preview/?of=D-000001").status_code == 404


def test_a_large_corrected_file_is_looked_at_and_taken_in_in_the_background(at_desk, visited, monkeypatch):
    monkeypatch.setattr("duly.payments.flow.background.LARGE_ROWS", 1)
    tom = at_desk("tom")

    job = corrected(tom, visited.replace("09:00", "09:15")).headers["Location"]
    do_the_work()
    address = re.search(r'href="(/imports/preview/[^"]+)"', tom.get(job).content.decode())[1].replace("&amp;", "&")
    page = tom.get(address).content.decode()
    agreed = re.search(r'name="agreed" value="([0-9a-f]{64})"', page)[1]
    again = tom.post(address, {"agreed": agreed}).headers["Location"]
    do_the_work()

    assert "09:15 GMT" in page
    assert "taken in" in tom.get(again).content.decode()
    assert imports(limit=1)[0].counts["changed"] == 1


def test_a_faulty_corrected_file_shows_its_faults_and_offers_nothing(at_desk, visited):
    tom = at_desk("tom")

    page = tom.get(corrected(tom, visited.replace("home-care", "!")).headers["Location"]).content.decode()

    assert "is not a reference such as home-care" in page
    assert 'name="agreed"' not in page


def test_what_a_bank_answered_is_not_replaced_by_a_file(at_desk):
    file = SimpleUploadedFile("answers.csv", b"file\r\n")

    answer = at_desk("tom").post("/imports/new/", {"kind": "bank-answers", "source": "x", "how": "replaces", "file": file})

    assert answer.status_code == 422
    assert "What a bank answered is not replaced by a corrected file" in answer.content.decode()


def test_a_provider_misspelt_is_put_right_by_a_file_that_replaces(at_desk):
    tom = at_desk("tom")
    wrong = tom.post("/imports/new/", {"kind": "providers", "source": "x", "how": "adds", "file": SimpleUploadedFile("p.csv", QUILBANK)})
    ref = wrong.headers["Location"].split("/")[2]

    right = SimpleUploadedFile("p.csv", QUILBANK.replace(b"Quilbank", b"Quillbank"))
    address = tom.post("/imports/new/", {"kind": "providers", "source": "x", "how": "replaces", "file": right}).headers["Location"]
    page = tom.get(address).content.decode()
    assert "name Quilbank Care → Quillbank Care" in page
    agreed = re.search(r'name="agreed" value="([0-9a-f]{64})"', page)[1]
    assert tom.post(address, {"agreed": agreed}).status_code == 302

    assert "Quillbank Care" in tom.get("/providers/V-97/").content.decode()
    refused = tom.post(f"/imports/{ref}/undo/", {"because": "Wrong."})
    assert "replaced some of what" in refused.content.decode()


def test_a_wrong_import_is_undone_with_a_reason_by_whose_post_may(at_desk, visited):
    tom, ref, before = at_desk("tom"), imports(limit=1)[0].ref, how_many_visits()
    assert "Undo this import" in tom.get(f"/imports/{ref}/").content.decode()

    assert tom.post(f"/imports/{ref}/undo/", {"because": ""}).status_code == 422
    assert at_desk("ines").post(f"/imports/{ref}/undo/", {"because": "No."}).status_code == 403
    assert how_many_visits() == before
    tom.post(f"/imports/{ref}/undo/", {"because": "It was another provider's."})

    page = tom.get(f"/imports/{ref}/").content.decode()
    assert "by Tom Example. Its rows are known no longer." in page
    assert "Undo this import" not in page
    assert how_many_visits() == before - 1
    assert tom.get("/imports/?state=Undone&format=json").json()["items"][0]["ref"] == ref


def test_who_has_not_sent_is_a_list_with_csv_and_json(at_desk, council, monkeypatch):
    monkeypatch.setattr("duly.payments.screens.imports.missing.now", lambda: datetime(2026, 12, 20, 12, tzinfo=UTC))
    tom = at_desk("tom")

    page = tom.get("/imports/missing/?week=2026-W44").content.decode()
    rows = tom.get("/imports/missing/?week=2026-W44&state=Not+sent&format=json").json()["items"]

    assert f"{len(rows)} not sent of" in page
    assert "not understood" not in page
    assert {row["kind"] for row in rows} == {"visits", "invoices"}
    assert tom.get("/imports/missing/?week=2026-W45&format=csv").content.startswith(b"\xef\xbb\xbfProvider,Name,File,State,Due")
    assert tom.get("/imports/missing/?week=nonsense").status_code == 200
    assert "No provider has a package line in force" in tom.get("/imports/missing/?week=2020-W45").content.decode()


def test_a_sender_who_is_like_a_provider_and_is_none_is_asked_about_before_anything_is_kept(at_desk):
    tom = at_desk("tom")
    hand_over(tom, "providers", QUILBANK)
    before = len(imports(limit=9))

    def sent_by(source):
        return tom.post("/imports/new/", {"kind": "visits", "source": source, "file": SimpleUploadedFile("v.csv", b"visit_ref\r\nV-1\r\n")})

    answer = sent_by("V-98")
    assert answer.status_code == 422
    assert "There is no provider V-98. Did you mean V-97, Quilbank Care?" in answer.content.decode()
    assert len(imports(limit=9)) == before
    assert sent_by("Team 4").status_code == 302
