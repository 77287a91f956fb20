"""Numbers of spreadsheets as their format codes show them in Vietnamese."""

import pytest

from corpus.readers.sheets.number_formats import read_format, show


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234567", "General", "1234567"),
        ("1234567", "#,##0", "1.234.567"),
        ("0.88839999999999997", "0.00%", "88,84%"),
        ("102.5967", "0.0", "102,5967"),
        ("0.30000000000000004", "General", "0,3"),
        ("44196", "dd/mm/yyyy", "31/12/2020"),
        ("44196.5", "m/d/yy h:mm", "31/12/2020 12:00"),
        ("44196", '[$-42A]dd" tháng "mm" năm "yyyy', "31/12/2020"),
        ("44196", "mmm-yy", "12/2020"),
        ("1234567", "#,##0,", "1.234,567"),
        ("-1234.5", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_)', "-1.234,5"),
        ("3", "00", "03"),
        ("88.8", '0.0"%"', "88,8%"),
        ("1E-7", "General", "0,0000001"),
        ("0.5", "h:mm", "12:00"),
        ("1.25", "[h]:mm", "30:00"),
        ("12", '0" hộ"', "12"),
        ("-0.0", "General", "0"),
        ("1e999999", "General", ""),
        ("chợ", "General", ""),
    ],
)
def test_numbers_as_their_format_shows_them(value: str, code: str, shown: str) -> None:
    assert show(value, read_format(code)) == shown


def test_the_calendar_of_1904() -> None:
    assert show("42734", read_format("dd/mm/yyyy"), since_1904=True) == "31/12/2020"
