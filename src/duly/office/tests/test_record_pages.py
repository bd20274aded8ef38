"""The record on screen, for those whose post may read it."""

from duly.core.record.queries import history, how_many


def test_whose_post_may_read_it_sees_every_entry_with_its_sentence(at_desk, office):
    page = at_desk("grace").get("/record/").content.decode()

    assert f"{how_many():,} entries" in page
    assert "Northmere Council adopted delegation scheme 1, 3 rules, in force from 1 April 2026." in page


def test_one_entry_is_shown_as_it_was_written(at_desk, office):
    entry = history("officer", office["tom"])[0]

    page = at_desk("grace").get(f"/record/{entry.event_id}/").content.decode()

    assert entry.leaf_hash in page
    assert "officer.added" in page


def test_whose_post_may_not_is_told_why_and_sees_nothing(at_desk):
    answer = at_desk("tom").get("/record/")

    assert answer.status_code == 403
    page = answer.content.decode()
    assert "No post you hold may read the record. The post of Auditor may (rule 1.1)." in page
    assert "adopted delegation scheme" not in page


def test_an_entry_that_is_not_there_is_not_found(at_desk):
    assert at_desk("grace").get("/record/01990000-0000-7000-8000-000000000000/").status_code == 404
