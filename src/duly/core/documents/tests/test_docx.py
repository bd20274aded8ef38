"""Text brought in from Word documents, and files that are none."""

import io
import zipfile

import pytest

from duly.core.documents.rules.docx import paragraphs_of_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, name: str = "word/document.xml", before: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, f"{before}<w:document {W}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


def test_paragraphs_are_read_in_order_with_runs_joined_and_deleted_words_left_out():
    body = (
        "<w:p><w:r><w:t>Mrs Hart</w:t></w:r><w:r><w:t>ley</w:t><w:tab/><w:t>complains.</w:t></w:r></w:p><w:p/>"
        "<w:p><w:del><w:r><w:delText>seven</w:delText></w:r></w:del><w:ins><w:r><w:t>nine</w:t></w:r></w:ins><w:r><w:t> months</w:t></w:r></w:p>"
    )

    assert paragraphs_of_docx(docx(body)) == ("Mrs Hartley complains.", "nine months")


@pytest.mark.parametrize(
    "content",
    [
        b"no document at all",
        docx("<w:p>"),
        docx("", name="word/other.xml"),
        docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", before='<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    ],
    ids=["not packed", "broken", "without its text", "with an entity"],
)
def test_what_is_no_word_document_is_said_to_be_none(content):
    with pytest.raises(ValueError, match="This is not a Word document"):
        paragraphs_of_docx(content)


def test_a_document_that_unpacks_to_too_much_is_not_unpacked():
    with pytest.raises(ValueError, match="too large to read"):
        paragraphs_of_docx(docx(f"<w:p><w:r><w:t>{'a' * 21_000_000}</w:t></w:r></w:p>"))
