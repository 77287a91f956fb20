"""Other ways to read a question whose first reading finds nothing, likeliest first.

Each names the same thing, place and time; only the kind of figure differs, where the wording leaves it open:
"đạt bao nhiêu % kế hoạch" may be a rate of the plan or a planned percentage.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answering.records import Asked, Operation, Query

_LACK = frozenset({"thieu", "hut", "can"})
# "trồng thêm được mấy ha" asks how much was planted; "tăng thêm" asks for a change.
_ADDED = re.compile(r"(?<!tăng )(?<!tang )(?<!giảm )(?<!\w)(?:thêm|them)(?!\w)", re.IGNORECASE)
MOVES = {"tang": 1, "giam": -1}


def variants(query: Query) -> Iterator[Query]:
    """The query itself and its other readings; one of a change comes first where the content says that there is."""
    moves_first = bool(query.terms) and query.terms[0].folded in MOVES  # "mục tiêu giảm hộ nghèo"
    if query.asked in (Asked.COUNT, Asked.MONEY) and (not query.plan or moves_first):
        yield from _as_change(query)
    yield query
    if query.yes_no:
        yield replace(query, asked=Asked.DELTA, rate=False, plan=False, yes_no=False)
        yield replace(query, asked=Asked.COUNT, rate=False, plan=False)
    elif query.asked is Asked.PERCENT and query.plan:
        yield replace(query, rate=not query.rate)
    if query.asked in (Asked.COUNT, Asked.MONEY, Asked.PERCENT):
        yield from _as_change(query)
    if query.asked is Asked.DELTA:
        yield replace(query, asked=Asked.MULTIPLE)
        yield from _as_level(query)
        if not query.kind_said:
            yield replace(query, asked=Asked.PASSAGE)
    if query.operation is Operation.TREND and len(query.periods) < 2:
        yield replace(query, operation=Operation.LOOK_UP, asked=Asked.DELTA)
        yield replace(query, operation=Operation.LOOK_UP, asked=Asked.MULTIPLE)
        yield replace(query, operation=Operation.LOOK_UP, asked=Asked.PASSAGE)
    if query.operation is Operation.REMAINDER and query.asked is Asked.PASSAGE:  # "còn những tiêu chí nào chưa đạt"
        yield replace(query, operation=Operation.LOOK_UP, negated=True)
    if query.operation is Operation.REMAINDER and query.asked is Asked.PERCENT:
        yield replace(query, asked=Asked.COUNT)


def _as_change(query: Query) -> Iterator[Query]:
    """Asked for a change where the content says that something rises or falls: "số hộ nghèo giảm là bao nhiêu"."""
    moves = [t.folded for t in query.terms if t.folded in MOVES]
    if moves:
        terms = tuple(t for t in query.terms if t.folded not in MOVES)
        yield replace(query, asked=Asked.DELTA, terms=terms, direction=MOVES[moves[0]])


def _as_level(query: Query) -> Iterator[Query]:
    """What is to be added is a figure of its own: "cần thêm bao nhiêu bác sĩ" asks for a plan."""
    if not query.compared_with and len(query.periods) < 2:
        yield replace(query, asked=Asked.COUNT, plan=True)
        if _LACK & {t.folded for t in query.terms} or _ADDED.search(query.text):
            yield replace(query, asked=Asked.COUNT)
