"""Numbers of a spreadsheet as the report shows them in Vietnamese: 1.234.567 · 88,84% · 102,75 · 31/12/2020.

Format codes are those of ECMA-376 part 1, 18.8.30 (the built-in ones, by number) and 18.8.31. They say what kind of
number a cell holds; digits are never rounded away, beyond the 15 significant ones that a spreadsheet keeps.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache

# Spreadsheets keep 15 significant digits of a number; what a float has beyond them is noise of its arithmetic.
_KEPT = Context(prec=15)
_BUILT_IN = {
    **dict.fromkeys((0, 49), "General"),
    **dict.fromkeys((3, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((4, 39, 40, 43, 44), "#,##0.00"),
    **dict.fromkeys((14, 15, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "dd/mm/yyyy"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm"),
    1: "0",
    2: "0.00",
    9: "0%",
    10: "0.00%",
    16: "dd/mm",
    17: "mm/yyyy",
    22: "dd/mm/yyyy hh:mm",
}
# Literals, padding, colours, locales: what of a code shows no digit.
_NO_DIGITS = re.compile(r'\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|"[^"]*"')
_LITERAL_PERCENT = re.compile(r'"\s*%\s*"|\\%')
_ELAPSED, _HOURS_ELAPSED = "%elapsed", re.compile(r"\[[hms]+\]", re.IGNORECASE)
_GROUPED, _SCALED, _PADDED = re.compile(r"[#0?],[#0?]"), re.compile(r"[#0?](,+)(?![#0?,])"), re.compile(r"0{2,15}$")
_LARGEST_DAY = 2_958_465  # 31/12/9999


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format code makes of a number.

    `moment` is the strftime pattern of a date or time ("" for other numbers), `percent` whether the value is shown
    a hundredfold, `sign` what stands after the digits, `grouped` whether thousands are parted, `thousands` how
    often the value is divided by 1000, `digits` how many digits the whole part has at least.
    """

    moment: str = ""
    percent: bool = False
    sign: str = ""
    grouped: bool = False
    thousands: int = 0
    digits: int = 1


def built_in(number: int) -> NumberFormat:
    """The format of a built-in number, the general one where it is none."""
    return read_format(_BUILT_IN.get(number, "General"))


@lru_cache(maxsize=1024)
def read_format(code: str) -> NumberFormat:
    """What a format code says; its first section counts, that of positive numbers."""
    first = _NO_DIGITS.sub("", code).split(";", 1)[0]
    if first.strip().lower() in ("", "general", "@"):
        return NumberFormat(sign="%" if _LITERAL_PERCENT.search(code) else "")
    if moment := _moment(first.lower()):
        return NumberFormat(moment)
    percent = "%" in first
    whole = first.split(".")[0]
    padded, scaled = _PADDED.search(whole.strip()), _SCALED.search(first)
    return NumberFormat(
        percent=percent,
        sign="%" if percent or _LITERAL_PERCENT.search(code.split(";", 1)[0]) else "",
        grouped=bool(_GROUPED.search(first)),
        thousands=len(scaled[1]) if scaled else 0,
        digits=len(padded[0]) if padded and "," not in whole else 1,
    )


def _moment(code: str) -> str:
    """The strftime pattern for the parts that a code shows, "" for a code of no date or time."""
    if _HOURS_ELAPSED.search(code):
        return _ELAPSED
    if re.search(r"[#0?]", re.sub(r"\.0+", "", code)) or not re.search(r"[ymdhs]", code):
        return ""
    day, year, hour = "d" in code, "y" in code, "h" in code or "s" in code
    month = "m" in code and (day or year or not hour)
    date = "/".join(part for part, shown in (("%d", day), ("%m", month), ("%Y", year)) if shown)
    return " ".join(part for part, shown in ((date, date), ("%H:%M", hour)) if shown)


def show(value: str, form: NumberFormat, *, since_1904: bool = False) -> str:
    """A number in the words of a file ("0.8884") as its format shows it ("88,84%"); "" where it is no number.

    `since_1904` is the workbook's calendar: days are counted from 1/1/1904 instead of 30/12/1899.
    """
    try:
        number = _KEPT.create_decimal(value.strip())
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 60:
        return ""
    if form.moment and 0 <= number <= _LARGEST_DAY:
        return _show_moment(number, form.moment, since_1904)
    return vietnamese(number * (100 if form.percent else 1) / 1000**form.thousands, form) + form.sign


def _show_moment(days: Decimal, pattern: str, since_1904: bool) -> str:
    if pattern == _ELAPSED:
        hours, minutes = divmod(round(days * 1440), 60)
        return f"{hours}:{minutes:02}"
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    try:
        moment = first + timedelta(seconds=round(days * 86400))
    except OverflowError:
        return ""
    return show_date(moment, pattern)


def show_date(moment: datetime, pattern: str = "%d/%m/%Y %H:%M") -> str:
    """A moment in a pattern; midnight beside a day is not shown."""
    return moment.strftime(pattern).removesuffix(" 00:00")


def vietnamese(number: Decimal, form: NumberFormat) -> str:
    """A number with a decimal comma and all its digits, dots between thousands where the format has them."""
    plain = format(abs(number), "f")
    whole, _, fraction = plain.partition(".")
    whole = f"{int(whole):,}".replace(",", ".") if form.grouped else whole.zfill(form.digits)
    fraction = fraction.rstrip("0")
    minus = "-" if number < 0 else ""
    return f"{minus}{whole},{fraction}" if fraction else f"{minus}{whole}"
