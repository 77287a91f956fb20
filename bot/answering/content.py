"""The content of a question: the terms that a fact must explain, in canonical wording."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.answering.cues import Cue
from bot.answering.fillers import filler_table, weak_phrases, weak_table, without_fillers
from bot.answering.known import Known
from bot.answering.lifting import Lifted
from bot.answering.records import QueryTerm
from bot.answering.typed import Wording
from corpus.facts.table_heads import split_scale
from corpus.facts.units import listed_unit, unit_kind
from corpus.language.lexicon import Term, canonical
from corpus.language.phrase_table import Match
from corpus.language.tokens import Token, tokenise

_FOREIGN = re.compile(
    r"(?<!\w)(?:(?:nghìn|triệu|tỷ|tỉ)\s+)?(?:USD|đô la(?: Mỹ)?|đô-la|ngoại tệ)(?!\w)", re.IGNORECASE
)
_LONGEST_WORD = 4
_MEASURES = frozenset({"area", "weight", "length", "volume", "energy", "money", "time"})
_NUMBER_OF = re.compile(r"(?<!\w)số\s+(?:lượng\s+)?(?=\w)", re.IGNORECASE)
_EACH = re.compile(
    r"(?<!\w)(?:tính )?(?:bình quân|trung bình)\s+(?:trên\s+)?(?:mỗi|một|1|từng)\s+"
    r"(?P<among>[^,?;]{2,40}?)(?=\s+(?:có|được|là|đạt|thu|nộp|bao nhiêu|mấy)(?!\w)|\s*(?:[,?;.]|$))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<!\w)(?:số|so)\s$", re.IGNORECASE)
_AMOUNT_ROLES = frozenset({"count", "money", "delta"})
_WEAK_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Piece:
    """Content of the question, or a conjunction between two contents (`terms` empty)."""

    terms: tuple[QueryTerm, ...]


def content(read: Lifted, tokens: list[Token], known: Known) -> list[Piece]:
    """The content of a question in order, cues and fillers taken out."""
    pieces: list[Piece] = []
    run: list[Token] = []
    counted: frozenset[int] = frozenset()
    said_lightly: set[int] = set()
    cues = {read.tokens[cue.start].start: cue for cue in read.cues}
    bodies = {read.tokens[start].start: end - start for start, end in read.bodies}
    i = 0
    while i < len(tokens):
        if named := bodies.get(tokens[i].start):
            run.extend(tokens[i : i + named])
            i += named
            continue
        cue = cues.get(tokens[i].start)
        if cue is None and (light := _light(tokens, i, cues)):
            run.extend(tokens[i : i + light])
            said_lightly.update(t.start for t in tokens[i : i + light])
            i += light
            continue
        length = 0 if cue is None else cue.end - cue.start
        filler = filler_table().match(tokens, i, strict=True) if cue is None else None
        end = i + length if cue is not None else filler.end if filler is not None else i
        word = known.word_length(tokens[i : i + _LONGEST_WORD])
        if cue is None and filler is None:  # "khách trong nước" is one thing, though "trong" alone says nothing
            kept = _kept_by_lexicon(tokens, i)
            inside = tokens[i + 1 : i + kept]
            word = word if any(t.start in cues for t in inside) else max(word, kept)
        if i + word > max(end, i + 1) or end == i:  # "thu hồi" is a word, though "hồi" alone says nothing
            run.extend(tokens[i : i + word])
            i += word
            continue
        kept = _kept_by_lexicon(tokens, i)
        if kept > end - i:
            run.extend(tokens[i : i + kept])
            i += kept
            continue
        pieces += _pieces(run, read.wording, known, counted, said_lightly)
        run = []
        if cue is not None:
            pieces += _added(cue.value, known)
            if cue.value.role == "count" and end < len(tokens):
                counted = frozenset(t.start for t in tokens[end : end + 2])
        i = end
    return pieces + _pieces(run, read.wording, known, counted, said_lightly)


def _light(tokens: list[Token], i: int, cues: Mapping[int, Match[Cue]]) -> int:
    """Tokens from `i` of a weak phrase that has a filler in it ("thu được"), which would part it; 0 for none."""
    match = weak_table().match(tokens, i, strict=True)
    if match is None or match.end == i + 1 or any(t.start in cues for t in tokens[i : match.end]):
        return 0
    parted = any(filler_table().match(tokens, j, strict=True) for j in range(i, match.end))
    return match.end - i if parted and _kept_by_lexicon(tokens, i) <= match.end - i else 0


def _added(cue: Cue, known: Known) -> list[Piece]:
    """The content that a cue stands for, or the joint between two contents."""
    if cue.role in ("and", "plus"):
        return [Piece(())]
    if not cue.adds or cue.role in ("which", "plan"):
        return []
    return _pieces(tokenise(cue.adds), Wording("", True), known, frozenset())


def _kept_by_lexicon(tokens: list[Token], i: int) -> int:
    """Tokens from `i` that a lexicon phrase claims: "số" goes, "số người chết" may be a term of its own."""
    terms = canonical(tokens[i : i + 5], strict=True)
    first = terms[0]
    length = sum(1 for t in tokens[i : i + 5] if first.start <= t.start < first.end)
    return length if length > 1 else 0


def _pieces(
    run: list[Token],
    wording: Wording,
    known: Known,
    counted: frozenset[int],
    said_lightly: Set[int] = frozenset(),
) -> list[Piece]:
    """The content terms of a run of tokens in canonical wording, one piece each; those `said_lightly` are weak."""
    whole, words = canonical(run, strict=True), _in_words(run, known)
    content = {(t.start, t.exact) for t in without_fillers(whole)}
    content |= {(t.start, t.exact) for t in run if t.start in words}
    terms = [t for t in whole if (t.start, t.exact) in content]
    single = {t.start for t in terms} - {t.start for t in without_fillers(whole, weak_phrases())}
    phrases = tuple(phrase for phrase in weak_phrases() if " " in phrase)
    longer = {t.start for t in terms} - {t.start for t in without_fillers(whole, phrases)}
    classifiers = {t.start for t in terms} - {t.start for t in without_fillers(terms, weak_phrases(counted=True))}
    named = {
        t.start for t in terms if t.exact.isdigit() and _NAMED.search(wording.text, max(0, t.start - 4), t.start)
    }
    weak = named | (single - words) | longer | (classifiers & counted) | said_lightly
    return [Piece((_term(t, wording, known, _WEAK_SHARE if t.start in weak else 1.0),)) for t in terms]


def _in_words(run: Sequence[Token], known: Known) -> set[int]:
    """Where the syllables stand that make a longer word: "lập" in "thành lập" is no light verb."""
    found: set[int] = set()
    i = 0
    while i < len(run):
        length = known.word_length(run[i : i + _LONGEST_WORD])
        if length > 1:
            found |= {t.start for t in run[i : i + length]}
        i += length
    return found


def _term(term: Term, wording: Wording, known: Known, share: float) -> QueryTerm:
    """A term; its marks are known if it was typed with some, or if a marked question and some report have it
    without."""
    if term.exact in wording.guessed:
        return QueryTerm(term.exact, term.folded, False, share)
    marked = not term.exact.isascii() or (wording.strict and known.knows_marked(term.exact))
    return QueryTerm(term.exact, term.folded, marked, share)


def branches(pieces: list[Piece]) -> tuple[tuple[QueryTerm, ...], ...]:
    """The two sides of the last conjunction that has content on both sides."""
    cut = max((i for i, p in enumerate(pieces) if not p.terms and 0 < i < len(pieces) - 1), default=None)
    if cut is None:
        return ()
    left = tuple(t for p in pieces[:cut] for t in p.terms)
    right = tuple(t for p in pieces[cut + 1 :] for t in p.terms)
    return (left, right) if left and right else ()


def around_cue(read: Lifted, tokens: list[Token], known: Known) -> tuple[tuple[QueryTerm, ...], ...]:
    """The two sides of "X chiếm bao nhiêu phần trăm Y", "X gấp mấy lần Y"; none where either is not named."""
    cue = next((c for c in read.cues if c.value.role in ("share", "multiple")), None)
    if cue is None:
        return ()
    start, end = read.tokens[cue.start].start, read.tokens[cue.end - 1].end
    return _two_sides(read, [t for t in tokens if t.end <= start], [t for t in tokens if t.start >= end], known)


def to_each_of(read: Lifted, tokens: list[Token], known: Known) -> tuple[tuple[QueryTerm, ...], ...]:
    """What is shared out and among what: "bình quân mỗi X có bao nhiêu Y", "bao nhiêu Y mỗi X"."""
    each = _EACH.search(read.text)
    if each is None:
        return ()
    start, end = each.span("among")
    among = [t for t in tokens if start <= t.start < end]
    return _two_sides(read, [t for t in tokens if not each.start() <= t.start < end], among, known)


def _two_sides(
    read: Lifted, first: list[Token], second: list[Token], known: Known
) -> tuple[tuple[QueryTerm, ...], ...]:
    one, other = (tuple(q for p in content(read, side, known) for q in p.terms) for side in (first, second))
    return (one, other) if one and other else ()


def asked_unit(read: Lifted) -> tuple[str, list[Token]]:
    """The measure asked for right after "bao nhiêu" ("ha", "đồng/kg") or its kind ("rộng bao nhiêu": area), and the
    tokens without it.

    What is counted ("bao nhiêu người") is content like any other. A foreign currency is a unit wherever it is
    named: no sum in đồng answers for it.
    """
    for cue in read.cues:
        if cue.value.role not in _AMOUNT_ROLES:
            continue
        at = read.tokens[cue.end - 1].end
        listed = _measure_at(read.text, at)
        if listed is not None:
            kept = [t for t in read.tokens if not at <= t.start < listed[1]]
            return listed[0], kept
    if foreign := _FOREIGN.search(read.text):
        return "USD", [t for t in read.tokens if not foreign.start() <= t.start < foreign.end()]
    measured = next((cue.value.role for cue in read.cues if cue.value.role in _MEASURES), "")
    return measured, read.tokens


def _measure_at(text: str, at: int) -> tuple[str, int] | None:
    """The measure that stands at `at`, a scale word before it or not ("tỷ đồng": đồng), and where it ends."""
    _, unscaled = split_scale(text[at:].strip())
    listed = listed_unit(text, len(text.rstrip()) - len(unscaled))
    return listed if listed is not None and unit_kind(listed[0]) in _MEASURES else None


def counted_unit(read: Lifted) -> str:
    """The thing counted right after "bao nhiêu" or "mấy" ("hộ", "vụ"), "" where none is named or it is no unit."""
    for cue in read.cues:
        if cue.value.role not in ("count", "delta", "difference") or cue.end >= len(read.tokens):
            continue
        following = read.tokens[cue.end :][:_LONGEST_WORD]
        if read.text[read.tokens[cue.end - 1].end : following[0].start].strip():
            continue  # the name of a place stands between
        named = " ".join(term.exact for term in canonical(following, strict=True))
        listed = listed_unit(named, 0)
        if listed is not None and unit_kind(listed[0]) == "count":
            return listed[0].lower()
    number_of = _NUMBER_OF.search(read.text)
    listed = listed_unit(read.text, number_of.end()) if number_of else None
    return listed[0].lower() if listed is not None and unit_kind(listed[0]) == "count" else ""
