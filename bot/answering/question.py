"""A question as typed → Query. The cue phrases are rows of data/cues.csv, the fillers of data/fillers.csv."""

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.content import around_cue, asked_unit, branches, content, counted_unit, to_each_of
from bot.answering.cues import asked_kind, asked_operation
from bot.answering.errors import EmptyQuestion, QuestionTooLong
from bot.answering.fillers import PACKAGE
from bot.answering.gazetteer import targets
from bot.answering.known import Known
from bot.answering.lifting import REACHING, Lifted, lift
from bot.answering.narrowing import moment_of, named_alone, plan_is_given, wants_whole_year
from bot.answering.records import Asked, Operation, Query, QueryTerm, Source
from bot.answering.typed import mended_question
from corpus.facts.units import unit_kind
from corpus.language.normalise import clean
from corpus.language.phrase_table import PhraseTable
from corpus.language.rows import rows
from corpus.language.tokens import tokenise

_HEAD = 4
_MEASURED = frozenset({"area", "weight", "length", "volume", "energy"})
_AGAINST = re.compile(r"(?<!\w)so(?:\s+với)?\s*$", re.IGNORECASE)
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|thực hiện được|đạt được|đạt bao nhiêu|đạt mấy)(?!\w)", re.IGNORECASE)
_NATIONAL = re.compile(
    r"(?<!\w)(?:cả nước|toàn quốc|bình quân chung|trung bình chung|quốc gia chung)(?!\w)", re.IGNORECASE
)
_SHORT_OF = re.compile(
    r"(?<!\w)(?:thiếu|hụt|kém|thấp hơn)\b.{0,40}?(?:so với )?(?:kế hoạch|chỉ tiêu|dự toán)|"
    r"so với (?:kế hoạch|chỉ tiêu|dự toán).{0,30}?(?:thiếu|hụt|kém)",
    re.IGNORECASE,
)
_RANKED = re.compile(r"(?<!\w)(?:xếp|đứng)\s+(?:trên|dưới|cao hơn|thấp hơn)|thứ hạng|xếp hạng", re.IGNORECASE)
_AT_BASE = re.compile(r"^\W*cùng kỳ", re.IGNORECASE)
_FALLING = re.compile(r"giảm|ít đi|giam|it di")


@cache
def _heads() -> PhraseTable[Asked]:
    return PhraseTable.of((row["noun"], Asked(row["kind"])) for row in rows("head_nouns", PACKAGE))


def read_question(
    text: str, known: Known, longest: int = 2000, year: int | None = None, *, again: bool = False
) -> Query:
    """Read a question, its slips mended against the words of the reports; `year` is that of the question before,
    `again` tells that it found nothing as it was typed.

    Raises EmptyQuestion, or QuestionTooLong over `longest` characters.
    """
    if len(text) > longest:
        raise QuestionTooLong(len(text), longest)
    original = clean(text).strip()
    if not any(c.isalnum() for c in original):
        raise EmptyQuestion
    read = lift(original, mended_question(original, known, again=again), known, year)
    unit, tokens = asked_unit(read)
    pieces = content(read, tokens, known)
    terms = tuple(term for piece in pieces for term in piece.terms)
    roles = set(read.roles)
    asked = _asked(read, terms)
    if asked is Asked.MONEY and unit and unit_kind(unit) in _MEASURED:  # "lương thực … bao nhiêu tấn" is no wage
        asked = Asked.COUNT
    where, within = targets(read.places, compared=bool({"more", "less"} & roles))
    base = read.times.compared_with
    # "Cùng kỳ năm 2022 có bao nhiêu …" asks about that time: there is none that it would be compared with
    of_base = asked in (Asked.COUNT, Asked.MONEY) and not read.is_worked_out and bool(_AT_BASE.search(read.text))
    return Query(
        text=original,
        asked=asked,
        operation=_operation(read),
        terms=terms,
        must=_named_in_passing(read, terms),
        alone=named_alone(read, terms),
        branches=branches(pieces),
        parts=around_cue(read, tokens, known),
        each=to_each_of(read, tokens, known),
        periods=read.times.periods or (base if of_base else ()),
        compared_with=() if of_base and not read.times.periods else base,
        places=where,
        paired=_is_paired(read),
        national=bool(_NATIONAL.search(read.text)),
        whole_year=wants_whole_year(read.text),
        moment=moment_of(read.text),
        within=within,
        unit=unit,
        plan="plan" in roles or (not read.in_percent and plan_is_given(read.text)),
        rate="yesno" in roles or _is_rate(read),
        surplus="surplus" in roles or bool(_SHORT_OF.search(read.text)),
        total="total" in roles,
        direction=-1 if _FALLING.search(read.text) else 1,
        in_percent=read.in_percent,
        since="since" in roles,
        share="share" in roles,
        reason="reason" in roles,
        yes_no="yesno" in roles,
        negated="remainder" in roles,
        most=1 if "most" in roles else -1 if "least" in roles else 0,
        over=next((cue.value.adds for cue in read.cues if cue.value.role == "which"), ""),
        expected=any(c.value.role == "plan" and c.value.adds == "expected" for c in read.cues),
        source=_source(roles),
        told_by=read.told,
        follow_up=_is_follow_up(read, terms),
        stands_alone=_stands_alone(read, terms),
        narrows="narrow" in roles,
        back_to_whole="whole" in roles,
        sources="source" in roles and len(terms) < 2,
        later=read.times.later,
        counted=counted_unit(read),
        kind_said=asked_kind(read.roles) is not None,
        understood="" if read.text == original else read.text,
    )


