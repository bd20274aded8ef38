"""The working of a date: each step as values, and each value as a sentence. Pure."""

from datetime import date, timedelta

from duly.core.calendar.rules.days import SATURDAY, Days
from duly.core.calendar.rules.deadlines import Course, History, Line, Rule, corresponding, course, settled
from duly.core.calendar.rules.working import DIVISIONS
from duly.primitives.period import say_day


def working(rule: Rule, history: History, days: Days) -> tuple[Line, ...]:
    """Every step from the day it began on to the date it comes to, in the order a person would take them."""
    found = course(rule, history, days)
    lines = [Line("began", history.began), Line("day one", found.one, names=(rule.day_one,))]
    lines += [Line("extended", one.on, until=one.noted, number=one.amount, unit=rule.unit) for one in history.extensions]
    lines.append(Line("period", found.one, number=found.amount, unit=rule.unit))
    if rule.unit in ("months", "weeks"):
        lines += _corresponding(rule, found)
    lines += _stops(rule, history, found)
    if found.due is None:
        return (*lines, Line("stands still", history.stops[-1].starts))
    if rule.unit == "working days":
        lines += _left_out(found.one, found.end, days)
    if rule.unit != "working days" and any(found.counted):
        lines.append(Line("moved on", found.end, number=sum(filter(None, found.counted)), unit=rule.stops))
    if rule.less:
        lines.append(Line("less", found.end - timedelta(days=rule.less), until=found.end, number=rule.less))
    fell = found.end - timedelta(days=rule.less)
    if settled(rule, found.end, days) != fell:
        lines.append(Line("rolled", fell, until=found.due, names=(why_off(fell, days),)))
    return (*lines, Line("due", found.due, unit=rule.code, number=rule.number))


def say(line: Line) -> str:
    """One step as a sentence."""
    day, until, count = said(line.day), said(line.until) if line.until else "", _of(line.number, line.unit)
    return {
        "began": f"It began on {day}.",
        "day one": f"Day one is {day}: {line.names[0] if line.names else ''}.",
        "extended": f"{count} more were agreed on {day}, noted on {until}." if until else f"{count} more were given on {day}.",
        "period": f"It runs for {count}.",
        "weekends left out": f"{_of(line.number, 'Saturdays and Sundays')} from {day} are not counted.",
        "holiday left out": f"{day} is not counted: {', '.join(line.names)}.",
        "corresponding": f"{count} on, the corresponding day is {day}.",
        "no such day": f"That month has no day {line.number}, so it is the last: {day}.",
        "suspended": f"It stood still from {day} until it went on on {until}: {count}.",
        "stopped too late": f"The stop on {day} came after it had run out, and moves nothing.",
        "moved on": f"Moved on by {count}, it comes to {day}.",
        "less": f"{_of(line.number, 'days')} before {until} is {day}.",
        "rolled": f"{day} is {', '.join(line.names)}, so it is {until}.",
        "stands still": f"It has stood still since {day}, and has no date until it goes on.",
        "due": f"It is due on {day}.",
    }[line.kind]


def said(day: date) -> str:
    """A day with its weekday, as people check it: "Monday 9 March 2026"."""
    return f"{day:%A} {say_day(day)}"


def why_off(day: date, days: Days) -> str:
    """Why a day is no working day."""
    return days.holidays.get(day) or f"a {day:%A}"


def in_short(rule: Rule) -> str:
    """A rule in a line: "20 working days; day one is the next working day"."""
    parts = [_of(rule.amount, rule.unit), f"day one is {rule.day_one}"]
    if rule.less:
        parts.append(f"less {_of(rule.less, 'days')}")
    if rule.roll != "as it falls":
        parts.append(f"off a day that is no working day to {rule.roll}")
    parts.append(f"may be stopped, and moves on by the {rule.stops} it stood still" if rule.stops else "never stops")
    if rule.extension:
        parts.append(f"may be extended by {_of(rule.extension, rule.unit)} in all")
    return "; ".join(parts)


def regions_said(regions: tuple[str, ...]) -> str:
    """Whose bank holidays are left out: "England and Wales, Scotland and Northern Ireland" in full."""
    if set(regions) == set(DIVISIONS):
        return "any part of the United Kingdom"
    return " or ".join(DIVISIONS[one] for one in regions)


def _corresponding(rule: Rule, found: Course) -> list[Line]:
    if rule.unit == "weeks":
        return [Line("corresponding", found.one + timedelta(weeks=found.amount), number=found.amount, unit="weeks")]
    end = corresponding(found.one, found.amount)
    if end.day != found.one.day:
        return [Line("no such day", end, number=found.one.day)]
    return [Line("corresponding", end, number=found.amount, unit="months")]


def _stops(rule: Rule, history: History, found: Course) -> list[Line]:
    lines = []
    for stop, counted in zip(history.stops, found.counted, strict=False):  # the last has none while it lasts
        if counted is None:
            lines.append(Line("stopped too late", stop.starts))
        else:
            lines.append(Line("suspended", stop.starts, until=stop.ends, number=counted, unit=rule.stops or "working days"))
    return lines


def _left_out(one: date, end: date, days: Days) -> list[Line]:
    span = [one + timedelta(days=n) for n in range((end - one).days)]
    weekend = sum(day.weekday() >= SATURDAY for day in span)
    off = [Line("holiday left out", day, names=(days.holidays[day],)) for day in span if day in days.holidays and day.weekday() < SATURDAY]
    return [Line("weekends left out", one, number=weekend)] * bool(weekend) + off


def _of(number: int, unit: str) -> str:
    if number == 1 and unit.endswith("s"):
        return f"1 {unit.removesuffix('s')}"
    return f"{number} {unit}"
