"""The gate: secrecy marks, private numbers, lists of people; what is refused, hidden, kept, let through."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import PersonalData, SecretReport
from corpus.intake import admit, private_data, secrecy
from corpus.limits import Limits
from corpus.readers import reader_for
from corpus.records import Extract, Span, Table, TableCell
from tests.corpus.cpu import growth
from tests.corpus.strategies import settled

ROOT = Path(__file__).parents[2]
REPORTS = [
    *(ROOT / "corpus" / "samples").glob("*.*"),
    *(ROOT.parent / "shared" / "reports" / "practice").glob("*.*"),
]
HIDE, KEEP, REFUSE = Limits(personal="hide"), Limits(personal="keep"), Limits()
# Invented numbers.
CCCD, PHONES = "001089012345", ("0912345678", "0987 654 321", "(+84) 356.789.012")


def _extract(text: str, *asides: str) -> Extract:
    return Extract("a.txt", text, "text", asides=asides)


def _table(rows: Sequence[Sequence[str]], before: str = "Biểu 1\n") -> Extract:
    """An extract with one table, its cells between bars."""
    text, cells = before, []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            cells.append(TableCell(r, c, Span(len(text), len(text) + len(words))))
            text += words + (" | " if c < len(row) - 1 else "\n")
    return replace(_extract(text), tables=(Table(Span(len(before), len(text)), tuple(cells)),))


def _found(extract: Extract) -> list[tuple[str, str]]:
    return [(private.label, private.span.of(extract.text)) for private in private_data(extract)]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("[ MẬT ]", "MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Mức độ mật: MẬT", "MẬT"),
        ("ĐỘ MẬT: TUYỆT MẬT.", "TUYỆT MẬT"),
        ("Mật", ""),
        ("mật ong", ""),
        ("MẬT ONG", ""),
        ("Bí mật kinh doanh", ""),
        ("MẬT ĐỘ DÂN SỐ", ""),
        ("Mật độ: 12 người/km2", ""),
        ("Độ mật: không", ""),
        ("Văn bản MẬT do huyện lập: 3", ""),
    ],
)
def test_a_secrecy_mark_stands_alone(line: str, mark: str) -> None:
    """On a line, in a cell of a table, or among what the reader left out as furniture of the page."""
    assert secrecy(_extract(f"UBND XÃ\n{line}\nXã có 5 chợ.")) == mark
    assert secrecy(_table([["UBND XÃ", line], ["Số: 1/BC", "Ngày 1"]])) == mark
    assert secrecy(_extract("Xã có 5 chợ.", "UBND XÃ", line)) == mark


def test_counts_of_secret_papers_are_no_mark() -> None:
    assert secrecy(_table([["Độ mật", "Văn bản"], ["Tuyệt mật", "1"], ["Tối mật", "2"], ["Mật", "40"]])) == ""


@pytest.mark.parametrize("limits", [REFUSE, HIDE, KEEP])
def test_a_secret_report_is_refused_whatever_becomes_of_private_data(limits: Limits) -> None:
    with pytest.raises(SecretReport, match="đóng dấu MẬT"):
        admit(_extract(f"MẬT\nÔng An, CCCD {CCCD}"), limits)


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        (f"Ông An, căn cước {CCCD}, đã nhận.", "số căn cước công dân", CCCD),
        (f"({CCCD})", "số căn cước công dân", CCCD),
        ("số CCCD 999123456789", "số căn cước công dân", "999123456789"),
        ("CCCD: 001 089 012 345", "số căn cước công dân", "001 089 012 345"),
        ("CMND số 123456789", "số chứng minh nhân dân", "123456789"),
        ("giấy CMND: 123 456 789", "số chứng minh nhân dân", "123 456 789"),
        ("hộ chiếu số C1234567 cấp năm 2018", "số hộ chiếu", "C1234567"),
        ("Số tài khoản: 8600205123456", "số tài khoản", "8600205123456"),
        ("STK 102030", "số tài khoản", "102030"),
        ("tài khoản của trường tại Kho bạc: 3713010601", "số tài khoản", "3713010601"),
        ("Liên hệ ông An, ĐT: 0912345678.", "số điện thoại", "0912345678"),
        ("ĐT.0912.345.678", "số điện thoại", "0912.345.678"),
        ("gọi (+84) 912 345 678", "số điện thoại", "(+84) 912 345 678"),
        ("gọi +84912345678", "số điện thoại", "+84912345678"),
        ("điện thoại 84912345678", "số điện thoại", "84912345678"),
    ],
)
def test_private_numbers(text: str, label: str, number: str) -> None:
    assert _found(_extract(text)) == [(label, number)]


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách 84.512.345.678 đồng",
        "Thu 84 350 000 000 đồng, chi 84512345678 đồng",
        "vốn 912345678901 đồng và 123456789 đồng",
        "Dân số 123456789012 người",
        "Quyết định 0912/QĐ-UBND, 0987654321/QĐ-UBND ngày 09/12/2019",
        "Mã hồ sơ 000.00.12.H03-190912-0345",
        "Mã số thuế 0312345678",
        "MST: 0351234567",
        "đạt 0,912345678 điểm",
        "kích hoạt 350000 tài khoản, thêm 1250000 tài khoản",
        "số tài khoản định danh đã kích hoạt 1250000",
        "nộp vào tài khoản tạm giữ 1250000000 đồng",
        "kinh phí cấp căn cước 125000000 đồng và 125000000000 đồng",
        "năm 2018 2019 2020 và 2021",
        "điện thoại cố định 0209 3870 425",
        "số 0912345",
        "xem https://a.gov.vn/001089012345",
    ],
)
def test_figures_of_reports_are_not_private(text: str) -> None:
    assert _found(_extract(text)) == []
    assert admit(_extract(text), REFUSE) == _extract(text)


def test_a_number_may_be_named_over_its_column() -> None:
    named = _table([["Trường", "Số tài khoản"], ["Tiểu học", "102030405"], ["Mầm non", "9988776655"]])
    assert _found(named) == [("số tài khoản", "102030405"), ("số tài khoản", "9988776655")]
    counted = _table([["Xã", "Số tài khoản VNeID"], ["Nà Phặc", "102030"], ["Bằng Vân", "998877"]])
    assert _found(counted) == []
    taxed = _table([["Công ty", "Mã số thuế"], *([f"Công ty {i}", f"031234567{i}"] for i in range(9))])
    assert _found(taxed) == []


@pytest.mark.parametrize(("count", "refused"), [(0, False), (1, False), (2, False), (3, True)])
def test_one_or_two_telephones_are_an_office(count: int, refused: bool) -> None:
    extract = _extract("Liên hệ: " + "; ".join(PHONES[:count]))
    if refused:
        with pytest.raises(PersonalData, match="3 số điện thoại"):
            admit(extract, REFUSE)
        assert not any(phone in admit(extract, HIDE).text for phone in PHONES)
        return
    for limits in (REFUSE, HIDE):
        admitted = admit(extract, limits)
        assert admitted.text == extract.text
        assert [f"{count} số điện thoại" in warning for warning in admitted.warnings] == [True] * bool(count)


PEOPLE = ["Họ và tên", "Ngày sinh", "Nơi ở"]
ROWS = [["Nguyễn Văn An", "1/2/1980", "thôn Nà Mới"], ["Trần Thị Bình", "3/4/1990", "thôn Bản Lù"]]


@pytest.mark.parametrize(
    ("heads", "is_list"),
    [
        ([PEOPLE], True),
        ([["TT", "HỌ VÀ TÊN", "SỐ ĐIỆN THOẠI"]], True),
        ([["Danh sách nhận hỗ trợ", "", ""], PEOPLE], True),
        ([["Tên chủ hộ", "Số nhân khẩu", "Địa chỉ"]], True),
        ([["Họ và tên", "Chức vụ", "Số đại biểu"]], False),
        ([["Năm sinh", "Nam", "Nữ"]], False),
        ([["Tên HTX", "Địa chỉ", "Vốn"]], False),
    ],
)
def test_lists_of_people(heads: list[list[str]], is_list: bool) -> None:
    extract = _table([*heads, *ROWS])
    assert [private.label for private in private_data(extract)] == ["danh sách cá nhân"] * is_list
    if is_list:
        assert private_data(extract)[0].span.of(extract.text).startswith(ROWS[0][0])


def test_a_form_about_one_person_is_no_list() -> None:
    assert _found(_table([["Họ và tên", "Nguyễn Văn An"], ["Chức vụ", "Trưởng phòng"]])) == []


def test_a_list_is_refused_hidden_or_kept() -> None:
    extract = _table([PEOPLE, *ROWS])
    with pytest.raises(PersonalData, match="1 danh sách cá nhân") as refused:
        admit(extract, REFUSE)
    assert "--personal-data" in refused.value.reason
    assert admit(extract, KEEP) == extract
    hidden = admit(extract, HIDE)
    assert hidden.warnings == ("đã che 1 danh sách cá nhân",)
    assert hidden.text.startswith("Biểu 1\nHọ và tên | Ngày sinh | Nơi ở\n•••••• ••• •• | ••")
    assert "Bình" not in hidden.text
    assert "1990" not in hidden.text


def test_offsets_hold_when_numbers_are_hidden() -> None:
    extract = _extract(f"Ông An (CCCD {CCCD}, tài khoản: +84 912345678) nhận. Xã có 5 chợ.")
    hidden = admit(extract, HIDE)
    assert len(hidden.text) == len(extract.text)
    assert hidden.text.index("Xã có 5 chợ.") == extract.text.index("Xã có 5 chợ.")
    assert CCCD not in hidden.text
    assert "912345678" not in hidden.text


_PIECES = st.sampled_from(
    [
        *PHONES,
        CCCD,
        "+84 912345678",
        "001 089 012 345",
        "CCCD ",
        "CMND: ",
        "123456789",
        "số tài khoản: ",
        "8600205123456",
        "hộ chiếu C1234567",
        "điện thoại ",
        "84.912.345.678",
        " đồng",
        " | ",
        "\n",
        "; ",
        "•",
    ]
)


@settled
@given(st.lists(_PIECES | st.text(max_size=5), max_size=20).map("".join), st.integers(1, 4))
def test_hiding_keeps_the_length_and_leaves_nothing(text: str, columns: int) -> None:
    rows = [[word.strip() for word in line.split("|")][:columns] for line in text.splitlines()]
    for extract in (_extract(text), _table([["Họ và tên", "Địa chỉ"], *rows]), _table(rows or [[""]])):
        hidden, found = admit(extract, HIDE), private_data(extract)
        assert len(hidden.text) == len(extract.text)
        if len(found) > 2 or not all(private.phone for private in found):
            assert [re.sub(r"[\s|•]", "", private.span.of(hidden.text)) for private in found] == [""] * len(found)
            assert {private.label for private in private_data(hidden)} <= {"danh sách cá nhân"}


def test_time_grows_with_the_table() -> None:
    """Every number of a large table is looked up under its column's head."""
    tables = {n: _table([["Xã", "Kinh phí"], *([f"Xã {i}", "1250000"] for i in range(n))]) for n in (1000, 4000)}
    assert growth(lambda n: private_data(tables[n]), 1000) < 8


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_no_report_is_refused_or_warned_of(path: Path) -> None:
    extract = reader_for(path).extract(path, path.read_bytes(), REFUSE)
    assert admit(extract, REFUSE) == extract
