"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("investigation.keep", "keep the issues, the evidence and the chronology of a case, and ask for evidence")
