"""When a question is asked back: the reports state the same thing for several places, and none was named."""

from bot.answering.agreement import is_same_thing
from bot.answering.finding import Finder
from bot.answering.outcome import Finding
from bot.answering.records import Query
from corpus.language.places import province_names

_AS_GOOD = 0.05


def choices(query: Query, finding: Finding, finder: Finder) -> tuple[str, ...]:
    """The places that a question without one may mean, in the order of the reports' names; none where one is meant.

    A follow-up has its place from what came before, a question about the country or of the highest asks for all.
    """
    if query.places or query.within or query.national or query.most or query.over or query.told_by is not None:
        return ()
    found = finding.match
    fact = found.stored.fact
    places = {fact.place}
    for match in finder.answers(query):
        alike = match.score >= found.score - _AS_GOOD
        if alike and is_same_thing(fact, match.stored.fact, anywhere=True):
            places.add(match.stored.fact.place)
    provinces = sorted(places & set(province_names()))
    return tuple(provinces) if len(provinces) > 1 and places == set(provinces) else ()
