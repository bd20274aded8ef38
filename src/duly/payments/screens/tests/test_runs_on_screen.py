"""A week from judging to the bank, by three people at their desks; each step refused in the words that greyed it."""

import html

import pytest

from duly.core.record.queries import how_many
from duly.payments.banking.queries import unvoided_file
from duly.payments.runs import queries as runs
from duly.payments.screens.tests.conftest import WEEK, asked_of_the_database, do_the_work
from duly.payments.validation.queries import current_judgement_ref, exceptions

RUN = "HC-2026-W45"


@pytest.fixture
def drafted(judged, at_desk) -> str:
    """A draft of the week, made at the officer's desk."""
    answer = at_desk("tom").post("/runs/draft/", {"week": "2026-W45", "pay_date": "13/11/2026"})
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    return answer.headers["Location"].strip("/").rpartition("/")[2]


def waiting():
    """The exceptions still to decide."""
    return exceptions(WEEK, only_undecided=True)


def refused(client, address: str, sentence: str, data=None, status: int = 409) -> str:
    """Post; it must be refused with this sentence and write nothing. Gives the page."""
    before = how_many()
    answer = client.post(address, data or {})
    page = html.unescape(answer.content.decode())
    assert (answer.status_code, how_many()) == (status, before), page[:3000]
    assert sentence in page
    return page


def greyed(client, address: str, sentence: str) -> None:
    """The page shows the sentence before anything is pressed."""
    assert sentence in html.unescape(client.get(address).content.decode())


def test_a_week_is_judged_in_the_background_from_a_desk(council, at_desk):
    tom = at_desk("tom")

    answer = tom.post("/runs/judge/", {"week": "2026-W45"})

    assert answer.status_code == 302
    assert "Judge week 2026-W45" in tom.get(answer.headers["Location"]).content.decode()
    do_the_work()
    assert "line-weeks judged" in tom.get(answer.headers["Location"]).content.decode()
    assert current_judgement_ref(council.weeks[0])


def test_judging_is_refused_in_the_words_that_greyed_it(council, at_desk):
    sentence = "No post you hold may judge a week's claims."

    greyed(at_desk("ines"), "/runs/", sentence)
    refused(at_desk("ines"), "/runs/judge/", sentence, {"week": "2026-W45"}, status=403)


def test_a_week_nobody_claimed_for_is_not_judged(council, at_desk):
    page = refused(at_desk("tom"), "/runs/judge/", "Nothing is claimed for the week of 5 January 2026.", {"week": "2026-W02"})

    assert 'value="2026-W02"' in page, "what was typed is still there"


def test_a_week_that_does_not_read_is_said_beside_its_field(judged, at_desk):
    answer = at_desk("tom").post("/runs/draft/", {"week": "next", "pay_date": "soon"})

    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert "'NEXT' is not a week, such as 2026-W45." in page
    assert "This is not a date, such as 13/11/2026." in page
    assert 'value="soon"' in page


def test_from_draft_to_the_bank_by_three_people(drafted, at_desk, settings, let_go):
    settings.DEMO = False
    tom, joan, femi = at_desk("tom"), at_desk("joan"), at_desk("femi")
    page = f"/runs/{drafted}/"

    greyed(tom, page, "Can approve only when prepared; this is draft.")
    greyed(joan, page, "No post you hold may prepare a payment run.")
    refused(joan, f"{page}prepare/", "No post you hold may prepare a payment run.", status=403)
    assert tom.post(f"{page}prepare/").status_code == 302

    seen = runs.run(drafted).content_sha256
    greyed(tom, f"{page}approve/", "You made this run, so someone else must approve it.")
    refused(tom, f"{page}approve/", "You made this run, so someone else must approve it.", {"seen_sha256": seen})
    refused(joan, f"{page}approve/", "This run has changed since you opened it.", {"seen_sha256": "0" * 64})
    assert f'name="seen_sha256" value="{seen}"' in joan.get(f"{page}approve/").content.decode()
    assert joan.post(f"{page}approve/", {"seen_sha256": seen}).status_code == 302

    greyed(joan, page, "You approved this run, so someone else must release it.")
    refused(joan, f"{page}file/", "You approved this run, so someone else must release it.")
    assert femi.post(f"{page}file/").status_code == 302
    refused(joan, f"{page}void/", "stands on this run.", {"because": "a mistake"})

    refused(femi, f"{page}file/download/", "No witness has yet signed for this part of the record.")
    let_go(drafted)
    refused(tom, f"{page}file/download/", "No post you hold may take a bank file away to the bank.", status=403)
    taken, again = femi.post(f"{page}file/download/"), femi.post(f"{page}file/download/")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.content == again.content
    assert taken.content.startswith(b"<?xml")


