"""Every invoice of a week, where each line of one went, and keying one that came on paper."""

from datetime import timedelta

import pytest

from duly.core.intake.queries import imports
from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.invoices.queries import invoice, invoices_for
from duly.payments.packages.queries import lines_of_provider
from duly.payments.rates.queries import rates_of
from duly.payments.runs import queries as runs
from duly.payments.screens.runs.steps import HOME_CARE
from duly.payments.screens.tests.conftest import WEEK, asked_of_the_database
from duly.payments.validation.queries import left_out
from duly.primitives.money import plain_pounds, pounds, rate_in_pounds

NEXT, LATER = WEEK + timedelta(days=7), "9/11/2026"


@pytest.fixture
def drafted(judged, office):
    """The judged week with a run drafted."""
    return flow.draft_run(category=HOME_CARE, week=WEEK, pay_date=WEEK.replace(day=13), by=office["tom"]).run.ref


def a_paper(council, **changes: str) -> dict[str, list[str]]:
    """What an officer types of an invoice of one line for the next week, at the contract's rate."""
    line = lines_of_provider(council.providers[0].ref)[0]
    known = rates_of(line.contract_ref)
    rate = next(r for r in known if r.service == line.service and not r.line_ref and r.starts <= NEXT < r.ends)
    cells = {"person": line.person_ref, "service": line.service, "week_starting": "9/11", "minutes": "1:00", "rate": rate_in_pounds(rate.rate_hundredths), "amount": "", "vat": ""}  # fmt: skip
    cells["amount"] = f"1*{plain_pounds(rate.rate_hundredths // 100)}"
    typed = {"provider": line.provider_ref, "invoice": "PAPER 7/1", "total": cells["amount"]} | cells | changes
    return {name: [words] if name in ("provider", "invoice", "total") else [words, ""] for name, words in typed.items()}


def test_the_list_counts_invoices_and_money_and_each_shows_where_its_lines_went(drafted, at_desk):
    tom = at_desk("tom")
    the_list_counts_invoices_and_money_by_what_became_of_them(tom)
    an_invoice_shows_where_each_line_went_and_its_money_ties_out(tom, drafted)
    assert asked_of_the_database(tom, "/invoices/?week=any") <= asked_of_the_database(tom, "/invoices/?week=2026-W45")


def the_list_counts_invoices_and_money_by_what_became_of_them(tom):
    found = invoices_for(WEEK)
    claimed = sum(one.pence + one.vat_pence for one in found)

    page = tom.get("/invoices/?week=2026-W45").content.decode()

    assert f"{len(found)} invoices" in page
    assert f"£{pounds(claimed)} claimed" in page
    assert "Not judged" not in page
    told = tom.get("/invoices/?week=2026-W45&format=json").json()
    assert [item["ref"] for item in told["items"]] == [one.ref for one in sorted(found, key=lambda one: (one.provider_ref, one.ref))]
    stopped = {one.provider_ref for one in left_out(WEEK)}
    assert {i["provider"] for i in told["items"] if i["state"] in ("To decide", "Stopped", "Held", "Refused")} == stopped
    assert tom.get("/invoices/?week=2026-W45&format=csv").content.startswith(b"\xef\xbb\xbfInvoice,Provider,Received,")
    assert "is not a week" in tom.get("/invoices/?week=soon").content.decode()
    assert "Nothing is claimed for this week yet." in tom.get("/invoices/?week=2027-W01").content.decode()


def an_invoice_shows_where_each_line_went_and_its_money_ties_out(tom, drafted):
    one = invoices_for(WEEK)[0]

    told = tom.get(f"/invoices/{one.provider_ref}/{one.ref}/?format=json").json()
    page = tom.get(f"/invoices/{one.provider_ref}/{one.ref}/").content.decode()

    assert sum(int(line["claimed"].replace(".", "")) for line in told["lines"]) == one.pence + one.vat_pence
    taken = {
        (line.person_ref, line.service): plain_pounds(line.entitled_pence) for line in runs.lines(drafted, provider_ref=one.provider_ref)
    }
    in_run = {(line["person"], line["service"]): line["pays"] for line in told["lines"] if line["run"]}
    assert in_run == {care: pays for care, pays in taken.items() if care in in_run}
    assert {line["state"] for line in told["lines"] if line["run"]} == {"Payable"}
    assert f"/runs/{drafted}/" in page
    assert f"Import {told['import']} of invoices was accepted" in page
    original = tom.get(f"/imports/{told['import']}/file/")
    assert "attachment" in original.headers["Content-Disposition"]
    assert one.ref.encode() in original.content
    assert tom.get(f"/invoices/{one.provider_ref}/NONE/").status_code == 404


