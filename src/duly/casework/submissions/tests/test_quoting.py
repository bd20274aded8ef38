"""Words quoted from the evidence are held against the page and the paragraph where they are said to stand."""

from dataclasses import replace

import pytest

from duly.casework.submissions.rules import Evidence, quoting
from duly.casework.submissions.tests.papers import HARTLEY

PAGES = (
    "Log of calls.\n\nThe request was opened on 12 March.",
    "Nobody looked at it\nuntil Novem-\nber, when it was allo-\ncated.\n\nShe rang nine times.",
)
LISTED = Evidence("E1", "The log", "P-26-00012, page 2", True, page=2, says=PAGES)


def said(paragraph: str, **listed) -> list[str]:
    paper = replace(HARTLEY, ask="Uphold", paragraphs=(paragraph,), evidence=(replace(LISTED, **listed),))
    return [one.says for one in quoting.find(paper)]


@pytest.mark.parametrize(
    "sound",
    [
        "The log says “nobody looked at it until November” (E1).",
        'It says "Nobody looked at it … allocated" (E1, page 2, paragraph 1).',
        "It says “[it] was allocated.” in so many words (E1).",
        "On the first page: “The request was opened on 12 March” (E1, p. 1).",
        "She “rang nine” (E1).",
        "“She was never told of it” is what her letter says.",
        "“She was never told of it” (E1 and E2).",
        "“She was never told of it” (E2).",
    ],
)
def test_words_that_stand_where_they_are_said_to_and_those_of_which_nobody_can_say_raise_nothing(sound):
    assert said(sound) == []


def test_words_on_another_page_in_another_paragraph_or_nowhere_are_pointed_out_with_where_they_are():
    opened = "“The request was opened on 12 March”"

    assert said(f"It says {opened} (E1).") == [f"Paragraph 1 quotes {opened} from page 2 of E1; those words are on page 1."]
    assert said("“She rang nine times” (E1, page 2, paragraph 1).") == [
        "Paragraph 1 quotes “She rang nine times” from paragraph 1 of page 2 of E1; those words are in paragraph 2."
    ]
    assert said("It says “she rang ten times” (E1).") == [
        "Paragraph 1 quotes “she rang ten times” from E1, where those words were not found in what could be read of it."
    ]


def test_what_nobody_read_says_nothing_and_what_has_no_pages_is_looked_through_as_a_whole():
    assert said("It says “she rang ten times” (E1).", says=()) == []
    assert said("It says “she rang ten times” (E1).", says=(" ", "")) == []
    assert said("It says “the request was opened on 12 March” (E1).", says=(PAGES[0],)) == [], (
        "a Word document is one page until it is printed"
    )
