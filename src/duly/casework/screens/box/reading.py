"""One paper as whoever signs it reads it: its summary first, what changed since they read it last, and their answer; and its way back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from duly.casework import flow
from duly.casework.boxes import actions, checks, queries
from duly.casework.boxes.rules import minutes_to_read, words_in
from duly.casework.decisions import checks as decision_checks
from duly.casework.decisions.queries import ruling_on
from duly.casework.decisions.rules import CODES
from duly.casework.learning import actions as learning
from duly.casework.learning import checks as learning_checks
from duly.casework.learning import queries as lessons
from duly.casework.screens import common
from duly.casework.screens.box.forms import ANSWERS, AnswerForm, LessonForm, PlaceForm, ReceiveForm, ReplyForm
from duly.casework.screens.submissions import presenters
from duly.casework.screens.submissions.panel import people_who_may, who_signs
from duly.casework.submissions.queries import SubmissionSeen, submission
from duly.casework.submissions.rules import summary
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.environment import counted, day, pounds_sign, short_day
from duly.ui.frame import Choice, Link
from duly.ui.pages import say, show

KEYS = {"agree": "s", "amend": "m", "refuse": "f", "ask": "q"}
SAYS = {"agree": "is signed", "amend": "goes back to be amended", "refuse": "is refused", "ask": "is out for an answer"}


@asks("submissions.sign")
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, ref: str) -> HttpResponse:
    """One paper to read and answer: signed, amended, refused, or asked about."""
    common.found(submission, ref)
    if request.method != "POST":
        return paper_page(request, ref)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return paper_page(request, ref, answer_form=form, status=422)
    try:
        flow.answer_from_box(ref, by=request.actor, **form.said())  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return paper_page(request, ref, answer_form=form, refusal=stopped.refusal)
    say(request, f"{ref} {SAYS[form.cleaned_data['answer']]}.")
    return redirect(f"/submissions/{ref}/box/")


@asks("casework.read", "submissions.sign")
@require_POST
def mark_read(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that one has read the version that was shown."""
    number = request.POST.get("number", "")
    read_now = int(number) if number.isdecimal() and len(number) < 5 else 0
    return _done(request, ref, lambda by: actions.mark_read(ref, number=read_now, by=by), f"You have read version {read_now} of {ref}.")


@asks("box.order")
@require_POST
def place(request: HttpRequest, ref: str) -> HttpResponse:
    """Say whose box it is for, its place there and when it is needed."""
    common.found(submission, ref)
    form = PlaceForm(request.POST, posts=_posts())
    if not form.is_valid():
        return paper_page(request, ref, place_form=form, status=422)
    said = form.cleaned_data | {"place": form.cleaned_data["place"] or 0}
    return _done(request, ref, lambda by: actions.place(ref, by=by, **said), f"The place of {ref} is kept.", place_form=form)


