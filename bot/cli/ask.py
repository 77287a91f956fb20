"""hoibaocao ask: one question, or a stream of them as JSON lines."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.lines import as_line, read_lines

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer


def ask(
    question: Annotated[str | None, typer.Argument(help="Câu hỏi.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In câu trả lời dạng JSON.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn.")] = False,
) -> None:
    """Trả lời một câu hỏi, kèm nguồn."""
    if jsonl == (question is not None):
        raise typer.BadParameter("cần một câu hỏi, hoặc --jsonl (không dùng cả hai)")
    from bot.config import load_settings
    from bot.wiring import open_answerer

    with open_answerer(load_settings()) as answerer:
        if jsonl:
            raise typer.Exit(_stream(answerer))
        answer = answerer.ask(question or "")
        typer.echo(as_line(answer.as_json()) if as_json else answer.text)


def _stream(answerer: "Answerer") -> int:
    """Answer each line of standard input in order; a line that is no question gets an answer that says so."""
    from bot.answering.answerer import refuse
    from bot.answering.errors import QuestionError

    status = 0
    for line in read_lines():
        if not line.valid:
            error = QuestionError("Dòng này không phải một câu hỏi JSON có id và question.")
            answer, status = refuse(line.raw, error), 1
        else:
            try:
                answer = answerer.ask(line.question, line.chat)
            except QuestionError as error:
                answer = refuse(line.question, error)
        typer.echo(as_line(answer.as_json(line.id)))
    return status
