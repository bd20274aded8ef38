"""Two people at one form: what was there, what one made of it and what the other did, field by field, and nothing of either thrown away.

A form that changes what is there carries it as it was drawn (`ui.as_was(form)`). When it is sent, `settle` holds that against what stands now: a field
only one of the two changed is theirs who changed it; a field both changed is asked about on one page (`ask`), and what is not picked is kept beside.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from duly.core.desk import actions as desk
from duly.ui.fields import as_initial
from duly.ui.frame import Choice
from duly.ui.pages import say, show

AS_WAS, PICK = "as_was", "pick-"
OF_THE_DESK = ("csrfmiddlewaretoken", AS_WAS, "draft_page", "draft_form", "draft_names")
NOTHING = "(nothing)"
TICKED = ("CheckboxInput", "CheckboxSelectMultiple", "SelectMultiple")
"""Where a browser sends nothing at all when nothing is ticked."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One field as three people's: what was there when the form was drawn, what stands now, what is sent. `long` may be kept both, one after the other."""

    name: str
    label: str
    was: Words
    theirs: Words
    yours: Words
    long: bool = False
    called: Mapping[str, str] = field(default_factory=dict)

    def shown(self, words: Words) -> str:
        """Words as the form shows them: a choice by its label."""
        return ", ".join(self.called.get(word, word) for word in words) or NOTHING

    @property
    def clashes(self) -> bool:
        """Whether both changed it, and differently."""
        return self.theirs != self.was and self.yours not in (self.was, self.theirs)

    @property
    def taken_over(self) -> bool:
        """Whether they alone changed it."""
        return self.theirs != self.was and self.yours == self.was


@dataclass(frozen=True)
class Settled:
    """A form as sent, merged with what stands: `post` is what the page goes on with once nothing in `clashes` is left."""

    post: QueryDict
    parts: tuple[Part, ...]
    beside: Mapping[str, Words]

    @property
    def clashes(self) -> tuple[Part, ...]:
        """The fields that somebody must pick."""
        return tuple(part for part in self.parts if part.clashes)

    @property
    def taken_over(self) -> tuple[Part, ...]:
        """The fields that stay as the other person has them, because this one did not touch them."""
        return tuple(part for part in self.parts if part.taken_over)


def as_was(form: Any) -> str:
    """What a form was drawn over, for its hidden field: what stands now, or what its page held it against when it was sent."""
    return str(form.data[AS_WAS]) if form.is_bound and AS_WAS in form.data else _told(standing(form))


def standing(form: Any) -> dict[str, Words]:
    """What a form shows before anything is typed, as a browser would send it, by the names it would send."""
    return {bound.html_name: _plain(as_initial(bound)) for bound in form}


def settle(request: HttpRequest, form: Any) -> Settled:
    """Hold what was sent against what stands. `form` is the page's form as it would be drawn now, for anybody."""
    post, now = request.POST.copy(), standing(form)
    was = _read(post.get(AS_WAS, ""))
    parts: list[Part] = []
    beside: dict[str, Words] = {}
    for bound in form:
        name, label = bound.html_name, str(bound.label)
        base, widget = was.get(name, now[name]), type(bound.field.widget).__name__
        yours = _plain(post.getlist(name)) if name in post or widget in TICKED else base  # what is not sent at all was not touched
        called = {str(value): str(words) for value, words in getattr(bound.field, "choices", ())}
        pick = post.get(PICK + name, "")
        if pick and base == now[name]:
            beside |= (
                {f"{label}, {'yours' if pick == 'theirs' else 'theirs'}": yours if pick == "theirs" else base} if pick != "both" else {}
            )
            yours = {"theirs": base, "both": ("\n\n".join((*base, *yours)),)}.get(pick, yours)
            part = Part(name, label, base, base, yours, widget == "Textarea", called)
        else:
            part = Part(name, label, base, now[name], yours, widget == "Textarea", called)
        parts.append(part)
        post.setlist(name, list(part.theirs if part.taken_over else part.yours))
    post[AS_WAS] = _told(now)
    return Settled(post, tuple(parts), beside)


def ask(request: HttpRequest, settled: Settled, *, who: str = "", back: str = "", section: str = "") -> HttpResponse:
    """The page on which each field that both changed is picked. `who` says who changed it and when; `back` leads to it as they have it."""
    clashes = [
        (
            part,
            (
                Choice("theirs", "Theirs", part.shown(part.theirs), key="1"),
                Choice("yours", "Yours", part.shown(part.yours), key="2", chosen=True),
                *((Choice("both", "Both, theirs first", key="3"),) if part.long else ()),
            ),
        )
        for part in settled.clashes
    ]
    names = {part.name for part in settled.parts}
    sent = [
        (key, value)
        for key, values in request.POST.lists()
        for value in values
        if key not in (*names, *OF_THE_DESK) and not key.startswith(PICK)
    ]
    yours = [(part.name, value) for part in settled.parts for value in (part.yours if part.clashes else settled.post.getlist(part.name))]
    return show(
        request,
        "ui/clash.html",
        status=409,
        title="Somebody changed this while you were writing",
        section=section,
        by_whom=who,
        back=back or request.path,
        clashes=[(part, choices, part.shown(part.was)) for part, choices in clashes],
        merged=[(part.label, part.shown(part.was), part.shown(part.theirs)) for part in settled.taken_over],
        hidden=[*sent, *yours],
        as_was=_told({part.name: part.theirs for part in settled.parts}),
        draft={key: request.POST[key] for key in OF_THE_DESK[2:] if key in request.POST},
    )


def keep_beside(request: HttpRequest, settled: Settled) -> None:
    """Once the form is taken: keep what was not picked on this person's desk, and say which fields stayed as the other has them."""
    if settled.beside:
        desk.keep_beside(request.path, {label: list(words) for label, words in settled.beside.items()}, officer=request.actor.ref)  # type: ignore[attr-defined]  # put there by the site
        say(request, "What you did not pick is kept beside, on your own page.")
    if settled.taken_over:
        labels = ", ".join(f"“{part.label}”" for part in settled.taken_over)
        say(request, f"Somebody else had changed {labels} meanwhile, and you had not: it is as they have it.")


def _plain(words: Any) -> Words:
    """Words as they are compared: a browser sends line ends of its own, and an empty box as an empty word."""
    told = (str(word).replace("\r\n", "\n").strip() for word in words)
    return tuple(word for word in told if word)


def _told(values: Mapping[str, Words]) -> str:
    return json.dumps({name: list(words) for name, words in values.items()}, separators=(",", ":"))


def _read(told: str) -> dict[str, Words]:
    """What a form says it was drawn with; nothing where it says what cannot be read."""
    try:
        found = json.loads(told)
        return {str(name): _plain(words) for name, words in found.items() if isinstance(words, list)}
    except (ValueError, AttributeError, RecursionError):
        return {}
