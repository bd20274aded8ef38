"""Whatever is sent, the witness answers with a status of its own and goes on."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from duly.witness.tests.growing import Log

SPOKEN = {200, 400, 403, 404, 409, 422}
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LOG = Log().grow(9)
GOOD = [LOG.asks(0, 5), LOG.asks(5, 9), LOG.mark(1).encode(), LOG.hands_over_to(LOG.signer).encode()]

paths = some.sampled_from(["/add-checkpoint", "/add-mark", "/add-key", "/marks", "/health", "/", "//["])
mangled = some.builds(
    lambda body, at, what, cut: body[:at] + what + body[at + cut :],
    some.sampled_from(GOOD),
    some.integers(0, 700),
    some.binary(max_size=12),
    some.integers(0, 40),
)


@QUICK
@given(some.sampled_from(["GET", "POST", "PUT"]), paths, some.one_of(some.binary(max_size=300), mangled))
def test_any_bytes_are_answered(witness, method, path, body):
    assert witness.answer(method, path, {}, body).status in SPOKEN


@QUICK
@given(
    some.dictionaries(
        some.sampled_from(["origin", "name", "after", "asked"]), some.one_of(some.text(), some.sampled_from(["test/log", "bank file", "1"]))
    )
)
def test_any_question_is_answered(witness, query):
    assert witness.answer("GET", "/marks", query, b"").status in SPOKEN
