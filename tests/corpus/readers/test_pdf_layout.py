"""Reading order, paragraphs, furniture and tables of PDFs."""

import pytest

from corpus.errors import SecretReport
from corpus.intake import admit
from corpus.limits import Limits
from corpus.readers.pdf.paragraphs import join_lines
from corpus.records import Extract
from corpus.structure.lines import report_lines
from corpus.structure.metadata import read_metadata
from tests.corpus.readers.made_pdf import BOLD, LEFT, OTHER, PLAIN, RIGHT, MadePdf
from tests.corpus.readers.test_pdf import PROSE, extract

LONG = (
    "Trong năm, các xã đã nạo vét 48 km kênh mương nội đồng, sửa chữa 15 trạm bơm và gia cố 9 đập dâng; tổng kinh "
    "phí thực hiện là 6,4 tỷ đồng, trong đó nhân dân đóng góp 1,1 tỷ đồng và hơn 7.500 ngày công lao động."
)


def _lines(read: Extract) -> list[str]:
    return [line for line in read.text.split("\n") if line]


def _cells(read: Extract, table: int = 0) -> list[tuple[int, int, str, int, int]]:
    return [(c.row, c.column, c.span.of(read.text), c.rows, c.columns) for c in read.tables[table].cells]


def test_a_letterhead_is_read_column_by_column() -> None:
    made = MadePdf()
    made.letterhead(
        ["ỦY BAN NHÂN DÂN", "HUYỆN BA BỂ", "", "Số: 77/BC-UBND"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Ba Bể, ngày 4 tháng 6 năm 2021"],
    )
    made.centred("BÁO CÁO")
    made.centred("Kết quả công tác thủy lợi của huyện Ba Bể năm 2020")
    made.y += 10
    made.prose(LONG)
    read = extract(made.data())
    assert _lines(read) == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN BA BỂ",
        "Số: 77/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Ba Bể, ngày 4 tháng 6 năm 2021",
        "BÁO CÁO",
        "Kết quả công tác thủy lợi của huyện Ba Bể năm 2020",
        LONG,
    ]
    metadata = read_metadata(read.text, report_lines(read.text))
    assert (metadata.number, metadata.issuer) == ("77/BC-UBND", "ỦY BAN NHÂN DÂN – HUYỆN BA BỂ")
    assert metadata.title == "Kết quả công tác thủy lợi của huyện Ba Bể năm 2020"
    assert str(metadata.issued) == "2021-06-04"


def test_columns_that_nearly_touch_are_parted_at_the_motto() -> None:
    made = MadePdf()
    end = made.put(LEFT, 70, "ỦY BAN NHÂN DÂN TỈNH", size=10)
    made.put(end + 8, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=10)
    made.y = 110
    made.prose(PROSE)
    assert _lines(extract(made.data()))[:2] == ["ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_wrapped_lines_make_paragraphs() -> None:
    made = MadePdf()
    made.line("I. THỦY LỢI", font=BOLD)
    made.prose(LONG)
    made.prose(f"- {LONG}")
    made.line("1. Kết quả cụ thể", font=BOLD)
    made.prose(PROSE)
    assert _lines(extract(made.data())) == ["I. THỦY LỢI", LONG, f"- {LONG}", "1. Kết quả cụ thể", PROSE]


def test_paragraphs_without_an_indent_are_parted_by_their_distance() -> None:
    made = MadePdf()
    for text in (LONG, PROSE, LONG):
        made.prose(text, indent=0)
    assert _lines(extract(made.data())) == [LONG, PROSE, LONG]


def test_a_list_whose_lines_hang_under_its_wording() -> None:
    made = MadePdf()
    made.prose(LONG)
    for _ in range(2):
        made.put(LEFT + 20, made.y, "-")
        made.prose(LONG, indent=0, left=LEFT + 34)
    assert _lines(extract(made.data())) == [LONG, f"- {LONG}", f"- {LONG}"]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["giai đoạn 2016-", "2020"], "giai đoạn 2016-2020"),
        (["Nghị định số 15/2020/NĐ-", "CP"], "Nghị định số 15/2020/NĐ-CP"),
        (["phát triển kinh tế -", "xã hội"], "phát triển kinh tế - xã hội"),
        (["Quyết định số 88/", "QĐ-UBND"], "Quyết định số 88/QĐ-UBND"),
        (["Quyết định số 88/QĐ", "-UBND"], "Quyết định số 88/QĐ-UBND"),
        (["kinh tế", "- xã hội"], "kinh tế - xã hội"),
        (["đạt 40", "ha"], "đạt 40 ha"),
        (["thủy\u00ad", "lợi"], "thủylợi"),
    ],
)
def test_what_stands_at_the_end_of_a_line(lines: list[str], whole: str) -> None:
    assert join_lines(lines) == whole


