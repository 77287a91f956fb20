"""Hostile questions over the sample report: no crash, no inexact quote, no number that nothing cited supports.

    python -m tests.fuzz_questions [COUNT=100000] [SEED=7] [TALK]

The first failure is printed with the questions of its conversation, so that it can be made a case; its number as
TALK asks that conversation alone. The gate's own check is not used: see tests/supported.py.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bot.answering.errors import QuestionError
from bot.answering.records import Answer, AnswerStatus, Citation
from tests.hostile_questions import talks
from tests.library import SAMPLE, Library, open_library
from tests.supported import unsupported, unsupported_sources, unsupported_values

LONGEST_SECONDS = 2.0
_AGAIN = 50
_SHOWN = 300


class NotWhole(Exception):
    """An answer breaks a promise."""


def ask_all(
    library: Library, seed: int, count: int, first: int = 0, longest: float = LONGEST_SECONDS
) -> Counter[str]:
    """Asks `count` questions of the talks from number `first` on; how they ended.

    `longest`: processor seconds that no question may take. Raises NotWhole.
    """
    ended: Counter[str] = Counter()
    for number, position, talk in islice(_questions(seed, first), count):
        try:
            alone, again = len(talk) == 1, number % _AGAIN == 0
            ended[_ask(library, talk[position], f"{seed}/{number}", longest, alone=alone, again=again)] += 1
        except Exception as error:
            said = "\n".join(f"    {text[:_SHOWN]!a} ({len(text)})" for text in talk[: position + 1])
            raise NotWhole(f"talk {number} of seed {seed}: {type(error).__name__}: {error}\n{said}") from error
    return ended


def _questions(seed: int, first: int) -> Iterator[tuple[int, int, list[str]]]:
    for number, talk in talks(seed):
        if number >= first:
            yield from ((number, position, talk) for position in range(len(talk)))


def _ask(library: Library, question: str, chat: str, longest: float, *, alone: bool, again: bool) -> str:
    """One question, without a chat where it is `alone`; some of those are asked `again`."""
    started = time.process_time()
    try:
        answer = library.answerer.ask(question, None if alone else chat)
    except QuestionError:
        answer = None
    seconds = time.process_time() - started
    if seconds >= longest:
        raise NotWhole(f"took {seconds:.1f} s")
    if answer is None:
        return "refused"
    check(library, answer)
    if alone and again and _told(library.answerer.ask(question)) != _told(answer):
        raise NotWhole("asked again, it answers otherwise")
    return answer.status.value


def _told(answer: Answer) -> dict[str, object]:
    return {key: value for key, value in answer.as_json().items() if key != "elapsed_ms"}


def check(library: Library, answer: Answer) -> None:
    """Raises NotWhole where an answer's status, quotes or numbers are not what they should be."""
    if answer.status not in AnswerStatus:
        raise NotWhole(f"status {answer.status}")
    if answer.status is AnswerStatus.NOT_FOUND and answer.values:
        raise NotWhole("not found, and yet it has values")
    if answer.status is AnswerStatus.ANSWERED and not answer.citations:
        raise NotWhole("answered without a source")
    for citation in answer.citations:
        _check_quote(library, citation)
    numbers = {
        "of the values": unsupported_values(answer),
        "of the text": unsupported(answer, library.wordings(answer)),
        "of the source lines": unsupported_sources(answer),
    }
    for where, found in numbers.items():
        if found:
            raise NotWhole(f"numbers {where} that nothing cited supports: {found}\n{answer.text}")
    answer.text.encode()
    json.dumps(answer.as_json())


def _check_quote(library: Library, citation: Citation) -> None:
    if library.texts[citation.source][citation.start : citation.end] != citation.quote or not citation.quote:
        raise NotWhole(f"the quote is not the source's text at its offsets: {citation.quote!r}")
    if citation.quote not in citation.passage or citation.passage not in library.texts[citation.source]:
        raise NotWhole(f"the quote is no part of its passage: {citation.quote!r}")


def main() -> int:
    """Asks COUNT questions; 1 at the first that fails."""
    given = [int(argument) for argument in sys.argv[1:]]
    count, seed, first = [*given, *(100_000, 7, 0)[len(given) :]][:3]
    started = time.monotonic()
    with open_library([SAMPLE]) as library:
        try:
            ended = ask_all(library, seed, count, first)
        except NotWhole as failure:
            print(failure, flush=True)
            return 1
    how = ", ".join(f"{number} {status}" for status, number in sorted(ended.items()))
    print(f"seed {seed}: {how}; {time.monotonic() - started:.0f} s")
    print(f"{count} questions, whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())
