"""The inbox with its reading pane, one item, triage, flags and closing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.cases.states import SENT_ON_WRONGLY
from duly.casework.correspondence import actions, checks, queries
from duly.casework.decisions import queries as decisions
from duly.casework.flow import statutory
from duly.casework.flow.putting_post_right import clocks_from
from duly.casework.flow.reading import standing_on, under_instructions
from duly.casework.screens import common
from duly.casework.screens.breaches import presenters as breaches
from duly.casework.screens.post import instructed, listing, narrowing, presenters, triaging
from duly.casework.screens.post.forms import CloseForm, FlagForm, GiveForm, PostRightForm, RequestForm, TakeUpForm, UnflagForm
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

FORWARDABLE = ("registered", "held", "directed", "allocated")
WENT_ON = "X-Requested-With"


@asks()
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Post in one state, the item chosen beside it, and the form that triages it, filled in as the rules suggest."""
    asked = narrowing.ask(request.GET)
    every = _looked(narrowing.STATES[asked.state][1])
    found = narrowing.narrowed(every, asked, on=today())
    other = common.in_another_form(request, "post", listing.HEADINGS, listing.rows(found))
    if other is not None:
        return other
    counts = queries.by_state()
    chosen = asked.item or (found[0].item.ref if found else "")
    here = {one.item.ref: one.item for one in found}
    seen = (here.get(chosen) or common.found(queries.item, chosen)) if chosen else None
    made = triaging.offered(seen, request.actor, goes_on=_goes_on(asked, found, chosen)) if seen else None
    urgent = sum(one.item.urgent for one in every) if asked.state == "untriaged" else 0
    done = sum(counts.values()) - counts["registered"] - counts["held"]
    return show(
        request,
        "post/inbox.html",
        title="Post to triage" if asked.state == "untriaged" else f"Post: {narrowing.STATES[asked.state][0].lower()}",
        sub=f"{counts['registered']} left, {urgent} urgent" if asked.state == "untriaged" else f"{counts['registered']} to triage",
        section="Post",
        formats=common.formats(request),
        actions=(
            Action("Standing instructions", url="/instructions/"),
            Action("What was missed", url="/post/missed/"),
            Action("Service standards", url="/post/standards/"),
            Action("Register post", url="/post/register/"),
        ),
        facets=narrowing.facets(every, counts, asked, on=today()),
        groups=listing.groups(found, asked, chosen, on=today()),
        count=f"{len(found)} item{'' if len(found) == 1 else 's'}",
        order="Urgent first, then the longest waiting" if len(every) < narrowing.MOST else f"The {narrowing.MOST:,} waiting longest",
        done=done,
        of=sum(counts.values()),
        letter=_shown(request, seen, made) if seen and made else None,
        destinations=triaging.destinations(made) if made else (),
        form=made.form if made else None,
    )


@asks()
@require_GET
def item(request: HttpRequest, ref: str) -> HttpResponse:
    """One item by itself, with everything that has happened to it."""
    return _item(request, ref)


@asks("post.triage", "cases.link")
@require_POST
def triage(request: HttpRequest, ref: str) -> HttpResponse:
    """Say where an item goes, put it with its case and alert whoever must know; then the next one waiting."""
    seen = common.found(queries.item, ref)
    made = triaging.offered(seen, request.actor, data=request.POST)
    if not made.form.is_valid():
        return _item(request, ref, made=made, status=422)
    try:
        done = flow.triage_post(ref, by=request.actor, **triaging.said(seen, made))
    except Refused as stopped:
        return _item(request, ref, made=made, refusal=stopped.refusal)
    words = f"{ref} is {done.state}. Next: {done.next_action}"
    goes_on = triaging.after(request, made.form.cleaned_data["goes_on"])
    if request.headers.get(WENT_ON) == "fetch":
        return JsonResponse({"says": words, "next": goes_on})
    say(request, words)
    return redirect(goes_on)


