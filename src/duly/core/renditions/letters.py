"""A letter as PDF, by Typst, with the fonts it carries. The same words always give the same bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).with_name("letter.typ")

WORDS = ("office", "reference", "dated", "greeting", "subject", "closing", "signed_by", "signed_as")
LISTS = ("address", "paragraphs")


def letter_pdf(fields: Mapping[str, Any], *, large: bool = False) -> bytes:
    """The bytes of a letter, tagged for screen readers (PDF/UA-1); in large print, 18 points, where asked.

    `fields` are exactly the texts `office`, `reference`, `dated`, `greeting`, `subject`, `closing`, `signed_by`, `signed_as`, and the lists of
    texts `address` and `paragraphs`. Missing, unknown or empty ones are a ValueError: nothing is sent with a hole in it.
    """
    import typst  # 40 MB of it, and most commands never make a letter

    _check(fields)
    return bytes(
        typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            sys_inputs={"letter": json.dumps(dict(fields), ensure_ascii=False)} | ({"size": "18"} if large else {}),
        )
    )


def _check(fields: Mapping[str, Any]) -> None:
    wrong = sorted(set(fields) ^ {*WORDS, *LISTS})
    if wrong:
        raise ValueError(f"A letter has exactly the fields it is made of; look at {', '.join(wrong)}.")
    empty = [name for name in WORDS if not str(fields[name]).strip()] + [name for name in LISTS if not fields[name]]
    if empty:
        raise ValueError(f"A letter is not made while this is empty: {', '.join(empty)}.")
