"""Exceptions in finished words: the list, and the one that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.screens.exceptions import words
from duly.payments.validation.queries import SEVERITIES, ExceptionSeen, severity_of
from duly.primitives.money import pounds, sterling
from duly.ui.frame import Cell, Check

SMALL, LARGE = 25_00, 100_00


@dataclass(frozen=True)
class ExceptionRow:
    """One line-week that was stopped. Pence; `per_mille` is the variance over what is payable, None when nothing is."""

    assessed_id: int
    week: date
    person: str
    person_name: str
    provider: str
    provider_name: str
    service: str
    codes: tuple[int, ...]
    why: str
    payable_pence: int
    delivered_pence: int
    claimed_pence: int
    variance_pence: int
    per_mille: int | None
    state: str
    severity: str
    size: str
    says: str
    decided: str

    @property
    def percent(self) -> str:
        """The variance as a share of what is payable: "+25.0"."""
        if self.per_mille is None:
            return "n/a"
        return f"{'−' if self.per_mille < 0 else '+'}{abs(self.per_mille) // 10}.{abs(self.per_mille) % 10}"


EXCEPTIONS = ListOf(
    name="exceptions",
    key="assessed_id",
    columns=(
        Shown("person", "Person"),
        Shown("provider", "Provider"),
        Shown("why", "Why stopped"),
        Shown("payable_pence", "Payable", "pounds"),
        Shown("delivered_pence", "Delivered", "pounds"),
        Shown("claimed_pence", "Claimed", "pounds"),
        Shown("variance_pence", "Variance £", "pounds"),
        Shown("percent", "%", "number"),
    ),
    facets=(Facet("provider", "Provider"), Facet("severity", "How it weighs"), Facet("size", "Size of variance")),
    sorts=("provider", "payable_pence", "delivered_pence", "claimed_pence", "variance_pence"),
    default_sort="-variance_pence",
    money="variance_pence",
    page_size=100,
    also=("week", "why", "show", "row"),
)


def with_names(providers: Mapping[str, str]) -> ListOf:
    """The list with its providers called by name."""
    named = Facet("provider", "Provider", label=lambda ref: providers.get(ref, ref))
    return replace(EXCEPTIONS, facets=(named, *EXCEPTIONS.facets[1:]))


def row(one: ExceptionSeen, people: Mapping[str, str], providers: Mapping[str, str]) -> ExceptionRow:
    """An exception as the list shows it."""
    variance = one.in_question_pence
    return ExceptionRow(
        one.assessed_id,
        one.week,
        one.person_ref,
        people.get(one.person_ref, one.person_ref),
        one.provider_ref,
        providers.get(one.provider_ref, one.provider_ref),
        one.service,
        one.codes,
        ", ".join(words.why(code) for code in words.weighed(one.codes)),
        one.entitled_pence,
        one.delivered_pence,
        one.claimed_pence,
        variance,
        variance * 1000 // one.entitled_pence if one.entitled_pence else None,
        state(one),
        SEVERITIES[words.weight(one.codes)],
        "Below £25" if variance < SMALL else "£25 to £100" if variance <= LARGE else "Over £100",
        one.says,
        f"{words.LABELS[one.decided.choice]}, {words.REASON_WORDS.get(one.decided.reason_code, one.decided.reason_code)}"
        if one.decided
        else "",
    )


def control_total(judged_pence: int, claimed_pence: int) -> Check:
    """Whether what was judged of a week is what the invoices that stand claim for it now."""
    if judged_pence == claimed_pence:
        return Check("agrees")
    apart = sterling(abs(claimed_pence - judged_pence))
    return Check(f"differs: {apart} {'more' if claimed_pence > judged_pence else 'less'} is claimed now. Judge the week again.", "warning")


def state(one: ExceptionSeen) -> str:
    """Whose move it is: see `words.STATES`."""
    if one.decision == "TRIMMED":
        return "trimmed"
    if one.decision == "CLEAN":
        return "told"
    if one.decision != "HELD" or not one.line_ref:
        return "stuck"
    return "decided" if one.decided else "to-decide"


def cells(link) -> dict:
    """How the columns that are more than words are drawn. `link` gives the address that opens a row."""
    return {
        "person": lambda r: Cell(r.person_name, link(r)),
        "provider": lambda r: r.provider_name,
        "why": _why_cell,
        "payable_pence": lambda r: _money(r.payable_pence),
        "delivered_pence": lambda r: _money(r.delivered_pence),
        "variance_pence": lambda r: Cell(_signed(r.variance_pence), tone="red" if r.variance_pence > LARGE else "", strong=True),
        "percent": lambda r: r.percent,
    }


def of_code(rows: Sequence[ExceptionRow], code: int | None) -> list[ExceptionRow]:
    """The rows that carry a code, or all of them."""
    return [r for r in rows if code is None or code in r.codes]


def _why_cell(r: ExceptionRow) -> Cell:
    first, *more = words.weighed(r.codes)
    note = f"+{len(more)}" if more else ""
    return Cell(words.why(first), tone=words.TONES[severity_of(first)], tag=True, note=note)


def _money(pence: int) -> str:
    return pounds(pence) if pence else "none"


def _signed(pence: int) -> str:
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)
