"""What this room asks the scheme about."""

from duly.primitives.power import Power

_OF_IT = (("proposed by you", "yes/no"), ("no acknowledgement", "yes/no"), ("months to review", "number"))

PROPOSE = Power("instructions.propose", "propose a standing instruction")
AUTHORISE = Power("instructions.authorise", "authorise a standing instruction, or refuse it", _OF_IT)  # type: ignore[arg-type]  # its kinds are of the closed list
REVIEW = Power("instructions.review", "review a standing instruction, or lift it", _OF_IT)  # type: ignore[arg-type]  # as above
NOTIFY = Power("instructions.notify", "put an authorised instruction in force, once the person was told")
READ_LETTER = Power("instructions.read_letter", "keep the reading of a letter: what is new in it, and where the rest was answered")
