"""What every casework page does alike: find or say there is none, list in other forms, name people, hand over a file."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.core.confidentiality.queries import veiled
from duly.core.directory import queries as directory
from duly.core.lists.guard import guarded
from duly.core.people import queries as people
from duly.core.record.clock import LONDON, today
from duly.core.record.queries import Entry, history
from duly.ui.environment import day, stamp
from duly.ui.frame import Facet, FacetGroup, Happening, Link

Found = TypeVar("Found")

OF_THE_DIRECTORY = re.compile(r"\bDIR-\d+\b")
FORMATS = (Link("CSV", "?format=csv"), Link("JSON", "?format=json"))


def found(ask: Callable[[str], Found], ref: str) -> Found:
    """What a query finds, or the page that says there is no such thing."""
    try:
        if "\0" not in ref:  # no reference holds one, and the database could not be asked
            return ask(ref)
        raise ObjectDoesNotExist
    except ObjectDoesNotExist:
        raise Http404(f"There is no {ref}.") from None


def in_another_form(request: HttpRequest, name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> HttpResponse | None:
    """The same list as CSV or JSON when the address asks for it; None for a page."""
    wanted = request.GET.get("format", "html")
    if wanted == "json":
        return JsonResponse({"items": [dict(zip(headings, row, strict=True)) for row in rows]}, json_dumps_params={"ensure_ascii": False})
    if wanted != "csv":
        return None
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([headings, *([guarded(str(cell)) for cell in row] for row in rows)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def formats(request: HttpRequest) -> tuple[Link, ...]:
    """Links to this list, as filtered, in its other forms."""
    links = []
    for label in ("CSV", "JSON"):
        query = request.GET.copy()
        query["format"] = label.lower()
        links.append(Link(label, f"?{query.urlencode()}"))
    return (*links, Link("Save view", f"/views/?{urlencode({'page': request.path, 'query': request.GET.urlencode()})}"))


def state_facets(title: str, counts: dict[str, int], chosen: str, *, everything: str = "All") -> tuple[FacetGroup, ...]:
    """Filters by state, each with its count."""
    facets = [
        Facet(state.capitalize(), f"?state={state.replace(' ', '+')}", count, current=state == chosen) for state, count in counts.items()
    ]
    return (FacetGroup(title, (*facets, Facet(everything, "?state=all", sum(counts.values()), current=chosen == "all"))),)


def attachment(name: str, content: bytes, media_type: str) -> HttpResponse:
    """A file to be saved, never shown by the browser as a page of ours."""
    answer = HttpResponse(content, content_type=media_type)
    safe = "".join(c if c.isalnum() or c in "-_. " else "-" for c in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "replace").decode().replace("?", "-")}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def papers_to_cite(refs: Sequence[str]) -> list[tuple[str, str]]:
    """The papers of a case to choose a page of, each followed by what came with it, as (how it is named in one word, what it is)."""
    return [
        (one.source, f"{one.source}: {one.name[:60]}" if not one.part else f"{ref}, attachment {one.part}: {one.name[:60]}")
        for ref in refs
        for one in post.within(ref)
    ]


def cited(ref: str, part: int, page: int) -> str:
    """The address of a page of an item of post, or of what came with it."""
    where = f"attachment-{part}" + (f"-page-{page}" if page else "") if part else f"page-{page}"
    return f"/post/{ref}/" + (f"#{where}" if part or page else "")


def who_last(subject: str, ref: str) -> str:
    """Who changed something last, and when, as the beginning of a sentence."""
    told = history(subject, ref)
    return f"{people.names().get(told[-1].actor_ref, told[-1].actor_ref)} kept this at {stamp(told[-1].at)}," if told else ""


def in_groups(sha256: str) -> str:
    """A digest in groups of eight, to be read and compared by eye."""
    return " ".join(sha256[n : n + 8] for n in range(0, len(sha256), 8))


def colleagues() -> list[tuple[str, str]]:
    """Everybody in a casework post today, as (reference, "Name, Post")."""
    named: dict[str, str] = {}
    for held in people.everyone_in_post(on=today()):
        if held.wing == "casework":
            named.setdefault(held.officer_ref, f"{held.officer_name}, {held.title}")
    return sorted(named.items(), key=lambda pair: pair[1])


NOT_FOR_IT = "not for this case"


def possible_owners(case_ref: str = "", *, names: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Everybody in a casework post today as `colleagues`, those last to whom a case (or one to be opened on somebody of these `names`) is not given. Why is not said before
    one is chosen: chosen all the same, they are refused."""
    every = flow.possible_owners(case_ref, names=names)
    return [(one.ref, f"{one.name}, {one.title}" + ("" if one.may else f": {NOT_FOR_IT}")) for one in every]


def happenings(entries: Sequence[Entry]) -> tuple[Happening, ...]:
    """Entries of the record as a page tells them, newest first, with people by name, and no case by reference that whoever looks may not see."""
    told = sorted(veiled(entries), key=lambda entry: entry.at.astimezone(LONDON), reverse=True)
    of_the_directory = {ref for entry in told for ref in OF_THE_DIRECTORY.findall(entry.sentence)}
    names = people.names() | (directory.names(of_the_directory) if of_the_directory else {})
    return tuple(Happening(day(one.at), with_names(one.sentence, names), names.get(one.actor_ref, one.actor_ref)) for one in told)


def with_names(sentence: str, names: dict[str, str]) -> str:
    """A sentence of the record with officers' references said as names."""
    return " ".join(_named(word, names) for word in sentence.split(" "))


def _named(word: str, names: dict[str, str]) -> str:
    bare = word.rstrip(".,:;")
    return names[bare] + word[len(bare) :] if bare in names else word
