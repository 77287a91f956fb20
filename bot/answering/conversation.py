"""What a follow-up leaves out is filled in from the question before it in the same chat."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

from bot.answering.records import Asked, Query, QueryTerm


@dataclass(frozen=True, slots=True)
class _Remembered:
    query: Query
    at: float


class Conversations:
    """The last understood question of each chat, for `seconds`; at most `most` chats are kept."""

    def __init__(self, seconds: float = 900, most: int = 10_000, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._chats: OrderedDict[str, _Remembered] = OrderedDict()

    def readings(self, chat: str | None, query: Query) -> Iterator[Query]:
        """The ways to read a question, likeliest first: filled in from before if it is a follow-up, else alone."""
        before = self._last(chat)
        if before is not None and query.follow_up:
            yield from _filled(before, query)
        yield query

    def remember(self, chat: str | None, query: Query) -> None:
        """Keep the question that was answered as the one that follow-ups go on from."""
        if chat is None:
            return
        self._chats.pop(chat, None)
        self._chats[chat] = _Remembered(query, self._clock())
        if len(self._chats) > self._most:
            self._chats.popitem(last=False)

    def forget(self, chat: str) -> None:
        """Drop a chat's context."""
        self._chats.pop(chat, None)

    def _last(self, chat: str | None) -> Query | None:
        found = self._chats.get(chat) if chat is not None else None
        if found is None or self._clock() - found.at > self._seconds:
            return None
        return found.query


def _filled(before: Query, query: Query) -> Iterator[Query]:
    """A follow-up with its gaps filled: its own words added to those before, or in the place of the last ones."""
    base = replace(
        query,
        periods=query.periods or before.periods,
        places=query.places or before.places,
        asked=before.asked if query.asked in (Asked.COUNT, Asked.PASSAGE) else query.asked,
        plan=query.plan or (before.plan and not query.terms),
    )
    new = [t for t in query.terms if t.folded not in {b.folded for b in before.terms}]
    added = _with_terms(base, (*before.terms, *new))
    if not new or len(before.terms) <= len(new):
        yield added
        return
    replaced = _with_terms(base, (*before.terms[: -len(new)], *new))
    yield from (added, replaced) if query.narrows else (replaced, added)


def _with_terms(query: Query, terms: tuple[QueryTerm, ...]) -> Query:
    words = " ".join(term.exact for term in terms)
    periods = " ".join(period.wording for period in query.periods)
    return replace(query, terms=terms, understood=" ".join(p for p in (words, periods, *query.places) if p))
