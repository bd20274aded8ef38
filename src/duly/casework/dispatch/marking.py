"""The mark on a printed copy: over the pages of exactly the PDF that was made, at the head of each, in words and as a QR code."""

import io
import json

from pypdf import PdfReader, PdfWriter

_PAGE = """
#let of = json(bytes(sys.inputs.mark))
#set document(title: of.mark, date: none)
#set page(paper: "a4", margin: 0mm, fill: none)
#set text(font: "Libertinus Serif", size: 11pt, lang: "en")
#place(top + right, dx: -8mm, dy: 5mm, grid(columns: (auto, auto), column-gutter: 3mm, align: (right + horizon, top),
  [#text(size: 8.5pt)[To be signed on paper] \\ #of.mark],
  grid(columns: of.rows.len() * (0.5mm,), rows: 0.5mm,
    ..of.rows.map(row => row.map(dark => if dark == 1 { rect(width: 0.52mm, height: 0.52mm, fill: black, stroke: none) } else { [] })).flatten())))
"""


_HEAD = """
#let of = json(bytes(sys.inputs.head))
#set document(title: of.words, date: none)
#set page(paper: "a4", margin: 0mm, fill: none)
#set text(font: "Libertinus Serif", size: 10pt, weight: "bold", lang: "en")
#place(top + center, dy: 4mm, block(width: 190mm, fill: white, stroke: 0.8pt + black, inset: 2mm, align(center, of.words)))
"""


def headed(content: bytes, words: str) -> bytes:
    """The same pages with a banner at the head of each, for a copy that is read in the office. The same pages and words always give the same bytes."""
    return _over(content, _HEAD, {"head": json.dumps({"words": words})})


def marked(content: bytes, mark: str) -> bytes:
    """The same pages with the mark laid over the head of each. The same pages and mark always give the same bytes."""
    import qrcode  # type: ignore[import-untyped]  # it says nothing of its types

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(mark)
    code.make(fit=True)
    rows = [[int(dark) for dark in row] for row in code.get_matrix()]
    said = {"mark": json.dumps({"mark": mark, "rows": rows})}
    return _over(content, _PAGE, said)


def _over(content: bytes, page_of: str, said: dict[str, str]) -> bytes:
    import typst

    over = PdfReader(io.BytesIO(bytes(typst.compile(page_of.encode(), format="pdf", ignore_system_fonts=True, sys_inputs=said)))).pages[0]
    whole = PdfWriter()
    whole.append(io.BytesIO(content))
    for page in whole.pages:
        page.merge_page(over)
    whole.metadata = None
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()
