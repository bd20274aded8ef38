"""What lies on somebody's desk."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from duly.core.desk.models import Draft, Parked, Preferences, Presence, SavedView
from duly.core.desk.rules import BESIDE, HERE_FOR
from duly.core.record.clock import now


@dataclass(frozen=True)
class Liking:
    """How somebody likes their pages."""

    theme: str = ""
    density: str = "compact"
    text: str = ""
    letters: bool = True
    keymap: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftKept:
    """What was typed into a form, and when it was last kept. `fields` are lists of words by the field's name."""

    form: str
    fields: dict[str, list[str]]
    version: int
    saved_at: datetime


@dataclass(frozen=True)
class ParkedWork:
    """Work put aside, and where it was left."""

    id: int
    address: str
    title: str
    place: dict
    parked_at: datetime


@dataclass(frozen=True)
class Aside:
    """A page that somebody put aside, or on which they have typed something and not sent it. `form` names the form of a draft."""

    officer: str
    address: str
    form: str
    at: datetime

    def is_of_row(self, row: int) -> bool:
        """Whether it is about one row of a workbench."""
        return self.form == f"line {row}" or bool(re.search(rf"[?&]row={row}(&|$)", self.address))


@dataclass(frozen=True)
class View:
    """A list under a name of one's own."""

    id: int
    page: str
    name: str
    address: str


@dataclass(frozen=True)
class Other:
    """Somebody else who has the same thing open."""

    name: str
    writing: bool


AT_HAND = """
SELECT (SELECT row_to_json(l) FROM (SELECT theme, density, text, letters, keymap FROM desk_preferences WHERE officer = %(officer)s) l)::text,
       (SELECT json_agg(row_to_json(p) ORDER BY p.parked_at DESC) FROM (SELECT id, address, title, place, parked_at FROM desk_parked WHERE officer = %(officer)s) p)::text,
       (SELECT json_agg(row_to_json(d) ORDER BY d.saved_at DESC)
          FROM (SELECT form, fields, version, saved_at FROM desk_draft WHERE officer = %(officer)s AND page = %(page)s AND NOT starts_with(form, %(beside)s)) d)::text
"""
"""Every page asks it."""


def at_hand(officer: str, page: str) -> tuple[Liking, tuple[ParkedWork, ...], tuple[DraftKept, ...]]:
    """What a page needs of somebody's desk, in one question: how they like pages, what they put aside, and what they had typed there."""
    with connection.cursor() as cursor:
        cursor.execute(AT_HAND, {"officer": officer, "page": page, "beside": BESIDE})
        own, aside, typed = (json.loads(one) if one else None for one in cursor.fetchone())
    return (
        Liking(**own) if own else Liking(),
        tuple(ParkedWork(**one | {"parked_at": datetime.fromisoformat(one["parked_at"])}) for one in aside or ()),
        tuple(DraftKept(**one | {"saved_at": datetime.fromisoformat(one["saved_at"])}) for one in typed or ()),
    )


def liking(officer: str) -> Liking:
    """How this officer likes their pages; as everybody has them until they say."""
    kept = Preferences.objects.filter(officer=officer).first()
    return Liking(kept.theme, kept.density, kept.text, kept.letters, kept.keymap) if kept else Liking()


def drafts(officer: str, page: str) -> tuple[DraftKept, ...]:
    """What this officer had typed into the forms of a page, newest first."""
    found = Draft.objects.filter(officer=officer, page=page).exclude(form__startswith=BESIDE).order_by("-saved_at")
    return tuple(DraftKept(one.form, one.fields, one.version, one.saved_at) for one in found)


def all_drafts(officer: str) -> tuple[tuple[str, datetime], ...]:
    """Every page on which this officer has something typed and not sent, with when, newest first."""
    found = Draft.objects.filter(officer=officer).exclude(form__startswith=BESIDE)
    return tuple(found.order_by("-saved_at").values_list("page", "saved_at"))


def kept_beside(officer: str) -> tuple[DraftKept, ...]:
    """What this officer did not pick when two had changed the same thing, newest first. `form` is then the page it was on."""
    found = Draft.objects.filter(officer=officer, form__startswith=BESIDE).order_by("-saved_at")
    return tuple(DraftKept(one.page, one.fields, one.version, one.saved_at) for one in found)


def parked(officer: str) -> tuple[ParkedWork, ...]:
    """What this officer has put aside, the latest first."""
    found = Parked.objects.filter(officer=officer).order_by("-parked_at")
    return tuple(ParkedWork(one.pk, one.address, one.title, one.place, one.parked_at) for one in found)


def put_aside_by_anyone() -> tuple[Aside, ...]:
    """Every page put aside and every draft, whoever's: for telling them that another has decided it."""
    parked = (Aside(one.officer, one.address, "", one.parked_at) for one in Parked.objects.all())
    return (
        *parked,
        *(Aside(one.officer, one.page, one.form, one.saved_at) for one in Draft.objects.exclude(form__startswith=BESIDE).defer("fields")),
    )


def views(officer: str, page: str = "") -> tuple[View, ...]:
    """The officer's own views, of one page or of all, in order of name."""
    found = SavedView.objects.filter(officer=officer, **({"page": page} if page else {})).order_by("page", "name")
    return tuple(View(one.pk, one.page, one.name, one.page + (f"?{one.query}" if one.query else "")) for one in found)


def others(officer: str, about: str) -> tuple[Other, ...]:
    """Who else has this open now, in order of name."""
    found = Presence.objects.filter(about=about, seen_at__gt=now() - HERE_FOR).exclude(officer=officer).order_by("name")
    return tuple(Other(one.name, one.writing) for one in found)
