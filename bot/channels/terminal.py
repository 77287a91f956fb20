"""A conversation over lines of text: questions in, answers out; "/nguon 1" shows a source, "/thoat" ends."""

import re
from collections.abc import Callable
from typing import TextIO

from bot.answering.answerer import Answerer
from bot.answering.errors import QuestionError
from bot.answering.records import Answer

_CHAT = "terminal"
_SOURCE = re.compile(r"/nguon(?:\s+(\d+))?$")
WELCOME = "Hỏi Báo Cáo. Gõ câu hỏi; /nguon 1 để xem đoạn nguồn; /thoat để kết thúc."


def converse(answerer: Answerer, lines: TextIO, say: Callable[[str], None], *, prompt: bool) -> None:
    """Answer line by line until the lines end or "/thoat"; `prompt` shows a welcome for a person at a keyboard."""
    if prompt:
        say(WELCOME)
    last: Answer | None = None
    for raw in lines:
        line = raw.strip()
        if line in ("/thoat", "/exit", "/quit"):
            return
        if source := _SOURCE.match(line):
            say(_source(last, int(source.group(1) or 1)))
        elif line.startswith("/"):
            say(WELCOME)
        elif line:
            last = _answer(answerer, line, say)


def _answer(answerer: Answerer, line: str, say: Callable[[str], None]) -> Answer | None:
    try:
        answer = answerer.ask(line, _CHAT)
    except QuestionError as error:
        say(str(error))
        return None
    say(answer.text + "\n")
    return answer


def _source(answer: Answer | None, number: int) -> str:
    if answer is None or not 0 < number <= len(answer.citations):
        return "Chưa có nguồn nào mang số đó. Hãy hỏi trước rồi gõ /nguon 1."
    citation = answer.citations[number - 1]
    text = citation.passage
    if citation.mark is not None:
        start, end = citation.mark
        text = f"{text[:start]}»{text[start:end]}«{text[end:]}"
    return f"{citation.source}, đoạn {citation.ordinal}:\n{text}\n"
