"""What other reports say of the same thing: those that agree are cited with it, those that do not are told."""

from dataclasses import dataclass

from bot.answering.finding import Finder
from bot.answering.matching import Match, counted_words
from bot.answering.outcome import Finding
from bot.answering.readoff import one_unit
from bot.answering.records import Query
from bot.answering.sources import is_superseded
from corpus.language.lexicon import canonical_terms
from corpus.language.places import same_place
from corpus.records import Fact, Relation

_MOST = 3
_PLAIN = (Relation.NONE, Relation.PART)


@dataclass(frozen=True, slots=True)
class Others:
    """Figures of other reports that state the same thing: those that `agree`, and those that `differ`."""

    agree: tuple[Match, ...] = ()
    differ: tuple[Match, ...] = ()


def others(query: Query, finding: Finding, finder: Finder) -> Others:
    """What other reports say of a figure that was looked up; nothing of one that was worked out."""
    fact = finding.match.stored.fact
    if finding.formula is not None or finding.label is not None or fact.quantity is None:
        return Others()
    same, told = [], {finding.match.stored.report_id}
    for match in finder.answers(query):
        if (
            match.stored.report_id not in told
            and is_same_thing(fact, match.stored.fact)
            and not is_superseded(match)
        ):
            told.add(match.stored.report_id)
            same.append(match)
    agree = [m for m in same if _value(m.stored.fact) == _value(fact)]
    differ = [m for m in same if _value(m.stored.fact) != _value(fact)]
    return Others(tuple(agree[:_MOST]), tuple(differ[:_MOST]))


def is_same_thing(a: Fact, b: Fact, *, anywhere: bool = False) -> bool:
    """Whether two figures measure one thing in one place (unless `anywhere`), at one time, in the same words."""
    times = [None if f.period is None else (f.period.start, f.period.end) for f in (a, b)]
    return (
        one_unit(a, b)
        and times[0] == times[1]
        and (anywhere or same_place(a.place, b.place))
        and (a.relation in _PLAIN and b.relation in _PLAIN)
        and (a.event, a.status, a.owner) == (b.event, b.status, b.owner)
        and _named(a) == _named(b)
    )


def _named(fact: Fact) -> frozenset[str]:
    """The words of what is measured or counted."""
    return counted_words(fact) or frozenset(t.folded for t in canonical_terms(f"{fact.measure} {fact.category}"))


def _value(fact: Fact) -> tuple[object, ...]:
    quantity = fact.quantity
    return () if quantity is None else (quantity.amount, quantity.of)
