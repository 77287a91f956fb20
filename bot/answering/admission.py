"""Which facts may answer a question at all: right kind, period, place, state. No score can make up for these."""

import re
from functools import cache, lru_cache

from bot.answering.contrasts import named_of_sets
from bot.answering.fillers import classifiers, people_units
from bot.answering.matching import Match, folded_words, has_unasked_event
from bot.answering.records import Asked, Operation, Query
from corpus.facts.units import listed_unit, unit_kind
from corpus.language.lexicon import canonical_terms
from corpus.language.normalise import fold
from corpus.language.phrases import any_of
from corpus.language.places import same_place
from corpus.language.rows import rows
from corpus.records import Fact, FactKind, Period, PeriodKind, Quantity, RatioKind, Relation, Status

_DEPENDENT = (Relation.DELTA, Relation.RATE, Relation.SHARE, Relation.RATIO)
_NEARLY = 0.7
_NEARLY_YEAR = 330
_FOREIGN = re.compile(r"USD|đô|EUR|ngoại tệ", re.IGNORECASE)
_DEPUTY = re.compile(r"(?<!\w)(?:pho|kt|tm|tl|tuq|quyen)(?!\w)")
_LACK = frozenset({"thieu", "hut"})
_LACKING = re.compile(r"(?<!\w)(?:thiếu|hụt)\s+(?:khoảng\s+|trên\s+|gần\s+|hơn\s+)?$", re.IGNORECASE)
_ROLES = frozenset({"nguoi ky", "tac gia"})
_MOVING = frozenset({"tang", "giam", "truong"})
_KINDS = {
    Asked.DATE: FactKind.DATE,
    Asked.REFERENCE: FactKind.REFERENCE,
    Asked.PERSON: FactKind.PERSON,
    Asked.ADDRESS: FactKind.ADDRESS,
    Asked.ORGANISATION: FactKind.ORGANISATION,
}
WORDINGS = frozenset(_KINDS)


def admits(query: Query, fact: Fact) -> bool:
    """Whether `fact` is of the kind, period, place and state that `query` asks for."""
    wanted = _KINDS.get(query.asked, FactKind.FIGURE)
    if fact.kind is not wanted or not (right_place(query, fact) or _names_place(query, fact)):
        return False
    if fact.kind is FactKind.REFERENCE:
        return _is_document(query, fact)
    if fact.kind is FactKind.PERSON:
        return _is_post(query, fact)
    if fact.kind is not FactKind.FIGURE:
        return True
    return right_sort(query, fact) and right_period(query, fact) and _right_state(query, fact)


def _is_document(query: Query, fact: Fact) -> bool:
    """Whether a reference is to the kind of document asked for ("công văn nào"), or names none."""
    wording = fact.wording.lower()
    named = next((kind for kind in _documents() if wording.startswith(kind)), "")
    text = query.text.lower()
    if (asked := _asked_document().search(text)) is not None:
        return not named or named == asked["kind"]
    return not named or named in text or not any(kind in text for kind in _documents())


@cache
def _asked_document() -> re.Pattern[str]:
    """The kind of document that a question asks for: "công văn nào", "theo quyết định số mấy"."""
    return re.compile(rf"(?<!\w)(?P<kind>{any_of(_documents())})\s+(?:nào|gì|mấy|số)(?!\w)")


def _names_place(query: Query, fact: Fact) -> bool:
    """Whether the wording of a date, a name or a reference names a place asked for ("Nhà văn hóa thôn Nà Ngòa")."""
    return fact.kind is not FactKind.FIGURE and any(fold(place) in fold(fact.measure) for place in query.places)


def _is_post(query: Query, fact: Fact) -> bool:
    """Whether a person holds the post asked for: a deputy, or who signs for the head, is not the head."""
    asked, held = query.words, fold(fact.measure)
    if held in _ROLES:  # who signs or writes is no answer to who holds a post
        return bool(asked & set(held.split()))
    named = bool(asked & set(_DEPUTY.sub("", held).split()))
    return not (named and _DEPUTY.search(held)) or "pho" in asked or "ky" in asked


@cache
def _documents() -> tuple[str, ...]:
    """Kinds of documents as they are named, longest first."""
    return tuple(sorted({row["phrase"].lower() for row in rows("document_kinds")}, key=lambda k: (-len(k), k)))


def right_sort(query: Query, fact: Fact) -> bool:
    """Whether a figure's unit and relation are what is asked for."""
    quantity = fact.quantity
    if quantity is None or not _is_own(query, fact):
        return False
    if query.unit and not _in_unit(query.unit, quantity.unit):
        return False
    if query.asked in (Asked.COUNT, Asked.DELTA) and not (
        _counts(query.counted, quantity.unit) or _is_named_in_table(query.counted, fact)
    ):
        return False
    return _is_of_kind(query, fact, quantity)


