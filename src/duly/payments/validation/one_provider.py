"""One provider's weeks judged again out of a folder that holds everybody's: a correction of one provider waits for nobody else's visits.

Every visit its carers made is read, to whomever: they may overlap. So is every line, of any provider, of the people it has lines for or claims for.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from duly.payments.validation.collecting import RESULTS, judgement_of
from duly.payments.validation.engine import INPUTS, Limits, opened, run, see
from duly.payments.validation.facts import Judgement
from duly.primitives.period import monday_of

_PEOPLE = """
SELECT l.person_ref FROM whole_lines AS l WHERE l.provider_ref = $provider
UNION
SELECT c.person_ref FROM whole_claims AS c WHERE c.provider_ref = $provider AND c.week >= $starts AND c.week < $ends
"""
_ITS_OWN = {
    "its_people": _PEOPLE,
    "days": "FROM whole_days WHERE week IN (SELECT unnest($weeks))",
    "lines": "FROM whole_lines WHERE person_ref IN (FROM its_people)",
    "commissions": "FROM whole_commissions WHERE line_ref IN (SELECT line_ref FROM lines)",
    "openings": "FROM whole_openings WHERE line_ref IN (SELECT line_ref FROM lines)",
    "calls": """FROM whole_calls WHERE "on" >= $starts AND "on" < $ends AND line_ref IN (SELECT line_ref FROM lines)""",
    "claims": "FROM whole_claims WHERE provider_ref = $provider AND week >= $starts AND week < $ends",
    "invoices": "FROM whole_invoices WHERE provider_ref = $provider",
    "visits": """FROM whole_visits WHERE provider_ref = $provider AND "on" >= $before AND "on" < $after""",
    "terms": "FROM whole_terms WHERE contract_ref IN (SELECT contract_ref FROM lines)",
    "rates": "FROM whole_rates WHERE contract_ref IN (SELECT contract_ref FROM lines)",
}


def judge_provider(folder: Path, provider_ref: str, weeks: Sequence[date], *, limits: Limits | None = None) -> Judgement:
    """Judge what one provider claims in these Mondays: its line-weeks and its visits as they come out when everything is judged.

    For a folder that was judged whole: its files are not compared with their manifest again, and what the specification refuses is not looked for.
    ValueError for no week, or one that does not begin on a Monday.
    """
    if not weeks or any(monday_of(week) != week for week in weeks):
        raise ValueError("Say which weeks, each by its Monday.")
    starts, ends = min(weeks), max(weeks) + timedelta(days=7)
    with opened(limits or Limits()) as connection:
        see(connection, folder, "whole_")
        longest = connection.execute(
            "SELECT COALESCE(MAX(starts_minute), 0) FROM whole_visits WHERE provider_ref = ?", [provider_ref]
        ).fetchall()
        reach = timedelta(days=1 + longest[0][0] // 1440)
        told = {
            "provider": provider_ref,
            "weeks": list(weeks),
            "starts": starts,
            "ends": ends,
            "before": starts - reach,
            "after": ends + reach,
        }
        for name, question in _ITS_OWN.items():
            connection.execute(
                f"CREATE TEMP TABLE {name} AS {question}", {key: value for key, value in told.items() if f"${key}" in question}
            )
        for name in INPUTS:
            if name not in _ITS_OWN:
                connection.execute(f"CREATE TEMP VIEW {name} AS FROM whole_{name}")
        run(connection)
        return judgement_of({name: connection.execute(question).fetchall() for name, question in RESULTS.items()})
