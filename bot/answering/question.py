"""A question as typed → Query. The cue phrases are rows of data/cues.csv, the fillers of data/fillers.csv."""

import re
from dataclasses import dataclass
from functools import cache

from bot.answering.english import is_english, translate
from bot.answering.errors import EmptyQuestion, QuestionTooLong
from bot.answering.fillers import PACKAGE, filler_phrases, without_fillers
from bot.answering.records import Asked, Operation, Query, QueryTerm
from bot.answering.spelling import Vocabulary, mend
from corpus.language.keystrokes import undo_keystrokes
from corpus.language.lexicon import Term, canonical
from corpus.language.normalise import clean, has_diacritics
from corpus.language.periods import find_periods, is_compared
from corpus.language.phrase_table import PhraseTable
from corpus.language.places import find_places
from corpus.language.rows import alternatives, rows
from corpus.language.tokens import Token, tokenise
from corpus.language.tones import normal_tones
from corpus.records import Span

# A cue of a later role beats one of an earlier: "bao nhiêu % kế hoạch" asks for a percentage, not a number.
_KINDS = {
    "passage": Asked.PASSAGE,
    "reason": Asked.PASSAGE,
    "count": Asked.COUNT,
    "money": Asked.MONEY,
    "rank": Asked.RANK,
    "multiple": Asked.MULTIPLE,
    "percent": Asked.PERCENT,
    "delta": Asked.DELTA,
    "address": Asked.ADDRESS,
    "person": Asked.PERSON,
    "reference": Asked.REFERENCE,
    "date": Asked.DATE,
}
_HEAD = 4
_FALLING = re.compile(r"giảm|ít đi|giam|it di")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase tells of the question, and a content phrase that it adds."""

    role: str
    adds: str


@cache
def _cues() -> PhraseTable[Cue]:
    return PhraseTable.of((row["phrase"], Cue(row["role"], row["adds"])) for row in rows("cues", PACKAGE))


@cache
def _heads() -> PhraseTable[Asked]:
    return PhraseTable.of((row["noun"], Asked(row["kind"])) for row in rows("head_nouns", PACKAGE))


@cache
def _fillers() -> PhraseTable[bool]:
    return PhraseTable.of((phrase, True) for phrase in filler_phrases())


@cache
def _teencode() -> PhraseTable[str]:
    return PhraseTable.of((row["short"], alternatives(row["full"])[0]) for row in rows("teencode"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token of the question that carries content, or a conjunction between two contents (`terms` empty)."""

    terms: tuple[QueryTerm, ...]


def read_question(text: str, vocabulary: Vocabulary, longest: int = 2000) -> Query:
    """Read a question, its slips mended against the words of the reports.

    Raises EmptyQuestion, or QuestionTooLong over `longest` characters.
    """
    if len(text) > longest:
        raise QuestionTooLong(len(text), longest)
    original = clean(text).strip()
    if not any(c.isalnum() for c in original):
        raise EmptyQuestion
    wording = normal_tones(original)
    wording = translate(wording) if is_english(wording) else undo_keystrokes(wording)
    strict = _is_accented(wording)
    wording = _expand_teencode(wording)
    wording = mend(wording, vocabulary, _not_content(wording, strict))
    periods, places = find_periods(wording), find_places(wording)
    hidden = [m.span for m in periods] + [p.span for p in places]
    tokens = [t for t in tokenise(wording) if not any(s.start <= t.start < s.end for s in hidden)]
    cues = _cues().find(tokens, strict=strict)
    roles = [cue.value.role for cue in cues]
    pieces = _content(tokens, strict, vocabulary)
    terms = tuple(term for piece in pieces for term in piece.terms)
    return Query(
        text=original,
        asked=_asked(roles, terms, wording),
        operation=_operation(roles),
        terms=terms,
        branches=_branches(pieces),
        periods=tuple(m.period for m in periods if not is_compared(wording, m.span)),
        compared_with=tuple(m.period for m in periods if is_compared(wording, m.span)),
        places=tuple(dict.fromkeys(p.name for p in places)),
        plan="plan" in roles,
        rate="plan" in roles and ("percent" in roles or "%" in wording),
        total="total" in roles,
        direction=-1 if _FALLING.search(wording) else 1,
        in_percent="percent" in roles or "%" in wording or "phần trăm" in wording,
        reason="reason" in roles,
        follow_up=bool({"followup", "narrow"} & set(roles[:1])) or len(terms) < 2,
        narrows="narrow" in roles,
        understood="" if wording == original else wording,
    )


def _not_content(wording: str, strict: bool) -> list[Span]:
    """Where a question has names of places, cues and fillers: words that no report need know."""
    tokens = tokenise(wording)
    bounds = [(m.start, m.end) for m in _cues().find(tokens, strict=strict)]
    bounds += [(m.start, m.end) for m in _fillers().find(tokens, strict=strict)]
    spans = [Span(tokens[start].start, tokens[end - 1].end) for start, end in bounds]
    return spans + [place.span for place in find_places(wording)]