def _is_of_kind(query: Query, fact: Fact, quantity: Quantity) -> bool:
    """Whether a figure is of the kind asked for: a count, a percentage, money, a change, a rank, a multiple."""
    kind = unit_kind(quantity.unit)
    if kind == "time" and unit_kind(query.unit) != "time":  # "trong 15 ngày" counts nothing that is asked about
        return False
    percent = kind in ("percent", "point")
    match query.asked:
        case Asked.PERCENT:
            fits = _is_level(query, fact) and _is_compared(query, fact)
            return percent and fits and (fact.relation is Relation.RATE) == query.rate
        case Asked.MONEY:
            return kind == "money" and fact.relation is not Relation.DELTA
        case Asked.DELTA:
            since = fact.compared_with
            right = since is None or all(covers(since, p) for p in query.compared_with)
            change = fact.relation is Relation.DELTA or (percent and is_growth(fact))
            change = change and not (_tells_apart(fact.event) and has_unasked_event(fact, query.words))
            return change and right and (percent or not query.in_percent)
        case Asked.RANK:
            return quantity.ratio is RatioKind.RANK
        case Asked.MULTIPLE:
            return kind == "multiple"
        case _:
            planned_rise = fact.relation is Relation.DELTA and fact.status is Status.PLAN
            plain = fact.relation not in _DEPENDENT or planned_rise
            return plain and not (percent and query.kind_said and query.operation is not Operation.LOOK_UP)


@lru_cache(maxsize=1024)
def _tells_apart(event: str) -> bool:
    """Whether an event is one of a set of which at most one is meant ("thành lập mới", "giải thể")."""
    return bool(named_of_sets(t.folded for t in canonical_terms(event)))


def _is_level(query: Query, fact: Fact) -> bool:
    """Whether a percentage is a level, or a change where the question speaks of one or of what it is compared
    with."""
    if fact.relation is Relation.DELTA:
        return bool(_MOVING & query.words) and is_growth(fact)
    return not query.since or fact.relation in (Relation.RATIO, Relation.DELTA)


def _is_compared(query: Query, fact: Fact) -> bool:
    """Whether a percentage of an earlier figure ("bằng 141,7% so với năm 2023") is asked for as such."""
    if fact.relation is not Relation.RATIO:
        return True
    return not query.share and bool(query.since or query.compared_with or query.asked is Asked.MULTIPLE)


@lru_cache(maxsize=4096)
def _in_unit(asked: str, stated: str) -> bool:
    """Whether a figure is in the unit asked for, or of its kind: money for money; "ha" does not answer "m3"."""
    if asked == unit_kind(stated):
        return True
    if unit_kind(asked) != unit_kind(stated):
        return False
    if unit_kind(asked) == "money":
        return bool(_FOREIGN.search(asked)) == bool(_FOREIGN.search(stated))
    return _bare(asked) == _bare(stated)


def _bare(unit: str) -> tuple[str, ...]:
    """A unit in its canonical wording without its scale word."""
    return tuple(term.folded for term in canonical_terms(unit))[-2:]


def _is_named_in_table(asked: str, fact: Fact) -> bool:
    """Whether the heads of a table's cell name the thing counted; its unit may be wider ("Bệnh viện | Cơ sở")."""
    if fact.own != fact.span or fact.quantity is None or unit_kind(fact.quantity.unit) != "count":
        return False
    return folded_words(asked) <= folded_words(f"{fact.measure} {fact.category}")


@lru_cache(maxsize=4096)
def _counts(asked: str, stated: str) -> bool:
    """Whether a figure counts the thing asked for: people are people whatever they are called, a hộ is no xã."""
    if not asked or not stated:
        return True
    if unit_kind(stated) != "count":
        return False
    people = people_units()
    known = _listed_counts() - classifiers()
    listed = listed_unit(stated.lower(), 0)
    head = listed[0].split("/")[0] if listed else stated.lower().split("/")[0]
    if asked in people and head not in people and head in _listed_counts():
        return False
    if asked == head or asked not in known or head not in known:
        return True
    return _same_sort(asked, head)


def _same_sort(a: str, b: str) -> bool:
    if a in people_units() and b in people_units():
        return True
    first, second = ([t.folded for t in canonical_terms(unit)] for unit in (a, b))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]  # "hộ" and "hộ nghèo", not "xã" and "hợp tác xã"


@cache
def _listed_counts() -> frozenset[str]:
    """The units of the table that count things."""
    return frozenset(row["unit"].lower() for row in rows("units") if row["kind"] in ("", "count"))


_NEGATION = re.compile(
    r"(?<!\w)(?:chưa|không|chẳng)(?!\w)(?!\s+(?:chỉ|dưới|quá|thường|gian|khí|ít))", re.IGNORECASE
)


def is_negated(match: Match) -> bool:
    """Whether a figure counts what is not so: "12 xã chưa đạt chuẩn"."""
    fact, passage = match.stored.fact, match.passage
    start, end = fact.own.start - passage.start, fact.own.end - passage.start
    figure = fact.span.end - passage.start
    own = passage.text[start:figure] + passage.text[figure:end].split(",")[0]
    return fact.kind is FactKind.FIGURE and bool(_NEGATION.search(own))


