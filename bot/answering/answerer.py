"""One question → one Answer. The whole way, in order; each step is a module of its own."""

import gc
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.answering.agreement import Others, others
from bot.answering.citing import cite_figure, cite_statement, evidence
from bot.answering.clarifying import choices
from bot.answering.confidence import confidence_of, signals_of, signals_of_statement
from bot.answering.conversation import Conversations, Exchange, readings
from bot.answering.english import is_english, translate
from bot.answering.errors import QuestionError, QuestionTooLong, UncitedNumber
from bot.answering.finding import Finder
from bot.answering.gate import check_numbers
from bot.answering.listing import counted_list
from bot.answering.matching import Match
from bot.answering.operations import wants_figure, work_out
from bot.answering.outcome import Finding
from bot.answering.parts import parts_of
from bot.answering.question import read_question
from bot.answering.records import Answer, AnswerStatus, Asked, Citation, Query, Value
from bot.answering.refusing import body_of, unknown_words
from bot.answering.shorthand import written_out
from bot.answering.statements import find_statement
from bot.answering.sums import enlarged
from bot.answering.variants import variants
from bot.answering.wording import (
    basis_of,
    clarify_lines,
    counted_line,
    differing_line,
    figure_line,
    flag_lines,
    merger_lines,
    nearest_basis,
    not_found_lines,
    source_lines,
    statement_line,
    values_of,
)
from corpus.language.normalise import has_diacritics
from corpus.records import FactKind
from index.search import Searcher

_NEAREST, _NEAREST_OF = 3, 20
_NEAREST_SCORE = 0.35
_LONGEST_ECHO = 300


class Answerer:
    """Answers questions over one index. Not thread-safe; a channel asks one question at a time."""

    def __init__(self, searcher: Searcher, conversations: Conversations, longest_question: int = 2000) -> None:
        self._finder = Finder(searcher)
        self._conversations = conversations
        self._longest = longest_question

    def warm_up(self) -> None:
        """Load what the first question without marks would wait for, and take it out of the garbage collector's
        sight: it stays until the process ends, and walking it takes longer than an answer. Raises EmptyIndex."""
        self._finder.renew()
        self._finder.restored("a")
        gc.collect()
        gc.freeze()

    def ask(self, question: str, chat: str | None = None) -> Answer:
        """Answer a question; `chat` names the conversation that a follow-up goes on from.

        Raises QuestionError for a question that cannot be read, EmptyIndex where there is nothing to ask.
        """
        started = time.perf_counter()
        if len(question) > self._longest:
            raise QuestionTooLong(len(question), self._longest)
        self._finder.renew()
        last = self._conversations.last(chat)
        parts = self._parts(question)
        answers, before = self._each(parts, last)
        if len(parts) > 1 and any(a.status is AnswerStatus.NOT_FOUND for a in answers):
            one, whole = self._each([question], last)  # "how many men and women" may be one question
            if one[0].status is AnswerStatus.ANSWERED and len(one[0].values) >= len(parts):
                answers, before = one, whole
        if before is not None and any(a.status is not AnswerStatus.NOT_FOUND for a in answers):
            self._conversations.remember(chat, before)
        answer = _joined(answers)
        return replace(answer, question=question, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))

    def _each(self, parts: Sequence[str], before: Exchange | None) -> tuple[list[Answer], Exchange | None]:
        """The answer to each part, the later ones as follow-ups; and the exchange that one more goes on from."""
        answers: list[Answer] = []
        for part in parts:
            answer, query = self._one(part, before)
            answers.append(answer)
            if answer.status is not AnswerStatus.NOT_FOUND:
                whole = before.whole if before is not None and query.follow_up else query
                before = Exchange(query, answer, whole)
        return answers, before

    def _parts(self, question: str) -> list[str]:
        """The parts of a question that each ask for something, of one in short forms too."""
        strict = has_diacritics(question)
        parts = parts_of(question, strict=strict)
        if len(parts) > 1:
            return parts
        english = is_english(question)
        full = translate(question) if english else written_out(question, self._finder)
        whole = parts_of(full, strict=strict or english)
        return whole if len(whole) > 1 else parts

    def _one(self, question: str, before: Exchange | None) -> tuple[Answer, Query]:
        """The answer to one question, and the reading of it that was answered."""
        read = partial(
            read_question, question, self._finder, self._longest, None if before is None else before.year
        )
        query = read()
        if query.sources and before is not None and before.answer.citations:
            return _sources_again(query, before.answer), before.query
        found = self._read(query, before)
        if found is None and (reworded := read(again=True)) != query:
            found = self._read(reworded, before)
        return (self._not_found(query), query) if found is None else found

    def _read(self, query: Query, before: Exchange | None) -> tuple[Answer, Query] | None:
        """The answer to the likeliest reading of a question that has one; None where the reports do not say."""
        for reading in readings(before, query):
            for variant in variants(reading):
                answer = self._try(variant)
                if answer is not None:
                    return answer, variant
        return None

    def _try(self, query: Query) -> Answer | None:
        """The answer to one reading of the question, None where the reports do not say."""
        try:
            if not wants_figure(query):
                return self._statement(query)
            answer = self._figures(query) or self._counted(query)
            if answer is None and query.most:  # "cao nhất là xã Pú Xi": told in words
                return self._statement(replace(query, asked=Asked.PASSAGE))
            return answer
        except UncitedNumber:
            return None

    def _figures(self, query: Query) -> Answer | None:
        worked = work_out(query, self._finder)
        if worked is None:
            return None
        findings, also = worked.findings, Others()
        if len(findings) == 1 and not worked.verdict:
            if places := choices(query, findings[0], self._finder):
                return _asked_back(query, places)
            also = others(query, findings[0], self._finder)
        citations, lines = _cited_lines(findings, also)
        if worked.verdict:
            lines.insert(0, worked.verdict)
        basis = [part for f in findings for match in evidence(f) for part in (*basis_of(match), f.period)]
        basis += [part for match in (*also.agree, *also.differ) for part in basis_of(match)]
        across = enlarged([match.stored.fact for f in findings for match in evidence(f)])
        lines += (flags := [*flag_lines(findings), *merger_lines(across)])
        basis += flags
        values = tuple(value for finding in findings for value in values_of(finding))
        answer = _answer(query, AnswerStatus.ANSWERED, lines, citations)
        sure = confidence_of(signals_of(query, findings, also))
        answer = replace(answer, values=values, confidence=sure)
        check_numbers(answer, basis)
        return answer

    def _statement(self, query: Query) -> Answer | None:
        statement = find_statement(query, self._finder)
        if statement is None:
            return None
        citation = cite_statement(statement)
        line = statement_line(query, statement, 1)
        answer = _answer(query, AnswerStatus.ANSWERED, [line], [citation])
        answer = replace(answer, confidence=confidence_of(signals_of_statement(query, statement.match)))
        check_numbers(answer, [] if statement.match is None else basis_of(statement.match))
        return answer

    def _counted(self, query: Query) -> Answer | None:
        """How many things a list names, where no report states the number."""
        listed = counted_list(query, self._finder)
        if listed is None:
            return None
        answer = _answer(query, AnswerStatus.ANSWERED, [counted_line(listed)], [cite_statement(listed.sentence)])
        value = Value(str(len(listed.items)), place=listed.sentence.passage.place, formula=listed.formula)
        answer = replace(answer, values=(value,), confidence=confidence_of(signals_of_statement(query, None)))
        check_numbers(answer)
        return answer

    def _not_found(self, query: Query) -> Answer:
        """An honest no with the nearest figures that the reports do state."""
        look = partial(self._finder.candidates, query.terms, most=_NEAREST_OF)
        found = look(query.places) or look()
        nearest = [m for m in found if _is_near(m)][:_NEAREST]
        citations = [cite_figure(match) for match in nearest]
        unknown = unknown_words(query, self._finder)
        lines = not_found_lines(nearest, unknown, body_of(nearest[0].passage) if nearest else "")
        answer = _answer(query, AnswerStatus.NOT_FOUND, lines, citations)
        try:
            check_numbers(answer, nearest_basis(nearest))
        except UncitedNumber:
            answer = _answer(query, AnswerStatus.NOT_FOUND, not_found_lines([]), [])
        return answer