def test_a_prepared_run_is_reopened_with_a_reason_and_not_without(drafted, at_desk):
    tom = at_desk("tom")
    tom.post(f"/runs/{drafted}/prepare/")
    before = how_many()

    answer = tom.post(f"/runs/{drafted}/reopen/", {"because": ""})

    assert (answer.status_code, how_many()) == (422, before)
    assert "Say why." in answer.content.decode()
    assert tom.post(f"/runs/{drafted}/reopen/", {"because": "An invoice came late."}).status_code == 302
    assert runs.run(drafted).state == "draft"


def test_an_approver_sees_what_differs_and_sends_a_run_back_with_a_reason_the_officer_reads(drafted, at_desk):
    tom, joan, ines = (at_desk(name) for name in ("tom", "joan", "ines"))
    tom.post(f"/runs/{drafted}/prepare/")
    address = f"/runs/{drafted}/approve/"
    page = html.unescape(joan.get(address).content.decode())
    for part in (
        "Totals, and the run before",
        "There is no run before, so every payment is a first one.",
        "The largest",
        "Or send it back",
    ):
        assert part in page
    assert f'href="{address}"' in joan.get("/runs/").content.decode(), "the list leads straight to it"
    back = {"step": "send back", "because": "P-1 is in it twice."}

    refused(ines, address, "No post you hold may prepare a payment run.", back, status=403)
    assert "Say why." in refused(joan, address, "Say why.", back | {"because": ""}, status=422)
    answer = joan.post(address, back)

    assert answer.headers["Location"] == f"/runs/{drafted}/"
    assert runs.run(drafted).state == "draft"
    assert "was reopened: P-1 is in it twice. (Joan Example)" in html.unescape(tom.get(f"/runs/{drafted}/").content.decode())
    assert tom.post(f"/runs/{drafted}/prepare/").status_code == 302
    assert "was reopened" not in tom.get(f"/runs/{drafted}/").content.decode()


def test_an_approved_run_is_made_void_by_whoever_may(drafted, at_desk):
    tom, joan = at_desk("tom"), at_desk("joan")
    tom.post(f"/runs/{drafted}/prepare/")
    joan.post(f"/runs/{drafted}/approve/", {"seen_sha256": runs.run(drafted).content_sha256})

    refused(tom, f"/runs/{drafted}/void/", "No post you hold may void a payment run.", {"because": "a mistake"}, status=403)

    assert joan.post(f"/runs/{drafted}/void/", {"because": "The wrong week."}).status_code == 302
    assert runs.run(drafted).state == "void"
    assert joan.get(f"/runs/{drafted}/").status_code == 200


def test_a_practice_copy_shows_its_file_and_never_gives_it_away(drafted, at_desk, settings, let_go):
    settings.DEMO = True
    tom, joan, femi = at_desk("tom"), at_desk("joan"), at_desk("femi")
    tom.post(f"/runs/{drafted}/prepare/")
    joan.post(f"/runs/{drafted}/approve/", {"seen_sha256": runs.run(drafted).content_sha256})
    femi.post(f"/runs/{drafted}/file/")

    let_go(drafted)

    refused(femi, f"/runs/{drafted}/file/download/", "its file can never be issued to a bank")
    shown = html.unescape(femi.post(f"/runs/{drafted}/file/download/", {"show": "1"}).content.decode())

    assert "PRACTICE: not for any bank" in shown
    assert "<CstmrCdtTrfInitn>" in shown


