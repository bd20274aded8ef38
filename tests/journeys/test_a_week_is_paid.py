"""The visit's journey, in a browser: files in, a week judged again, exceptions decided, and a run paid by three people."""

import csv
import io
import re
import time

import pytest

from duly.office.practice.invented.files import sent_for
from duly.payments.flow import KINDS
from duly.payments.validation.outcomes import LineWeek
from tests.journeys import the_week
from tests.journeys.counting import counting
from tests.journeys.the_week import OPEN, hours, late, planted, pounds

pytestmark = pytest.mark.browser

WEEK = "/exceptions/?week=2026-W45"
INVOICES = ("invoice", "line", "provider", "person", "service", "week_starting", "minutes", "rate", "amount")
VISITS = ("visit_ref", "provider", "person", "service", "carer", "starts", "ends")


def test_a_week_is_paid(desk):
    desk.sit("Payments Officer")
    when_a_faulty_file_is_handed_over(desk)
    then_every_fault_is_named_and_nothing_kept(desk)
    when_late_visits_and_invoices_are_handed_over(desk)
    then_the_same_file_is_refused_a_second_time(desk)
    when_the_week_is_judged_again(desk)
    rest = then_what_was_left_and_what_came_late_is_to_be_decided(desk)
    then_what_is_beyond_the_officer_is_greyed(desk)
    when_like_ones_are_decided_together(desk)
    when_a_decision_is_undone(desk)
    when_the_officer_decides_the_rest(desk)
    then_a_figure_opens_at_three_depths(desk)

    desk.sit("Group Manager")
    when_the_group_manager_decides_what_the_officer_could_not(desk)

    desk.sit("Payments Officer")
    run = when_a_run_is_drafted_and_prepared(desk, rest)
    then_nobody_approves_a_run_of_their_own(desk, run)

    desk.sit("Group Manager")
    then_nobody_approves_what_they_decided(desk, run)

    desk.sit("Senior Officer")
    when_the_senior_officer_approves_what_was_seen(desk, run)

    desk.sit("Corporate Finance Officer")
    when_finance_releases_it(desk, run)
    then_three_totals_are_one_and_no_bank_is_told(desk, run)
    then_the_remittance_says_why(desk, run, rest)
    then_the_run_has_a_certificate(desk, run)
    when_the_bank_sends_a_payment_back(desk, run)
    then_what_it_says_of_nothing_of_ours_is_listed(desk)


def when_a_faulty_file_is_handed_over(desk):
    rows = claimed_by(late().provider)[:3]
    rows[0]["rate"] = "21,36"
    rows[1]["provider"] = "PR-391"
    _take_in(desk, "invoices", "invoices-faulty.csv", _file(INVOICES, rows))
    desk.look("faulty file")


def then_every_fault_is_named_and_nothing_kept(desk):
    desk.says("Refused", "2 things to mend", "2 rate 21,36", "21.36", "3 provider PR-391", late().provider, "Nothing was kept")
    desk.open("/imports/")
    assert desk.page.get_by_role("row", name="invoices-faulty.csv").get_by_text("Refused").count() == 1


def when_late_visits_and_invoices_are_handed_over(desk):
    visits = [
        dict(
            zip(
                VISITS,
                (f"V-99{day}", late().provider, late().person, late().service, "W-9999", f"{day} 10:00", f"{day} 12:30"),
                strict=True,
            )
        )
        for day in ("2026-11-03", "2026-11-05")
    ]
    _take_in(desk, "visits", "visits-late.csv", _file(VISITS, visits))
    desk.says("visits-late.csv was taken in whole.")
    _take_in(desk, "invoices", "invoices-late-2.csv", _late_invoice())
    desk.says("invoices-late-2.csv was taken in whole.", "Rows 1")
    desk.look("late file taken in")


def then_the_same_file_is_refused_a_second_time(desk):
    _take_in(desk, "invoices", "invoices-late-2.csv", _late_invoice())
    desk.says("Refused", "This file was already taken in, as ", "Nothing was kept a second time.")
    desk.look("file sent twice")


