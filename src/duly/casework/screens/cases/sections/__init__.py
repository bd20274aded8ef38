"""The parts of a case's page, one small file for each room that has something to say there.

A room adds its part by adding a file here, `reviews.py`, and its template, `templates/cases/sections/reviews.html`; nothing else is edited. The file says:

    PLACE = 60            # where it stands: parties 10, clocks 20, submissions 30, decisions 40, letters 70, post 80; lowest first
    ASIDE = False         # True for the tinted pane beside, where "Key details" is
    def part(asked: Asked) -> Part | None: ...      # None leaves it out

Its template is given `asked`, `ui`, `csrf_input` and `holds`, and prints one `ui.section`. A form that could not be done is shown again by
`pages.show_case(request, ref, forms={"review": form}, refusal=…)`, and is found in `asked.forms`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from django.forms import Form

from duly.casework.cases.queries import CaseSeen
from duly.primitives.actor import Actor
from duly.ui.frame import Action, Fact

NOTHING: Mapping[str, Form] = MappingProxyType({})


@dataclass(frozen=True)
class Asked:
    """Whose page is asked for, by whom and on what day. `forms` are those that were sent and could not be done, by name."""

    case: CaseSeen
    by: Actor
    on: date
    names: Mapping[str, str]
    forms: Mapping[str, Form] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True)
class Note:
    """What must be seen before anything else, at the top of the page."""

    words: str
    tone: str = "red"
    title: str = ""


@dataclass(frozen=True)
class Part:
    """One part of the page. `told` are the subjects, each (subject, reference), whose history belongs to the case's."""

    template: str
    holds: Mapping[str, object] = field(default_factory=dict)
    told: tuple[tuple[str, str], ...] = ()
    stands: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[Action, ...] = ()
    aside: bool = False


@cache
def modules() -> tuple[ModuleType, ...]:
    """The files here, in the order in which they stand on the page."""
    found = [import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda one: (one.PLACE, one.__name__)))


def parts(asked: Asked) -> tuple[Part, ...]:
    """Every part of a case's page that has something to say, in its place."""
    made = (one.part(asked) for one in modules())
    return tuple(one for one in made if one is not None)
