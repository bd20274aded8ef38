"""What standard letters there are: the versions of each, the one in use, and those whose time is running out."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Max

from duly.casework.wordings.mandatory import read
from duly.casework.wordings.models import AdoptedRules, Wording
from duly.casework.wordings.plain import Measured, measure
from duly.casework.wordings.rules import FIRST_MANDATORY, Mandatory, Template, template_of, wrong_with
from duly.casework.wordings.rules import fields_of as fields_of
from duly.casework.wordings.shipped import SHIPPED
from duly.casework.wordings.states import WordingState
from duly.core.record.clock import today
from duly.primitives.digest import canonical, sha256_hex

NEARLY = 28
"""Days before a version's last day in which its owner is asked to look at it. A default."""


@dataclass(frozen=True)
class WordingSeen:
    """One version. `shipped` came with Duly: it has no owner and no last day until the office writes its own. `version` counts its row's changes."""

    ref: str
    version: int
    state: str
    code: str
    number: int
    template: Template
    content_sha256: str
    owner: str
    expires: date | None
    written_by: str
    adopted_by: str
    adopted_on: date | None
    shipped: bool = False

    @property
    def title(self) -> str:
        """As people call it."""
        return self.template.title

    @property
    def purpose(self) -> str:
        """What it is for."""
        return self.template.purpose

    @property
    def wrong(self) -> tuple[str, ...]:
        """What keeps it from being put forward, by the rules of mandatory paragraphs in force today."""
        return wrong_with(self.template, rules_in_force(on=today()))

    @property
    def plain(self) -> Measured:
        """How plainly it is written."""
        return measure([one.words for one in self.template.paragraphs])

    def stands(self, on: date) -> str:
        """How it stands on a day: "to check" for what came with Duly, "expired", "expires soon", or its state."""
        if self.state != WordingState.IN_USE:
            return self.state
        if self.expires is None:
            return "to check"
        if self.expires < on:
            return "expired"
        return "expires soon" if self.expires < on + timedelta(days=NEARLY) else "in use"


def rules_in_force(*, on: date) -> Mandatory:
    """The paragraphs letters may not go without on a day: the highest number begun by then, else the first, which are ours."""
    row = AdoptedRules.objects.filter(starts__lte=on).order_by("-number").first()
    return read(row.number, row.content) if row else FIRST_MANDATORY


def rules_begun(number: int) -> date | None:
    """The day from which rules govern; None of the first, which are there from the beginning."""
    return AdoptedRules.objects.filter(number=number).values_list("starts", flat=True).first()


def highest_number() -> int:
    """The highest number of rules there are."""
    return AdoptedRules.objects.aggregate(last=Max("number"))["last"] or FIRST_MANDATORY.number


def digest_of(template: Template) -> str:
    """The SHA-256 of a version's words."""
    return sha256_hex(canonical(template.as_values()))


def wording(ref: str) -> WordingSeen:
    """One version by its reference, such as decision-upheld/2. An unknown one is `Wording.DoesNotExist`."""
    row = Wording.objects.filter(ref=ref).first()
    if row is not None:
        return _seen(row)
    for one in _as_shipped():
        if one.ref == ref:
            return one
    raise Wording.DoesNotExist(f"There is no standard letter {ref}.")


def version_of(code: str, number: int) -> Template:
    """The words of one version. An unknown one is `Wording.DoesNotExist`."""
    return wording(f"{code}/{number}").template


def versions(code: str = "") -> tuple[WordingSeen, ...]:
    """Every version, of one standard letter where it is named, by code and the newest first."""
    rows = Wording.objects.filter(code=code) if code else Wording.objects.all()
    own = [_seen(row) for row in rows]
    found = [*own, *(one for one in _as_shipped({w.code for w in own if w.adopted_on}) if code in ("", one.code))]
    return tuple(sorted(found, key=lambda one: (one.code, -one.number)))


def in_use() -> dict[str, WordingSeen]:
    """The version of each standard letter that letters are begun from now, by code."""
    own = [_seen(row) for row in Wording.objects.filter(state=WordingState.IN_USE).order_by("code")]
    found = {one.code: one for one in _as_shipped() if one.state == WordingState.IN_USE}
    return found | {one.code: one for one in own}


def next_number(code: str) -> int:
    """The number of the next version of a standard letter."""
    return max((one.number for one in versions(code)), default=0) + 1


def under_way(code: str) -> str:
    """The reference of the version that somebody is writing or that waits to be adopted, or nothing."""
    states = (WordingState.DRAFT, WordingState.PUT_FORWARD)
    return Wording.objects.filter(code=code, state__in=states).values_list("ref", flat=True).first() or ""


def running_out(*, on: date) -> tuple[WordingSeen, ...]:
    """Versions in use whose last day has gone by or is near, the first to end first."""
    found = Wording.objects.filter(state=WordingState.IN_USE, expires__lt=on + timedelta(days=NEARLY)).order_by("expires", "code")
    return tuple(_seen(row) for row in found)


def _seen(row: Wording) -> WordingSeen:
    same = {name: getattr(row, name) for name in WordingSeen.__annotations__ if name not in ("template", "shipped")}
    return WordingSeen(**same, template=template_of(row.content))


def _as_shipped(replaced: Collection[str] = ()) -> tuple[WordingSeen, ...]:
    newest = {one.code: one.version for one in SHIPPED}
    made = (
        WordingSeen(f"{t.code}/{t.version}", 1, "in use", t.code, t.version, t, digest_of(t), "", None, "", "", None, True) for t in SHIPPED
    )
    return tuple(one if newest[one.code] == one.number and one.code not in replaced else replace(one, state="replaced") for one in made)