def when_the_week_is_judged_again(desk):
    desk.open("/runs/")
    desk.page.locator("#id_judge_week").fill("2026-W45")
    desk.press("Judge this week")
    desk.look("judging")
    done = desk.page.get_by_role("link", name=re.compile(r"^JG-2026-W45-2: \d+ line-weeks judged$"))
    done.wait_for()
    desk.look("judged")
    done.press("Enter")
    desk.page.wait_for_url("**/exceptions/?week=2026-W45")


def then_what_was_left_and_what_came_late_is_to_be_decided(desk) -> list[LineWeek]:
    """What the plain programs make of those that were left."""
    items = desk.page.request.get(f"{desk.base}{WEEK}&format=json").json()["items"]
    rest = the_week.listed(items)
    assert (len(items), len(rest)) == (OPEN, OPEN - 1)
    assert {one.decision for one in rest} == {"HELD"}
    amounts = sorted((one.person_ref, one.claimed_pence, one.entitled_pence) for one in rest)
    shown = sorted((item["person"], *(the_week.pence(item[f"{what}_pence"]) for what in ("claimed", "payable"))) for item in items)
    assert [one for one in shown if one[0] != late().person] == amounts
    assert [one[1:] for one in shown if one[0] == late().person] == [(late().before + late().more, late().before)]
    return rest


def then_what_is_beyond_the_officer_is_greyed(desk):
    desk.says(f"{OPEN} exceptions", late().name, "visits that were not planned")
    desk.follow(late().name)
    beyond = desk.page.get_by_role("radio", name="Pay as delivered")
    assert beyond.is_disabled()
    desk.refused("You may not decide an exception here: rule 4.3 needs amount over agreed at most £100.00.")
    desk.look("beyond the officer")
    desk.open(desk.page.url.removeprefix(desk.base))
    _press(desk, beyond.get_attribute("data-key"))  # the key of a way that is closed says why, and leaves none chosen
    said = desk.page.locator("[data-choice-said]").inner_text()
    assert said.startswith("Pay as delivered cannot be chosen."), said
    assert "rule 4.3 needs amount over agreed" in said, said
    assert desk.page.locator("[data-choices] input:checked").count() == 0
    _decide(desk, "4", reason="51")
    desk.says(f"{late().name}: hold and ask, £0.00.")


def when_like_ones_are_decided_together(desk):
    """Task 11: `x` on each, `b`, `1`, Enter."""
    desk.open(WEEK)
    whys = [item["why"] for item in desk.page.request.get(f"{desk.base}{WEEK}&format=json").json()["items"]]
    first, second = next((n, m) for n, why in enumerate(whys) for m in range(n + 1, len(whys)) if whys[m] == why)
    _press(desk, *"j" * first)
    with counting(desk.page) as spent:
        _press(desk, "x", *"j" * (second - first), "x")
        _leads_on(desk, "b")
        desk.says("Decide 2 together", "What each way would pay")
        _press(desk, "1")
        _leads_on(desk, "Enter")
    assert spent.keys == ["x", *"j" * (second - first), "x", "b", "1", "Enter"]
    assert spent.clicks == []
    desk.says("2 of 2 decided")
    desk.look("decided together")
    desk.open(f"/exceptions/together/?week=2026-W45&{_ticked(desk)}")
    desk.look("like and unlike ticked")


def when_a_decision_is_undone(desk):
    """A decision, taken back by one key; the line is open again and waits."""
    desk.open(WEEK)
    _leads_on(desk, "Enter")
    name = desk.page.locator("form.pane .pane-head h2").inner_text()
    _decide(desk, "1", reason="11")
    desk.says(f"{OPEN - 4} exceptions")
    _leads_on(desk, "u")
    desk.says("Taken back", f"{OPEN - 3} exceptions")
    assert desk.page.locator("form.pane .pane-head h2").inner_text() == name


def when_the_officer_decides_the_rest(desk):
    """Task 10: two keys and a reason code, and the next row comes; the code too only where it is not the usual one."""
    for left in range(OPEN - 3, 0, -1):
        desk.says(f"{left} exception")
        with counting(desk.page) as spent:
            _decide(desk, "1", reason="11")
        assert (spent.keys, spent.clicks) == (["1", "1", "1", "Enter"], [])
    desk.says("No exceptions left to decide. The run can be prepared.")
    desk.look("nothing left to decide")


