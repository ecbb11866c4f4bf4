"""Documents built for the tests: every person, board and place in them is invented."""

import io
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Placed = tuple[float, float, str]  # left, up from the foot of the page, text


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    """A PDF with texts at their places, in the plainest form there is."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for page in pages:
        texts = "".join(f"1 0 0 1 {left} {up} Tm ({_escaped(text)}) Tj\n" for left, up, text in page)
        stream = f"BT /F1 11 Tf\n{texts}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        about = "/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page {about} /Contents {len(objects)} 0 R >>")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = out.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_lines(*lines: str | Sequence[Placed], left: float = 60, top: float = 780, step: float = 16) -> bytes:
    """One page of lines; a line of several cells is given as (left, text) pairs."""
    placed: list[Placed] = []
    for number, line in enumerate(lines):
        cells = [(left, line)] if isinstance(line, str) else line
        placed += [(at, top - step * number, text) for at, text in cells]  # type: ignore[misc]
    return pdf([placed])


def word(*parts: str | list[list[str]]) -> bytes:
    """A Word file: paragraphs, and tables as lists of rows; a new line in a cell is a paragraph."""
    from docx import Document

    book = Document()
    for part in parts:
        if isinstance(part, str):
            book.add_paragraph(part)
            continue
        table = book.add_table(rows=len(part), cols=max(map(len, part)))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                first, *more = text.split("\n")
                cell.paragraphs[0].text = first
                for line in more:
                    cell.add_paragraph(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(named: dict[str, Sequence[Sequence[object]]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for title, rows in named.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def bytes_of(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
