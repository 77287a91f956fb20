"""Answers in words: one clear line, its basis in brackets, then the sources. Messages are Vietnamese."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answering.listing import Listed
from bot.answering.matching import Match
from bot.answering.outcome import Finding, Statement
from bot.answering.readoff import period_label
from bot.answering.records import Asked, Citation, Query, Value
from corpus.facts.units import unit_kind
from corpus.language.numbers import format_number, plain
from corpus.language.places import merged_from, province_names
from corpus.records import NOTE, Fact, RatioKind, Relation, Status

_STATUS = {
    Status.ESTIMATE: "ước thực hiện",
    Status.PLAN: "kế hoạch",
    Status.CUMULATIVE: "lũy kế",
    Status.ACTUAL: "",
}
_HEDGES = {">": "trên", "<": "gần", "~": "khoảng", ">=": "ít nhất", "<=": "không quá", "=": ""}
_LONGEST_MEASURE = 110
MOST_CHOICES = 4


def value_of(finding: Finding) -> Value:
    """The JSON value of a finding."""
    fact = finding.match.stored.fact
    return Value(
        value=plain(finding.amount),
        unit=finding.unit,
        of=None if finding.of is None else plain(finding.of),
        comparator=finding.comparator,
        period=finding.period,
        place=fact.place,
        status=(finding.status or fact.status).value,
        formula=finding.formula,
    )


def values_of(finding: Finding) -> tuple[Value, ...]:
    """The JSON values of a finding: one, or the two ends of a range."""
    value, upto = value_of(finding), _upto(finding)
    if upto is None:
        return (value,)
    return replace(value, comparator=">="), replace(value, value=plain(upto), comparator="<=")


def _upto(finding: Finding) -> Decimal | None:
    """The upper end where the finding is a range as the report states it."""
    quantity = finding.match.stored.fact.quantity
    read_off = quantity is not None and finding.formula is None and finding.amount == quantity.value
    return quantity.upto if quantity is not None and read_off else None


def flag_lines(findings: Sequence[Finding]) -> list[str]:
    """Where the report contradicts itself about what is answered, in its own numbers, and other notes on it."""
    flags = dict.fromkeys(flag for finding in findings for flag in finding.match.stored.fact.flags)
    notes = [flag.removeprefix(NOTE) for flag in flags if flag.startswith(NOTE)]
    contradictions = [flag for flag in flags if not flag.startswith(NOTE)]
    return [*(f"Lưu ý, báo cáo chưa khớp: {flag}." for flag in contradictions), *(f"Lưu ý: {n}." for n in notes)]


def merger_lines(place: str) -> list[str]:
    """What to bear in mind where figures of before and after a merger of provinces stand side by side."""
    others = [name for name in merged_from(place) if name != place]
    if not others:
        return []
    joined = " và ".join(others)
    return [f"Lưu ý: từ ngày 1/7/2025 tỉnh {place} gồm cả {joined}; số liệu trước và sau đó không cùng địa bàn."]


def figure_line(finding: Finding, markers: Sequence[int]) -> str:
    """One finding as a line: "30 trên 37 sản phẩm OCOP là của các HTX (2019, tỉnh Bắc Kạn) [1]"."""
    fact = finding.match.stored.fact
    text = _said(fact, _number(finding), finding.label)
    if finding.formula is not None:
        text = f"{text} ({finding.formula})"
    return f"{text[0].upper()}{text[1:]} {_basis(finding.period, fact, finding.status)}{_marks(markers)}"


def differing_line(match: Match, markers: Sequence[int]) -> str:
    """What another report states of the same thing."""
    fact = match.stored.fact
    said = f"{_said(fact, _stated(fact))} {_basis(period_label(fact.period), fact)}{_marks(markers)}"
    return f"Báo cáo khác ghi khác: {said}"


def clarify_lines(places: Sequence[str]) -> list[str]:
    """One question back: which of a few places is meant."""
    lines = ["Các báo cáo có số liệu này của nhiều nơi. Bạn hỏi nơi nào?"]
    lines += [f"• tỉnh {place}" for place in places[:MOST_CHOICES]]
    return [*lines, "• nơi khác"] if len(places) > MOST_CHOICES else lines


def statement_line(query: Query, statement: Statement, marker: int) -> str:
    """A statement as a line; a date, name or reference comes with the words it stands in."""
    if statement.match is None:
        return f"{statement.wording} [{marker}]"
    fact = statement.match.stored.fact
    if query.asked is Asked.PERSON:
        return (
            f"{statement.wording} ({fact.measure}) [{marker}]"
            if fact.measure
            else f"{statement.wording} [{marker}]"
        )
    return f"{statement.wording} [{marker}]"


def counted_line(listed: Listed) -> str:
    """How many things a list names, and which: "2: Ba Bể, Na Rì (đếm theo danh sách trong báo cáo) [1]"."""
    return f"{len(listed.items)}: {', '.join(listed.items)} (đếm theo danh sách trong báo cáo) [1]"


def source_lines(citations: Sequence[Citation]) -> list[str]:
    """One line a citation: marker, exact words, title, page or paragraph."""
    lines = []
    for i, c in enumerate(citations, 1):
        lines.append(f"[{i}] “{c.quote}” — {_short(c.title, 90)}, {c.where} ({c.source})")
    return lines


def not_found_lines(nearest: Sequence[Match], unknown: Sequence[str] = (), body: str = "") -> list[str]:
    """An honest no, with the words that no report has, what does exist, and whom to ask (`body`)."""
    lines = ["Không có trong báo cáo: chưa tìm thấy số liệu trả lời đúng câu hỏi này."]
    if unknown:
        words = ", ".join(f"“{word}”" for word in unknown)
        lines.append(f"Không báo cáo nào nhắc đến: {words}.")
    if nearest:
        lines.append("Số liệu gần nhất có trong báo cáo (không phải câu trả lời):")
        for i, match in enumerate(nearest, 1):
            fact = match.stored.fact
            lines.append(f"• {_said(fact, _stated(fact))} {_basis(period_label(fact.period), fact)}[{i}]")
    ask = f"hỏi {body}" if body else "hỏi cơ quan ban hành báo cáo"
    lines.append(f"Bạn có thể hỏi lại với tên chỉ tiêu, năm hoặc địa phương khác, hoặc {ask}.")
    return lines


def nearest_basis(nearest: Sequence[Match]) -> list[str]:
    """The wordings that a list of nearest facts shows beside its figures."""
    return [wording for match in nearest for wording in basis_of(match)]


def basis_of(match: Match) -> list[str]:
    """What may be shown beside a fact's figure: its period and place as the report has them."""
    fact = match.stored.fact
    parts = [fact.place, fact.measure, "" if fact.quantity is None else fact.quantity.unit]
    if fact.period is not None:
        parts += [period_label(fact.period), fact.period.wording]
    if fact.compared_with is not None:
        parts.append(fact.compared_with.wording)
    return parts


