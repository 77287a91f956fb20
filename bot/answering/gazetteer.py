"""Places that the reports speak of, found in a question even without their level: "pac nam" → huyện Pác Nặm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.language.normalise import fold
from corpus.language.phrase_table import PhraseTable
from corpus.language.places import find_places, province_names
from corpus.language.rows import column
from corpus.language.tokens import tokenise
from corpus.records import Span

_LEVELS = tuple(sorted(column("place_levels", "level"), key=len, reverse=True))
_FEWEST_SYLLABLES = 2
_DISTRICTS = frozenset({"huyện", "thành phố", "thị xã", "quận"})
_COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a question names: the name as the reports have it, and where. `is_told` tells that some fact or
    report is for it; of the others the reports speak only in passing."""

    name: str
    span: Span
    is_told: bool = True

    @property
    def is_province(self) -> bool:
        """Whether it is a province."""
        return self.name in province_names()


class Gazetteer:
    """The places of one index version: those that facts and reports are for, and those that they mention."""

    def __init__(self, names: Iterable[str], mentioned: Iterable[str] = ()) -> None:
        told = {name for name in names if name}
        known = sorted(told)
        folded = {fold(name) for name in told}
        passing = sorted(name for name in mentioned if fold(name) not in folded)
        provinces = province_names()
        self._full = PhraseTable.of((name, name) for name in known if name not in provinces and " " in name)
        self._mentioned = PhraseTable.of((name, name) for name in passing)
        self._canonical = {fold(name): name for name in known}
        own = {bare: name for name in known if (bare := _own_name(name)) != name and bare not in provinces}
        long = {bare: name for bare, name in own.items() if len(tokenise(bare)) >= _FEWEST_SYLLABLES}
        self._by_own_name = PhraseTable.of([*long.items(), *((name, name) for name in provinces)])

    def find(self, text: str, *, strict: bool) -> list[Named]:
        """The places in a question, in order: provinces and named lower levels, then names without a level."""
        found = _named_in(self._full, text, [], strict=strict)  # "huyen quan son la": Quan Sơn, not Sơn La
        for place in find_places(text):
            if not any(_overlap(place.span, other.span) for other in found):
                found.append(Named(self._known(place.name), place.span))
        taken = [named.span for named in found]
        for named in _named_in(self._by_own_name, text, taken, strict=strict):
            wide = _with_level(text, named.span)
            free = not any(_overlap(wide, other.span) for other in found)
            found.append(replace(named, span=wide) if free else named)
        spans = [named.span for named in found]
        found += [replace(named, is_told=False) for named in _named_in(self._mentioned, text, spans, strict=strict)]
        return sorted(found, key=lambda named: named.span.start)

    def _known(self, name: str) -> str:
        """The name as the reports have it, of whatever level of a district ("Hai An district": quận Hải An)."""
        if (known := self._canonical.get(fold(name))) is not None:
            return known
        level = next((level for level in _DISTRICTS if name.startswith(f"{level} ")), None)
        if level is None:
            return name
        others = (self._canonical.get(fold(f"{other}{name[len(level) :]}")) for other in sorted(_DISTRICTS))
        return next((other for other in others if other is not None), name)


def _named_in(table: PhraseTable[str], text: str, taken: Sequence[Span], *, strict: bool) -> list[Named]:
    """The places of a table that a text names outside of `taken`."""
    tokens = [t for t in tokenise(text) if not any(s.start <= t.start < s.end for s in taken)]
    found = table.find(tokens, strict=strict)
    return [Named(m.value, Span(tokens[m.start].start, tokens[m.end - 1].end)) for m in found]


def targets(places: Sequence[Named], *, compared: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places asked for and the wider ones that they lie in: of a thôn and a xã the thôn is asked for, unless
    they are compared."""
    names = tuple(dict.fromkeys(p.name for p in places))
    lowest = min(map(_rank, names), default=0)
    alone = sum(_rank(name) == lowest for name in names) < 2
    if (compared and alone) or not names:
        return names, ()
    return tuple(n for n in names if _rank(n) == lowest), tuple(n for n in names if _rank(n) > lowest)


def _rank(name: str) -> int:
    """How wide a place is: 0 a thôn, 1 a xã, 2 a huyện, 3 a province."""
    if name in province_names():
        return 3
    level = next((level for level in _LEVELS if name.startswith(f"{level} ")), "")
    return 2 if level in _DISTRICTS else 1 if level in _COMMUNES else 0


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _own_name(name: str) -> str:
    level = next((level for level in _LEVELS if name.startswith(f"{level} ")), "")
    return name[len(level) :].strip()


def _with_level(text: str, span: Span) -> Span:
    """The span with a level right before or after the name: "huyện Na Rì", "Na Ri huyện" (from English)."""
    lowered = fold(text)
    for level in map(fold, _LEVELS):
        if lowered[: span.start].endswith(f"{level} "):
            return Span(span.start - len(level) - 1, span.end)
        if lowered[span.end :].startswith(f" {level}") and not lowered[span.end + len(level) + 1 :][:1].isalpha():
            return Span(span.start, span.end + len(level) + 1)
    return span
