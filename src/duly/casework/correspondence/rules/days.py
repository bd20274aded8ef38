"""Days as people write them in letters: "14 November", "14/11/2026", "Friday", "within 7 days"."""

import re
from datetime import date, timedelta

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    word: n
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1)
} | {
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "twenty-one": 21,
    "twenty-eight": 28,
    "thirty": 30,
}
LOOKS_BACK = timedelta(days=182)
"""A day without a year is in the past only when it is no further back than this; else it is of the next year."""

_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS) + r"|sept)\.?"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
NUMBER = "(?:[0-9]{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_NO_DAY = "floor|time|century|birthday|anniversary|letter|edition|paragraph|page|item|day|week|working|person|house|year|attempt|occasion|call|visit"
DAY = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:the\s+)?[0-9]{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+[0-9]{{4}})?"
    rf"|{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\s+[0-9]{{4}})?"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|(?:next\s+)?{_WEEKDAY}(?:\s+week(?![\w’'])|\s+fortnight)?"
    rf"|the\s+[0-9]{{1,2}}(?:st|nd|rd|th)(?!\s+(?:{_NO_DAY})\b)|tomorrow|tonight|today)"
)
"""A pattern of every way in which a day is read."""

_ANY_DAY = re.compile(rf"(?<![\w/.-]){DAY}(?![\w/])", re.IGNORECASE)
_LENGTH = re.compile(rf"\b({NUMBER})\s+(?:calendar\s+)?(day|week)s?\b", re.IGNORECASE)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{2,4})")


def day_in(words: str, *, received: date) -> date | None:
    """The first day said in these words, or the end of the first length of time counted from the day received. None where none can be read."""
    said = _ANY_DAY.search(words)
    if said and (day := _read(said.group().lower(), received)):
        return day
    length = _LENGTH.search(words)
    if not length:
        return None
    many = int(length[1]) if length[1].isdigit() else NUMBERS[length[1].lower()]
    return received + timedelta(days=many * (7 if length[2].lower() == "week" else 1))


def _read(words: str, received: date) -> date | None:
    if words in ("today", "tonight", "tomorrow"):
        return received + timedelta(days=words == "tomorrow")
    if match := _ISO.fullmatch(words):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(words):
        year = int(match[3])
        return _made(year + 2000 if year < 100 else year, int(match[2]), int(match[1]))
    month = next((n for n, name in enumerate(MONTHS, start=1) if re.search(rf"\b{name[:3]}", words)), 0)
    numbers = [int(one) for one in re.findall(r"[0-9]+", words)]
    if month and numbers:
        return _of_a_year(numbers, month, received)
    weekday = next((n for n, name in enumerate(WEEKDAYS) if name in words), None)
    if weekday is None:
        return _next_such(numbers[0], received) if numbers else None
    weeks = 1 if words.endswith("week") else 2 if words.endswith("fortnight") else 0  # "Friday week" is a week after Friday
    return received + timedelta(days=(weekday - received.weekday() - 1) % 7 + 1, weeks=weeks)


def _next_such(day: int, received: date) -> date | None:
    """The next day of that number: "the 30th" of this month, or of a month that has one."""
    months = ((received.year + (received.month + n - 1) // 12, (received.month + n - 1) % 12 + 1) for n in range(4))
    return next((made for year, month in months if (made := _made(year, month, day)) and made >= received), None)


def _of_a_year(numbers: list[int], month: int, received: date) -> date | None:
    day = next((n for n in numbers if n <= 31), 0)
    year = next((n for n in numbers if n > 31), 0)
    if year:
        return _made(year, month, day)
    made = _made(received.year, month, day)
    return _made(received.year + 1, month, day) if made and made < received - LOOKS_BACK else made


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
