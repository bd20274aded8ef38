"""The other lists of payments: providers, contracts, rates, people, imports, positions and what banks answered, as their pages have them."""

from collections import Counter
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Router

from duly.api.lists import Listed, offer_list
from duly.api.request import LetIn
from duly.api.shapes import WEEK, Ref, monday, wrong
from duly.core.calendar.queries import bank_holidays
from duly.core.lists.listing import ListOf
from duly.core.log.queries import newest_entry
from duly.core.people import queries as officers
from duly.core.record.clock import now, today
from duly.payments import flow
from duly.payments.banking import queries as banking
from duly.payments.contracts import queries as contracts
from duly.payments.evidence.queries import deadlines_known
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.rates import queries as rates
from duly.payments.screens.banking import answers
from duly.payments.screens.care import packages as of_packages
from duly.payments.screens.care import presenters as care
from duly.payments.screens.care.pages import MOST_NAMED
from duly.payments.screens.contracts import presenters as of_contracts
from duly.payments.screens.imports import deadlines, missing
from duly.payments.screens.positions import pages as position_pages
from duly.payments.screens.positions import presenters as positions
from duly.payments.screens.providers import presenters as of_providers
from duly.payments.screens.rates import holidays
from duly.payments.screens.rates import presenters as of_rates
from duly.payments.screens.tolerance import presenters as tolerance
from duly.payments.screens.weeks import asked_week, last_whole_week
from duly.payments.statements import queries as statements
from duly.payments.validation import queries as validation

router = Router()
V1 = "/api/v1"
OWN_WEEK = {
    "week": (Annotated[str, Field(pattern=f"{WEEK}|^$")], Field("", description="A week, such as 2026-W45; the page's own unless said."))
}


def _providers(request: LetIn, asked: Any) -> list[of_providers.ProviderRow]:
    week = monday(asked.week, "query.week") if asked.week else asked_week("") or last_whole_week(today())
    known, held = providers.providers_known(), contracts.contracts_known()
    return of_providers.rows(known, held, validation.due_lines(week), validation.left_out(week))


def _contracts(request: LetIn, asked: Any) -> list[of_contracts.ContractRow]:
    held = Counter(rate.contract_ref for rate in rates.rates_known())
    known, spans, stopped = contracts.contracts_known(), contracts.contract_spans_known(), contracts.embargoes()
    return of_contracts.rows(known, spans, stopped, contracts.terms_known(), held, providers.provider_names(), today())


def _rates(request: LetIn, asked: Any) -> list[of_rates.RateRow]:
    names, by_contract, known = providers.provider_names(), contracts.providers_of_contracts(), rates.rates_known()
    on = asked.on or today().isoformat()
    return [of_rates.row(r, by_contract, names) for r in known if on == "any" or r.starts.isoformat() <= on < r.ends.isoformat()]


def _batches(request: LetIn, asked: Any) -> list[of_rates.BatchRow]:
    names = officers.names()
    return [of_rates.batch_row(one, names) for one in rates.batches()]


def _holidays(request: LetIn, asked: Any) -> list[holidays.HolidayRow]:
    return holidays.rows_of(bank_holidays())


def _people(request: LetIn, asked: Any) -> list[care.PersonRow]:
    refs = tuple(packages.people_known())
    died = {one.person_ref: one.on for one in packages.deaths_known()}
    lines, commissions, away = packages.lines_known(), packages.commissions_known(), packages.interruptions_known()
    return care.rows(refs, packages.names_of(refs[:MOST_NAMED]), lines, commissions, away, died, today())


def _packages(request: LetIn, asked: Any) -> list[of_packages.PackageRow]:
    return of_packages.rows(today())


def _expected(request: LetIn, asked: Any) -> list[missing.ExpectedRow]:
    week = monday(asked.week, "query.week") if asked.week else last_whole_week(today())
    return [missing.ExpectedRow.of(one) for one in flow.expected(week, at=now())]


