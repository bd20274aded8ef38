"""The second chapter of a line in the making: what was planned in its week, and what was made of it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from duly.office.practice.invented.ground import PatternCall, calls_from, days_of
from duly.office.practice.invented.standing import Standing
from duly.payments.validation.facts import FOREVER, Call, Outcome, Visit

MORNING, APART = 540, 480


@dataclass
class Doings(Standing):
    """A line, and the calls and visits of one week."""

    patterns: list[PatternCall] = field(default_factory=list)
    extra: list[Visit] = field(default_factory=list)
    at: Call = field(init=False)

    def weekly(self, *calls: tuple[int, int, int, int]) -> Self:
        """Calls (weekday, start, minutes, carers), every one made for its whole length within four minutes of its start."""
        if not self.spans:
            self.in_force((-140, None))
        began = self.day(-140)
        self.patterns = [PatternCall(self.line.line_ref, d, s, m, c, began, FOREVER) for d, s, m, c in calls]
        self.calls = calls_from(self.patterns, self.spans, days_of(self.week))
        for call in self.calls:
            starts = call.starts_minute + self.rng.randrange(-4, 5)
            self.made[call.call_ref] = [self._visit(call.on, starts, call.minutes) for _ in range(call.carers)]
        return self.pick() if self.calls else self

    def twice(self, minutes: int = 0, *, carers: int = 1, days: range = range(7)) -> Self:
        """The usual pattern: a morning and an evening call eight hours apart, of 30, 45 or 60 minutes. One of them is picked."""
        length, morning = minutes or self.rng.choice((30, 45, 60)), MORNING + 15 * self.rng.randrange(7)
        return self.weekly(*((d, at, length, carers) for d in days for at in (morning, morning + APART)))

    def daily(self, *calls: tuple[int, int]) -> Self:
        """Calls every day at these starts, of these minutes, for one carer."""
        return self.weekly(*((d, at, minutes, 1) for d in range(7) for at, minutes in calls))

    def pick(self, starts: int | None = None, *, weekday: int | None = None, days: range = range(7)) -> Self:
        """The call that the next steps are about: any other of the week's, or one that starts then, or is on that day."""
        left = [c for c in self.calls if starts in (None, c.starts_minute) and weekday in (None, c.on.weekday())]
        before = getattr(self, "at", None) if starts is None and weekday is None else None
        left = [c for c in left if c.on.weekday() in days and c is not before]
        self.at = self.rng.choice(left)
        return self

    def same_day(self, starts: int) -> Self:
        """Another call of the same day."""
        self.at = next(c for c in self.calls if c.on == self.at.on and c.starts_minute == starts)
        return self

    def moved(self, by: int, place: int = 1) -> Self:
        """The visit to the picked call starts so many minutes from the planned start."""
        return self._remake(place, starts_minute=self.at.starts_minute + by)

    def lasting(self, minutes: int, place: int = 1) -> Self:
        """The visit to the picked call lasts so long."""
        return self._remake(place, minutes=minutes)

    def longer(self, by: int) -> Self:
        """The visit to the picked call lasts so much longer than planned; below nought, shorter."""
        return self.lasting(self.at.minutes + by)

    def all_longer(self, by: int) -> Self:
        """Every visit lasts so much longer."""
        self.made = {ref: [replace(v, minutes=v.minutes + by) for v in visits] for ref, visits in self.made.items()}
        return self

    def after_midnight(self) -> Self:
        """The picked call is visited five minutes into the next day."""
        return self._remake(1, on=self.at.on + timedelta(days=1), starts_minute=5)

    def missed(self, place: int = 1) -> Self:
        """Nobody comes to a place of the picked call."""
        self.lost += self.made[self.at.call_ref].pop(place - 1).minutes
        return self

    def nobody(self) -> Self:
        """Nobody comes at all."""
        self.made = {}
        return self

    def never_second(self) -> Self:
        """No second carer ever comes."""
        self.made = {ref: visits[:1] for ref, visits in self.made.items()}
        return self

    def also(self, by: int, minutes: int | None = None) -> Self:
        """Another carer visits the picked call too, so many minutes from its start, for as long as planned unless said."""
        self.extra.append(self._visit(self.at.on, self.at.starts_minute + by, self.at.minutes if minutes is None else minutes))
        return self

    def also_after(self, by: int, minutes: int) -> Self:
        """Another carer visits so many minutes after the picked call should have ended."""
        return self.also(self.at.minutes + by, minutes)

    def became(self, outcome: Outcome, place: int = 1, *, notice: int = -1, reason: str = "") -> Self:
        """The visit to the picked call was cancelled, found nobody in, or was missed, and the provider says so."""
        return self._remake(place, outcome=outcome, minutes=0, notice_minutes=notice, reason=reason)

    def mistimed(self, times: str) -> Self:
        """The visit to the picked call has no check-out, or ends before it starts."""
        return self._remake(1, times=times, minutes=0)

    def by_hand(self, visits: int) -> Self:
        """So many of the week's visits are logged by hand."""
        for call in self.calls[:visits]:
            self.made[call.call_ref] = [replace(visit, source="manual") for visit in self.made[call.call_ref]]
        return self

    def unknown(self) -> Self:
        """The person is nobody the council knows; so there is no line either."""
        self.line = replace(self.line, person_ref=f"{self.line.person_ref}-X")
        return self.without_line()

    def outside(self, weekday: int, minutes: int, *, at: int = 600) -> Self:
        """A visit at ten, or another time, on a day of the week that asks for none then."""
        self.extra.append(self._visit(self.day(weekday), at, minutes))
        return self

    def also_became(self, outcome: Outcome, by: int = 0, *, notice: int = -1, reason: str = "") -> Self:
        """Another visit, so many minutes from the start of the picked call, was cancelled, or was missed, and the provider says so."""
        told = self._visit(self.at.on, self.at.starts_minute + by, 0)
        self.extra.append(replace(told, outcome=outcome, notice_minutes=notice, reason=reason))
        return self

    def punctual(self) -> Self:
        """Every visit starts on the minute."""
        for call in self.calls:
            self.made[call.call_ref] = [replace(visit, starts_minute=call.starts_minute) for visit in self.made[call.call_ref]]
        return self

    def by_carer_of(self, other: "Doings") -> Self:
        """The visit to the picked call is by the carer of that to another line's."""
        return self._remake(1, carer_ref=other.made[other.at.call_ref][0].carer_ref)

    def carers(self, *order: int) -> Self:
        """Visits by numbered carers, those of the calls in turn: (1, 2, 2, 1) changes a pair over at every second call."""
        known = {n: self.refs.next("W") for n in sorted(set(order))}
        turn = 0
        for call in self.calls:
            for place, visit in enumerate(self.made[call.call_ref]):
                self.made[call.call_ref][place] = replace(visit, carer_ref=known[order[turn % len(order)]])
                turn += 1
        return self

    def one_carer(self) -> Self:
        """Both visits to the picked call are by one carer."""
        return self._remake(2, carer_ref=self.made[self.at.call_ref][0].carer_ref)

    def _remake(self, place: int, **changes: object) -> Self:
        made = self.made[self.at.call_ref]
        made[place - 1] = replace(made[place - 1], **changes)
        return self

    def _visit(self, on: date, starts_minute: int, minutes: int) -> Visit:
        line, ref, carer = self.line, self.refs.next("V"), self.refs.next("W")
        return Visit(ref, line.provider_ref, line.person_ref, line.service, carer, on, starts_minute, minutes)
