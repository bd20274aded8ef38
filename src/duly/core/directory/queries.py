"""Who is in the directory, what is known of them on a day, and who is related to whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from duly.core.directory import rules
from duly.core.directory.models import Death, Detail, Entry, Marker, Role, Same, Words
from duly.core.directory.seen import DeathSeen as DeathSeen
from duly.core.directory.seen import DetailSeen as DetailSeen
from duly.core.directory.seen import EntryRow as EntryRow
from duly.core.directory.seen import EntrySeen as EntrySeen
from duly.core.directory.seen import MarkerSeen as MarkerSeen
from duly.core.directory.seen import Near as Near
from duly.core.directory.seen import RoleSeen as RoleSeen
from duly.core.record.clock import today
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refusal

ERASED = "[erased]"


def entry(ref: str) -> EntrySeen:
    """One entry. An unknown one is `Entry.DoesNotExist`."""
    asked = Entry.objects.get(ref=ref)
    family = family_of(ref)
    kept = Entry.objects.get(ref=family[0])
    details, (mine, others) = details_of(family), _roles_about(family)
    return EntrySeen(
        asked=asked.ref,
        ref=kept.ref,
        version=kept.version,
        kind=kept.kind,
        name=_name(details, kept.ref),
        entered_on=kept.entered_on,
        others=family[1:],
        details=details,
        roles=mine,
        roles_of_others=others,
        markers=markers(refs=family),
    )


def exists(ref: str) -> bool:
    """Whether there is such an entry."""
    return Entry.objects.filter(ref=ref).exists()


def family_of(ref: str) -> tuple[str, ...]:
    """Every reference of the same person or body, the kept one first."""
    up = Same.objects.filter(other__ref=ref, superseded_by__isnull=True).values_list("entry__ref", flat=True).first()
    kept = up or ref
    others = Same.objects.filter(entry__ref=kept, superseded_by__isnull=True).order_by("other__ref").values_list("other__ref", flat=True)
    return (kept, *others)


def names(refs: Collection[str]) -> dict[str, str]:
    """What these entries are called today; one with no name left is called by its reference."""
    held = Detail.objects.filter(entry__ref__in=refs, kind="name", superseded_by__isnull=True, during__contains=today())
    events = dict(held.values_list("made_by", "entry__ref"))
    called = {events[w.made_by]: w.text for w in Words.objects.filter(made_by__in=events, kind="name")}
    return {ref: called.get(ref, ref) for ref in refs}


def rows(*, limit: int = 10_000) -> tuple[EntryRow, ...]:
    """The directory as known today, newest first, each entry with what it is the same as."""
    entries = list(Entry.objects.order_by("-pk")[:limit])
    refs = [one.ref for one in entries]
    details, on = _details(Detail.objects.filter(superseded_by__isnull=True, during__contains=today())), today()
    by_ref: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in details:
        by_ref[one.ref][one.kind].append(one.text)
    held = Role.objects.filter(superseded_by__isnull=True, during__contains=on).order_by("pk").values_list("entry__ref", "role", "of")
    roles: dict[str, list[str]] = defaultdict(list)
    for ref, role, _ in held:
        roles[ref].append(role)
    marked: dict[str, list[str]] = defaultdict(list)
    for marker in markers(refs=refs, on=on):
        marked[marker.ref].append(marker.kind)
    same = dict(Same.objects.filter(superseded_by__isnull=True).values_list("other__ref", "entry__ref"))
    return tuple(_row(one, by_ref[one.ref], roles[one.ref], marked[one.ref], same.get(one.ref, "")) for one in entries)


def alike(told: Mapping[str, str]) -> tuple[rules.Alike, ...]:
    """Entries that what is told may already be about: by name, postcode, e-mail address and telephone number, as ever told."""
    wanted = Q(compared__in={rules.plain(kind, text) for kind, text in told.items() if text.strip()})
    for word in rules.to_look_for(told.get("name", "")):
        wanted |= Q(kind="name", compared__trigram_word_similar=word)
    for half in rules.to_look_within(told.get("name", "")):
        wanted |= Q(kind="name", compared__contains=half)
    refs = Words.objects.filter(wanted, kind__in=("name", *rules.REACHES)).values_list("about", flat=True)
    return rules.alike(told, Words.objects.filter(about__in=refs, kind__in=("name", *rules.REACHES)).values_list("about", "kind", "text"))


def alike_by(seen: EntrySeen, *, kind: str, text: str) -> tuple[rules.Alike, ...]:
    """Other entries that an entry is like by something that is to be told of it, and that it was not like by what is known already."""
    if kind not in ("name", *rules.REACHES):
        return ()
    known = {what: [one.text for one in seen.details if one.kind == what] for what in ("name", "post")}
    names, posts = known["name"] or [""], known["post"] or [""]
    before = {(one.ref, why) for name in names for post in posts for one in alike({"name": name, "post": post}) for why in one.because}
    tellings = [
        {kind: text} | ({"post": post} if kind == "name" else {"name": name} if kind == "post" else {})
        for name in names
        for post in (posts if kind == "name" else posts[:1])
    ]
    found: dict[str, list[str]] = {}
    for told in tellings[: 1 if kind in ("email", "phone") else None]:
        for one in alike(told):
            if one.ref not in (seen.ref, *seen.others):
                found.setdefault(one.ref, []).extend(why for why in one.because if (one.ref, why) not in before)
    return tuple(rules.Alike(ref, tuple(dict.fromkeys(why))) for ref, why in found.items() if why)


def may_mean(words: str, *, refs: Collection[str], names: Collection[str] = ()) -> bool:
    """Whether words may mean one of these entries, by its reference or any name ever told of it or of what was joined to it, or one of these names. A letter or a kind of
    body apart is another: people are barred by this, and are not asked."""
    family = {one for ref in refs for one in family_of(ref)}
    known = [(ref, "name", said) for ref, said in Words.objects.filter(about__in=family, kind="name").values_list("about", "text")]
    known += [(name, "name", name) for name in names]
    return words.strip().upper() in family or any(set(one.because) - set(rules.GUESSED) for one in rules.alike({"name": words}, known))


def named(words: str, *, limit: int) -> tuple[tuple[str, str, str], ...]:
    """(reference, name, kind) of entries whose name, address, e-mail address or telephone number has every one of these words in it."""
    found = Words.objects.filter(kind__in=("name", *rules.REACHES))
    refs: set[str] | None = None
    for word in rules.plain_name(words).split() or words.split():
        digits = rules.plain_phone(word)
        hit = (
            Q(compared__icontains=word)
            | Q(text__icontains=word)
            | (Q(kind="phone", compared__contains=digits) if len(digits) > 4 else Q(pk=None))
        )
        these = set(found.filter(hit).values_list("about", flat=True))
        refs = these if refs is None else refs & these
    kinds = dict(Entry.objects.filter(ref__in=refs or ()).order_by("-pk").values_list("ref", "kind")[:limit])
    called = names(list(kinds))
    return tuple((ref, called[ref], kind) for ref, kind in kinds.items())


def died(refs: Collection[str]) -> dict[str, DeathSeen]:
    """Who of these has died, by the reference that was asked for: what was told of one entry of a family is so of all."""
    family = {ref: family_of(ref) for ref in refs}
    every = {one for found in family.values() for one in found}
    held = {one.entry.ref: one for one in Death.objects.filter(entry__ref__in=every, superseded_by__isnull=True).select_related("entry")}
    told = {ref: next((held[one] for one in found if one in held), None) for ref, found in family.items()}
    words, called = _words([one.made_by for one in held.values()]), names(list(refs))
    return {
        ref: DeathSeen(one.entry.ref, called[ref], one.on, words.get((one.made_by, "source"), ERASED)) for ref, one in told.items() if one
    }


def known_by(ref: str, kind: str, text: str) -> bool:
    """Whether this name, e-mail address, number or postal address was ever told of an entry, however it is written."""
    told = {rules.plain(one.kind, one.text) for one in details_of(family_of(ref)) if one.kind == kind}
    return bool(text.strip()) and rules.plain(kind, text) in told


def details_of(refs: Collection[str]) -> tuple[DetailSeen, ...]:
    """Every detail of these entries as known now, those that hold or will last to the end."""
    return _details(Detail.objects.filter(entry__ref__in=refs, superseded_by__isnull=True))


def in_force(ref: str, kind: str, *, on: date) -> str:
    """The one detail of a kind that holds on a day: the format letters must have, the channel preferred. Nothing where there is none."""
    return next((one.text for one in details_of(family_of(ref)) if one.kind == kind and one.holds(on)), "")


def why_not_format(ref: str, offered: str) -> Refusal | None:
    """The refusal "wrong-format" of a letter to somebody in a format they cannot use today, or None. A standard letter is offered as ""."""
    needed = in_force(ref, "format", on=today()) if exists(ref) else ""
    if not rules.wrong_format(needed, offered):
        return None
    says = f"{names([ref])[ref]} needs letters in {needed}, and this is {offered or 'a standard letter'}: send it in {needed}."
    return Refusal("wrong-format", says)


def markers(*, refs: Collection[str] | None = None, on: date | None = None, due_by: date | None = None) -> tuple[MarkerSeen, ...]:
    """Markers of these entries (of all where none are named): those that stand on a day, or that are due for review by a day."""
    found = Marker.objects.filter(superseded_by__isnull=True).select_related("entry").order_by("review_on", "pk")
    if refs is not None:
        found = found.filter(entry__ref__in=refs)
    if on is not None:
        found = found.filter(during__contains=on)
    if due_by is not None:
        found = found.filter(review_on__lte=due_by)
    held = list(found)
    words = _words([one.made_by for one in held])
    return tuple(
        MarkerSeen(
            one.entry.ref,
            one.number,
            words.get((one.made_by, "marker"), ERASED),
            words.get((one.made_by, "because"), ERASED),
            one.owner,
            one.during.lower,
            one.review_on,
            one.during.upper,
        )
        for one in held
    )


def next_marker(ref: str) -> int:
    """The number of the next marker of an entry."""
    return (Marker.objects.filter(entry__ref=ref).aggregate(last=Max("number"))["last"] or 0) + 1


def roles(*, role: str = "", entries: Collection[str] = (), of: Iterable[str] = (), on: date | None = None) -> tuple[RoleSeen, ...]:
    """Roles of one name, that these entries have, or of these entries or places, that hold on a day (ever, where none is given)."""
    found = Role.objects.filter(superseded_by__isnull=True)
    if role:
        found = found.filter(role=role)
    if entries:
        found = found.filter(entry__ref__in=entries)
    if of:
        found = found.filter(of__in=list(of))
    return _roles(found.filter(during__contains=on) if on else found)


def kind_of(ref: str) -> str:
    """What an entry is: "person", "body" or "committee"; "" where there is no such entry."""
    return Entry.objects.filter(ref=ref).values_list("kind", flat=True).first() or ""


def members(words: str = "", *, on: date | None = None) -> tuple[RoleSeen, ...]:
    """Members of Parliament whose constituency or name has every one of these words in it, by constituency: those who sat on a day, or ever."""
    asked = rules.plain_name(words).split()
    found = [
        one for one in roles(role="member of parliament", on=on) if all(word in rules.plain_name(f"{one.of} {one.name}") for word in asked)
    ]
    return tuple(sorted(found, key=lambda one: (one.of.casefold(), -one.starts.toordinal())))


def _roles_about(family: Collection[str]) -> tuple[tuple[RoleSeen, ...], tuple[RoleSeen, ...]]:
    found = _roles(Role.objects.filter(Q(entry__ref__in=family) | Q(of__in=family), superseded_by__isnull=True))
    return tuple(one for one in found if one.ref in family), tuple(one for one in found if one.ref not in family)


def _roles(found) -> tuple[RoleSeen, ...]:
    held = list(found.select_related("entry").order_by("-during", "pk"))
    called = names({one.entry.ref for one in held} | {one.of for one in held if one.role in rules.OF_ANOTHER})
    words = _words([one.made_by for one in held])
    return tuple(
        RoleSeen(
            one.pk,
            one.entry.ref,
            called[one.entry.ref],
            one.role,
            one.of,
            called.get(one.of, one.of),
            one.scope,
            words.get((one.made_by, "note"), ""),
            one.during.lower,
            one.during.upper or FOREVER,
        )
        for one in held
    )


def _details(found) -> tuple[DetailSeen, ...]:
    held = list(found.select_related("entry").order_by("pk"))
    words = _words([one.made_by for one in held])
    seen = [
        DetailSeen(
            one.pk, one.entry.ref, one.kind, words.get((one.made_by, one.kind), ERASED), one.during.lower, one.during.upper or FOREVER
        )
        for one in held
    ]
    return tuple(sorted(seen, key=lambda one: (list(rules.DETAILS).index(one.kind), -one.ends.toordinal(), one.id)))


def _words(events: Collection[UUID]) -> dict[tuple[UUID, str], str]:
    return {
        (made_by, kind): text for made_by, kind, text in Words.objects.filter(made_by__in=events).values_list("made_by", "kind", "text")
    }


def _name(details: Iterable[DetailSeen], ref: str) -> str:
    held = [one for one in details if one.kind == "name"]
    best = sorted(held, key=lambda one: (one.ref == ref, one.holds(today()), one.ends), reverse=True)
    return best[0].text if best else ref


def _row(one: Entry, has: Mapping[str, list[str]], held: list[str], marked: list[str], same_as: str) -> EntryRow:
    needs = [f"{rules.NEEDS[kind].lower()}: {text}" for kind in rules.NEEDS for text in has.get(kind, ())]

    def said(kind: str) -> str:
        return "; ".join(has.get(kind, ()))

    roles_said = ", ".join(dict.fromkeys(held))
    return EntryRow(
        one.ref, one.kind, said("name") or one.ref, said("email"), said("phone"), said("post"), roles_said, "; ".join(needs),
        ", ".join(marked), same_as, one.entered_on,
    )  # fmt: skip


def near(seen: EntrySeen, *, on: date) -> tuple[Near, ...]:
    """Everybody within two steps of an entry on a day, by roles, and whoever shares a telephone number, address or e-mail address with it."""
    found: dict[str, Near] = {}
    steps = [(ref, name, f"{seen.name} {said}") for ref, name, said in _steps(seen, on)]
    for ref, name, path in steps:
        found.setdefault(ref, Near(ref, name, f"{path} {name}"))
    for ref, name, path in steps:
        for further, called, said in _steps(entry(ref), on):
            if further != seen.ref and further not in seen.others:
                found.setdefault(further, Near(further, called, f"{path} {name}, who {said} {called}"))
    told = {one.kind: one.text for one in seen.details if one.kind in rules.REACHES and one.holds(on)}
    for one in alike(told):
        if one.ref not in (seen.ref, *seen.others):
            name = names([one.ref])[one.ref]
            found.setdefault(one.ref, Near(one.ref, name, f"{name} has the {' and '.join(one.because)}"))
    return tuple(found.values())


def _steps(seen: EntrySeen, on: date) -> list[tuple[str, str, str]]:
    mine = [
        (one.of, one.other, f"is {one.role}" if one.role != "link officer" else "is link officer of")
        for one in seen.roles
        if one.role in rules.OF_ANOTHER and one.holds(on)
    ]
    theirs = [(one.ref, one.name, rules.ROLES[one.role]) for one in seen.roles_of_others if one.holds(on)]
    return mine + theirs