def test_a_code_broken_on_the_page() -> None:
    made = MadePdf()
    made.prose(LONG)
    made.lines(
        "Thực hiện Nghị quyết về phát triển thủy lợi của tỉnh giai đoạn 2016-",
        "2020 và Nghị định số 77/2018/NĐ-CP về hỗ trợ phát triển thủy lợi nhỏ -",
        "thủy lợi nội đồng, huyện giao 12 xã thực hiện.",
    )
    text = extract(made.data()).text
    assert "giai đoạn 2016-2020 và Nghị định" in text
    assert "thủy lợi nhỏ - thủy lợi nội đồng, huyện" in text


def test_furniture_is_left_out() -> None:
    made = MadePdf()
    for number in range(1, 5):
        made.put(LEFT, 40, "Báo cáo thủy lợi huyện Ba Bể", size=9)
        made.put(310, 800, f"- {number} -", size=9)
        made.put(LEFT, 800, "Phòng Nông nghiệp", size=9)
        made.prose(f"Đợt {number} nạo vét {number * 3 + 4} km kênh.")
        made.next_page()
    read = extract(made.data())
    assert _lines(read) == [f"Đợt {n} nạo vét {n * 3 + 4} km kênh." for n in range(1, 5)]
    assert [page.number for page in read.pages] == [1, 2, 3, 4]
    assert [read.text[page.start :].split("\n")[0] for page in read.pages] == _lines(read)


def test_furniture_goes_to_the_gate() -> None:
    """A stamp at the head of every page is no text of the report, and is seen all the same."""
    made = MadePdf()
    for number in range(1, 5):
        made.put(LEFT, 40, "MẬT", size=9)
        made.prose(f"Đợt {number} nạo vét {number * 3 + 4} km kênh.")
        made.next_page()
    read = extract(made.data())
    assert "MẬT" not in read.text
    with pytest.raises(SecretReport):
        admit(read, Limits())


def test_a_number_at_the_foot_of_the_only_page() -> None:
    made = MadePdf()
    made.prose(PROSE)
    made.put(310, 810, "1")
    assert extract(made.data()).text == PROSE + "\n"


def test_headings_of_annexes_are_no_furniture() -> None:
    made = MadePdf()
    for number in range(1, 5):
        made.centred(f"Biểu số {number}")
        made.prose(f"Đợt {number}: {PROSE}")
        made.next_page()
    assert sum(line.startswith("Biểu số") for line in _lines(extract(made.data()))) == 4


def test_a_paragraph_that_goes_on_overleaf() -> None:
    made = MadePdf()
    made.prose(PROSE)
    for line in (lines := made.prose(LONG)):
        assert line
    whole = extract(made.data())
    made = MadePdf()
    made.prose(PROSE)
    for at, line in enumerate(lines):
        if at == 2:
            made.put(310, 800, "1")
            made.next_page()
        made.line(line, LEFT + 28 * (at == 0))
    made.prose(PROSE)
    read = extract(made.data())
    assert _lines(read) == [*_lines(whole), PROSE]
    assert read.text[read.pages[1].start :] == PROSE + "\n"


def test_letters_of_a_second_font_stay_in_their_words() -> None:
    made = MadePdf()
    x = LEFT
    for letter in "Tổng số hộ nghèo của huyện giảm 214 hộ, đạt kế hoạch.":
        x = made.put(x, made.y, letter, OTHER if letter in "ổốộèệảạế" else PLAIN)
    assert extract(made.data()).text == "Tổng số hộ nghèo của huyện giảm 214 hộ, đạt kế hoạch.\n"


def test_accents_drawn_by_themselves_are_composed() -> None:
    made = MadePdf()
    x = made.put(LEFT, made.y, "Huyện có 9 hô")
    made.put(x - 6, made.y, "\u0323", OTHER, 10)
    made.put(x, made.y, " mới")
    assert extract(made.data()).text == "Huyện có 9 hộ mới\n"


def test_letters_drawn_twice_count_once() -> None:
    made = MadePdf()
    for shift in (0, 0.3):
        made.put(LEFT + shift, made.y, "Huyện có 1.100 hộ")
    assert extract(made.data()).text == "Huyện có 1.100 hộ\n"


