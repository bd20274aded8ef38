"""The scheme on screen, and what it would say."""


def test_the_scheme_is_shown_with_every_rule(at_desk):
    page = at_desk("tom").get("/delegation/").content.decode()

    assert "Northmere Council: Delegation scheme 1" in page
    assert "In force from 1 April 2026. 3 rules." in page
    assert "amount at most £100.00; urgent is no" in page


def test_a_what_if_says_who_may_and_why_not_the_others(at_desk):
    page = at_desk("tom").get("/delegation/try/?power=test.spend&amount=100.00&urgent=no").content.decode()

    assert "Rule 2.1: Up to £100." in page
    assert "No post you hold may spend the council&#39;s money." in page


def test_a_penny_over_the_limit_is_refused_with_the_least_change(at_desk):
    page = at_desk("tom").get("/delegation/try/?power=test.spend&amount=100.01&urgent=no").content.decode()

    assert "It would be allowed with amount at most £100.00 (rule 2.1)." in page


def test_a_fact_that_does_not_read_is_named_and_what_was_typed_is_still_there(at_desk):
    answer = at_desk("tom").get("/delegation/try/?power=test.spend&amount=lots&urgent=no")

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "&#39;lots&#39; is not an amount in pounds" in page
    assert 'value="lots"' in page


def test_asking_writes_nothing(at_desk):
    from duly.core.record.queries import how_many

    before = how_many()
    at_desk("tom").get("/delegation/try/?power=test.spend&amount=1&urgent=no")
    assert how_many() == before
