"""A lifecycle as a small table, and the refusals and drawing that come from it."""

from collections.abc import Iterator
from dataclasses import dataclass

from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class Step:
    """One verb that takes a thing from one state to another. States are plain strings (a StrEnum will do)."""

    verb: str
    before: str
    after: str


class Steps:
    """The steps of one lifecycle. A verb may start from several states, once each."""

    def __init__(self, *steps: Step):
        self._after = {(step.verb, str(step.before)): str(step.after) for step in steps}
        if len(self._after) != len(steps):
            raise ValueError("A verb can leave one state in one way only.")

    def __iter__(self) -> Iterator[Step]:
        return (Step(verb, before, after) for (verb, before), after in self._after.items())

    def why_not(self, verb: str, state: str) -> Refusal | None:
        """The refusal, with code "wrong-state", when this verb does not start from this state."""
        if (verb, str(state)) in self._after:
            return None
        starts = [before for (known, before) in self._after if known == verb]
        if not starts:
            raise ValueError(f"No step is called {verb}.")
        return Refusal("wrong-state", f"Can {verb} only when {' or '.join(starts)}; this is {state}.")

    def after(self, verb: str, state: str) -> str:
        """The state after this verb. A step that does not exist is our own mistake: KeyError."""
        return self._after[(verb, str(state))]

    def drawing(self) -> str:
        """The lifecycle as a Mermaid state diagram, in the order of the table; without what `from_any_to_any` says."""
        told = {stem for stem, _, _ in self.from_any_to_any()}
        lines = [f"    {step.before} --> {step.after}: {step.verb}" for step in self if _stem(step) not in told]
        return "\n".join(["stateDiagram-v2", *lines])

    def from_any_to_any(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """Verbs that end with the state they lead to, and lead there from each of several states: their stem, whence and whither, said once."""
        families: dict[str, list[Step]] = {}
        for step in self:
            if stem := _stem(step):
                families.setdefault(stem, []).append(step)
        found = []
        for stem, steps in families.items():
            whence, whither = (tuple(dict.fromkeys(getattr(one, end) for one in steps)) for end in ("before", "after"))
            if len(whence) > 1 and len(whither) > 1 and len(steps) == len(whence) * len(whither):
                found.append((stem, whence, whither))
        return tuple(found)


def _stem(step: Step) -> str:
    """A verb without the state it leads to; "" where it does not end with that."""
    return step.verb.removesuffix(f" {step.after}") if step.verb.endswith(f" {step.after}") else ""
