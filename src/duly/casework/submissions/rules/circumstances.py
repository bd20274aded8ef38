"""What of a case the scheme may ask that its papers do not say: where it is dealt with, its subject, its stage, and what was found on the way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """What somebody said of a case. None or nothing is what nobody has said: no rule that looks at it holds until somebody does.

    `formal_interviews` counts formal interviews of the body's people; `public_interest` is whether controversy or the media are likely;
    `settled_guidance` is whether the decision plainly follows settled guidance; `concerns_members` is whether it is about elected members'
    interests; `doubt_about_stopping` is whether it is in doubt that the investigation should be stopped; `fault_without_injustice` is whether
    there was serious fault that did nobody enough injustice to put right.
    """

    office: str = ""
    subject: str = ""
    stage: str = ""
    formal_interviews: int | None = None
    public_interest: bool | None = None
    settled_guidance: bool | None = None
    concerns_members: bool | None = None
    doubt_about_stopping: bool | None = None
    fault_without_injustice: bool | None = None

    def facts(self) -> dict[str, object]:
        """As the scheme is told it."""
        return {
            "office": self.office or None,
            "subject": self.subject or None,
            "stage": self.stage or None,
            "formal interviews": self.formal_interviews,
            "public interest": self.public_interest,
            "settled guidance": self.settled_guidance,
            "concerns members": self.concerns_members,
            "doubt about stopping": self.doubt_about_stopping,
            "fault without injustice": self.fault_without_injustice,
        }

    def in_words(self) -> tuple[str, ...]:
        """Each as one text, for the record."""
        shown = {True: "yes", False: "no", None: "not said"}
        return tuple(
            f"{name}: {shown[value] if value is None or isinstance(value, bool) else value}" for name, value in self.facts().items()
        )


NOTHING_SAID = Said()