def _is_paired(read: Lifted) -> bool:
    """Whether each place has a time of its own: "Phú Thọ 10 tháng 2021 với Hòa Bình cả năm 2021"."""
    marks = sorted([(p.span.start, "place") for p in read.places] + [(s.start, "time") for s in read.times.spans])
    kinds = [kind for _, kind in marks]
    return len(kinds) == 4 and kinds[:2] == kinds[2:] and kinds[0] != kinds[1]


def _is_rate(read: Lifted) -> bool:
    """Whether a percentage of the plan is asked for ("đạt bao nhiêu % kế hoạch"), not one that is planned."""
    if "rate" in read.roles or (read.in_percent and plan_is_given(read.text)):
        return True
    plan = next((c for c in read.cues if c.value.role == "plan"), None)
    if plan is None:
        return False
    start = read.tokens[plan.start].start
    before = read.tokens[plan.start - 1].exact if plan.start else ""
    if before in REACHING and before not in read.wording.guessed:
        return True
    if not read.in_percent:
        return "count" not in read.roles and bool(_AGAINST.search(read.text[:start]))
    percent = next((read.tokens[c.start].start for c in read.cues if c.value.role == "percent"), len(read.text))
    sign = read.text.find("%")
    first = min(percent, sign if sign >= 0 else percent)
    return first < start or bool(_AGAINST.search(read.text[:start]) or _DONE.search(read.text))


def _asked(read: Lifted, terms: Sequence[QueryTerm]) -> Asked:
    """The kind asked for: what the cues say, else what the noun at the head tells, else a number."""
    if "reason" in read.roles:
        return Asked.PASSAGE
    if "trend" in read.roles and _is_one_change(read):
        return Asked.DELTA
    if asked_kind(read.roles) is None and "since" in read.roles and terms:
        return Asked.DELTA  # "IIP 10 tháng so cùng kỳ" is short for how much it rose or fell
    asked = asked_kind(read.roles) or Asked.COUNT
    if asked is Asked.PASSAGE and read.is_worked_out:
        asked = Asked.COUNT
    if ("yesno" in read.roles or _is_rate(read)) and asked in (Asked.COUNT, Asked.PASSAGE):
        return Asked.PERCENT
    if asked is Asked.COUNT and _RANKED.search(read.text):
        return Asked.RANK
    if asked in (Asked.COUNT, Asked.PASSAGE):
        asked = _by_head_noun(terms, asked, what=read.wording.english)
    if asked is Asked.COUNT and not counted_unit(read) and any(t.exact == "tiền" for t in read.tokens):
        asked = Asked.MONEY
    if asked in (Asked.PASSAGE, Asked.COUNT) and "%" in read.text:
        return Asked.PERCENT
    return asked


def _by_head_noun(terms: Sequence[QueryTerm], asked: Asked, *, what: bool) -> Asked:
    """The kind that the noun at the head tells: "tỷ lệ …", "vốn …", "chủ tịch … tên gì"; else what was asked.

    `what`: "gì" stands for an English "what", which asks for figures too ("What area …").
    """
    head = " ".join(t.exact for t in terms[:_HEAD])
    match = next(iter(_heads().find(tokenise(head), strict=not head.isascii())), None)
    if match is None or match.start > 1:
        return asked
    if not what and (match.value is Asked.PERSON) != (asked is Asked.PASSAGE):
        return asked
    return match.value


def _operation(read: Lifted) -> Operation:
    if "reason" in read.roles:
        return Operation.LOOK_UP
    operation = asked_operation(read.roles)
    if operation is Operation.LOOK_UP and read.times.series:
        return Operation.TREND
    if operation is Operation.TREND and _is_one_change(read):
        return Operation.LOOK_UP
    return operation


def _is_one_change(read: Lifted) -> bool:
    """Whether a rise or fall from one time to another is asked about: "năm 2020 tăng thế nào so với năm trước"."""
    return len(read.times.periods) < 2 and bool(read.times.compared_with or "since" in read.roles)


def _source(roles: set[str]) -> Source:
    """Which of several reports is asked for: an estimate, the official figure, the one before a correction."""
    if "old" in roles:
        return Source.SUPERSEDED
    if "official" in roles:
        return Source.OFFICIAL
    return Source.ESTIMATE if "estimate" in roles else Source.ANY


def _is_follow_up(read: Lifted, terms: Sequence[QueryTerm]) -> bool:
    """Whether a question goes on from the one before: it begins so, or leaves out what it is about."""
    return _begins_as_one(read) or sum(1 for term in terms if term.share == 1.0) < 2


def _begins_as_one(read: Lifted) -> bool:
    """Whether a question begins as a follow-up does: "còn …", "trong đó …"."""
    return bool({"followup", "narrow"} & set(read.roles[:1]))


def _stands_alone(read: Lifted, terms: Sequence[QueryTerm]) -> bool:
    """Whether a question says what it is about and what it asks for, however short: "Có bao nhiêu trường?"."""
    has_subject = any(term.share == 1.0 for term in terms)
    return has_subject and asked_kind(read.roles) is not None and not _begins_as_one(read)


def _named_in_passing(read: Lifted, terms: Sequence[QueryTerm]) -> tuple[QueryTerm, ...]:
    """The terms that name a place of which the reports speak only in passing: they must stand near the figure."""
    named = {t.folded for t in read.tokens if any(p.span.start <= t.start < p.span.end for p in read.passing)}
    return tuple(term for term in terms if term.folded in named)
