"""The standard letters that Duly brings of a complaint that ended with nothing found: not for us, too soon, too late, taken back, put right. Defaults, for the office to adopt.

What stands here has gone out in letters and is never changed: a change is another version. Each says what the writer can do next, which is what they ask when it comes.
"""

from collections.abc import Sequence

from duly.casework.wordings.rules import Paragraph, Template

_ABOUT = "Your complaint about {{ body }}"
_DEAR = "Dear {{ complainant }}"
_WHY = Paragraph("{{ reasons }}")

NOT_LOOKED_INTO: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "not-in-jurisdiction",
        "Closed: not for us to look into",
        (
            "You asked us to look at your complaint about {{ body }}. We cannot: it is not among the things we may look into.",
            "{{ next_step }}",
        ),
    ),
    (
        "not-properly-made",
        "Closed: not made as the law asks",
        (
            "You asked us to look at your complaint about {{ body }}. We cannot yet, since it did not come to us as the law asks.",
            "{{ next_step }}",
        ),
    ),
    (
        "premature",
        "Closed: the body has not had its chance to answer",
        (
            "You asked us to look at your complaint about {{ body }}. Before we can, {{ body }} must have had a chance to answer it.",
            "{{ next_step }}",
            "If you are not content with its answer, or it does not answer, come back to us. You need not start again: quote {{ case_ref }}.",
        ),
    ),
    (
        "out-of-time",
        "Closed: it came too late",
        (
            "You asked us to look at your complaint about {{ body }}. It came to us later than the time we are allowed, so we shall not look into it.",
            "If something kept you from coming sooner that you have not told us of, please tell us: we may look at late complaints for good reason.",
        ),
    ),
    (
        "another-remedy",
        "Closed: there is another way to have it put right",
        (
            "You asked us to look at your complaint about {{ body }}. There is another way in law to have it put right, which we think it fair to expect you to use.",
            "{{ next_step }}",
        ),
    ),
    (
        "discretion",
        "Closed: we chose not to look into it",
        (
            "You asked us to look at your complaint about {{ body }}. We may choose whether to look into a complaint, and have chosen not to.",
        ),
    ),
)
"""By outcome: code, title, and the paragraphs round the reasons, which follow the first."""


def endings(rights: Sequence[Paragraph]) -> tuple[Template, ...]:
    """The letters of every ending. `rights` are the paragraphs on a review and on a court, that whoever is turned away is told."""
    turned_away = tuple(
        Template(
            f"closed-{code}",
            1,
            title,
            "not looked into",
            _ABOUT,
            _DEAR,
            (Paragraph(first), _WHY, *(Paragraph(words) for words in rest), *rights),
        )
        for code, title, (first, *rest) in NOT_LOOKED_INTO
    )
    return (*turned_away, *_AGREED)


_AGREED = (
    Template(
        "closed-withdrawn",
        1,
        "Closed: taken back",
        "ended without a finding",
        _ABOUT,
        _DEAR,
        (
            Paragraph(
                "You told us that you no longer want us to look at your complaint about {{ body }}. We have closed it, and found nothing either way."
            ),
            _WHY,
            Paragraph(
                "If you did not mean that, or if you felt you had to, please tell us by {{ answer_by }}, quoting {{ case_ref }}: we can open it again."
            ),
        ),
    ),
    Template(
        "closed-resolved",
        1,
        "Closed: put right",
        "ended without a finding",
        _ABOUT,
        _DEAR,
        (
            Paragraph("Your complaint about {{ body }} has been put right without our having to decide it, and we have closed it."),
            _WHY,
            Paragraph(
                "If what was promised has not been done by {{ answer_by }}, please tell us, quoting {{ case_ref }}: we can open it again."
            ),
        ),
    ),
)
