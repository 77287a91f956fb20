"""The command tree, and the one place where errors become exit statuses.

Exit status: 0 done, 1 failed with one line on standard error, 2 wrong usage. Standard output carries results only.
"""

import os
import sys

import typer

from bot.answering.errors import QuestionError
from bot.cli import ask, chat, check, explain, facts, index, search, serve
from bot.errors import AppError
from corpus.errors import CorpusError
from index.errors import StoreError

app = typer.Typer(
    name="hoibaocao",
    help="Hỏi Báo Cáo: trả lời câu hỏi về báo cáo, mỗi con số đều dẫn nguồn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(index.app, name="index")
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("facts")(facts.facts)
app.command("explain")(explain.explain)
app.command("chat")(chat.chat)
app.command("serve")(serve.serve)
app.command("check")(check.check)


def main() -> None:
    """Run the command line; the process ends with the command's exit status."""
    try:
        app()
    except (AppError, CorpusError, StoreError, QuestionError) as error:
        fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        fail(f"Không ghi được kết quả ({error.strerror or error}). Hãy kiểm tra ổ đĩa và nơi ghi.")
    except KeyboardInterrupt:
        sys.exit(130)


def fail(message: str) -> None:
    """One clear line on standard error, exit status 1."""
    typer.echo(f"hoibaocao: {message}", err=True)
    sys.exit(1)