def refuse(question: str, error: QuestionError) -> Answer:
    """The answer to a question that cannot be read: says what to do; a very long one is echoed in part."""
    text = str(error)
    return Answer(question[:_LONGEST_ECHO], AnswerStatus.NOT_FOUND, text, text, "")


def _joined(answers: Sequence[Answer]) -> Answer:
    """Several parts' answers as one, their citations numbered on; a part that was not found says so."""
    if len(answers) == 1:
        return answers[0]
    answered = [a for a in answers if a.status is AnswerStatus.ANSWERED]
    if not answered:
        return answers[0]
    citations = tuple(dict.fromkeys(c for a in answered for c in a.citations))
    lines = [line for a in answers for line in _own_lines(a, citations)]
    return replace(
        answered[0],
        headline=lines[0],
        text="\n".join([*lines, *source_lines(citations)]),
        values=tuple(v for a in answered for v in a.values),
        citations=citations,
        understood="; ".join(a.understood for a in answers),
    )


def _own_lines(answer: Answer, citations: Sequence[Citation]) -> list[str]:
    """An answer's lines above its sources, with the markers of a longer list of citations."""
    if answer.status is not AnswerStatus.ANSWERED:
        return [f"Phần còn lại của câu hỏi: {answer.headline}"]
    own = answer.text.removesuffix("\n".join(source_lines(answer.citations))).rstrip("\n")
    for i in range(len(answer.citations), 0, -1):
        own = own.replace(f"[{i}]", f"[#{citations.index(answer.citations[i - 1]) + 1}]")
    return own.replace("[#", "[").split("\n")


def _sources_again(query: Query, answer: Answer) -> Answer:
    """Where the answer before stands, for who asks "nguồn đâu?"."""
    lines = ["Câu trả lời trên lấy từ:"]
    return _answer(query, AnswerStatus.ANSWERED, lines, list(answer.citations))


def _cited_lines(findings: Sequence[Finding], also: Others) -> tuple[list[Citation], list[str]]:
    """Each finding as a line with the markers of its citations, then what other reports say instead; a citation
    shared by two is listed once."""
    citations: list[Citation] = []

    def markers(matches: Sequence[Match]) -> list[int]:
        cited = [cite_figure(match) for match in matches]
        citations.extend(c for c in dict.fromkeys(cited) if c not in citations)
        return [citations.index(c) + 1 for c in cited]

    lines = [figure_line(finding, markers([*evidence(finding), *also.agree])) for finding in findings]
    lines += [differing_line(match, markers([match])) for match in also.differ]
    return citations, lines


def _asked_back(query: Query, places: Sequence[str]) -> Answer:
    """One question back, with the places that the question may mean."""
    return _answer(query, AnswerStatus.CLARIFY, clarify_lines(places), [])


def _answer(query: Query, status: AnswerStatus, lines: list[str], citations: list[Citation]) -> Answer:
    text = "\n".join([*lines, *source_lines(citations)])
    return Answer(query.text, status, lines[0], text, query.understood or query.text, (), tuple(citations))


def _is_near(match: Match) -> bool:
    return match.stored.fact.kind is FactKind.FIGURE and match.score >= _NEAREST_SCORE