def then_a_figure_opens_at_three_depths(desk):
    name, came = planted("ends-before-it-starts")
    _, minutes, _ = the_week.unevidenced([came])
    desk.open(f"{WEEK}&show=decided")
    desk.follow(name)
    desk.follow("How it was worked out")
    desk.says(
        "In a sentence",
        f"visit shows {hours(minutes)} of the {hours(came.claimed_minutes)} claimed",
        "In figures",
        "From claimed to entitled",
        "In full",
        "Rules tried",
    )
    desk.look("three depths")


def when_the_group_manager_decides_what_the_officer_could_not(desk):
    whole = pounds(late().before + late().more)
    desk.open(f"{WEEK}&show=decided")
    with desk.page.expect_navigation():
        desk.page.get_by_role("row").filter(has_text=late().name).get_by_role("link").press("Enter")
    assert desk.page.get_by_role("radio", name="Pay as delivered").is_enabled()
    _decide(desk, "2", reason="22")
    desk.says(f"{late().name}: pay as delivered, £{whole}.")


def when_a_run_is_drafted_and_prepared(desk, rest: list[LineWeek]) -> str:
    """The run's address."""
    due = [one.entitled_pence for one in rest if one.entitled_pence] + [late().more]
    desk.open("/runs/")
    desk.page.locator("#id_week").fill("2026-W45")
    desk.type("To be paid on", "20/11/2026")
    desk.press("Draft the run")
    run = desk.page.url.removeprefix(desk.base)
    desk.says("Draft", f"{len(due)} lines", pounds(sum(due)))
    desk.look("drafted run")
    desk.press("Prepare this run")
    desk.says("is prepared")
    desk.look("prepared run")
    return run


def then_nobody_approves_a_run_of_their_own(desk, run):
    written = _entries(desk)
    desk.open(f"{run}approve/")
    desk.refused("You made this run, so someone else must approve it.")
    desk.press_though_refused("Approve £", answers=409)
    desk.says("You made this run, so someone else must approve it.")
    desk.look("own run refused")
    assert _entries(desk) == written


def then_nobody_approves_what_they_decided(desk, run):
    desk.open(f"{run}approve/")
    desk.refused("which this run pays, so someone else must approve it.")
    desk.look("own decision refused")


def when_the_senior_officer_approves_what_was_seen(desk, run):
    desk.open(run)
    digest = desk.page.locator("dt:has-text('Digest') + dd").inner_text()
    desk.follow("Approve…")
    assert "".join(desk.page.locator("form .mono").inner_text().split()) == digest
    desk.says(late().person, "Variation agreed", f"+{pounds(late().more)}")
    desk.says("Totals, and the run before", "Accounts changed since the run before", "Or send it back")
    desk.look("approving")
    approve = f"Approve £{_total(desk)}"
    desk.open("/")
    with counting(desk.page) as spent:  # task 17
        for link in ("Runs to approve", "Prepared: approve…"):
            with desk.page.expect_navigation():
                desk.page.get_by_role("link", name=link, exact=True).first.click()
        with desk.page.expect_navigation():
            desk.page.get_by_role("button", name=approve, exact=True).click()
    assert (len(spent.clicks), spent.keys) == (3, [])
    desk.says("is approved")


def when_finance_releases_it(desk, run):
    desk.open(run)
    desk.follow("Release…")
    desk.look("releasing")
    desk.press(f"Release £{_total(desk)}")


def then_three_totals_are_one_and_no_bank_is_told(desk, run):
    total = _total(desk)
    desk.says(f"The file, read back: {_payments(desk)} payments, £{total}", f"The run, as approved: {_payments(desk)} payments, £{total}")
    desk.says(f"The ledger: £{total} left the bank")
    desk.refused("This is a practice copy: its file can never be issued to a bank")
    desk.look("file")
    until_a_witness_has_answered(desk)
    desk.press("Show the file")
    desk.says("PRACTICE: not for any bank", f"<CtrlSum>{total.replace(',', '')}</CtrlSum>")
    desk.look("file shown")


def until_a_witness_has_answered(desk):
    for _ in range(30):
        if not desk.page.locator("[data-refused]", has_text="Show the file").count():
            return
        time.sleep(1)
        desk.follow("Look again")
    raise AssertionError("No witness answered in 30 seconds.")


