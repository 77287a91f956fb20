"""One report as TXT, DOCX, PDF and HTML: the same paragraphs and the same table, each as its format has them."""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.corpus.readers.made_pdf import MadePdf

_BOTTOM = 760.0
_LINE = 20.0
_PDF_WIDTHS = (30.0, 175.0, 60.0, 60.0, 60.0, 60.0)


@dataclass(frozen=True)
class Written:
    """A report before it has a format: blocks of lines (a block of several is centred: a title), and tables, each
    after the block of that number."""

    blocks: Sequence[Sequence[str]]
    tables: Mapping[int, Sequence[Sequence[str]]]


def as_txt(report: Written) -> bytes:
    """Blocks parted by blank lines; rows parted by "|"."""
    parts = []
    for number, lines in enumerate(report.blocks):
        parts.append("\n".join(lines))
        if rows := report.tables.get(number):
            parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def as_docx(report: Written) -> bytes:
    """A paragraph a block, a real table a table."""
    document = Document()
    for number, lines in enumerate(report.blocks):
        for line in lines:
            paragraph = document.add_paragraph(line)
            if len(lines) > 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if rows := report.tables.get(number):
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for r, row in enumerate(rows):
                for c, text in enumerate(row):
                    table.cell(r, c).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(report: Written) -> bytes:
    """Paragraphs and a table in an article, between a menu and a footer."""
    parts = []
    for number, lines in enumerate(report.blocks):
        parts.append("".join(f"<p>{html.escape(line)}</p>" for line in lines))
        if rows := report.tables.get(number):
            cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    article = "\n".join(parts)
    page = (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head><body>'
        '<nav><a href="/">Trang chủ</a> <a href="/tin">Tin tức 24</a></nav>'
        f"<article>{article}</article><footer>Lượt truy cập: 1.234.567</footer></body></html>"
    )
    return page.encode("utf-8")


def as_pdf(report: Written) -> bytes:
    """Pages with wrapped lines, ruled tables and page numbers."""
    made = MadePdf()
    for number, lines in enumerate(report.blocks):
        if made.y > _BOTTOM - _LINE * (2 + max(len(line) for line in lines) // 75):
            made.next_page()
        for line in lines:
            if len(lines) > 1:
                made.centred(line)
            else:
                made.prose(line, indent=0 if line[:1].isdigit() or line.isupper() else 28)
        if rows := report.tables.get(number):
            if made.y + _LINE * len(rows) > _BOTTOM:
                made.next_page()
            made.table(_PDF_WIDTHS[: len(rows[0])], rows)
    return made.data()


FORMATS: Mapping[str, Callable[[Written], bytes]] = {
    ".txt": as_txt,
    ".docx": as_docx,
    ".html": as_html,
    ".pdf": as_pdf,
}
