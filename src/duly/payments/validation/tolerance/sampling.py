"""Which lettings a person looks at: one in fifty, by a draw that nobody can know before and anybody can check after."""

from datetime import date

from duly.primitives.digest import sha256_hex

OF, SAMPLED = 10_000, 200


def is_sampled(seed: str, line_ref: str, week: date) -> bool:
    """The draw of a line and week. `seed` is the digest of the inputs of the judgement that let it through first."""
    drawn = sha256_hex(f"{seed}/{line_ref}/{week.isoformat()}".encode())
    return int(drawn[:8], 16) % OF < SAMPLED
