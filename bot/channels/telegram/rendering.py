"""An Answer as Telegram HTML: the clear line in bold, then the sources as quotations. Everything is escaped."""

from html import escape

from bot.answering.records import Answer, AnswerStatus, Citation

_LONGEST_QUOTE = 900


def answer_blocks(answer: Answer) -> list[str]:
    """The answer as HTML blocks, each complete in itself, in order; a message may end between any two."""
    blocks = []
    if answer.understood and answer.understood != answer.question.strip():
        blocks.append(f"<i>Hiểu là: {escape(answer.understood)}</i>")
    body = answer.text.split("\n[1] “", 1)[0].split("\n")
    head = f"<b>{escape(body[0])}</b>" if answer.status is AnswerStatus.ANSWERED else escape(body[0])
    blocks.append("\n".join([head, *(escape(line) for line in body[1:])]))
    blocks += [_quotation(number, citation) for number, citation in enumerate(answer.citations, 1)]
    return blocks


def _quotation(number: int, citation: Citation) -> str:
    quote = citation.quote if len(citation.quote) <= _LONGEST_QUOTE else citation.quote[:_LONGEST_QUOTE] + "…"
    return f"[{number}] <blockquote>{escape(quote)}</blockquote>{escape(citation.source)}, {escape(citation.where)}"


def passage_blocks(source: str, title: str, ordinal: int, text: str, mark: tuple[int, int] | None) -> list[str]:
    """A whole passage with the figure marked, its origin first."""
    head = f"📄 <b>{escape(title)}</b>\n{escape(source)}, đoạn {ordinal}"
    if mark is None or not 0 <= mark[0] < mark[1] <= len(text):
        return [head, escape(text)]
    start, end = mark
    return [head, f"{escape(text[:start])}<b><u>{escape(text[start:end])}</u></b>{escape(text[end:])}"]
