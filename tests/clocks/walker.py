"""A day walker: reckons a deadline by taking one day after another, as docs/specification/deadlines.md says it, and knows nothing of the engine.

Rules and histories come as plain dictionaries, so that not even the engine's values are shared.
"""

from datetime import date, timedelta

ONE = timedelta(days=1)


def works(day, off):
    """1: Monday to Friday, and a bank holiday in none of the parts of the country."""
    return day.strftime("%a") not in ("Sat", "Sun") and not any(day in part for part in off)


def first_working(day, off):
    while not works(day, off):
        day += ONE
    return day


def walked(rule, began, stops, extensions, off):
    """The date, or None while the clock stands still. `off` holds the bank holidays of each part; a stop is (first day, day it went on or None)."""
    one = _day_one(rule["day one"], began, off)
    length = rule["length"] + sum(extensions)
    held = set()
    date_now = _date(rule, one, length, held, off)
    for first, went_on in stops:
        if first > date_now:
            continue
        if went_on is None:
            return None
        day = first
        while day < went_on:
            if day >= one:
                held.add(day)
            day += ONE
        date_now = _date(rule, one, length, held, off)
    return date_now


def lived(rule, noted, off):
    """How a clock stands and its date, from everything that was noted of it: (what, day, how much more, until what day it stood: "" for good, a day for one
    that was of that day really, or "never"). What was done while it stood still is held to the date it would have if it went on on that day."""
    said = []
    for what, day, more, right in noted:
        if right != "never":
            said.append((right or day, what, more))
    if not said:
        return "taken back", None
    said.sort(key=lambda each: each[0])  # on one day, in the order they were noted
    began, stops, more, over = None, [], [], None
    for day, what, much in said:
        if what == "started":
            began = day
        elif what == "stopped":
            stops.append([day, None])
        elif what == "restarted":
            stops[-1][1] = day
        elif what == "extended":
            more.append(much)
        else:
            over = what, day
    still = bool(stops) and stops[-1][1] is None
    if over and over[0] == "met":
        if still:
            stops[-1][1] = over[1]
        date_now = walked(rule, began, stops, more, off)
        return ("met" if over[1] <= date_now else "missed"), date_now
    return ("ended" if over else "stopped" if still else "running"), walked(rule, began, stops, more, off)


def _day_one(which, began, off):
    if which == "the day itself":
        return began
    if which == "the next day":
        return began + ONE
    if which == "the next working day":
        return first_working(began + ONE, off)
    return first_working(first_working(began, off) + ONE, off)


def _date(rule, one, length, held, off):
    unit = rule["unit"]
    if unit == "working days":
        day, count = one - ONE, 0
        while count < length:
            day += ONE
            count += works(day, off) and day not in held
    elif unit == "days":
        day, count = one, 1
        while count < length:
            day, count = day + ONE, count + 1
    elif unit == "weeks":
        day = one
        for _ in range(length * 7):
            day += ONE
    else:
        day = _months_on(one, length)
    if unit != "working days":
        still = [each for each in held if rule["stop adds"] == "days" or works(each, off)]
        for _ in still:
            day += ONE
            while rule["stop adds"] == "working days" and not works(day, off):
                day += ONE
    for _ in range(rule["days off the end"]):
        day -= ONE
    step = {"as it falls": None, "the next working day": ONE, "the working day before": -ONE}[rule["not a working day"]]
    while step and not works(day, off):
        day += step
    return day


def _months_on(day, months):
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:  # that month has no such day
            number -= 1
