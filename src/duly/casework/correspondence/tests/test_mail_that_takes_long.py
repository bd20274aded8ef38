"""Mail made to take long is read in good time, and its words are kept."""

import time

import pytest

from duly.casework.correspondence.rules.mail import read_mail

DEEP = 200_000
HTML = b"Subject: A\r\nContent-Type: text/html\r\n\r\n"


@pytest.mark.parametrize(
    "mail",
    [
        HTML + b"<div>" * DEEP + b"The words",
        HTML + b"<b><i>" * DEEP + b"The words",
        HTML + b"<table><tr><td>" * DEEP + b"The words",
        HTML + b"<p>" * DEEP + b"The words",
        HTML + b"<!--" * DEEP + b"-->The words",
        HTML + b"<" * DEEP + b" The words",
        b"Subject: " + b"=?utf-8?q?a?= " * DEEP + b"\r\n\r\nThe words",
        b"From: " + b"a@b.example, " * DEEP + b"\r\n\r\nThe words",
        b"From: " + b"(" * DEEP + b"\r\n\r\nThe words",
        b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"The words",
    ],
    ids=["div", "b i", "table", "p", "comment", "<", "encoded words", "addresses", "comments", "mail in mail"],
)
def test_it_is_read_in_good_time(mail):
    began = time.process_time()

    seen = read_mail(mail)

    assert time.process_time() - began < 8
    assert "The words" in seen.text or seen.attachments


def test_what_is_nested_too_deep_is_shown_without_its_tags_and_told():
    seen = read_mail(HTML + b"<div>" * DEEP + b"The words<script>alert(1)</script>")

    assert seen.faults == ("Its formatting was too deeply nested to be shown; the words are all there.",)
    assert "<" not in seen.html
