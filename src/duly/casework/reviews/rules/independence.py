"""Who may look at a decision again: nobody who made it, advised on it, manages whoever made it, or (by the rules in force) answers to them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class Part:
    """Somebody's part in a decision, as words that follow their name: "signed DN-26-00001", "wrote S-26-00001"."""

    who: str
    did: str


@dataclass(frozen=True)
class Lines:
    """Who held which posts on a day, and which post answers to which."""

    held: Mapping[str, frozenset[str]]
    answers_to: Mapping[str, str]

    def above(self, who: str) -> frozenset[str]:
        """Every post that somebody's posts answer to, however far up."""
        found: set[str] = set()
        waiting = [self.answers_to[post] for post in self.held.get(who, ()) if post in self.answers_to]
        while waiting:
            post = waiting.pop()
            if post not in found:
                found.add(post)
                waiting += [self.answers_to[post]] if post in self.answers_to else []
        return frozenset(found)

    def directly_above(self, who: str) -> frozenset[str]:
        """The posts that somebody's posts answer to, themselves."""
        return frozenset(self.answers_to[post] for post in self.held.get(who, ()) if post in self.answers_to)


def why_not_independent(
    who: str,
    *,
    decider: str,
    parts: Sequence[Part],
    lines: Sequence[Lines],
    direct_reports: bool,
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> Refusal | None:
    """The refusal, "not-independent", with who and why, or None. `lines` are of the day of the decision and of today: either will do to refuse."""
    name, signed = names.get(who, who), names.get(decider, decider)
    part = next((one for one in parts if one.who == who), None)
    if part is not None:
        return Refusal("not-independent", f"{name} {part.did}, so somebody else must look at it again.")
    for one in lines:
        own = one.held.get(who, frozenset())
        manages = sorted(own & one.above(decider))
        if manages:
            title = titles.get(manages[0], manages[0])
            return Refusal("not-independent", f"{name}, as {title}, is in the line of management of {signed}, who signed it.")
        if direct_reports and own and one.directly_above(who) & one.held.get(decider, frozenset()):
            return Refusal("not-independent", f"{name} answers to {signed}, who signed it.")
    return None
