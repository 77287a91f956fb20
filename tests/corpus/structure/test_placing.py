"""Where tables stand: their lines are no prose, what names them stands above."""

from corpus.readers.plain_tables import plain_tables
from corpus.structure.lines import report_lines
from corpus.structure.paragraphs import split_paragraphs
from corpus.structure.placing import PlacedTable, chunks, outside, place_tables

TEXT = """I. KẾT QUẢ

Biểu 1. Số chợ
ĐVT: chợ

| Xã | Năm 2020 |
| A | 5 |
| B | 7 |

Đoạn văn sau bảng nói về các chợ của xã."""


def _placed() -> tuple[PlacedTable, ...]:
    tables = plain_tables(TEXT)
    lines = outside(report_lines(TEXT), tables)
    _, sections = split_paragraphs(TEXT, lines)
    return place_tables(lines, sections, tables)


def test_the_lines_of_a_table_are_no_prose() -> None:
    lines = outside(report_lines(TEXT), plain_tables(TEXT))
    assert [line.text for line in lines] == [
        "I. KẾT QUẢ",
        "Biểu 1. Số chợ",
        "ĐVT: chợ",
        "Đoạn văn sau bảng nói về các chợ của xã.",
    ]
    assert lines[-1].blank_before


def test_caption_and_headings_stand_above() -> None:
    (placed,) = _placed()
    assert placed.caption == "Biểu 1. Số chợ ĐVT: chợ"
    assert placed.headings == ("I. KẾT QUẢ",)


def test_chunks_end_between_rows() -> None:
    (table,) = plain_tables(TEXT)
    assert [span.of(TEXT) for span in chunks(TEXT, table, 4)] == ["Xã | Năm 2020", "A | 5", "B | 7"]
    assert len(chunks(TEXT, table, 100)) == 1
