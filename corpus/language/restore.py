"""Diacritics restored from the reports' own words: "co bao nhieu htx" → "có bao nhiêu htx".

A hidden Markov model: the states are syllables with their marks, the observations what was typed. Transitions are
bigrams that back off to unigrams (Witten and Bell, "The zero-frequency problem", 1991); Viterbi finds the likeliest
sequence. Trigrams were tried and change no more than 0.1 points. Measured in benchmarks/restore_accuracy.py.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import mul

from corpus.language.normalise import fold, has_diacritics
from corpus.language.tokens import Token, tokenise
from corpus.records import Span

_EDGE, _NUMBER = "|", "0"
_ENDS_CLAUSE = re.compile(r"[.;:!?()\n]")
_BACKUP = 0.01  # worth of one count of the backup: enough to fill a gap, too little to outvote a report
_UNSEEN = 0.01  # count of a syllable that no text has
_MOST_FORMS = 8  # of one folded syllable, commonest first; bounds the work for each syllable

_Options = tuple[str, ...]
_Matrix = tuple[tuple[float, ...], ...]
_Context = tuple[Mapping[str, float], float]  # probability of each follower, and what is left for the others
_NO_CONTEXT: _Context = ({}, 1.0)


@dataclass(frozen=True, slots=True)
class Ngrams:
    """How often each syllable, and each pair of neighbours ("hợp tác"), stands in some texts.

    Syllables are lower-case with normal tones; "0" is any number, "|" the edge of a clause. Both are plain dicts in
    sorted order: `dataclasses.asdict` is ready for JSON, `Ngrams(**loaded)` reads it back.
    """

    unigrams: dict[str, int]
    bigrams: dict[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Ngrams":
        """The counts of all `texts`; no pair reaches from one text into the next."""
        unigrams: Counter[str] = Counter()
        bigrams: Counter[str] = Counter()
        for text in texts:
            symbols = [_symbol(token) for token in _sequence(text, tokenise(text))]
            unigrams.update(symbols)
            bigrams.update(f"{a} {b}" for a, b in pairwise(symbols))
        return cls(dict(sorted(unigrams.items())), dict(sorted(bigrams.items())))

    def merged(self, other: "Ngrams") -> "Ngrams":
        """Both together: `Ngrams.of(a).merged(Ngrams.of(b)) == Ngrams.of([*a, *b])`."""
        return Ngrams(_sum(self.unigrams, other.unigrams), _sum(self.bigrams, other.bigrams))

    def without(self, other: "Ngrams") -> "Ngrams":
        """These less the others: `a.merged(b).without(b) == a`."""
        return Ngrams(_less(self.unigrams, other.unigrams), _less(self.bigrams, other.bigrams))

    def extended(self, texts: Iterable[str]) -> "Ngrams":
        """These counts and those of `texts`."""
        return self.merged(Ngrams.of(texts))


@dataclass(frozen=True, slots=True)
class RestoredSyllable:
    """A syllable typed without marks, its likeliest form (maybe as typed) and the probability of that, 0 to 1."""

    span: Span
    typed: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """`text` with its marks, as long as what was typed: spans hold in both. `syllables` are those in question."""

    text: str
    syllables: tuple[RestoredSyllable, ...] = ()

    @property
    def changes(self) -> tuple[RestoredSyllable, ...]:
        """The syllables that were given marks."""
        return tuple(s for s in self.syllables if s.text != s.typed)


class Restorer:
    """Restores marks by the counts of reports, and of `backup` (a word list) where the reports are silent."""

    def __init__(self, ngrams: Ngrams, backup: Ngrams | None = None) -> None:
        spare = backup or Ngrams({}, {})
        unigrams = _weighted(ngrams.unigrams, spare.unigrams)
        total = sum(unigrams.values()) + 1
        self._unseen = _UNSEEN / total
        self._alone = {form: (count + _UNSEEN) / total for form, count in unigrams.items()}
        self._contexts = _contexts(_weighted(ngrams.bigrams, spare.bigrams))
        self._forms = _forms(unigrams)
        self._unmarked = _share_unmarked(unigrams, self._forms)
        self._matrix = lru_cache(maxsize=4096)(self._transitions)

    def restore(self, text: str) -> Restored:
        """`text` with its likeliest marks; typed marks, unknown syllables, numbers, case and separators stay.

        The larger the share of syllables with marks, the likelier one without is meant so: a text that has as many
        as the reports comes back as it is. Idempotent, deterministic, linear in the length of the text.
        """
        tokens = tokenise(text)
        unsure = {t.start for t in tokens if t.folded in self._forms and _is_bare(text, t)}
        dropped = self._share_dropped(tokens, len(unsure))
        if dropped <= 0:
            return Restored(text)
        sequence = _sequence(text, tokens)
        options = [self._forms[t.folded] if t and t.start in unsure else (_symbol(t),) for t in sequence]
        chosen = self._decode(options, dropped)
        syllables = tuple(
            RestoredSyllable(Span(t.start, t.end), t.text, _in_case_of(t.text, form), confidence)
            for t, (form, confidence) in zip(sequence, chosen, strict=True)
            if t and t.start in unsure
        )
        return Restored(_replaced(text, syllables), syllables)

    def _share_dropped(self, tokens: Sequence[Token], unsure: int) -> float:
        """How many of the marks that the text should have are missing, 0 to 1."""
        marked = sum(1 for t in tokens if not t.text.isascii() and has_diacritics(t.text))
        if not unsure:
            return 0.0
        return (unsure / (unsure + marked) - self._unmarked) / (1 - self._unmarked)

    def _decode(self, options: Sequence[_Options], dropped: float) -> list[tuple[str, float]]:
        """The likeliest option at each place, with its confidence: its share among all between these neighbours."""
        path = self._path(options, dropped)
        sure = [1.0] * len(options)
        for i, here in enumerate(options):
            if len(here) > 1:
                before, after = options[i - 1][path[i - 1]], options[i + 1][path[i + 1]]
                fits = [self._probability(before, form) * self._probability(form, after) for form in here]
                scores = list(map(mul, fits, _emissions(here, dropped)))
                sure[i] = scores[path[i]] / sum(scores)
        return [(here[k], p) for here, k, p in zip(options, path, sure, strict=True)]

    def _path(self, options: Sequence[_Options], dropped: float) -> list[int]:
        """Viterbi: the index of the option at each place on the best path."""
        scores, back = [1.0] * len(options[0]), []
        for before, here in pairwise(options):
            products = [list(map(mul, scores, row)) for row in self._matrix(before, here)]
            best = list(map(max, products))
            back.append([row.index(top) for row, top in zip(products, best, strict=True)])
            scores = list(map(mul, best, _emissions(here, dropped)))
            scale = 1 / max(scores)  # or the products of a long text would vanish
            scores = [score * scale for score in scores]
        path = [scores.index(max(scores))]
        for pointers in reversed(back):
            path.append(pointers[path[-1]])
        return path[::-1]

    def _probability(self, before: str, here: str) -> float:
        followers, rest = self._contexts.get(before, _NO_CONTEXT)
        return followers.get(here, 0.0) + rest * self._alone.get(here, self._unseen)

    def _transitions(self, before: _Options, here: _Options) -> _Matrix:
        """Probabilities: one row for each option `here`, in it one number for each option `before`."""
        contexts = [self._contexts.get(option, _NO_CONTEXT) for option in before]
        alone = [self._alone.get(option, self._unseen) for option in here]
        return tuple(
            tuple([followers.get(b, 0.0) + rest * p for followers, rest in contexts])
            for b, p in zip(here, alone, strict=True)
        )


def _sequence(text: str, tokens: Iterable[Token]) -> list[Token | None]:
    """The tokens in order with None at each edge of a clause, the first and last places among them."""
    sequence: list[Token | None] = [None]
    end = 0
    for token in tokens:
        if sequence[-1] and _ENDS_CLAUSE.search(text, end, token.start):
            sequence.append(None)
        sequence.append(token)
        end = token.end
    return [*sequence, None]


def _symbol(token: Token | None) -> str:
    if token is None:
        return _EDGE
    return _NUMBER if token.text[0].isdigit() else token.exact


def _sum(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return {key: a.get(key, 0) + b.get(key, 0) for key in sorted({*a, *b})}


def _less(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return {key: left for key, n in a.items() if (left := n - b.get(key, 0)) > 0}


def _weighted(counts: Mapping[str, int], backup: Mapping[str, int]) -> dict[str, float]:
    weighted: dict[str, float] = dict(counts)
    for key, count in backup.items():
        weighted[key] = weighted.get(key, 0) + count * _BACKUP
    return weighted


def _contexts(bigrams: Mapping[str, float]) -> dict[str, _Context]:
    """Witten-Bell: the more kinds of followers a syllable has, the more is left for those not seen after it."""
    followers: dict[str, dict[str, float]] = {}
    for pair, count in bigrams.items():
        before, after = pair.split(" ")
        followers.setdefault(before, {})[after] = count
    contexts: dict[str, _Context] = {}
    for before, counts in followers.items():
        kinds = sum(min(1.0, count) for count in counts.values())  # what only the backup has is no whole kind
        size = sum(counts.values()) + kinds
        contexts[before] = ({after: count / size for after, count in counts.items()}, kinds / size)
    return contexts


def _forms(unigrams: Mapping[str, float]) -> dict[str, _Options]:
    """The forms of each folded syllable that has one with marks; the bare one, which may be meant, is the last."""
    forms: dict[str, list[str]] = {}
    for form in sorted(unigrams, key=lambda f: (-unigrams[f], f)):
        bare = fold(form)
        # One letter for one, also in capitals, or the offsets would move.
        if form != bare and bare.isascii() and len(form) == len(form.upper()) == len(bare):
            forms.setdefault(bare, []).append(form)
    return {bare: (*marked[: _MOST_FORMS - 1], bare) for bare, marked in forms.items()}


def _share_unmarked(unigrams: Mapping[str, float], forms: Mapping[str, _Options]) -> float:
    """The share of syllables without marks among those that could have some."""
    bare = sum(unigrams.get(syllable, 0) for syllable in forms)
    marked = sum(unigrams[form] for options in forms.values() for form in options[:-1])
    return bare / (bare + marked) if marked else 0.0


def _is_bare(text: str, token: Token) -> bool:
    """Whether a token carries no mark, a combining one after it included."""
    return token.text.isascii() and not unicodedata.combining(text[token.end : token.end + 1] or " ")


def _emissions(options: _Options, dropped: float) -> list[float]:
    """The probability of being typed without marks, for each option."""
    return [1.0 if option.isascii() else dropped for option in options]


def _in_case_of(typed: str, form: str) -> str:
    return "".join(new.upper() if old.isupper() else new for old, new in zip(typed, form, strict=True))


def _replaced(text: str, syllables: Iterable[RestoredSyllable]) -> str:
    parts, end = [], 0
    for syllable in syllables:
        parts += [text[end : syllable.span.start], syllable.text]
        end = syllable.span.end
    return "".join([*parts, text[end:]])
