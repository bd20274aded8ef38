"""Putting things on one's own desk and taking them off. Nothing here is recorded, because nothing here decides anything."""

import json
import uuid
from collections.abc import Collection

from django.db import transaction

from duly.core.desk.models import Draft, Parked, Preferences, Presence, SavedView
from duly.core.desk.queries import DraftKept, Liking, Other, ParkedWork, others
from duly.core.desk.rules import BESIDE, DRAFT_BYTES, DRAFTS_KEPT, HERE_FOR, PARKED_MOST, VIEWS_MOST, faults_of_keymap, kept_fields, ours
from duly.core.record.clock import now
from duly.primitives.refusal import Refusal, stop_if

PAGE_LETTERS, TITLE_LETTERS, ADDRESS_LETTERS = 300, 200, 2000


def like(liking: Liking, *, officer: str, known: Collection[str]) -> None:
    """Keep how somebody likes their pages. `known` are the keys that do something for everybody else."""
    faults = faults_of_keymap(liking.keymap, known)
    stop_if(Refusal("keys-clash", faults[0]) if faults else None)
    Preferences.objects.update_or_create(
        officer=officer,
        defaults={
            "theme": liking.theme,
            "density": liking.density,
            "text": liking.text,
            "letters": liking.letters,
            "keymap": liking.keymap,
        },
    )


def keep_draft(page: str, form: str, fields: dict[str, list[str]], *, officer: str) -> DraftKept:
    """Keep what somebody has typed into a form, right or wrong, in place of what they had typed there before."""
    stop_if(_not_a_form(page, form))
    fields = kept_fields(fields)
    stop_if(_too_long(fields))
    with transaction.atomic():
        draft, new = Draft.objects.select_for_update().get_or_create(
            officer=officer, page=page, form=form, defaults={"fields": fields, "saved_at": now()}
        )
        if not new:
            draft.fields, draft.saved_at, draft.version = fields, now(), draft.version + 1
            draft.save(update_fields=["fields", "saved_at", "version"])
    return DraftKept(form, draft.fields, draft.version, draft.saved_at)


def keep_beside(page: str, fields: dict[str, list[str]], *, officer: str) -> None:
    """Keep what somebody did not pick when two had changed the same thing, for as long as drafts are kept."""
    fields = kept_fields(fields)
    if fields and not _too_long(fields):
        Draft.objects.create(officer=officer, page=page[:PAGE_LETTERS], form=f"{BESIDE}{uuid.uuid4()}", fields=fields, saved_at=now())


def drop_draft(page: str, form: str, *, officer: str) -> None:
    """Throw away what somebody had typed: it has been sent, or they start afresh."""
    Draft.objects.filter(officer=officer, page=page, form=form).delete()


def park(address: str, title: str, place: dict, *, officer: str) -> None:
    """Put a page aside. The oldest goes when there are more than nine."""
    stop_if(_not_ours(address))
    Parked.objects.update_or_create(
        officer=officer,
        address=address,
        defaults={"title": title[:TITLE_LETTERS] or address[:TITLE_LETTERS], "place": place, "parked_at": now()},
    )
    newest = Parked.objects.filter(officer=officer).order_by("-parked_at").values_list("pk", flat=True)[:PARKED_MOST]
    Parked.objects.filter(officer=officer).exclude(pk__in=list(newest)).delete()


def resume(*, officer: str, which: int | None = None) -> ParkedWork | None:
    """Take work up again: the one asked for, or the one put aside last; nothing when none is there."""
    found = Parked.objects.filter(officer=officer, **({"pk": which} if which else {})).order_by("-parked_at").first()
    if found is None:
        return None
    work = ParkedWork(found.pk, found.address, found.title, found.place, found.parked_at)
    found.delete()
    return work


def save_view(page: str, name: str, query: str, *, officer: str) -> None:
    """Keep a list's filters under a name, in place of what had that name."""
    stop_if(_not_ours(page) or _no_name(name) or _too_many(officer, page, name))
    SavedView.objects.update_or_create(officer=officer, page=page, name=name.strip(), defaults={"query": query.removeprefix("?")})


def rename_view(which: int, name: str, *, officer: str) -> None:
    """Give a view of one's own another name. Refused as for a new one, and where the page has a view of that name already."""
    view = SavedView.objects.filter(officer=officer, pk=which).first()
    if view is None:
        return
    stop_if(_no_name(name) or _taken(view, name))
    view.name = name.strip()
    view.save(update_fields=["name"])


def drop_view(which: int, *, officer: str) -> None:
    """Forget a view."""
    SavedView.objects.filter(officer=officer, pk=which).delete()


def be_here(about: str, *, officer: str, name: str, writing: bool) -> tuple[Other, ...]:
    """Say that somebody has this open, and hear who else has."""
    stop_if(_not_ours(about))
    Presence.objects.update_or_create(
        officer=officer, about=about[:PAGE_LETTERS], defaults={"name": name, "writing": writing, "seen_at": now()}
    )
    return others(officer, about[:PAGE_LETTERS])


def clear_away() -> int:
    """Throw away drafts that nobody has touched for sixty days, and presences that are over. Returns how many went."""
    gone, _ = Draft.objects.filter(saved_at__lt=now() - DRAFTS_KEPT).delete()
    over, _ = Presence.objects.filter(seen_at__lt=now() - HERE_FOR).delete()
    return gone + over


def _not_a_form(page: str, form: str) -> Refusal | None:
    if not ours(page) or not form or max(len(page), len(form)) > PAGE_LETTERS:
        return Refusal("not-a-form", "That is not a form of one of these pages.")
    return None


def _too_long(fields: dict[str, list[str]]) -> Refusal | None:
    if len(json.dumps(fields)) > DRAFT_BYTES:
        return Refusal("draft-too-long", "This is too long to be kept as a draft (200,000 letters). Send it, or keep a copy of your own.")
    return None


def _not_ours(address: str) -> Refusal | None:
    if not ours(address) or len(address) > ADDRESS_LETTERS:
        return Refusal("not-a-page", "That is not the address of one of these pages.")
    return None


def _no_name(name: str) -> Refusal | None:
    if not 1 <= len(name.strip()) <= 60 or not name.isprintable():
        return Refusal("view-without-name", "Give the view a name of up to 60 letters.")
    return None


def _taken(view: SavedView, name: str) -> Refusal | None:
    if SavedView.objects.filter(officer=view.officer, page=view.page, name=name.strip()).exclude(pk=view.pk).exists():
        return Refusal("view-of-that-name", f"You have a view of this list called “{name.strip()}” already. Choose another name.")
    return None


def _too_many(officer: str, page: str, name: str) -> Refusal | None:
    if SavedView.objects.filter(officer=officer).exclude(page=page, name=name.strip()).count() >= VIEWS_MOST:
        return Refusal("too-many-views", "You have 30 views already. Forget one you no longer use.")
    return None
