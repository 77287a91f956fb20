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
    return place_tables(TEXT, lines, sections, tables)


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


def _captions(text: str) -> list[str]:
    tables = plain_tables(text)
    lines = outside(report_lines(text), tables)
    _, sections = split_paragraphs(text, lines)
    return [placed.caption for placed in place_tables(text, lines, sections, tables)]


def test_what_stands_over_the_table_before_is_no_caption() -> None:
    second = "\n\nBiểu 2. Vốn\nĐVT: triệu đồng\n| Xã | Vốn |\n| A | 50 |\n| B | 70 |\n"
    first, after = _captions("Biểu 1. Số hộ\nĐVT: hộ\n| Xã | Hộ |\n| A | 5 |\n| B | 7 |" + second)
    assert (first, after) == ("Biểu 1. Số hộ ĐVT: hộ", "Biểu 2. Vốn ĐVT: triệu đồng")


def test_a_table_goes_on_overleaf_under_its_heads() -> None:
    page = "| Xã | Hộ |\n| {} | 5 |\n| {} | 7 |\n"
    text = "Biểu 1. Số hộ\nĐVT: hộ\n" + page.format("A", "B") + "\nUBND huyện Na Hang\n" + page.format("C", "D")
    first, after = _captions(text)
    assert first == after == "Biểu 1. Số hộ ĐVT: hộ"
