"""The Jinja2 environment of every page: our templates, our macros as `ui`, and how we write money, time and dates."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from duly.ui import charts, fields, frame
from duly.ui.keys import KEYS

LONDON = ZoneInfo("Europe/London")
MINUS = "\N{MINUS SIGN}"


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend; name it in TEMPLATES as `duly.ui.environment.environment`.

    A name a page forgot to give is an error, never an empty space. The macros of `ui/macros.html` are there in every
    template as `ui`, without an import.
    """
    ours = PackageLoader("duly.ui")
    theirs = options.pop("loader", None)
    options |= {
        "loader": ChoiceLoader([theirs, ours] if theirs else [ours]),
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)
    made.filters |= {
        "pounds": pounds,
        "pounds_sign": pounds_sign,
        "hours": hours,
        "hours_minutes": hours_minutes,
        "day": day,
        "short_day": short_day,
        "clock": clock,
        "stamp": stamp,
        "count": count,
        "json_script": json_script,
    }
    made.globals |= {
        "static": static,
        "url": url,
        "govuk": _govuk_macros(),
        "as_field": fields.as_field,
        "faults_of": fields.faults_of,
        "form_as_was": as_was,
        "bars": charts.bars,
        "share_bar": charts.share_bar,
        "usual_keys": KEYS,
        "Link": frame.Link,
        "Tag": frame.Tag,
    }
    made.globals["ui"] = made.get_template("ui/macros.html").module
    return made


def as_was(form: Any) -> str:
    """What a form shows before anything is typed, for `ui.as_was(form)`."""
    from duly.ui import merging  # here, because it shows pages, and pages are drawn by this environment

    return merging.as_was(form)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: `url("runs:run", "HC-2026-W45")`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def pounds(pence: int) -> str:
    """Whole pence as pounds, with a true minus sign: 123456 is "1,234.56"."""
    whole, odd = divmod(abs(pence), 100)
    return f"{MINUS if pence < 0 else ''}{whole:,}.{odd:02d}"


def pounds_sign(pence: int) -> str:
    """Whole pence with the sign of the currency: -123456 is "−£1,234.56"."""
    return f"{MINUS if pence < 0 else ''}£{pounds(abs(pence))}"


def hours(minutes: int) -> str:
    """Whole minutes as hours and hundredths, half up, for columns that add: 2520 is "42.00"."""
    hundredths = (abs(minutes) * 100 + 30) // 60
    return f"{MINUS if minutes < 0 else ''}{hundredths // 100:,}.{hundredths % 100:02d}"


def hours_minutes(minutes: int) -> str:
    """Whole minutes as a person says them: 65 is "1 h 05 min", 45 is "45 min"."""
    whole, odd = divmod(abs(minutes), 60)
    said = f"{whole} h {odd:02d} min" if whole else f"{odd} min"
    return f"{MINUS if minutes < 0 else ''}{said}"


def count(number: int) -> str:
    """A whole number with its thousands marked: 1942 is "1,942"."""
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


def counted(number: int, thing: str) -> str:
    """How many of something, as a person says it: "1 day", "1,200 days"."""
    return f"{count(number)} {thing}{'' if abs(number) == 1 else 's'}"


def day(on: dt.date) -> str:
    """A date with its weekday: "Mon 9 Nov 2026". A moment is shown on its London day."""
    on = _london(on) if isinstance(on, dt.datetime) else on
    return f"{on:%a} {on.day} {on:%b %Y}"


def short_day(on: dt.date) -> str:
    """A date where the year is plain from the page: "9 Nov"."""
    on = _london(on) if isinstance(on, dt.datetime) else on
    return f"{on.day} {on:%b}"


def clock(at: dt.datetime) -> str:
    """The London time of a moment: "9:41am"."""
    at = _london(at)
    return f"{at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"


def stamp(at: dt.datetime) -> str:
    """The London day and time of a moment: "Mon 9 Nov 2026, 9:41am"."""
    return f"{day(at)}, {clock(at)}"


def _london(at: dt.datetime) -> dt.datetime:
    if at.tzinfo is None:
        raise ValueError("A moment shown on a page must know its time zone.")
    return at.astimezone(LONDON)


def _govuk_macros() -> Any:
    """`govuk("details", {...})`: a GOV.UK macro, for the rare thing our own macros do not do.

    Those macros count on missing parameters being empty, which our own environment rightly refuses, so they live in an
    environment of their own.
    """
    theirs = Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def govuk(component: str, params: dict[str, Any]) -> Markup:
        macros = theirs.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
        words = component.split("-")
        return Markup(getattr(macros, "govuk" + "".join(word.title() for word in words))(params))  # escaped by the macro

    return govuk