def then_the_run_has_a_certificate(desk, run):
    desk.open(f"{run}file/")
    desk.follow("Certificate")
    desk.says("PAYMENT RUN CERTIFICATE", "Prepared by", "The three are", "one", "Cosigned by")
    desk.look("certificate")


def when_the_bank_sends_a_payment_back(desk, run):
    name = run.strip("/").rpartition("/")[2].replace("-", "", 2)
    rows = (
        ("bank", "answer", "reference", "date", "file", "payment", "amount", "reason"),
        ("Northern Bank", "returned", "RT-1", "2026-11-21", "", f"{name}-0001", "", "AC04"),
        ("Northern Bank", "returned", "RT-2", "2026-11-21", "", f"{name}-0099", "", "AC04"),
    )
    _take_in(desk, "bank-answers", "answers.csv", "\n".join(",".join(row) for row in rows).encode(), source="Northern Bank")
    desk.says("answers.csv was taken in whole.", "Unmatched 1")
    desk.open(f"{run}file/")
    desk.says("Returned", "RT-1", "so it is never voided")
    desk.look("payment returned")


def then_what_it_says_of_nothing_of_ours_is_listed(desk):
    desk.open("/runs/")
    desk.says("1 of the bank's answers matches nothing of ours.")
    desk.follow("Look at them")
    desk.says("Answers that match nothing", "RT-2", "Ask the bank which payment it means.")
    desk.look("bank answers")
    desk.open("/payments-lock/")
    desk.says("Payments are open")
    desk.look("lock open")


def then_the_remittance_says_why(desk, run, rest: list[LineWeek]):
    one, minutes, pence = the_week.unevidenced(one for one in rest if one.entitled_pence)
    desk.open(f"{run}remittances/{one.provider_ref}/?format=text")
    desk.press("Make the remittance")
    told = " ".join(desk.page.locator("body").inner_text().split())
    assert f"We have no visit for {hours(minutes)} of your claim, so £{pounds(pence)} is not payable." in told


def claimed_by(provider: str) -> list[dict[str, str]]:
    """What the invented council's provider claimed for the newest week."""
    council = the_week.council()
    sent = next(one for one in sent_for(council, council.weeks[-1]) if (one.kind, one.source) == ("invoices", provider))
    return list(csv.DictReader(io.StringIO(sent.content.decode())))


def _late_invoice() -> bytes:
    """Five more hours, made but never agreed."""
    said, rate = late(), f"{late().rate // 10_000}.{late().rate % 10_000:04d}"
    values = ("LC-99201", "1", said.provider, said.person, said.service, "2026-11-02", "300", rate, pounds(said.more))
    return _file(INVOICES, [dict(zip(INVOICES, values, strict=True))])


def _file(headings: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _take_in(desk, kind: str, name: str, content: bytes, source: str = "") -> None:
    desk.open("/imports/new/")
    desk.choose("What is in the file", KINDS[kind])
    desk.type("Who sent it", source or late().provider)
    desk.hand_over(name, content)
    desk.press("Take in this file")


def _decide(desk, key: str, reason: str) -> None:
    """A choice's key, its reason's code and Enter, with the hands where the page put them."""
    _press(desk, key, *reason)
    assert desk.page.locator("select[name=reason]").input_value() == reason
    _leads_on(desk, "Enter")


def _press(desk, *keys: str) -> None:
    for key in keys:
        desk.page.keyboard.press(key)


def _leads_on(desk, key: str) -> None:
    """A key that leads to another page."""
    with desk.page.expect_navigation():
        desk.page.keyboard.press(key)


def _ticked(desk) -> str:
    """Every line that waits, as if it were ticked."""
    desk.open(WEEK)
    return "&".join(f"line={box.get_attribute('value')}" for box in desk.page.locator("input[name=line][type=checkbox]").all())


def _entries(desk) -> int:
    """How many entries the record has."""
    desk.page.goto(desk.base + "/record/")
    return int(re.search(r"([\d,]+) entries", desk.page.locator(".head .sub").inner_text())[1].replace(",", ""))


def _total(desk) -> str:
    return desk.page.locator(".strip-value").first.inner_text().removeprefix("£")


def _payments(desk) -> str:
    return re.match(r"(\d+) payment", desk.page.locator(".strip-note").first.inner_text())[1]