def test_a_raised_figure_stays_in_its_line() -> None:
    made = MadePdf()
    x = made.put(LEFT, made.y, "Sửa 120 m")
    x = made.put(x, made.y - 4, "2", size=7)
    made.put(x, made.y, " mái tôn")
    made.y += 16
    made.line("Thay 30 cửa.")
    assert _lines(extract(made.data())) == ["Sửa 120 m2 mái tôn", "Thay 30 cửa."]


def test_a_table_with_merged_heads() -> None:
    made = MadePdf()
    made.prose(PROSE)
    made.table(
        [30, 160, 70, 70],
        [
            [("TT", 2, 1), ("Tên xã", 2, 1), ("Năm 2020", 1, 2), None],
            [None, None, "Kế hoạch", "Thực hiện"],
            ["1", "Bành Trạch", "40", "42"],
            ["2", "Cao Thượng", "35", "33"],
        ],
    )
    made.prose(LONG)
    read = extract(made.data())
    assert _cells(read)[:5] == [
        (0, 0, "TT", 2, 1),
        (0, 1, "Tên xã", 2, 1),
        (0, 2, "Năm 2020", 1, 2),
        (1, 2, "Kế hoạch", 1, 1),
        (1, 3, "Thực hiện", 1, 1),
    ]
    assert (3, 3, "33", 1, 1) in _cells(read)
    assert _lines(read) == [
        PROSE,
        "TT | Tên xã | Năm 2020",
        "Kế hoạch | Thực hiện",
        "1 | Bành Trạch | 40 | 42",
        "2 | Cao Thượng | 35 | 33",
        LONG,
    ]


@pytest.mark.parametrize("again", [True, False], ids=["head repeated", "head not repeated"])
def test_a_table_that_goes_on_overleaf_is_one(again: bool) -> None:
    made, head = MadePdf(), ["TT", "Tên xã", "Số hộ"]
    made.prose(PROSE)
    made.table([30, 160, 70], [head, ["1", "Bành Trạch", "40"], ["2", "Cao Thượng", "35"]])
    for number in (3, 4):
        made.put(310, 810, str(number - 2))
        made.next_page()
        made.table(
            [30, 160, 70], [*([head] if again else []), [str(number), "Hà Hiệu", "51"], ["", "Phúc Lộc", "6"]]
        )
    made.prose(LONG)
    read = extract(made.data())
    assert len(read.tables) == 1
    assert [text for _, column, text, _, _ in _cells(read) if column == 0] == ["TT", "1", "2", "3", "", "4", ""]
    assert [cell[2] for cell in _cells(read) if cell[0] == 6] == ["", "Phúc Lộc", "6"]
    starts = [read.text[page.start :].split("\n")[0] for page in read.pages]
    assert starts == [PROSE, "3 | Hà Hiệu | 51", "4 | Hà Hiệu | 51"]


def test_a_box_around_prose_is_no_table() -> None:
    made = MadePdf()
    made.canvas.rect(LEFT - 10, 600, RIGHT - LEFT + 20, 200)
    made.prose(LONG)
    read = extract(made.data())
    assert (read.tables, read.text) == ((), LONG + "\n")


def test_a_table_without_rules() -> None:
    made = MadePdf()
    made.prose(LONG)
    rows = [("Tên xã", "Kế hoạch", "Thực hiện"), ("Bành Trạch", "40", "42"), ("Cao Thượng", "35", "33")]
    for row in (*rows, ("Hà Hiệu", "1.051", "987"), ("Tổng số", "1.126", "1.062")):
        for x, text in zip((LEFT, 280, 400), row, strict=True):
            made.put(x, made.y, text)
        made.y += 16
    made.y += 10
    made.prose(LONG)
    read = extract(made.data())
    assert _lines(read)[1:6] == [
        "Tên xã | Kế hoạch | Thực hiện",
        "Bành Trạch | 40 | 42",
        "Cao Thượng | 35 | 33",
        "Hà Hiệu | 1.051 | 987",
        "Tổng số | 1.126 | 1.062",
    ]
    assert len(read.tables[0].cells) == 15
    assert _lines(read)[6] == LONG


def test_a_signature_is_read_column_by_column() -> None:
    made = MadePdf()
    made.prose(LONG)
    left = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    for one, other in zip(left, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Ma Thị Lan"], strict=True):
        made.put(LEFT, made.y, one, size=9)
        made.put(380, made.y, other, BOLD)
        made.y += 16
    assert _lines(extract(made.data())) == [LONG, *left, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Ma Thị Lan"]
