"""A letter beside everything said before: who wrote it, which instructions there are of them, what in it is new, and where the rest was answered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen, Letter
from duly.casework.correspondence.rules.arrival import paragraphs, places
from duly.casework.dispatch import queries as letters
from duly.casework.instructions import actions, checks
from duly.casework.instructions import queries as instructions
from duly.casework.instructions.queries import InstructionSeen, ReadingSeen
from duly.casework.instructions.rules.reading import PointSaid
from duly.casework.instructions.rules.repeats import Before, Block, Said, Sentence, blocks, compare, sentences
from duly.casework.instructions.rules.scope import Came, Verdict, judge
from duly.core.directory import queries as directory
from duly.core.directory.rules import plain
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refusal, stop_if

MOST_LETTERS = 60
"""Earlier letters of somebody that a letter is compared with, the newest; the page says when there were more."""


@dataclass(frozen=True)
class Standing:
    """What standing instructions say of one letter. `sure` are entries it is surely from, `likely` those that only share its name."""

    item: ItemSeen
    sure: tuple[str, ...]
    likely: tuple[str, ...]
    cases: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]
    all: tuple[InstructionSeen, ...]
    verdicts: tuple[Verdict, ...]
    reading: ReadingSeen | None

    @property
    def holding(self) -> Verdict | None:
        """The verdict of an instruction that holds for it, if any does."""
        return next((one for one in self.verdicts if one.holds), None)

    @property
    def first(self) -> Verdict | None:
        """The verdict to be shown: one that holds, else the first."""
        return self.holding or next(iter(self.verdicts), None)


@dataclass(frozen=True)
class Compared:
    """A letter sentence by sentence beside everything before. `papers` are what it was compared with, each with its words by the paragraph."""

    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    papers: dict[str, tuple[str, ...]]
    ours: tuple[str, ...]
    more: bool


def standing_on(item: ItemSeen, words: Letter | None = None, *, said_of: str = "") -> Standing:
    """What standing instructions say of a letter today. `said_of` is an entry of the directory that somebody says it is from."""
    reading = instructions.reading(item.ref)
    sure, likely = writers(item, said_of or (reading.about if reading else ""))
    related = tuple(dict.fromkeys((*sure, *likely)))
    every = tuple(one for one in instructions.instructions(about=related, live=True) if one.starts) if related else ()
    if not every:
        return Standing(item, sure, likely, (), (), (), (), reading)
    cases, breaks = cases_of(item), post_queries.breaks_through(item)
    came = Came(
        item.channel,
        item.received_on,
        sure,
        cases,
        tuple(f"{what} ({where})" for what, where in breaks),
        bool((words or post_queries.letter(item.ref)).text.strip()),
        reading.outcome if reading else "",
    )
    return Standing(item, sure, likely, cases, breaks, every, tuple(judge(one.terms, came, on=today()) for one in every), reading)


def writers(item: ItemSeen, said_of: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Entries a letter is surely from (its address is theirs, or who read it says so), and those that only share its writer's name."""
    told = {"email": item.sender_address, "name": item.sender_name}
    found = directory.alike({key: said for key, said in told.items() if said.strip()}) if any(told.values()) else ()
    sure = [one.ref for one in found if item.sender_address and "e-mail" in " ".join(one.because).lower()]
    if said_of and directory.exists(said_of):
        sure.append(said_of)
    families = {ref: directory.family_of(ref) for ref in {*sure, *(one.ref for one in found)}}
    surely = tuple(dict.fromkeys(known for ref in sure for known in families[ref]))
    return surely, tuple(dict.fromkeys(known for one in found for known in families[one.ref] if known not in surely))


def cases_of(item: ItemSeen) -> tuple[str, ...]:
    """Every case a letter is with, names, or answers a letter of."""
    linked = [case.ref for case in case_queries.of_item(item.ref)]
    named = [ref for ref in item.case_refs if case_queries.exists(ref)]
    answered = post_queries.thread_of(item.ref, post_queries.answered_by(item.ref))
    return tuple(dict.fromkeys([*linked, *named, *case_queries.of_items(answered).values()]))


