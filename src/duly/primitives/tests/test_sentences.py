"""Sentences of the record say money, days and moments as people do."""

from duly.primitives.event import _Sentence


def test_a_post_is_said_in_words():
    assert _Sentence().format("The {to:post} was alerted", to="head-of-casework") == "The head of casework was alerted"


def test_a_moment_is_said_as_the_clock_stood_in_london():
    said = _Sentence().format("by {at:moment}", at="2026-07-01T15:54+00:00")
    assert said == "by 16:54 on 1 July 2026"
    assert _Sentence().format("by {at:moment}", at="2026-11-23T23:30+00:00") == "by 23:30 on 23 November 2026"
