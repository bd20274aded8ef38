"""The workbench: what was stopped and why, deciding it, and the next one."""

import html
import re
from collections import Counter
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.screens.exceptions import presenters, words
from duly.payments.screens.tests.conftest import WEEK, asked_of_the_database
from duly.payments.validation import queries
from duly.payments.validation.causes import CODES

WEEK_ADDRESS = "/exceptions/?week=2026-W45"


def waiting() -> list[queries.ExceptionSeen]:
    return list(queries.exceptions(WEEK, only_undecided=True))


def test_before_anything_is_judged_the_page_says_so_and_what_to_do(at_desk):
    page = at_desk("tom").get("/exceptions/").content.decode()

    assert "No week has been judged yet" in page


def test_a_week_that_does_not_read_is_not_found_and_says_why(at_desk):
    answer = at_desk("tom").get("/exceptions/?week=soon")

    assert answer.status_code == 404
    assert "is not a week, such as 2026-W45." in answer.content.decode()


def test_a_week_nobody_has_judged_says_so(at_desk, judged):
    answer = at_desk("tom").get("/exceptions/?week=2026-W30")

    assert answer.status_code == 200
    assert "2026-W30 has not been judged yet" in answer.content.decode()


def test_whose_post_may_not_read_payments_sees_no_name(client, office, judged):
    from duly.core.people import actions as people
    from duly.core.people.models import Officer
    from duly.primitives.actor import SYSTEM

    people.add_officer(username="visitor", name="Vi Sitor", email="v@example.org", password=None, by=SYSTEM)
    client.force_login(Officer.objects.get(username="visitor"), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get(WEEK_ADDRESS)

    assert answer.status_code == 403
    assert not any(person.name in answer.content.decode() for person in judged.people)


def test_the_workbench_shows_what_was_stopped_with_its_sum(at_desk, judged):
    page = at_desk("tom").get(WEEK_ADDRESS).content.decode()

    first = waiting()[0]
    assert first.says in re.sub(r"&#39;", "'", page)
    assert "Pay as agreed" in page
    assert "From claimed to payable" in page
    assert "Still to decide" in page


def test_filters_and_the_row_live_in_the_address(at_desk, judged):
    tom = at_desk("tom")
    some = next(one for one in waiting() if 411 in one.codes)

    page = tom.get(f"{WEEK_ADDRESS}&why=411&row={some.assessed_id}").content.decode()

    listed = tom.get(f"{WEEK_ADDRESS}&why=411&format=json").json()
    assert listed["total"] == sum(411 in one.codes for one in waiting())
    assert f'name="row" value="{some.assessed_id}"' in page
    assert tom.get(f"{WEEK_ADDRESS}&provider={some.provider_ref}&format=csv").content.startswith(b"\xef\xbb\xbfPerson,Provider,Why stopped")


def test_deciding_writes_one_event_and_opens_the_next(at_desk, judged):
    tom, first = at_desk("tom"), waiting()[0]
    before, following = how_many(), waiting()[1]

    answer = tom.post(
        f"{WEEK_ADDRESS}&row={first.assessed_id}", {"row": first.assessed_id, "choice": "pay_entitled", "reason": "21", "note": ""}
    )

    assert answer.status_code == 302
    opened = int(parse_qs(urlsplit(answer.headers["Location"]).query)["row"][0])
    assert opened == following.assessed_id, "the next one down, in the order in which the page and the query both list them"
    assert how_many() == before + 1
    assert first.assessed_id not in {one.assessed_id for one in waiting()}
    page = tom.get(answer.headers["Location"]).content.decode()
    assert "pay as agreed, £" in page


def test_a_decision_beyond_ones_powers_is_greyed_refused_in_the_same_words_and_written_nowhere(at_desk, judged):
    """An auditor decides nothing."""
    ines, one = at_desk("ines"), waiting()[0]
    before = how_many()
    sentence = "No post you hold may decide an exception."

    greyed = ines.get(f"{WEEK_ADDRESS}&row={one.assessed_id}").content.decode()
    answer = ines.post(WEEK_ADDRESS, {"row": one.assessed_id, "choice": "pay_entitled", "reason": "21", "note": "as the log shows"})

    assert sentence in greyed
    assert answer.status_code == 403
    page = answer.content.decode()
    assert sentence in page
    assert "as the log shows" in page, "nothing typed is lost"
    assert how_many() == before


def test_a_decision_without_a_reason_is_asked_for_it_and_the_note_is_still_there(at_desk, judged):
    one = waiting()[0]

    answer = at_desk("tom").post(WEEK_ADDRESS, {"row": one.assessed_id, "choice": "hold", "reason": "", "note": "asked by telephone"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Give the reason for the decision." in page
    assert "asked by telephone" in page


def test_a_line_decided_meanwhile_is_not_decided_over_unseen(at_desk, judged):
    tom, joan, one = at_desk("tom"), at_desk("joan"), waiting()[0]
    joan.post(WEEK_ADDRESS, {"row": one.assessed_id, "choice": "hold", "reason": "51", "note": "", "seen": ""})
    before = how_many()

    answer = tom.post(WEEK_ADDRESS, {"row": one.assessed_id, "choice": "pay_entitled", "reason": "21", "note": "", "seen": ""})

    assert answer.status_code == 409
    assert "This line was decided while you were looking at it: Hold and ask, Provider asked." in answer.content.decode()
    assert how_many() == before


def test_an_amount_of_ones_own_takes_a_sum_and_says_it_and_ones_last_decision_is_undone(at_desk, judged, monkeypatch):
    monkeypatch.setattr("duly.payments.validation.checks.UNDO_SECONDS", 3_600)  # however slow the machine
    tom, one = at_desk("tom"), waiting()[0]
    decision = {"row": one.assessed_id, "choice": "pay_other", "reason": "21", "note": "", "seen": ""}
    refused = tom.post(WEEK_ADDRESS, decision | {"amount": "ten"})
    told = tom.post(WEEK_ADDRESS, decision | {"amount": "=0.10*3"})
    page = html.unescape(tom.get(told.headers["Location"]).content.decode())

    assert "'ten' is not a sum" in html.unescape(refused.content.decode())
    assert 'value="ten"' in refused.content.decode(), "nothing typed is lost"
    assert "other amount, £0.30, worked out as =0.10*3." in page
    assert f"Undo {page.partition('Undo ')[2].partition(' <')[0]}" in page

    again = tom.post("/exceptions/undo/?week=2026-W45", {"line": one.assessed_id})

    assert f"row={one.assessed_id}" in again.headers["Location"]
    assert "Taken back: " in tom.get(again.headers["Location"]).content.decode()
    assert one.assessed_id in {waits.assessed_id for waits in waiting()}
    assert tom.post("/exceptions/undo/?week=2026-W45", {"line": one.assessed_id}).status_code == 409


def test_like_lines_are_previewed_and_decided_together_and_the_unlike_are_left(at_desk, judged):
    tom, every = at_desk("tom"), waiting()
    rule = Counter(queries.rule_of(one.codes) for one in every).most_common(1)[0][0]
    like = [one.assessed_id for one in every if queries.rule_of(one.codes) == rule]
    other = next(one.assessed_id for one in every if queries.rule_of(one.codes) != rule)
    assert len(like) > 1, "the council's faults hold two alike"
    address = f"/exceptions/together/?week=2026-W45&{urlencode({'line': [*like, other]}, doseq=True)}"

    preview = html.unescape(tom.get(address).content.decode())
    asked = tom.post(address, {"line": like, "choice": "pay_entitled", "reason": "", "note": "as before"})
    before = how_many()
    told = tom.post(address, {"line": [*like, other], "choice": "pay_entitled", "reason": "21", "note": ""}).content.decode()

    assert f"Decide {len(like)} together" in preview
    assert "Ticked, and not decided with these" in preview
    assert (asked.status_code, "as before" in asked.content.decode()) == (422, True)
    assert f"{len(like)} of {len(like) + 1} decided" in told
    assert "It was stopped by another rule than the first" in told
    assert how_many() == before + len(like)
    assert {one.assessed_id for one in waiting()} == {one.assessed_id for one in every} - set(like)
    assert tom.get("/exceptions/together/?week=2026-W45").headers["Location"] == "/exceptions/?week=2026-W45"


def test_one_line_is_explained_at_three_depths(at_desk, judged):
    one = waiting()[0]
    tom = at_desk("tom")

    page = tom.get(f"/exceptions/{one.assessed_id}/").content.decode()

    for depth in ("In a sentence", "In figures", "In full", "Visits", "Rules tried", "Frozen inputs"):
        assert depth in page
    assert tom.get(f"/exceptions/{one.assessed_id}/?format=json").json()["week"] == "2026-W45"
    assert tom.get("/exceptions/999999/").status_code == 404


def test_the_workbench_asks_the_database_as_often_for_many_rows_as_for_one(at_desk, judged):
    tom, one = at_desk("tom"), waiting()[0]
    opened = f"{WEEK_ADDRESS}&show=all&row={one.assessed_id}"
    few = tom.get(f"{opened}&q=nothing&format=json").json()["total"]
    many = tom.get(f"{opened}&format=json").json()["total"]

    assert few < many
    assert asked_of_the_database(tom, f"{opened}&q=nothing") == asked_of_the_database(tom, opened)


def test_the_list_of_providers_asks_as_often_for_more_of_them(at_desk, office, judged):
    tom = at_desk("tom")
    before = asked_of_the_database(tom, "/providers/?week=2026-W45")
    more = b"provider,name\r\n" + b"".join(b"V-3%d,Larkfield %d\r\n" % (n, n) for n in range(9))

    flow.IMPORTS["providers"]("more.csv", more, "Northmere Council", office["tom"])

    assert asked_of_the_database(tom, "/providers/?week=2026-W45") == before


def test_the_rate_book_asks_as_often_for_every_rate_as_for_none(at_desk, judged):
    tom = at_desk("tom")

    assert asked_of_the_database(tom, "/rates/?on=any") == asked_of_the_database(tom, "/rates/?on=1999-01-01")


def test_the_list_is_filtered_by_how_codes_weigh_with_counts_and_money(at_desk, judged):
    tom = at_desk("tom")

    told = tom.get(f"{WEEK_ADDRESS}&show=all&format=json").json()
    some = tom.get(f"{WEEK_ADDRESS}&show=all&severity=Trimmed&format=json").json()
    page = tom.get(f"{WEEK_ADDRESS}&show=all").content.decode()

    assert 0 < some["total"] <= told["total"]
    assert "How it weighs" in page


def test_what_holds_nothing_is_told_quietly_and_is_nobodys_move():
    assert words.weighed((304, 401, 402, 408)) == (408, 401, 304, 402)
    assert [words.weight(codes) for codes in ((402,), (304, 402), (303, 304), (204, 303), (201, 204))] == ["I", "W", "T", "H", "B"]
    assert (words.TONES["I"], words.TONES["T"]) == ("", "")
    assert all(words.why(code) != f"Code {code}" for code in CODES if code != 101)
    clean = SimpleNamespace(decision="CLEAN", line_ref="L-1", decided=None)
    assert presenters.state(clean) == "told"