@asks("submissions.put_up")
@require_POST
def back(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer what was asked, or receive back what came from whoever signs it."""
    common.found(submission, ref)
    if "words" not in request.POST:
        return _done(request, ref, lambda by: actions.receive(ref, by=by), f"{ref} is received.")
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return paper_page(request, ref, back_form=form, status=422)
    said = form.cleaned_data
    return _done(request, ref, lambda by: actions.reply(ref, by=by, **said), f"Your answer on {ref} is kept.", back_form=form)


@asks("lessons.note")
@require_POST
def lesson(request: HttpRequest, ref: str) -> HttpResponse:
    """Note what was learnt of it, and who is told."""
    common.found(submission, ref)
    form = LessonForm(request.POST)
    if not form.is_valid():
        return paper_page(request, ref, lesson_form=form, status=422)
    said = form.cleaned_data
    return _done(request, ref, lambda by: learning.note(came_of=ref, by=by, **said), "The lesson is noted.", lesson_form=form)


def paper_page(request: HttpRequest, ref: str, *, refusal: Refusal | None = None, status: int = 200, **tried: Any) -> HttpResponse:
    """The page of one paper, whatever was last tried on it. `tried` are forms by name, as they were filled in."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    seen = common.found(submission, ref)
    row = next((one for one in flow.board() if one.ref == ref), None)
    names, titles = people.names(), people.post_titles()
    last = queries.last_read(ref, officer_ref=by.ref)
    before, since = presenters.what_to_compare(seen, last)
    ruling = ruling_on(seen, by=by, on=today())
    no_answer = decision_checks.why_not_begin_deciding(seen, by=by)
    words = presenters.compared(before.paragraphs, seen.text.paragraphs) if before else [*seen.text.paragraphs]
    chosen = tried["answer_form"].data.get("answer", "") if "answer_form" in tried else ""
    forms: dict[str, Any] = {
        "answer_form": AnswerForm(),
        "place_form": PlaceForm(posts=_posts(), initial={"post": row.principal if row else ""}),
        "lesson_form": LessonForm(),
    }
    return show(
        request,
        "box/paper.html",
        title=f"{seen.text.ask}: {pounds_sign(seen.text.remedy_pence)}" if seen.text.remedy_pence else seen.text.ask,
        section="Submissions",
        sub=f"{ref}, version {seen.number}",
        tag=presenters.tag(seen.state),
        crumbs=_crumbs(row, seen),
        url=f"/submissions/{ref}/box/",
        paper_url=f"/submissions/{ref}/",
        sha256=seen.text.sha256,
        number=seen.number,
        ask=seen.text.ask,
        known=_known(row, seen),
        who_signs=f"{who_signs(ruling, titles, seen.state)} {people_who_may(ruling, today()) if seen.state != 'decided' else ''}".strip(),
        who_tone="green" if ruling.allowed or seen.state == "decided" else "amber",
        least_change=ruling.least_change.says if ruling.least_change and not ruling.allowed and seen.state != "decided" else "",
        summary=tuple((one.name, one.text) for one in summary.parts(seen.text.paragraphs)),
        changed_since=since,
        despite=seen.despite,
        paragraphs=[{"number": n, "words": text} for n, text in enumerate(words, start=1)],
        questions=[_question(one, names) for one in queries.questions(ref)],
        lessons=[
            {"by": f"{names.get(one.noted_by, one.noted_by)}, {short_day(one.noted_on)}, told to {one.told_to}", "words": one.words}
            for one in lessons.lessons(came_of=ref)
        ],
        lesson_refusal=_because(learning_checks.why_not_note(words="-", told_to="-", by=by)),
        unread=last < seen.number,
        answerable=seen.state == "ready",
        follows=CODES.get(flow.follows_from(seen), ""),
        answers=tuple(Choice(value, label, key=KEYS[value], chosen=value == chosen) for value, label in ANSWERS),
        answer_refusal=_because(no_answer),
        refusal=refusal,
        status=status,
        **(_way_back(seen, by) | forms | tried),
    )


def _done(request: HttpRequest, ref: str, act: Callable[[Any], object], says: str, **tried: Any) -> HttpResponse:
    common.found(submission, ref)
    try:
        act(request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return paper_page(request, ref, refusal=stopped.refusal, **tried)
    say(request, says)
    return redirect(f"/submissions/{ref}/box/")


def _way_back(seen: SubmissionSeen, by: Any) -> dict[str, Any]:
    """The form by which Operations answers or receives, with what stands in the way; nothing when neither is waited for."""
    waiting = next((one for one in queries.questions(seen.ref) if one.replied_on is None), None)
    if waiting and seen.state == "ready":
        refusal = checks.why_not_reply(seen, place=waiting.place, words="-", by=by)
        form = ReplyForm(initial={"place": waiting.place})
        return {"back_form": form, "back_says": waiting.words, "back_label": "Send the answer", "back_refusal": _because(refusal)}
    came = checks.came_back(seen)
    if not came or (seen.ref, came) in queries.received():
        return {"back_form": None, "back_says": "", "back_label": "", "back_refusal": ""}
    says = f"Version {came} has come back {'signed or refused' if seen.state == 'decided' else 'to be amended'}, and Operations has not received it."
    refusal = checks.why_not_receive(seen, by=by)
    return {"back_form": ReceiveForm(), "back_says": says, "back_label": "Receive it", "back_refusal": _because(refusal)}


def _known(row: Any, seen: SubmissionSeen) -> tuple[tuple[str, object], ...]:
    words, pages = words_in((seen.text.ask, *seen.text.paragraphs)), len(seen.evidence)
    minutes = row.minutes if row else minutes_to_read(words, pages, flow.usual_rates())
    told: list[tuple[str, object]] = [
        ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        ("To read", f"{minutes} min: {words:,} words, {pages} page{'' if pages == 1 else 's'} of evidence (at a default rate to verify)"),
    ]
    if row:
        told += [
            _where(row),
            ("Here for", counted(row.age_days, "day") if row.age_days else "Since today"),
            ("Needed by", day(row.needed_by)),
        ]
        if row.place:
            told += [("Place", str(row.place)), ("Forecast", f"{'Will miss' if row.misses else 'In time'}: {row.working}")]
        if row.stand_in:
            told.append(("Stand-in", row.stand_in))
    return tuple(told)


def _where(row: Any) -> tuple[str, object]:
    return ("Where it is", f"{row.where.capitalize()} the {row.box}" if row.principal else row.where.capitalize())


def _crumbs(row: Any, seen: SubmissionSeen) -> tuple[Link, ...]:
    box = (Link(row.box, f"/submissions/boxes/{row.principal}/"),) if row and row.principal else ()
    return (Link("Boxes", "/submissions/boxes/"), *box, Link(seen.case_ref, f"/cases/{seen.case_ref}/"))


def _question(one: queries.QuestionSeen, names: dict[str, str]) -> dict[str, str]:
    replied = f"{names.get(one.replied_by, one.replied_by)}, {short_day(one.replied_on)}" if one.replied_on else ""
    return {
        "by": f"{names.get(one.asked_by, one.asked_by)}, {short_day(one.asked_on)}",
        "words": one.words,
        "reply": one.reply,
        "replied": replied,
    }


def _posts() -> list[tuple[str, str]]:
    return [(one.post, one.title) for one in queries.principals(on=today())]


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