def _is_accented(wording: str) -> bool:
    """Whether a question is typed with diacritics, so that a syllable without marks means one without."""
    syllables = [t for t in tokenise(wording) if t.folded.isalpha()]
    marked = sum(1 for t in syllables if has_diacritics(t.text))
    return marked * 4 >= len(syllables)


def _expand_teencode(text: str) -> str:
    """Phone spellings written out ("bn" → "bao nhiêu"), everything else untouched."""
    tokens = tokenise(text)
    for match in reversed(_teencode().find(tokens, strict=True)):
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        text = text[:start] + match.value + text[end:]
    return text


def _content(tokens: list[Token], strict: bool, vocabulary: Vocabulary) -> list[_Piece]:
    """The content of a question in order, cues and fillers taken out."""
    pieces: list[_Piece] = []
    run: list[Token] = []
    i = 0
    while i < len(tokens):
        cue = _cues().match(tokens, i, strict=strict)
        filler = _fillers().match(tokens, i, strict=strict) if cue is None else None
        if cue is None and filler is None:
            run.append(tokens[i])
            i += 1
            continue
        kept = _kept_by_lexicon(tokens, i, strict)
        if kept:
            run.extend(tokens[i : i + kept])
            i += kept
            continue
        pieces += _pieces(run, strict, vocabulary)
        run = []
        if cue is not None and cue.value.adds:
            pieces += _pieces(tokenise(cue.value.adds), True, vocabulary)
        if cue is not None and cue.value.role == "and":
            pieces.append(_Piece(()))
        i = cue.end if cue is not None else filler.end if filler is not None else i + 1
    return pieces + _pieces(run, strict, vocabulary)


def _kept_by_lexicon(tokens: list[Token], i: int, strict: bool) -> int:
    """Tokens from `i` that a lexicon phrase claims: "số" goes, "số người chết" may be a term of its own."""
    terms = canonical(tokens[i : i + 5], strict=strict)
    first = terms[0]
    length = sum(1 for t in tokens[i : i + 5] if first.start <= t.start < first.end)
    return length if length > 1 else 0


def _pieces(run: list[Token], strict: bool, vocabulary: Vocabulary) -> list[_Piece]:
    """The content terms of a run of tokens in canonical wording, one piece each."""
    terms = without_fillers(canonical(run, strict=strict))
    return [_Piece((_term(term, strict, vocabulary),)) for term in terms]


def _term(term: Term, strict: bool, vocabulary: Vocabulary) -> QueryTerm:
    """A term; its marks are known if it has some, or if a marked question and some report have it without."""
    marked = not term.exact.isascii() or (strict and vocabulary.knows_marked(term.exact))
    return QueryTerm(term.exact, term.folded, marked)


def _branches(pieces: list[_Piece]) -> tuple[tuple[QueryTerm, ...], ...]:
    """The two sides of the last conjunction that has content on both sides."""
    cut = max((i for i, p in enumerate(pieces) if not p.terms and 0 < i < len(pieces) - 1), default=None)
    if cut is None:
        return ()
    left = tuple(t for p in pieces[:cut] for t in p.terms)
    right = tuple(t for p in pieces[cut + 1 :] for t in p.terms)
    return (left, right) if left and right else ()


def _asked(roles: list[str], terms: tuple[QueryTerm, ...], wording: str) -> Asked:
    kinds = [_KINDS[role] for role in roles if role in _KINDS]
    order = list(_KINDS.values())
    asked = max(kinds, key=order.index, default=Asked.COUNT)
    if asked in (Asked.COUNT, Asked.PASSAGE):
        asked = _by_head_noun(terms, asked)
    if asked in (Asked.PASSAGE, Asked.COUNT) and "%" in wording:
        return Asked.PERCENT
    return asked


def _by_head_noun(terms: tuple[QueryTerm, ...], asked: Asked) -> Asked:
    """The kind that the noun at the head tells: "tỷ lệ …", "vốn …", "chủ tịch … tên gì"; else what was asked."""
    head = " ".join(t.exact for t in terms[:_HEAD])
    match = next(iter(_heads().find(tokenise(head), strict=not head.isascii())), None)
    if match is None or match.start > 1 or (match.value is Asked.PERSON) != (asked is Asked.PASSAGE):
        return asked
    return match.value


def _operation(roles: list[str]) -> Operation:
    if "compare" in roles:
        return Operation.COMPARE
    if "remainder" in roles:
        return Operation.REMAINDER
    summed = "sum" in roles or "total" in roles
    return Operation.SUM if summed and "and" in roles else Operation.LOOK_UP