def test_a_line_for_somebody_nobody_knows_leads_nowhere(council, office, at_desk):
    provider = council.providers[0].ref
    heads = "invoice,line,provider,person,service,week_starting,minutes,rate,amount"
    flow.IMPORTS["invoices"](
        "i.csv", f"{heads}\nI-X,1,{provider},P-NOBODY,home-care,2026-11-09,60,21.36,21.36\n".encode(), provider, office["tom"]
    )

    page = at_desk("tom").get(f"/invoices/{provider}/I-X/").content.decode()

    assert "P-NOBODY" in page
    assert "/care/P-NOBODY/" not in page


def test_an_invoice_is_keyed_checked_line_by_line_and_refused_in_the_words_of_a_file(council, at_desk):
    tom, ines = at_desk("tom"), at_desk("ines")
    whose_post_may_not_take_invoices_in_may_look_and_not_key(ines, a_paper(council))
    each_line_is_checked_as_it_is_typed_and_nothing_is_written(tom, a_paper(council, rate="99.00", total=""))
    what_a_file_would_be_refused_for_comes_back_with_all_that_was_typed(tom, council)
    an_invoice_is_keyed_without_any_script_and_its_sums_are_shown_again(tom, a_paper(council))


def an_invoice_is_keyed_without_any_script_and_its_sums_are_shown_again(tom, typed):
    assert tom.get("/invoices/new/").content.decode().count('name="person"') == 20
    more = tom.post("/invoices/new/", {**typed, "person": [*typed["person"], *[""] * 18], "do": "more"}).content.decode()
    assert more.count('name="person"') == 30
    before = how_many()
    checked = tom.post("/invoices/new/", {**typed, "do": "check"}).content.decode()
    assert "They agree" in checked
    assert "Rate agreed" in checked
    assert how_many() == before
    answer = tom.post("/invoices/new/", typed)

    assert answer.status_code == 302, answer.content.decode()
    page = tom.get(answer.headers["Location"]).content.decode()
    provider = typed["provider"][0]
    assert answer.headers["Location"] == f"/invoices/{provider}/PAPER%207/1/"
    assert invoice(provider, "PAPER 7/1").pence > 0
    assert "was keyed by hand" in page
    assert f"{typed['amount'][0]} = " in page
    assert "keyed by Tom Example" in tom.get("/invoices/?week=2026-W46").content.decode()
    came = tom.get(f"{answer.headers['Location']}?format=json").json()["import"]
    tom.post(f"/imports/{came}/undo/", {"because": "It was another provider's."})
    gone = tom.get(answer.headers["Location"]).content.decode()
    assert "Nothing is claimed on this invoice any more" in gone
    assert f"Import {came} of invoices was undone" in gone


def what_a_file_would_be_refused_for_comes_back_with_all_that_was_typed(tom, council):
    before = len(imports(limit=500))

    answer = tom.post("/invoices/new/", a_paper(council, week_starting="10/11/2026", minutes="many", invoice="LC-9"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&#34;many&#34; is not a whole number." in page
    assert 'value="many"' in page
    assert 'href="#cell-1-minutes"' in page
    assert 'id="cell-1-minutes" value="many"' in page
    assert len(imports(limit=500)) == before
    day = tom.post("/invoices/new/", a_paper(council, week_starting="10/11/2026")).content.decode()
    assert "A week begins on a Monday. Did you mean 9/11/2026?" in day
    total = tom.post("/invoices/new/", a_paper(council, total="1.00")).content.decode()
    assert "and the total with tax is told as 1.00." in total


def each_line_is_checked_as_it_is_typed_and_nothing_is_written(tom, typed):
    before = how_many()

    told = tom.post("/invoices/new/check/", typed).json()

    line = told["lines"]["1"]
    assert line["values"]["week_starting"] == LATER
    assert line["values"]["minutes"] == "60"
    assert line["name"]
    assert [word for word, _, _ in line["said"] if word] == ["Rate not agreed", "Sum is wrong"]
    assert line["faults"] == []
    assert [one["column"] for one in told["invoice"]] == ["total"]
    assert told["tape"] == [f"line 1, amount: {typed['amount'][0]} = {told['totals'][0][1].removeprefix('£')}"]
    assert how_many() == before


def whose_post_may_not_take_invoices_in_may_look_and_not_key(ines, typed):
    assert ines.get("/invoices/").status_code == 200
    assert "No post you hold may take in a file of invoices." in ines.get("/invoices/new/").content.decode()
    assert ines.post("/invoices/new/check/", typed).status_code == 403
    refused = ines.post("/invoices/new/", typed)
    assert refused.status_code == 403
    assert 'value="PAPER 7/1"' in refused.content.decode()
    assert invoice(typed["provider"][0], "PAPER 7/1") is None
