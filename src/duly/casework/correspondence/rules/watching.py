"""What is worth noticing in a letter: dated rules, as data, that mark the words they fired on.

A rule's phrases are written as an office writes them. In a phrase `suicid*` is any word that begins so, `mum|dad|nan` any of these words, `~` is up to
three words of any kind (`~ ~` up to six) that stand in the same sentence, `#` a number, and `<day>` a day as people write it; letters of either case are the
same, except in `exact`. Words are matched whole, over line ends.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from duly.casework.correspondence.rules.arrival import Place, places
from duly.casework.correspondence.rules.days import DAY, NUMBER, day_in

TONES = ("red", "amber", "violet", "blue", "green", "")
MOST_MARKS = 60
"""Marks kept of one letter, beside the first of each rule: more says no more."""
WORDS_IN_A_GAP = 3
WATCHED = "watched"
"""The code of marks made by the watch list."""


@dataclass(frozen=True)
class Rule:
    """One thing to notice. `urgent` puts it before the rest; `reads_day` reads a day beside it; `only_ahead` leaves out a day that has gone by.

    `senders` are endings of addresses it comes from; `unless` are phrases that excuse words within them.
    """

    code: str
    word: str
    tone: str
    phrases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    urgent: bool = False
    reads_day: bool = False
    only_ahead: bool = False


@dataclass(frozen=True)
class Marked:
    """Words that a rule fired on: where they stand, from which letter of the place to which, and the day read beside them."""

    rule: str
    word: str
    tone: str
    urgent: bool
    where: str
    page: int
    paragraph: int
    start: int
    end: int
    day: date | None = None
    part: int = 0


@dataclass(frozen=True)
class Arrived:
    """A letter as rules look at it. `received` is the day it came, from which lengths of time count; `enclosed` what came with it, its name and words."""

    sender: str
    subject: str
    text: str
    received: date
    enclosed: tuple[tuple[str, str], ...] = ()


def marks(rules: tuple[Rule, ...], letter: Arrived, *, watched: tuple[str, ...] = ()) -> tuple[Marked, ...]:
    """Everything the rules notice in a letter, in reading order, and each thing that is being watched."""
    everywhere = places(letter.sender, letter.subject, letter.text, letter.enclosed)
    rules = (*rules, *((Rule(WATCHED, "Watched", "red", phrases=watched, urgent=True),) if watched else ()))
    found = [mark for place in everywhere for rule in rules for mark in _in_place(rule, place, letter.received)]
    kept, rules_said = found[:MOST_MARKS], {mark.rule for mark in found[:MOST_MARKS]}
    for mark in found[MOST_MARKS:]:  # what a long letter says often must not hide what is said once, in what came with it
        if mark.rule not in rules_said:
            kept.append(mark)
            rules_said.add(mark.rule)
    return tuple(kept)


def _in_place(rule: Rule, place: Place, received: date) -> list[Marked]:
    if place.where == "sender":
        spans = _of_sender(rule, place.words) if rule.code != WATCHED else _spans(rule, place.words)
    else:
        spans = _spans(rule, place.words)
    made = []
    for start, end in spans:
        day = day_in(place.words[start:], received=received) or day_in(place.words[:start], received=received) if rule.reads_day else None
        if rule.only_ahead and day is not None and day < received:
            continue
        at = (place.where, place.page, place.paragraph, start, end)
        made.append(Marked(rule.code, rule.word, rule.tone, rule.urgent, *at, day, place.part))
    return made


def _of_sender(rule: Rule, sender: str) -> list[tuple[int, int]]:
    address = sender.lower().rstrip("> ")
    return [(0, len(sender))] if sender and any(address.endswith(ending.lower()) for ending in rule.senders) else []


def _spans(rule: Rule, words: str) -> list[tuple[int, int]]:
    """Where a rule's phrases stand, the longest of those that overlap, without those that stand within an excuse."""
    excused = _where(rule.unless, words, exact=False)
    found = sorted({*_where(rule.phrases, words, exact=False), *_where(rule.exact, words, exact=True)}, key=lambda s: (s[0], -s[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if any(a <= start and end <= b for a, b in excused) or (kept and start < kept[-1][1]):
            continue
        kept.append((start, end))
    return kept


def _where(phrases: tuple[str, ...], words: str, *, exact: bool) -> list[tuple[int, int]]:
    return [match.span() for match in _pattern(phrases, exact).finditer(words)] if phrases else []


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(_one(phrase) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?=\S)(?:{words})(?!\w)", 0 if exact else re.IGNORECASE)  # tried where a word begins, and nowhere else


def _one(phrase: str) -> str:
    parts: list[str] = []
    gap = 0
    for token in phrase.split():
        if token == "~":
            gap += WORDS_IN_A_GAP
            continue
        if parts:
            parts.append(rf"(?:[^\w.!?]{{1,4}}[\w'’-]+){{0,{gap}}}?[^\w.!?]{{1,4}}" if gap else r"[\s,]{1,6}")
        parts.append(_token(token))
        gap = 0
    return "".join(parts)


def _token(token: str) -> str:
    if "|" in token:
        return f"(?:{'|'.join(_token(one) for one in sorted(filter(None, token.split('|')), key=len, reverse=True))})"
    if token == "<day>":
        return rf"{DAY}(?!['’]s\b)"
    if token == "#":
        return NUMBER
    stem = re.escape(token.removesuffix("*")).replace("'", "['’]?").replace("’", "['’]?")
    return stem + (r"[\w'’]{0,20}" if token.endswith("*") else "")
