"""From a question about figures to numbers: one looked up or derived, or several added, compared, followed."""

from dataclasses import replace

from bot.answering.extremes import extreme
from bot.answering.finding import Finder
from bot.answering.outcome import Finding
from bot.answering.records import Asked, Operation, Query
from bot.answering.several import Worked, beside_the_country, over_branches, over_several, questions_of
from bot.answering.single import one_figure
from corpus.records import PeriodKind

_NO_FIGURES = (Asked.DATE, Asked.REFERENCE, Asked.PERSON, Asked.ADDRESS, Asked.ORGANISATION, Asked.PASSAGE)
_SIDES = (Operation.SUM, Operation.COMPARE, Operation.DIFFERENCE)


def work_out(query: Query, finder: Finder) -> Worked | None:
    """The numbers that answer a question about figures; None where the reports do not say."""
    if query.operation is Operation.EXTREME:
        return extreme(query, finder)
    if query.operation is Operation.DIFFERENCE and query.compared_with and not query.branches:
        query = replace(query, operation=Operation.LOOK_UP, asked=Asked.DELTA)
    two_times = len(query.periods) == 1 and bool(query.compared_with)
    if query.operation is Operation.COMPARE and two_times and not query.branches:
        query = replace(query, periods=(*query.compared_with, *query.periods), compared_with=())
    if len(questions_of(query)) > 1:
        return over_several(query, finder)
    if query.operation in _SIDES and query.branches:
        found = over_branches(query, finder)
        if found is not None or query.operation is Operation.SUM:
            return found
    finding = one_figure(query, finder)
    if finding is not None and _is_beside_the_country(query, finding):
        return beside_the_country(query, finding, finder)
    if finding is not None:
        return Worked((finding,))
    staged = len(query.periods) == 1 and query.periods[0].kind is PeriodKind.STAGE
    return over_several(replace(query, operation=Operation.TREND), finder) if staged else None


def _is_beside_the_country(query: Query, finding: Finding) -> bool:
    """Whether the country is named beside a place, and the figure is not the country's itself."""
    beside = query.national and query.operation in (Operation.COMPARE, Operation.LOOK_UP)
    return beside and finding.match.stored.fact.place != "cả nước"


def wants_figure(query: Query) -> bool:
    """Whether a question asks for a number at all."""
    return query.asked not in _NO_FIGURES
