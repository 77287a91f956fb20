"""What other reports say of the same thing: those that agree are cited with it, those that do not are told."""

from dataclasses import dataclass

from bot.answering.finding import Finder
from bot.answering.matching import Match
from bot.answering.outcome import Finding
from bot.answering.readoff import one_unit
from bot.answering.records import Query
from bot.answering.sources import is_superseded
from corpus.facts.units import unit_kind
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
    agree = [m for m in same if _agree(m.stored.fact, fact)]
    differ = [m for m in same if not _agree(m.stored.fact, fact)]
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
    """The words of what is measured or counted, without the place that may stand among them."""
    counted = "" if fact.quantity is None or unit_kind(fact.quantity.unit) != "count" else fact.quantity.unit
    said = {t.exact for t in canonical_terms(f"{counted} {fact.measure} {fact.category}")}
    return frozenset(said - {t.exact for t in canonical_terms(f"tỉnh {fact.place}")})


def _agree(a: Fact, b: Fact) -> bool:
    """Whether two figures say the same, whatever whole ("36/161") only one of them names."""
    if a.quantity is None or b.quantity is None or a.quantity.upto != b.quantity.upto:
        return False
    wholes = {q.of for q in (a.quantity, b.quantity) if q.of is not None}
    return a.quantity.amount == b.quantity.amount and len(wholes) < 2
