"""One question → one Answer. The whole way, in order; each step is a module of its own."""

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.citing import cite_figure, cite_statement, evidence
from bot.answering.conversation import Conversations
from bot.answering.errors import QuestionError, UncitedNumber
from bot.answering.finding import Finder
from bot.answering.gate import check_numbers
from bot.answering.matching import Match
from bot.answering.operations import wants_figure, work_out
from bot.answering.outcome import Finding
from bot.answering.question import read_question
from bot.answering.records import Answer, AnswerStatus, Citation, Operation, Query
from bot.answering.statements import find_statement
from bot.answering.wording import (
    basis_of,
    figure_line,
    flag_lines,
    nearest_basis,
    not_found_lines,
    source_lines,
    statement_line,
    values_of,
)
from corpus.language.numbers import format_number
from corpus.records import FactKind
from index.search import Searcher

_NEAREST = 3
_NEAREST_SCORE = 0.35
_LONGEST_ECHO = 300


class Answerer:
    """Answers questions over one index. Not thread-safe; a channel asks one question at a time."""

    def __init__(self, searcher: Searcher, conversations: Conversations, longest_question: int = 2000) -> None:
        self._searcher = searcher
        self._finder = Finder(searcher)
        self._conversations = conversations
        self._longest = longest_question

    def ask(self, question: str, chat: str | None = None) -> Answer:
        """Answer a question; `chat` names the conversation that a follow-up goes on from.

        Raises QuestionError for a question that cannot be read, EmptyIndex where there is nothing to ask.
        """
        started = time.perf_counter()
        self._searcher.refresh()
        query = read_question(question, self._searcher, self._longest)
        answer = None
        for reading in self._conversations.readings(chat, query):
            answer = self._try(reading)
            if answer is not None:
                self._conversations.remember(chat, reading)
                break
        answer = answer or self._not_found(query)
        return replace(answer, question=question, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))

    def _try(self, query: Query) -> Answer | None:
        """The answer to one reading of the question, None where the reports do not say."""
        try:
            return self._figures(query) if wants_figure(query) else self._statement(query)
        except UncitedNumber:
            return None

    def _figures(self, query: Query) -> Answer | None:
        findings = work_out(query, self._finder)
        if not findings:
            return None
        citations, lines = _cited_lines(findings)
        if query.operation is Operation.COMPARE and len(findings) == 2:
            lines.insert(0, _verdict(findings))
        basis = [part for f in findings for match in evidence(f) for part in (*basis_of(match), f.period)]
        lines += (flags := flag_lines(findings))
        basis += flags
        values = tuple(value for finding in findings for value in values_of(finding))
        answer = _answer(query, AnswerStatus.ANSWERED, lines, citations)
        answer = replace(answer, values=values)
        check_numbers(answer, basis)
        return answer

    def _statement(self, query: Query) -> Answer | None:
        statement = find_statement(query, self._finder)
        if statement is None:
            return None
        citation = cite_statement(statement)
        line = statement_line(query, statement, 1)
        answer = _answer(query, AnswerStatus.ANSWERED, [line], [citation])
        check_numbers(answer, [] if statement.match is None else basis_of(statement.match))
        return answer

    def _not_found(self, query: Query) -> Answer:
        """An honest no with the nearest figures that the reports do state."""
        nearest = [m for m in self._finder.candidates(query.terms) if _is_near(m)][:_NEAREST]
        citations = [cite_figure(match) for match in nearest]
        answer = _answer(query, AnswerStatus.NOT_FOUND, not_found_lines(nearest), citations)
        try:
            check_numbers(answer, nearest_basis(nearest))
        except UncitedNumber:
            answer = _answer(query, AnswerStatus.NOT_FOUND, not_found_lines([]), [])
        return answer


def refuse(question: str, error: QuestionError) -> Answer:
    """The answer to a question that cannot be read: says what to do; a very long one is echoed in part."""
    text = str(error)
    return Answer(question[:_LONGEST_ECHO], AnswerStatus.NOT_FOUND, text, text, "")


def _cited_lines(findings: Sequence[Finding]) -> tuple[list[Citation], list[str]]:
    """Each finding as a line with the markers of its citations; a citation shared by two is listed once."""
    citations: list[Citation] = []
    lines = []
    for finding in findings:
        markers = []
        for match in evidence(finding):
            citation = cite_figure(match)
            if citation not in citations:
                citations.append(citation)
            markers.append(citations.index(citation) + 1)
        lines.append(figure_line(finding, markers))
    return citations, lines


def _verdict(findings: Sequence[Finding]) -> str:
    """Which of two figures is higher, in their own words."""
    first, second = findings
    names = [f.match.stored.fact.measure for f in findings]
    if first.amount == second.amount:
        return f"Bằng nhau: {format_number(first.amount)} và {format_number(second.amount)}."
    high, low = (0, 1) if first.amount > second.amount else (1, 0)
    more, less = format_number(findings[high].amount), format_number(findings[low].amount)
    return f"Nhiều hơn: {names[high]} ({more} so với {less})."


def _answer(query: Query, status: AnswerStatus, lines: list[str], citations: list[Citation]) -> Answer:
    text = "\n".join([*lines, *source_lines(citations)])
    return Answer(query.text, status, lines[0], text, query.understood or query.text, (), tuple(citations))


def _is_near(match: Match) -> bool:
    return match.stored.fact.kind is FactKind.FIGURE and match.score >= _NEAREST_SCORE
