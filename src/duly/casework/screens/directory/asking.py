"""Asking of everybody who is alike whether they are the same or another: on entering somebody, and on telling something later."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from duly.casework.screens.directory.forms import ApartForm
from duly.casework.screens.directory.presenters import before_contact, needs
from duly.core.directory import queries, rules
from duly.core.record.clock import today

SAME, ANOTHER = "same", "another"
ASKED = "is-"


@dataclass(frozen=True)
class Answers:
    """What was said of whoever is alike: the entry that is the same, those that are another, and how that is known."""

    said: dict[str, str]
    because: str

    @property
    def same(self) -> str:
        """The entry that was said to be the same, if there is such a one."""
        return next((ref for ref, said in self.said.items() if said == SAME and queries.exists(ref)), "")

    @property
    def another(self) -> dict[str, object]:
        """As the actions take it."""
        return {"another_than": [ref for ref, said in self.said.items() if said == ANOTHER], "another_because": self.because}


@dataclass(frozen=True)
class Asked:
    """Everybody who is alike, as the page asks of them."""

    each: tuple[dict[str, str], ...]
    form: ApartForm
    same: str


def answers(sent: QueryDict) -> Answers:
    """What was answered on the form that was sent."""
    said = {key.removeprefix(ASKED): str(said) for key, said in sent.items() if key.startswith(ASKED)}
    return Answers(said, sent.get("another_because", "")[:500])


def ask_of(alike: Collection[rules.Alike], given: Answers, *, same: str) -> Asked:
    """The question of each that is alike, with what must be seen before they are contacted. `same` is what becomes of it where one is the same."""
    each = tuple({"ref": one.ref, "said": given.said.get(one.ref, "")} | _shown(one) for one in alike)
    return Asked(each, ApartForm(initial={"another_because": given.because}, auto_id="apart_%s"), same)


def _shown(one: rules.Alike) -> dict[str, str]:
    seen, on = queries.entry(one.ref), today()
    reached = [text for kind in rules.REACHES for text in seen.now(kind)]
    return {"name": seen.name, "says": ", ".join((*one.because, *reached, *before_contact(seen, on=on), *needs(seen, on=on)))}
