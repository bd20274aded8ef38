"""Each module of journeys begins from the practice copy as it was played, though the same pages serve it as served the last."""

import os
import urllib.request

import psycopg


def test_pages_that_stay_serve_a_fresh_copy_that_knows_nothing_of_the_last(serving, server):
    address = serving.begin()
    pages = serving.pages.pid
    with psycopg.connect(server.owner_of(serving.own)) as left:
        left.execute("CREATE TABLE left_behind_by_a_journey ()")
    serving.end()

    assert serving.begin() == address
    try:
        with urllib.request.urlopen(f"{address}/desks/") as answer:
            assert answer.status == 200
        with psycopg.connect(server.owner_of(serving.own)) as fresh:
            (left_behind,) = fresh.execute("SELECT to_regclass('left_behind_by_a_journey')").fetchone()
            (sent,) = fresh.execute("SELECT count(*) FROM people_officer").fetchone()
        assert left_behind is None
        assert sent > 5
        assert serving.pages.pid == pages or "DATABASE_URL" in os.environ
    finally:
        serving.end()