@asks("post.flag")
@require_POST
def flag(request: HttpRequest, ref: str) -> HttpResponse:
    """Add a flag that the rules missed."""
    seen = common.found(queries.item, ref)
    form = FlagForm(request.POST, rules=_rules(seen))
    if not form.is_valid():
        return _item(request, ref, flag_form=form, status=422)
    try:
        actions.flag(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return _item(request, ref, flag_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is flagged. What the rules missed is counted.")
    return redirect(f"/post/{ref}/")


@asks("post.flag")
@require_POST
def unflag(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a flag is a false alarm."""
    common.found(queries.item, ref)
    form = UnflagForm(request.POST)
    if not form.is_valid():
        return _item(request, ref, unflag_form=form, status=422)
    try:
        actions.unflag(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return _item(request, ref, unflag_form=form, refusal=stopped.refusal)
    say(request, f"The flag is taken off {ref}. False alarms are counted.")
    return redirect(f"/post/{ref}/")


@asks("post.close")
@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that nothing more is to be done about an item."""
    common.found(queries.item, ref)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _item(request, ref, close_form=form, status=422)
    try:
        actions.close(ref, by=request.actor, **form.cleaned_data)
    except Refused as stopped:
        return _item(request, ref, close_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is closed.")
    return redirect(f"/post/{ref}/")


@asks("post.held_back")
@require_GET
def original(request: HttpRequest, ref: str) -> HttpResponse:
    """The bytes as they came, to be saved. One with something in it that is held back is for those alone who deal with that."""
    seen = common.found(queries.item, ref)
    refusal = checks.why_not_hand_out(flow.why_original_held(ref), by=request.actor)
    if refusal:
        return _item(request, ref, refusal=refusal)
    kept = documents.document(seen.document_ref)
    return common.attachment(seen.file_name, documents.content(seen.document_ref), kept.media_type)


@asks("post.held_back")
@require_GET
def attached(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The bytes of what came with a mail, as they came, to be saved. What is held back is for those alone who deal with that."""
    one = queries.attached_to(common.found(queries.item, ref).ref, number)
    if one is None:
        raise Http404(f"Nothing with that number came with {ref}.")
    refusal = checks.why_not_hand_out(flow.why_held(ref, number, one), by=request.actor)
    if refusal:
        return _item(request, ref, refusal=refusal)
    return common.attachment(one.name, one.content, "application/octet-stream")


def show_item(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an item, with why something done to it from elsewhere was refused."""
    return _item(request, ref, refusal=refusal, status=status, **forms)


def give_form(data: QueryDict | None = None, *, kind: type[GiveForm] = GiveForm) -> GiveForm:
    """To whom an item may be given, or who may take it up again: colleagues, and posts."""
    posts = sorted(people.post_titles().items(), key=lambda pair: pair[1])
    return kind(data, owners=common.colleagues(), posts=posts)


def _item(
    request: HttpRequest,
    ref: str,
    *,
    made: triaging.Offered | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    seen = common.found(queries.item, ref)
    made = made or triaging.offered(seen, request.actor)
    letter, happened = _shown(request, seen, made), history("post item", ref)
    asked = made.suggested.request if made.suggested else statutory.request_suggested(seen)
    no_request = checks.why_not_take_as_request(by=request.actor)
    no_giving = checks.why_not_begin_reallocating(seen, by=request.actor)
    return show(
        request,
        "post/item.html",
        seen_ref=ref,
        title=letter.plain_title,
        sub=letter.sub,
        section="Post",
        tag=letter.tag,
        crumbs=(Link("Post", "/post/"), Link(ref, letter.url)),
        actions=(
            *((Action("Open a case from this", url=f"/cases/new/?item={ref}"),) if letter.can_open_case else ()),
            Action("Read beside what was said before", url=f"/post/{ref}/reading/"),
            *((Action("A review was asked for", url=f"/reviews/new/?item={ref}"),) if _of_a_decided_case(ref) else ()),
            *((Action("Forward it", url=f"/post/{ref}/forward/"),) if seen.state in FORWARDABLE else ()),
            breaches.begin(ref, SENT_ON_WRONGLY if letter.proof else ""),
        ),
        letter=letter,
        breaches=breaches.of_paper(ref, people.names()),
        form=made.form,
        destinations=triaging.destinations(made),
        acknowledging=instructed.acknowledging(seen, by=request.actor),
        give_form=None if no_giving and no_giving.code == "wrong-state" else forms.get("give_form") or give_form(),
        give_blocked=no_giving.because if no_giving else "",
        **_mended(seen, forms, by=request.actor),
        close_form=forms.get("close_form") or CloseForm(),
        flag_form=forms.get("flag_form") or FlagForm(rules=_rules(seen)),
        unflag_form=forms.get("unflag_form") or UnflagForm(),
        request_form=forms.get("request_form") or RequestForm(initial={"under": asked}, auto_id="request_%s")
        if asked or not letter.clocks
        else None,
        request_blocked=no_request.because if no_request else "",
        timeline=common.happenings(happened),
        noted_first=presenters.noted_first(happened),
        refusal=refusal,
        status=status,
    )


def _mended(seen: queries.ItemSeen, forms: dict[str, Any], *, by: Actor) -> dict[str, Any]:
    """What was done with may be taken up again, and what was noted when it came put right: each form, and why it may not be sent."""
    no_taking, no_right = checks.why_not_begin_taking_up(seen, by=by), checks.why_not_begin_putting_right(seen.channel, by=by)
    said = {name: getattr(seen, name) for name in ("received_on", "channel", "sender_name", "sender_address", "why_late")}
    return {
        "take_up_form": None if no_taking and no_taking.code == "wrong-state" else forms.get("take_up_form") or give_form(kind=TakeUpForm),
        "take_up_blocked": no_taking.because if no_taking else "",
        "right_form": forms.get("right_form") or PostRightForm(initial=said, auto_id="right_%s"),
        "right_blocked": no_right.because if no_right else "",
        "right_opened": "right_form" in forms,
        "right_moves": [f"{one.ref} ({one.title.lower()}) runs from that day, and moves with it." for one in clocks_from(seen)],
    }


def _of_a_decided_case(ref: str) -> bool:
    return any(decisions.decisions(case_ref=case.ref) for case in cases.of_item(ref))


def _shown(request: HttpRequest, seen: queries.ItemSeen, made: triaging.Offered) -> presenters.ItemShown:
    way = made.form["way"].value() or ""
    what = made.suggested.what if made.suggested else None
    return presenters.shown(
        seen,
        queries.letter(seen.ref),
        cases.of_item(seen.ref),
        what,
        queries.alerts_to(seen.ref),
        people.names(),
        by=request.actor,
        way=way,
        proof=queries.forwarding_of(seen.ref) if seen.state in ("forwarded", "closed") else None,
        clocks=presenters.clocks_on(statutory.clocks_of_item(seen.ref)),
        instructions=instructed.says(made.suggested.standing if made.suggested else standing_on(seen)),
    )


def _looked(states: tuple[str, ...]) -> list[narrowing.Looked]:
    found = queries.items(states=states, limit=narrowing.MOST)
    linked = cases.of_items(tuple(one.ref for one in found))
    known = cases.some(tuple({*linked.values(), *(ref for one in found for ref in one.case_refs)}))
    alerted = queries.alerted(tuple(one.ref for one in found))

    def case_of(one: queries.ItemSeen) -> Any:
        return known.get(linked.get(one.ref, "")) or next((known[ref] for ref in one.case_refs if ref in known), None)

    under = under_instructions(found)
    return [narrowing.Looked(one, case_of(one), one.ref in alerted, under[one.ref].ref if one.ref in under else "") for one in found]


def _goes_on(asked: narrowing.Asked, found: list[narrowing.Looked], chosen: str) -> str:
    """The list as narrowed, at the item after the one chosen: where triage goes on."""
    refs = [one.item.ref for one in found]
    at = refs.index(chosen) if chosen in refs else -1
    after = next((ref for ref in (*refs[at + 1 :], *refs[: max(at, 0)]) if ref != chosen), "")
    return asked.address(item=after).partition("?")[2]


def _rules(seen: queries.ItemSeen) -> list[tuple[str, str]]:
    has = {flag.rule for flag in seen.marks}
    return [(one.code, one.word) for one in queries.rules_in_force(on=today()).rules if one.code not in has]