def test_a_remittance_is_made_once_and_is_the_same_text_and_table_ever_after(drafted, at_desk):
    tom, joan, femi = at_desk("tom"), at_desk("joan"), at_desk("femi")
    provider = runs.lines(drafted)[0].provider_ref
    address = f"/runs/{drafted}/remittances/{provider}/"
    refused(tom, f"{address}?format=text", "has no bank file")
    tom.post(f"/runs/{drafted}/prepare/")
    joan.post(f"/runs/{drafted}/approve/", {"seen_sha256": runs.run(drafted).content_sha256})
    femi.post(f"/runs/{drafted}/file/")
    assert unvoided_file(drafted) is not None

    assert "Nothing has been written to" in tom.get(f"{address}?format=text").content.decode()
    assert tom.post(f"{address}?format=text").status_code == 302
    text, table = tom.get(f"{address}?format=text"), tom.get(f"{address}?format=csv")

    assert text.headers["Content-Type"].startswith("text/plain")
    assert drafted in text.content.decode()
    assert table.content.splitlines()[0].decode("utf-8-sig").startswith("line,person,service")


def test_the_run_says_what_was_left_out_and_why(drafted, at_desk):
    page = html.unescape(at_desk("tom").get(f"/runs/{drafted}/").content.decode())

    assert "What was left out, and why" in page
    assert "Not decided" in page
    assert "Held for a person to decide." in page


def test_the_list_of_runs_has_its_figures_as_csv_and_json(drafted, at_desk):
    tom = at_desk("tom")

    found = tom.get("/runs/?format=json").json()["items"][0]

    assert (found["ref"], found["state"], found["week"]) == (drafted, "draft", "2026-W45")
    assert tom.get("/runs/?format=csv").content.startswith(b"\xef\xbb\xbfRun,Week,")
    assert tom.get("/runs/HC-1999-W01/").status_code == 404


def test_the_list_of_runs_asks_as_often_for_two_as_for_one(drafted, at_desk):
    tom, one = at_desk("tom"), waiting()[0]
    before = asked_of_the_database(tom, "/runs/")
    tom.post("/exceptions/?week=2026-W45", {"row": one.assessed_id, "choice": "pay_entitled", "reason": "21", "note": ""})
    assert tom.post("/runs/draft/", {"week": "2026-W45", "pay_date": "20/11/2026"}).headers["Location"] == f"/runs/{RUN}-2/"

    assert asked_of_the_database(tom, "/runs/") == before


def test_a_run_is_held_against_the_week_before_and_not_against_its_own(drafted, at_desk):
    tom = at_desk("tom")
    tom.post(f"/runs/{drafted}/prepare/")

    page = html.unescape(at_desk("joan").get(f"/runs/{drafted}/approve/").content.decode())

    assert "no approved run of an earlier week" in page
    assert "The largest" in page


def test_a_provider_and_the_rates_are_shown_as_they_stand(drafted, judged, at_desk):
    tom, one = at_desk("tom"), judged.providers[0]

    page = tom.get(f"/providers/{one.ref}/").content.decode()
    assert one.name in page
    assert "••••0001" in page
    assert "10000001" not in page, "an account is only ever shown masked"
    assert tom.get("/providers/V-0/").status_code == 404

    rate = judged.inputs.rates[0]
    looked = html.unescape(
        tom.get(f"/rates/find/?contract={rate.contract_ref}&service={rate.service}&on={rate.starts:%d/%m/%Y}").content.decode()
    )
    assert f"rate {rate.rate_ref}" in looked
    assert "It is for " in looked
    wrong = tom.get("/rates/?look_contract=C-1&look_service=x&look_on=soon", follow=True)
    assert wrong.status_code == 422
    assert "This is not a date, such as 13/11/2026." in html.unescape(wrong.content.decode())
