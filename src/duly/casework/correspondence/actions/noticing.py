"""What is noticed in post after it came: flags the rules missed or saw wrongly, what is watched for, and the rules themselves."""

from datetime import date
from typing import Any

from duly.casework.correspondence import checks, queries
from duly.casework.correspondence.actions.registering import keep_marks
from duly.casework.correspondence.events import PostFlagged, PostUnflagged, RulesAdopted, WatchBegan, WatchEnded
from duly.casework.correspondence.models import Adopted, Item, Mark, Watched
from duly.casework.correspondence.queries import ItemSeen, WatchSeen
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, stop_if

RULES_REF = "triage"
"""The subject of the record's entries about triage rules."""


def flag(ref: str, *, rule: str, because: str, by: Actor) -> ItemSeen:
    """Flag an item by hand with something the rules missed. It is kept as a miss, with the number of the rules that missed it."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        known = {one.code: one for one in queries.rules_in_force(on=today()).rules}
        stop_if(checks.why_not_flag(queries.item(ref), rule, known=tuple(known), because=because, by=by))
        item.version += 1
        item.save(update_fields=["version"])
        event = record.write(
            PostFlagged(ref, item.version, rules=item.rules_number, by_rules="no", flags=(rule,), because=because.strip()), by=by
        )
        of = known[rule]
        Mark.objects.create(
            item=item,
            rule=rule,
            word=of.word,
            tone=of.tone,
            urgent=of.urgent,
            where="text",
            page=0,
            paragraph=0,
            start=0,
            end=0,
            by_person=True,
            rules_number=item.rules_number,
            made_by=event,
        )
    return queries.item(ref)


def flag_again(ref: str, *, by: Actor) -> ItemSeen:
    """Flag an item with what today's rules notice in it and those of its day did not."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        found = queries.would_be_marked(ref, on=today())
        rules = queries.rules_in_force(on=today())
        codes = tuple(dict.fromkeys(one.rule for one in found))
        nothing = Refusal("nothing-new", f"Today's rules notice nothing more in {ref}.")
        stop_if(checks.why_not_flag_again(by=by) or (None if found else nothing))
        item.version, item.rules_number, item.rules_sha256 = item.version + 1, rules.number, rules.sha256
        item.save(update_fields=["version", "rules_number", "rules_sha256"])
        event = record.write(
            PostFlagged(ref, item.version, rules=rules.number, by_rules="yes", flags=codes, because="Newer rules notice it."), by=by
        )
        keep_marks(item, found, number=rules.number, event=event)
    return queries.item(ref)


def unflag(ref: str, *, rule: str, because: str, by: Actor) -> ItemSeen:
    """Say that a flag is a false alarm. The marks stay on record, and are counted."""
    with unit_of_work() as record:
        item = Item.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_unflag(queries.item(ref), rule, because=because, by=by))
        item.version += 1
        item.save(update_fields=["version"])
        event = record.write(PostUnflagged(ref, item.version, rules=item.rules_number, flag=rule, because=because.strip()), by=by)
        Mark.objects.filter(item=item, rule=rule, superseded_by__isnull=True).update(superseded_by=event)
    return queries.item(ref)


def watch(what: str, *, because: str, by: Actor) -> WatchSeen:
    """Put a case's reference or a name on the watch list: post that has it in it is marked from now on."""
    with unit_of_work() as record:
        what = " ".join(what.split())
        stop_if(checks.why_not_watch(what, because=because, by=by))
        ref = f"W-{take_number('correspondence_watch_number'):04d}"
        event = record.write(WatchBegan(ref, 1, what=what, because=because.strip()), by=by)
        row = Watched.objects.create(ref=ref, what=what, because=because.strip(), starts=today(), made_by=event)
    return WatchSeen(row.ref, row.what, row.because, row.starts)


def end_watch(ref: str, *, because: str, by: Actor) -> None:
    """Take something off the watch list. What was marked stays marked."""
    with unit_of_work() as record:
        stop_if(checks.why_not_end_watch(ref, because=because, by=by))
        row = Watched.objects.select_for_update().get(ref=ref)
        row.superseded_by = record.write(WatchEnded(ref, next_version("post watch", ref), what=row.what, because=because.strip()), by=by)
        row.save(update_fields=["superseded_by"])


def adopt_rules(data: Any, *, starts: date, because: str, by: Actor) -> int:
    """Adopt a set of triage rules for post that comes from a day on, and return its number."""
    with unit_of_work() as record:
        stop_if(checks.why_not_adopt(data, starts=starts, because=because, by=by))
        version = next_version("triage rules", RULES_REF)
        digest = sha256_hex(canonical(data))
        event = record.write(
            RulesAdopted(RULES_REF, version, number=version + 1, starts=starts, sha256=digest, because=because.strip()), by=by
        )
        Adopted.objects.create(number=version + 1, starts=starts, content=data, sha256=digest, because=because.strip(), made_by=event)
    return version + 1