def same_polarity(query: Query, match: Match) -> bool:
    """Whether a figure of what is not so, or of what is lacking, is asked for as such."""
    if _says_lack(match) and not query.words & _LACK:
        return False
    return query.negated or query.yes_no or not is_negated(match)


def _says_lack(match: Match) -> bool:
    """Whether a figure counts what is lacking: "còn thiếu 1.136 giáo viên"."""
    fact, passage = match.stored.fact, match.passage
    before = passage.text[fact.own.start - passage.start : fact.span.start - passage.start]
    return fact.kind is FactKind.FIGURE and bool(_LACKING.search(before))


def _is_own(query: Query, fact: Fact) -> bool:
    """Whether a figure is the place's own, or the average of a wider territory that the question asks for."""
    if fact.relation is not Relation.NONE or fact.yardstick not in ("cả nước", "bình quân"):
        return True
    asked = query.words
    return bool(asked & {"nuoc", "quoc", "chung"}) or {"binh", "quan"} <= asked


def is_growth(fact: Fact) -> bool:
    """Whether a percentage is itself a rate of growth ("GRDP tăng 4,87%", "tốc độ tăng … là 4,87%")."""
    named = re.search(r"(?:tốc độ|tỷ lệ) (?:tăng|giảm)|tăng trưởng", fact.measure, re.IGNORECASE)
    return bool(fact.direction or named)


def right_period(query: Query, fact: Fact) -> bool:
    """Whether the fact holds in every period asked for (all of them: none is ignored)."""
    if not all(covers(fact.period, period) for period in query.periods):
        return False
    return not query.whole_year or not _is_part_of_year(fact.period)


def _is_part_of_year(period: Period | None) -> bool:
    """Whether a figure sums up less than the year: half of it is no answer for "cả năm"."""
    if period is None or period.as_of or period.kind in (PeriodKind.DAY, PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR):
        return False
    return (period.end - period.start).days < _NEARLY_YEAR


def covers(stated: Period | None, asked: Period) -> bool:
    """Whether a figure stated for one period answers for another.

    A year is answered by a figure of that year or by a level within it; a stage or a school year only by itself;
    a shorter period by one of the same bounds, a level by one within it ("đến quý III" by "đến 30/9").
    """
    if stated is None:
        return False
    if (stated.start, stated.end) == (asked.start, asked.end):
        return True
    if asked.kind is PeriodKind.YEAR or (asked.kind is PeriodKind.STAGE and asked.wording[:1].isdigit()):
        return _covers_longer(stated, asked)
    return _covers_by_end(stated, asked)


def _covers_longer(stated: Period, asked: Period) -> bool:
    """Whether a year or a stage asked for is answered by a time within it."""
    if asked.kind is PeriodKind.YEAR:
        one_year = stated.start.year == stated.end.year == asked.start.year
        school_year = stated.kind is PeriodKind.SCHOOL_YEAR and asked.start.year in stated.years
        # many reports count a year from the 15th of December before
        return one_year or school_year or (stated.kind is not PeriodKind.SCHOOL_YEAR and _nearly(stated, asked))
    # "2021-2022": a school year or a winter crop
    within = asked.start <= stated.start and stated.end <= asked.end and stated.end.year == asked.end.year
    return within and asked.end.year - asked.start.year == 1


def _covers_by_end(stated: Period, asked: Period) -> bool:
    """Whether a time shorter than a year is answered by a level that was measured at its end."""
    if (asked.as_of or stated.as_of) and asked.end == stated.end:
        return True
    if asked.as_of and asked.start <= stated.end <= asked.end:
        return True
    if asked.kind is PeriodKind.QUARTER and stated.kind is PeriodKind.STAGE:
        return _nearly(stated, asked)
    if asked.kind in (PeriodKind.MONTH, PeriodKind.QUARTER) and stated.as_of:
        return asked.start <= stated.end <= asked.end
    return asked.kind is PeriodKind.DAY and stated.end == asked.end


def _nearly(stated: Period, asked: Period) -> bool:
    """Whether two intervals are about the same: a quarter counted from the 15th to the 14th is that quarter."""
    common = (min(stated.end, asked.end) - max(stated.start, asked.start)).days + 1
    longest = max((p.end - p.start).days + 1 for p in (stated, asked))
    return common >= longest * _NEARLY


def right_place(query: Query, fact: Fact) -> bool:
    """Whether the fact's place is one of those asked for, or none was."""
    if query.national and not query.places:
        return fact.place == "cả nước" or fact.yardstick in ("cả nước", "bình quân")
    return not query.places or any(same_place(place, fact.place) for place in query.places)


def _right_state(query: Query, fact: Fact) -> bool:
    """Plans answer only questions for plans, and only those."""
    planned = fact.status is Status.PLAN or fact.relation is Relation.PLAN
    has_plan = planned or (fact.quantity is not None and fact.quantity.ratio is RatioKind.PLAN)
    if query.plan and not query.rate:
        return has_plan or (query.expected and fact.status is Status.ESTIMATE)
    return not planned
