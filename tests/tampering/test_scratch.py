import time

from duly.core.log.verification import verify
from tests.tampering.ground import superuser


def test_clean(office):
    import psycopg
    with psycopg.connect(office.owner_dsn) as c:
        v = verify(c, outside=[("paper", office.checkpoint)], keys=office.keys)
    print(v)
    with superuser(office) as c:
        verify(c, keys=office.keys)
        t=time.monotonic()
        for _ in range(20):
            v = verify(c, outside=[("paper", office.checkpoint)], keys=office.keys)
        print((time.monotonic()-t)/20)
        assert not v.alarms, v
    with psycopg.connect(office.owner_dsn.replace("","")) as c:
        c.execute("SELECT count(*) from pg_trigger where tgenabled='D'").fetchone()