def compared(standing: Standing, words: Letter | None = None) -> Compared:
    """A letter compared with everything of its writer and its cases that came before it, and all that we sent about them."""
    item = standing.item
    words = words or post_queries.letter(item.ref)
    cases = tuple(dict.fromkeys((*(standing.cases or cases_of(item)), *(ref for one in standing.all for ref in one.case_refs))))
    known = case_queries.some(cases)
    earlier = [ref for case in known.values() for ref in case.items] + list(post_queries.from_the_same(item))
    refs = sorted({ref for ref in earlier if ref != item.ref and ref < item.ref}, reverse=True)
    ours = [one for ref in cases for one in letters.letters(case_ref=ref, states=("sent",), limit=MOST_LETTERS)]
    papers = {ref: paragraphs(post_queries.letter(ref).text) for ref in refs[:MOST_LETTERS]}
    sent = {one.ref: paragraphs(one.text) for one in ours}
    said = [Said(ref, n, ref in sent, one) for ref, parts in {**papers, **sent}.items() for n, one in enumerate(parts, start=1)]
    mine = [(one.page, one.paragraph, one.words) for one in places("", item.subject, words.text) if one.where == "text"]
    found = _as_answered_before(compare(mine, Before(said)), papers)
    return Compared(found, blocks(found), papers | sent, tuple(sent), len(refs) > MOST_LETTERS)


def read_letter(
    ref: str, points: list[PointSaid], *, within: bool, about: str = "", attachments_opened: bool = False, because: str = "", by: Actor
) -> ReadingSeen:
    """Keep the reading of a letter, judged by the instructions as they are now that somebody has said whose it is and what it is of."""
    item, words = post_queries.item(ref), post_queries.letter(ref)
    standing = standing_on(item, words, said_of=about)
    beside, under = compared(standing, words), standing.first
    return actions.keep_reading(
        ref,
        instruction_ref=under.instruction if under else "",
        about=about,
        verdict=under.code if under else "",
        within=within,
        points=points,
        sentences=len(beside.sentences),
        known=beside.ours,
        compared_with=len(beside.papers),
        attachments=len(words.attachments),
        attachments_opened=attachments_opened,
        because=because,
        by=by,
    )


def under_instructions(items: Iterable[ItemSeen]) -> dict[str, InstructionSeen]:
    """Of these letters, those of somebody under an instruction in force, by their address or their name, with the first such instruction."""
    every = instructions.in_force()
    if not every:
        return {}
    of = {ref: one for one in reversed(every) for ref in one.family}
    known = {
        (d.kind, plain(d.kind, d.text)): of[d.ref] for d in directory.details_of(list(of)) if d.kind in ("email", "name") and d.ref in of
    }
    found = {}
    for item in items:
        keys = [("email", item.sender_address), ("name", item.sender_name)]
        one = next((known[kind, plain(kind, said)] for kind, said in keys if said.strip() and (kind, plain(kind, said)) in known), None)
        if one is not None:
            found[item.ref] = one
    return found


def why_not_silent(ref: str) -> Refusal | None:
    """Why a letter may not be left without a reply, as far as standing instructions go, or None."""
    standing = standing_on(post_queries.item(ref))
    return checks.why_not_silent(standing.verdicts, read=standing.reading is not None)


def lapse_instructions() -> tuple[str, ...]:
    """Write down which instructions ran out, or were not reviewed in time. They hold for nothing since, whether or not this was run."""
    done = []
    for ref, _, _ in instructions.to_lapse():
        actions.lapse(ref, by=SYSTEM)
        done.append(ref)
    return tuple(done)


def stop_if_owed_a_reply(ref: str) -> None:
    """Refuse to leave a letter of somebody under an instruction without a reply, unless it was read and an instruction holds for it."""
    stop_if(why_not_silent(ref))


def _as_answered_before(found: tuple[Sentence, ...], papers: dict[str, tuple[str, ...]]) -> tuple[Sentence, ...]:
    """Where a reader of an earlier letter said that a sentence was answered, that goes before what is only likely."""
    kept = instructions.answered_before(list(papers))
    if not kept:
        return found
    at = {ref: _numbered(parts) for ref, parts in papers.items()}
    made = []
    for one in found:
        numbers = at.get(one.earlier, {}).get(one.earlier_paragraph, ()) if not one.is_new else ()
        where = next((kept[one.earlier, n] for n in numbers if (one.earlier, n) in kept), None)
        made.append(replace(one, answered=where[0], answered_paragraph=where[1]) if where else one)
    return tuple(made)


def _numbered(parts: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
    made, n = {}, 0
    for paragraph, words in enumerate(parts, start=1):
        many = len(sentences(words))
        made[paragraph] = tuple(range(n + 1, n + many + 1))
        n += many
    return made