def _number(finding: Finding) -> str:
    quantity = finding.match.stored.fact.quantity
    ratio = RatioKind.NONE if quantity is None else quantity.ratio
    return _printed(finding.amount, finding.of, finding.unit, finding.comparator, ratio, _upto(finding))


def _printed(
    value: Decimal,
    of: Decimal | None,
    unit: str,
    comparator: str,
    ratio: RatioKind,
    upto: Decimal | None = None,
) -> str:
    """Number, of-number or upper end, and unit as an official prints them."""
    number = format_number(value)
    if upto is not None:
        number, comparator = f"từ {number} đến {format_number(upto)}", "="
    if of is not None:
        rank = ratio is RatioKind.RANK
        number = f"{number}/{format_number(of)}" if rank else f"{number} trên {format_number(of)}"
    joined = f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()
    return f"{_HEDGES[comparator]} {joined}".strip()


def _stated(fact: Fact) -> str:
    """The figure of a fact as it states it."""
    q = fact.quantity
    return fact.wording if q is None else _printed(q.value, q.of, q.full_unit, q.comparator, q.ratio, q.upto)


def _said(fact: Fact, number: str, measure: str | None = None) -> str:
    """A number with what it counts, before or after it as the unit has it; a change with its direction."""
    label = _label(fact, fact.measure if measure is None else measure)
    signed = fact.quantity is not None and fact.quantity.value < 0
    if fact.relation is Relation.DELTA and measure is None and not signed:
        number = f"{'tăng' if fact.direction > 0 else 'giảm'} {number}"
    if _label_follows(fact):
        return f"{number} {label}".strip()
    return f"{label}: {number}" if label else number


def _label_follows(fact: Fact) -> bool:
    """Whether what is counted is said after the number ("37 hợp tác xã") rather than before ("Tỷ lệ …: 88,84%")."""
    quantity = fact.quantity
    return quantity is not None and bool(quantity.unit) and unit_kind(quantity.unit) == "count"


def _label(fact: Fact, measure: str) -> str:
    """The measure without the unit that the number already carries."""
    if _label_follows(fact) and fact.quantity is not None and measure.startswith(fact.quantity.unit):
        measure = measure[len(fact.quantity.unit) :].strip()
    return _short(measure, _LONGEST_MEASURE)


def _basis(period: str, fact: Fact, status: Status | None = None) -> str:
    place = f"tỉnh {fact.place}" if fact.place in province_names() else fact.place
    parts = [part for part in (period, place, _STATUS[status or fact.status]) if part]
    return f"({', '.join(parts)}) " if parts else ""


def _marks(markers: Sequence[int]) -> str:
    return "".join(f"[{marker}]" for marker in markers)


def _short(text: str, longest: int) -> str:
    """`text`, cut at a word with an ellipsis where it is too long."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + "…"
