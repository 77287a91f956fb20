"""Legal references: "Quyết định số 664/QĐ-UBND ngày 26/4/2019", "52-NQ/TW", "khoản 2 Điều 5", "Hiến pháp 2013"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.language.addresses import find_addresses
from corpus.language.letters import LOWER, UPPER
from corpus.language.phrases import any_of
from corpus.language.rows import column, rows
from corpus.records import Span

__all__ = ["Reference", "find_addresses", "find_references"]

_CODE = r"[A-ZĐƯ][A-Za-zĐđƯư0-9&]{0,15}+"
_WINDOW = 48
_YEAR = r"(?:19|20)\d{2}(?!\d)"
# "ngày 26/4/2019", "ngày 26 tháng 4 năm 2019" and "của UBND tỉnh" after a reference, in either order.
_DATE = rf"(?P<date>ngày\s+\d{{1,2}}(?:[/.-]\d{{1,2}}[/.-]|\s+tháng\s+\d{{1,2}}\s+năm\s+){_YEAR})"
_KIND_NAMES_LAW = r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)"


@dataclass(frozen=True, slots=True)
class Reference:
    """A legal reference: kind ("Quyết định", may be empty) and symbol ("664/QĐ-UBND").

    For a law cited by name the symbol is its name and year, for a provision the whole of it ("khoản 2 Điều 5") with
    an empty kind. In a list ("các Quyết định 12/QĐ-UBND, 13/QĐ-UBND") only the first has its kind within `span`.
    `issuer` and `date` (the span of its wording) are those that follow the reference, outside `span`.
    """

    kind: str
    symbol: str
    span: Span
    issuer: str = ""
    date: Span | None = None


def find_references(text: str, offset: int = 0) -> list[Reference]:
    """Every legal reference in order and without overlap. Linear in the length of the text."""
    found: list[Reference] = []
    for finder in (_by_symbol, _by_name, _by_number, _provisions):
        found = _merge(found, finder(text))
    return [_placed(_followed(text, reference), offset) for reference in _listed(text, found)]


def _merge(found: list[Reference], more: Iterator[Reference]) -> list[Reference]:
    """Both lists in order; what overlaps an earlier find is left out."""
    ends = [reference.span.end for reference in found]
    added = []
    for reference in more:
        i = bisect_left(ends, reference.span.start + 1)
        if i == len(found) or reference.span.end <= found[i].span.start:
            added.append(reference)
    return sorted(found + added, key=lambda reference: reference.span.start) if added else found


@cache
def _kinds() -> str:
    return any_of(column("document_kinds", "phrase"))


@cache
def _symbol() -> re.Pattern[str]:
    """Number, year, kind code and issuer: 30/2020/NĐ-CP, 52-NQ/TW, 59/2020/QH14; blanks by known codes only."""
    known = any_of(column("document_kinds", "code"))
    year = rf"(?:\s?/\s?{_YEAR})?"
    return re.compile(
        rf"\d(?<![\w/]\d)\d{{0,4}}[a-zđ]?(?:"
        rf"{year}/(?:{_CODE})(?:-{_CODE}){{1,4}}"
        rf"|-{_CODE}/{_CODE}(?:-{_CODE}){{0,3}}"
        rf"|\s?/\s?{_YEAR}\s?/\s?(?:UBTVQH|QH)\d{{1,2}}"
        rf"|{year}\s{{0,2}}/\s{{0,2}}{known}\s{{0,2}}[-–]\s{{0,2}}{_CODE}(?:\s?-\s?{_CODE}){{0,3}}"
        rf"|\s{{0,2}}[-–]\s{{0,2}}{known}\s?/\s?{_CODE}"
        rf"|(?P<short>{year}\s?/\s?{known}))(?!\w)"
    )


@cache
def _before_symbol() -> re.Pattern[str]:
    """What stands before a symbol: kind, "số", and in "Quyết định số 12, 13/QĐ-UBND" the numbers that share it."""
    return re.compile(
        rf"(?:(?<!\w)(?P<kind>(?i:{_kinds()}))\s+(?=số|\d|$))?(?P<number>số\s{{0,2}}:?\s{{0,2}})?"
        rf"(?P<shared>(?:\d{{1,5}}\s?(?:,|và)\s){{1,6}})?$"
    )


def _by_symbol(text: str) -> Iterator[Reference]:
    if "/" not in text:
        return
    last = 0
    for match in _symbol().finditer(text):
        window = max(last, match.start() - _WINDOW)
        before = _before_symbol().search(text, window, match.start())
        if before is None or (match["short"] and not before["kind"] and not before["number"]):
            continue  # "15/TB" is a symbol only after "Thông báo" or "số"
        last = match.end()
        if not before["kind"]:
            yield Reference("", match.group(), Span(match.start(), last))
            continue
        start = before.start("shared") if before["shared"] else match.start()
        yield Reference(before["kind"], text[start:last], Span(before.start("kind"), last))


@cache
def _law() -> re.Pattern[str]:
    ends = any_of(column("issuer_ends", "phrase"))
    word = rf"(?!{ends}(?!\w)|{_KIND_NAMES_LAW}\s)[{UPPER}{LOWER}]+"
    name = rf"[{UPPER}][{UPPER}{LOWER}]*(?:,?\s{{1,2}}{word}){{0,14}}\s{{1,2}}"
    year = rf"(?:năm\s{{1,2}})?{_YEAR}(?![.,]?\d|\s*%)"
    return re.compile(rf"(?P<kind>Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s{{1,2}}(?P<symbol>(?:{name})?{year})")


def _by_name(text: str) -> Iterator[Reference]:
    if "uật" not in text and "háp" not in text:
        return
    for match in _law().finditer(text):
        yield Reference(match["kind"], match["symbol"], Span(*match.span()))


@cache
def _numbered() -> re.Pattern[str]:
    units = any_of({*column("units", "unit"), *column("scale_words", "word")})
    number = r"\d{1,5}[a-zđ]?(?![\w/%]|[.,-]\w|\s*%)"
    alone = any_of(row["phrase"] for row in rows("document_kinds") if row["alone"])
    return re.compile(
        rf"(?P<kind>{_kinds()})\s{{1,2}}số\s{{0,2}}:?\s{{0,2}}(?P<symbol>{number})"
        rf"|(?P<name>{alone})\s{{1,2}}(?P<loose>{number})(?!\s{{1,2}}(?!ngày\s\d){units}(?!\w))"
    )


def _by_number(text: str) -> Iterator[Reference]:
    """A document by its number alone: "Nghị quyết số 42", and "Chỉ thị 16" where no unit makes it a count."""
    for match in _numbered().finditer(text):
        kind, symbol = match["kind"] or match["name"], match["symbol"] or match["loose"]
        if not re.fullmatch(_YEAR, symbol):
            yield Reference(kind, symbol, Span(*match.span()))


# A list goes on only before what shows that its last number is no count: "Điều 3, 4 và 5 của Luật".
_LISTED = r"(?=\s?[,.;)]|\s(?:của|và|này|[Kk]hoản|[Đđ]iều|Luật|Bộ|Ngh|Thông|Quy)|$)"
_ITEM = r"(?:{n})(?:\s?(?:,|và|đến)\s{{0,2}}(?:{n})" + _LISTED + r"){{0,6}}"
_NUMBERS = _ITEM.format(n=r"\d{1,3}[a-zđ]?(?!\w|[.,]\d)")
_LETTERS = _ITEM.format(n=r"[a-zđ](?!\w)")
_PROVISION = re.compile(
    rf"(?:[Đđ]iểm\s{{1,2}}{_LETTERS},?\s{{1,2}})?(?:[Kk]hoản\s{{1,2}}{_NUMBERS},?\s{{1,2}})(?:của\s)?[Đđ]iều\s{{1,2}}{_NUMBERS}"
    rf"|Điều\s{{1,2}}{_NUMBERS}(?!\s?%)"
)


def _provisions(text: str) -> Iterator[Reference]:
    if "iều " not in text:
        return
    for match in _PROVISION.finditer(text):
        yield Reference("", match.group(), Span(*match.span()))


def _listed(text: str, found: list[Reference]) -> list[Reference]:
    """The kind of the first of a list for those that follow it: "các Quyết định 12/QĐ-UBND, 13/QĐ-UBND"."""
    listed: list[Reference] = []
    for reference in found:
        if not reference.kind and listed and reference.symbol[0].isdigit():
            gap = text[listed[-1].span.end : reference.span.start]
            if len(gap) <= 12 and re.fullmatch(r"\s*(?:,|;|và|,\s*và)\s*(?:số\s*)?", gap):
                reference = replace(reference, kind=listed[-1].kind)  # noqa: PLW2901
        listed.append(reference)
    return listed


@cache
def _issuer() -> str:
    ends = any_of(column("issuer_ends", "phrase"))
    word = rf"(?:và\s{{1,2}}(?=[{UPPER}]))?(?!(?:{ends}|và)(?!\w))[{UPPER}{LOWER}&]+"
    return rf"của\s{{1,2}}(?P<issuer>[{UPPER}][{UPPER}{LOWER}&]*(?:\s{{1,2}}{word}){{0,11}})"


@cache
def _following() -> re.Pattern[str]:
    date_first = rf"\s?[,(]?\s?{_DATE}\)?(?:\s?,?\s{{1,2}}{_issuer()})?"
    issuer_first = f"{_issuer()}(?:,?\\s{{1,2}}{_DATE})?".replace("<issuer>", "<issuer2>").replace(
        "<date>", "<date2>"
    )
    return re.compile(rf"{date_first}|\s?,?\s?{issuer_first}")


def _followed(text: str, reference: Reference) -> Reference:
    match = _following().match(text, reference.span.end)
    if match is None or _PROVISION.match(reference.symbol):
        return reference
    group = "date" if match["date"] else "date2"
    date = Span(*match.span(group)) if match[group] else None
    return replace(reference, issuer=match["issuer"] or match["issuer2"] or "", date=date)


def _placed(reference: Reference, offset: int) -> Reference:
    date = reference.date.shift(offset) if reference.date else None
    return replace(reference, span=reference.span.shift(offset), date=date)