def _deadlines(request: LetIn, asked: Any) -> list[deadlines.DeadlineRow]:
    return deadlines.rows_of(deadlines_known(), providers.provider_names(), today())


def _lettings(request: LetIn, asked: Any) -> Listed:
    seen, names = validation.lettings(), providers.provider_names()
    people = packages.names_of({one.person_ref for one in seen})
    return Listed(tolerance.with_names(names), tolerance.rows(seen, names, people, officers.names()))


def _answers(request: LetIn, asked: Any) -> list[answers.AnswerRow]:
    return answers.rows_of(banking.unmatched(), banking.answers(limit=answers.MOST_SHOWN), banking.all_dealt_with())


def _position(request: LetIn, asked: Any, ref: str) -> list[positions.PositionRow]:
    try:
        providers.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    newest = newest_entry()
    why_not = position_pages.why_not_entry(asked.as_at, newest)
    if why_not:
        raise wrong("query.as-at", why_not)
    return positions.rows(statements.position(ref, as_at=int(asked.as_at or newest)))


def _offer(path: str, of: ListOf, rows: Any, name: str, says: str, tag: str, **more: Any) -> None:
    offer_list(router, path, of, rows, name=name, says=says, tag=tag, scope="read:payments", sees=READ, **more)


_offer(
    *("/providers/", of_providers.PROVIDERS, _providers, "list_providers"),
    *("Every provider: what is due to it and stopped in a week.", "Providers"),
    own=OWN_WEEK,
    record=lambda row: f"{V1}/providers/{row.ref}/",
)
_offer(
    *("/contracts/", of_contracts.CONTRACTS, _contracts, "list_contracts", "Every contract as it stands today.", "Contracts"),
    record=lambda row: f"{V1}/contracts/{row.ref}/",
)
_offer(
    *("/rates/", of_rates.AS_FILE, _rates, "list_rates", "Rates in force on a day; every known one with on=any.", "Rates"),
    own={"on": (Annotated[str, Field(pattern=r"^(any|\d{4}-\d\d-\d\d|)$")], Field("", description="A day, or any; today unless said."))},
)
_offer("/rates/batches/", of_rates.BATCHES, _batches, "list_batches", "Every batch of rates put forward.", "Rates")
_offer("/rates/holidays/", holidays.HOLIDAYS, _holidays, "list_holidays", "Every bank holiday known here.", "Rates")
_offer(
    *("/care/", care.PEOPLE, _people, "list_people_cared_for", "Everybody who is cared for, as they stand today.", "People cared for"),
    record=lambda row: f"{V1}/care/{row.ref}/",
)
_offer(
    *("/packages/", of_packages.AS_FILE, _packages, "list_packages"),
    *("Every package line: what is agreed of it a week, at which rate, and between which days.", "People cared for"),
    record=lambda row: f"{V1}/care/{row.person}/",
)
_offer(
    *("/imports/missing/", missing.EXPECTED, _expected, "list_expected", "Who has not sent: the files expected for a week.", "Imports"),
    own=OWN_WEEK,
)
_offer("/imports/deadlines/", deadlines.DEADLINES, _deadlines, "list_deadlines", "By when files are sent.", "Imports")
_offer(
    *("/tolerance/", tolerance.LETTINGS, _lettings, "list_let_through"),
    *("What contracts let through of a small excess; who looked at it.", "Exceptions"),
    record=lambda row: f"{V1}/exceptions/{row.assessed_id}/",
)
_offer("/bank-answers/", answers.ANSWERS, _answers, "list_answers", "What banks answered, and what of it waits for somebody.", "Banking")
_offer(
    *("/positions/{ref}/", positions.TAKEN_AWAY, _position, "list_position"),
    *("Where a provider's account stands, line by line: now, or as at an entry of the record.", "Providers"),
    ref=Ref,
    own={"as_at": (str, Field("", alias="as-at", max_length=20, description="An entry of the record; the newest unless said."))},
)
