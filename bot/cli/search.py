"""hoibaocao search: passages by BM25, for people, as JSON lines, or as a TREC run."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.lines import as_line, read_lines

if TYPE_CHECKING:
    from index.records import Hit
    from index.search import Searcher


def search(
    query: Annotated[str | None, typer.Argument(help="Nội dung cần tìm.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Số đoạn trả về.")] = 5,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Đọc mỗi dòng một truy vấn JSON từ đầu vào chuẩn.")
    ] = False,
    trec: Annotated[bool, typer.Option("--trec", help="In dạng TREC: qid Q0 docid rank score tag.")] = False,
) -> None:
    """Tìm các đoạn văn trong báo cáo."""
    if jsonl == (query is not None):
        raise typer.BadParameter("cần một truy vấn, hoặc --jsonl (không dùng cả hai)")
    from bot.config import load_settings
    from bot.wiring import open_searcher

    with open_searcher(load_settings()) as searcher:
        if query is not None:
            _print(searcher.passages(query, k), "1", trec=trec, as_json=False)
            return
        raise typer.Exit(_stream(searcher, k, trec=trec))


def _stream(searcher: "Searcher", k: int, *, trec: bool) -> int:
    """Search for each line of standard input in order; a line that is no query is told and passed over."""
    status = 0
    for line in read_lines():
        if line.valid:
            _print(searcher.passages(line.question, k), line.id, trec=trec, as_json=True)
        else:
            status = 1
    return status


def document_id(hit: "Hit") -> str:
    """The stable name of a passage: its source and place in it, without white space."""
    return f"{hit.passage.source.replace(' ', '_')}#{hit.passage.ordinal}"


def _print(hits: "list[Hit]", query_id: str, *, trec: bool, as_json: bool) -> None:
    if trec:
        for rank, hit in enumerate(hits, 1):
            typer.echo(f"{query_id} Q0 {document_id(hit)} {rank} {hit.score:.6f} hoibaocao")
    elif as_json:
        found = [
            {
                "docid": document_id(h),
                "score": round(h.score, 6),
                "source": h.passage.source,
                "text": h.passage.text,
            }
            for h in hits
        ]
        typer.echo(as_line({"id": query_id, "hits": found}))
    else:
        for rank, hit in enumerate(hits, 1):
            typer.echo(
                f"{rank}. {hit.passage.source}, đoạn {hit.passage.ordinal} ({hit.score:.2f})\n{hit.passage.text}\n"
            )
        if not hits:
            typer.echo("Không tìm thấy đoạn nào.", err=True)
