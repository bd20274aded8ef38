"""One line-week explained at three depths: a sentence, a table that adds up, and everything it was made from; and what changed since it was judged before."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens.contracts.words import lets_through, pays
from duly.payments.screens.exceptions import words
from duly.payments.screens.exceptions.since import Compared
from duly.payments.screens.weeks import say_week
from duly.payments.validation import queries
from duly.payments.validation.facts import LineWeek, Terms
from duly.payments.validation.queries import Explanation
from duly.primitives.money import plain_pounds, pounds, rate_in_pounds, sterling
from duly.primitives.period import say_span, week_name
from duly.ui.asks import reads
from duly.ui.environment import hours
from duly.ui.frame import Action, Cell, Column, Link, Row, Table, Tag
from duly.ui.pages import show

DECISIONS = {"CLEAN": "green", "TRIMMED": "amber", "HELD": "amber", "BLOCKED": "red", "REFUSED": "red"}


@require_safe
@reads(READ)
def one(request: HttpRequest, assessed_id: int) -> HttpResponse:
    """How one line-week was worked out."""
    try:
        line_week, judgement = queries.assessed_line(assessed_id)
    except ObjectDoesNotExist:
        raise Http404("There is no such line-week.") from None
    told, compared = queries.explanation(assessed_id), Compared.asked(request, assessed_id, line_week.week, judgement)
    if request.GET.get("format") == "json":
        facts = as_json(line_week, judgement, told) | compared.as_json()
        return JsonResponse(facts, status=compared.status, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = packages.names_of({line_week.person_ref}).get(line_week.person_ref, line_week.person_ref)
    decided = queries.decision_on(line_week.line_ref, line_week.week)
    return show(
        request,
        "exceptions/explained.html",
        title=f"{name}, {providers.provider_names().get(line_week.provider_ref, line_week.provider_ref)}",
        section="Exceptions",
        sub=f"{line_week.service}, {say_week(line_week.week)}",
        tag=Tag(line_week.decision.capitalize(), DECISIONS[line_week.decision]),
        crumbs=(Link("Exceptions", f"/exceptions/?week={week_name(line_week.week)}&show=all&row={assessed_id}"),),
        status=compared.status,
        formats=(Link("JSON", f"?since={compared.since}&format=json" if compared.seen else "?format=json"),),
        actions=(Action("Position of the provider", f"/providers/{line_week.provider_ref}/position/"),),
        sentence=told.sentence,
        table=_sums("From claimed to entitled", told.table),
        prices=_sums("What entitled is made of", told.prices),
        decided=f"{words.LABELS[decided.choice]}, {sterling(decided.pence)}: {words.REASON_WORDS.get(decided.reason_code, decided.reason_code)}"
        if decided
        else "",
        known=[
            ("Line", Cell(line_week.line_ref or "none", ref=True)),
            ("Person", Cell(line_week.person_ref, ref=True)),
            ("Judgement", Cell(judgement, ref=True)),
            ("Rules", Cell(told.trace.ruleset_sha256, ref=True)),
        ],
        nights=_nights(told),
        visits=_visits(told),
        missed=_missed(told),
        claims=_claims(told),
        terms=_terms(told),
        rates=_rates(told),
        rules=_rules(told),
        files=_files(told),
        background=told.trace.background,
        compared=compared,
    )


def _sums(caption: str, sums) -> Table:
    rows = tuple(
        Row(
            (
                row.words[0].upper() + row.words[1:],
                f"{row.nights} night{'' if abs(row.nights) == 1 else 's'}" if row.nights else hours(row.minutes) if row.minutes else "–",
                Cell(pounds(row.pence), strong=n == len(sums) - 1),
                row.clause or "–",
            )
        )
        for n, row in enumerate(sums)
    )
    columns = (Column("What", "wrap"), Column("Time", "number"), Column("£", "number"), Column("Clause it rests on", "wrap"))
    return Table(caption, columns, rows)


NIGHTS = {
    "outside": "Outside the line's dates",
    "after death": "Kept after a death",
    "too late": "After the nights kept",
    "empty": "Nobody stayed",
    "away": "Away",
    "occupied": "There",
}


def _nights(told: Explanation) -> Table | None:
    """The seven nights of a week in a care home; None where a week is of visits."""
    rows = tuple(
        Row(
            (
                f"{night.on:%a} {night.on.day} {night.on:%b}",
                NIGHTS[night.standing],
                f"{night.away_for}, day {night.away_day}" if night.standing == "away" else "–",
                f"{night.percent} %",
            )
        )
        for night in told.trace.nights
    )
    columns = (Column("Night of"), Column("The person was"), Column("Why away", "wrap"), Column("Paid", "number"))
    return Table("Nights", columns, rows) if rows else None


def _by_week(told: Explanation) -> bool:
    """Whether a line-week is of nights, paid by the week."""
    return any(claim.nights for claim in told.trace.claims)


def _visits(told: Explanation) -> Table:
    rows = tuple(
        Row(
            (
                f"{seen.visit.on:%a} {seen.visit.on.day} {seen.visit.on:%b}",
                f"{seen.visit.starts_minute // 60:02d}:{seen.visit.starts_minute % 60:02d}",
                str(seen.visit.minutes),
                Cell(seen.visit.carer_ref, ref=True),
                seen.result.standing.capitalize() if seen.result else "–",
                f"{seen.call.starts_minute // 60:02d}:{seen.call.starts_minute % 60:02d}, {seen.call.minutes} min" if seen.call else "none",
                str(seen.result.credited_minutes) if seen.result else "–",
                str(seen.result.payable_minutes) if seen.result else "–",
                Cell(seen.visit.visit_ref, ref=True),
            )
        )
        for seen in told.trace.visits
    )
    columns = (
        Column("Day"),
        Column("Began"),
        Column("Minutes", "number"),
        Column("Carer"),
        Column("Standing"),
        Column("Call met"),
        Column("Credited", "number"),
        Column("Payable", "number"),
        Column("Visit"),
    )
    return Table("Visits", columns, rows, empty="No visit was logged for this line in the week.")


def _missed(told: Explanation) -> Table:
    rows = tuple(
        Row(
            (
                f"{c.on:%a} {c.on.day} {c.on:%b}",
                f"{c.starts_minute // 60:02d}:{c.starts_minute % 60:02d}",
                str(c.minutes),
                str(c.carers),
                Cell(c.call_ref, ref=True),
            )
        )
        for c in told.trace.missed
    )
    columns = (Column("Day"), Column("Planned"), Column("Minutes", "number"), Column("Carers", "number"), Column("Call"))
    return Table("Calls nobody met", columns, rows, empty="Every call was met.")


def _claims(told: Explanation) -> Table:
    rows = tuple(
        Row(
            (
                Cell(c.invoice_ref, ref=True),
                str(c.line_no),
                str(c.nights) if c.nights else hours(c.minutes),
                rate_in_pounds(c.rate_hundredths),
                pounds(c.pence),
            )
        )
        for c in told.trace.claims
    )
    return Table(
        "Claims",
        (
            Column("Invoice"),
            Column("Line", "number"),
            Column("Nights" if _by_week(told) else "Hours", "number"),
            Column("Rate £", "number"),
            Column("£", "number"),
        ),
        rows,
        empty="None.",
    )


def _terms(told: Explanation) -> list[tuple[str, str | Link]]:
    terms = told.trace.terms
    if terms is None:
        return []
    return [
        (
            "Contract",
            Link(
                f"{terms.contract_ref}, version {terms.version}, {say_span(terms.starts, terms.ends)}", f"/contracts/{terms.contract_ref}/"
            ),
        ),
        ("Clause", terms.clause),
        ("Pays", pays(terms)),
        *(_of_nights(terms) if terms.basis == "NIGHTS" else _of_visits(terms)),
        (
            "Trimmed without a person",
            f"up to {sterling(terms.trim_limit_pence)} or {terms.trim_limit_bp // 100}.{terms.trim_limit_bp % 100:02d}%, whichever is less",
        ),
    ]


def _of_visits(terms: Terms) -> list[tuple[str, str]]:
    return [
        ("A visit meets a call", f"up to {terms.match_window_minutes} minutes away"),
        ("Two carers together", f"{terms.double_up_percent}% of the call"),
        ("Small excess let through", lets_through(terms)),
    ]


def _of_nights(terms: Terms) -> list[tuple[str, str]]:
    return [("Kept after a death", f"{terms.death_days} nights" if terms.death_days else "none")]


def _rates(told: Explanation) -> Table:
    used = tuple(
        Row(
            (
                Cell(r.rate_ref, ref=True),
                r.service,
                say_span(r.starts, r.ends),
                rate_in_pounds(r.rate_hundredths),
                Cell("Used", tone="green", tag=True),
                "",
            )
        )
        for r in told.trace.rates
    )
    over = tuple(
        Row(
            (
                Cell(p.rate.rate_ref, ref=True),
                p.rate.service,
                say_span(p.rate.starts, p.rate.ends),
                rate_in_pounds(p.rate.rate_hundredths),
                Cell("Passed over", tag=True),
                p.because,
            )
        )
        for p in told.trace.passed_over
    )
    columns = (
        Column("Rate"),
        Column("Service"),
        Column("In force", "wrap"),
        Column("£ a week" if _by_week(told) else "£ an hour", "number"),
        Column("So"),
        Column("Why", "wrap"),
    )
    return Table("Rates of the contract", columns, (*used, *over), empty="The contract has no rate.")


def _rules(told: Explanation) -> Table:
    rows = tuple(
        Row(
            (
                str(r.code),
                r.title,
                Cell("Fired", tone="amber", tag=True) if r.fired else Cell("Passed", tone="green", tag=True),
                r.source,
                Cell(r.sql_sha256[:12], ref=True),
            )
        )
        for r in told.trace.rules
    )
    return Table(
        "Rules tried", (Column("Code"), Column("Rule", "wrap"), Column("So"), Column("Written in", "wrap"), Column("SQL begins")), rows
    )


def _files(told: Explanation) -> Table:
    rows = tuple(Row((f.name, f"{f.rows:,}", Cell(f.sha256, ref=True))) for f in told.trace.files)
    return Table("Frozen inputs", (Column("File"), Column("Rows", "number"), Column("SHA-256")), rows)


def as_json(line_week: LineWeek, judgement: str, told: Explanation) -> dict:
    """A line-week explained, as data."""

    def sums(rows):
        return [{"what": row.words, "minutes": row.minutes, "nights": row.nights, "pounds": plain_pounds(row.pence)} for row in rows]

    return {
        "judgement": judgement,
        "line": line_week.line_ref,
        "person": line_week.person_ref,
        "provider": line_week.provider_ref,
        "week": week_name(line_week.week),
        "decision": line_week.decision,
        "codes": list(line_week.codes),
        "sentence": told.sentence,
        "table": sums(told.table),
        "prices": sums(told.prices),
        "nights": [{"night": str(n.on), "is": n.standing, "percent": n.percent} for n in told.trace.nights],
        "visits": [seen.visit.visit_ref for seen in told.trace.visits],
        "rules": [{"code": r.code, "fired": r.fired, "sql_sha256": r.sql_sha256} for r in told.trace.rules],
    }
