"""Handing files over at a desk: taken in whole, or refused with every fault."""

from django.core.files.uploadedfile import SimpleUploadedFile

from duly.core.intake.queries import imports
from duly.core.record.queries import how_many
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
    back = tom.get(f"/imports/{ref}/faults.csv")
    assert "attachment" in back.headers["Content-Disposition"]
    assert b"v 20417" in back.content
    assert b"is not a reference" in back.content


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
