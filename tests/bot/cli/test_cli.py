"""The program as people run it: exit status, standard output for results only, one clear line for what is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.processes import ROOT, SAMPLE, environment, run

OCOP = "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?"
Done = CompletedProcess[str]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data directory that does not exist yet."""
    return tmp_path / "data"


def told(done: Done, status: int = 1) -> str:
    """The one line of a command that failed: nothing on standard output, one line on standard error."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("hoibaocao: ")
    return line


def succeeded(done: Done) -> str:
    """Standard output of a command that did all it was asked, with nothing on standard error."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def json_lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def asked(*rows: object) -> str:
    """Standard input of a --jsonl command; a string goes as it is."""
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


# --- index ----------------------------------------------------------------------------------------------------


def test_the_life_of_an_index(empty: Path, tmp_path: Path) -> None:
    """add, add again, list, show, remove, rollback, rebuild, in one data directory."""
    assert re.match(
        r"đã thêm: bac-kan-2019-mau\.txt \(\d+ đoạn, \d+ dữ kiện\)\n", succeeded(run(empty, *add(SAMPLE)))
    )
    assert succeeded(run(empty, *add(SAMPLE))).startswith("không đổi: bac-kan-2019-mau.txt\n")
    assert "← đang dùng" in succeeded(run(empty, "index", "list"))
    assert "OCOP" in succeeded(run(empty, "index", "show", SAMPLE.name))
    (row,) = json.loads(succeeded(run(empty, "index", "list", "--json")))
    assert (row["source"], row["place"]) == (SAMPLE.name, "Bắc Kạn")
    assert "phiên bản 2" in succeeded(run(empty, "index", "remove", SAMPLE.name))
    assert "phiên bản 1" in succeeded(run(empty, "index", "rollback"))
    assert "phiên bản 3" in succeeded(run(empty, "index", "rebuild"))
    assert succeeded(run(empty, "ask", OCOP)).startswith("30 trên 37")


def add(*paths: Path) -> list[str]:
    return ["index", "add", *map(str, paths)]


def test_good_files_go_in_beside_bad_ones(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "trống.txt").touch()
    (tmp_path / "lạ.txt").write_bytes(b"x\x81\x90 \xff")
    done = run(empty, *add(tmp_path / "trống.txt", SAMPLE, tmp_path / "lạ.txt", tmp_path / "không-có.txt"))
    assert done.returncode == 1
    assert "đã thêm: bac-kan-2019-mau.txt" in done.stdout
    assert {line.split(".txt")[0].split("/")[-1] for line in done.stderr.splitlines()} == {
        "trống",
        "lạ",
        "không-có",
    }
    assert succeeded(run(empty, "index", "list")).startswith(SAMPLE.name)


UNREADABLE: dict[str, tuple[bytes | None, str]] = {
    "không-có.txt": (None, "không tìm thấy tệp"),
    "trống.txt": (b"", "tệp trống"),
    "trắng.txt": (b" \n\t\n", "không có nội dung"),
    "lạ.txt": (b"x\x81\x90 \xff", "UTF-8"),
    "ảnh.png": (b"\x89PNG", "chưa đọc được định dạng này"),
}


def test_each_file_that_cannot_be_read_has_its_line(empty: Path, tmp_path: Path) -> None:
    for name, (content, _) in UNREADABLE.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    done = run(empty, *add(*(tmp_path / name for name in UNREADABLE)))
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == len(UNREADABLE)
    for name, (_, said) in UNREADABLE.items():
        (line,) = [line for line in lines if name in line]
        assert line.startswith("hoibaocao: ")
        assert said in line


def test_an_empty_folder(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "rỗng").mkdir()
    assert "không có tệp nào" in told(run(empty, *add(tmp_path / "rỗng")))


@pytest.mark.parametrize(
    "arguments", [("index", "remove", "x"), ("index", "show", "x"), ("index", "rollback", "9")]
)
def test_what_is_not_in_the_index(sample_data: Path, arguments: Sequence[str]) -> None:
    assert "Không có" in told(run(sample_data, *arguments))


def test_asking_after_the_last_report_is_removed(sample_data: Path) -> None:
    run(sample_data, "index", "remove", SAMPLE.name)
    assert "Traceback" not in run(sample_data, "ask", OCOP).stderr


# --- ask --------------------------------------------------------------------------------------------------------


def test_an_answer_is_text_with_its_source(indexed_sample: Path) -> None:
    headline, source = succeeded(run(indexed_sample, "ask", OCOP)).splitlines()
    assert headline.startswith("30 trên 37 sản phẩm OCOP")
    assert source.startswith("[1] “")


def test_two_runs_give_the_same_bytes(indexed_sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    succeeded(run(again, *add(SAMPLE)))
    texts = [succeeded(run(data, "ask", "--json", OCOP)) for data in (indexed_sample, indexed_sample, again)]
    without_time = {re.sub(r'"elapsed_ms": [\d.]+', "", text) for text in texts}
    assert len(without_time) == 1
    assert json.loads(texts[0])["values"][0]["value"] == "30"


def test_not_found_is_an_answer(indexed_sample: Path) -> None:
    assert succeeded(run(indexed_sample, "ask", "Có bao nhiêu sân bay?")).startswith("Không có trong báo cáo")


@pytest.mark.parametrize(
    ("question", "said"),
    [("", "chưa có nội dung"), ("\x01\x02😀", "chưa có nội dung"), ("a" * 100_000, "100000 ký tự")],
    ids=["empty", "control characters and emoji", "100 000 characters"],
)
def test_what_is_no_question(indexed_sample: Path, question: str, said: str) -> None:
    assert said in told(run(indexed_sample, "ask", question))


def test_control_characters_and_emoji_in_a_question(indexed_sample: Path) -> None:
    question = "\x07Có bao nhiêu 😀 sản phẩm OCOP\x1b[31m là của hợp tác xã?"
    assert "\x1b" not in succeeded(run(indexed_sample, "ask", question))


def test_a_stream_keeps_order_and_ids(indexed_sample: Path) -> None:
    rows = [
        {"id": "q3", "question": OCOP},
        {"id": 7, "question": "Có bao nhiêu sân bay?"},
        "",
        {"id": "q1", "question": "Toàn tỉnh có bao nhiêu hợp tác xã nông, lâm nghiệp?", "chat": "c"},
        {"id": "q2", "question": "còn phi nông nghiệp?", "chat": "c"},
        {"id": "", "question": ""},
        {"id": "dài", "question": "a" * 100_000, "more": 1},
    ]
    answers = json_lines(succeeded(run(indexed_sample, "ask", "--jsonl", stdin=asked(*rows))))
    assert [answer["id"] for answer in answers] == ["q3", "7", "q1", "q2", "", "dài"]
    values = [[value["value"] for value in answer["values"]] for answer in answers]  # type: ignore[attr-defined]
    assert values[:4] == [["30"], [], ["137"], ["44"]]
    assert [answer["status"] for answer in answers[4:]] == ["not_found", "not_found"]
    assert len(str(answers[-1]["question"])) < 1000


BROKEN = ["{", "[]", "5", '{"id": "x"}', '{"question": "x"}', "\x00", "câu hỏi"]


def test_broken_lines_among_good_ones(indexed_sample: Path) -> None:
    good = {"id": "q", "question": "Có bao nhiêu hợp tác xã?"}
    done = run(indexed_sample, "ask", "--jsonl", stdin=asked(good, *BROKEN, good))
    assert done.returncode == 1
    statuses = [answer["status"] for answer in json_lines(done.stdout)]
    assert statuses == ["answered", *["not_found"] * len(BROKEN), "answered"]
    assert [f"dòng {number}" in line for number, line in enumerate(done.stderr.splitlines(), 2)] == [True] * len(
        BROKEN
    )


BREAKING = {
    "a lone surrogate": r'{"id": "q", "question": "\ud800 Có bao nhiêu hợp tác xã?"}',
    "a deep list": "[" * 100_000,
    "no text": '{"id": "q", "question": null}',
}


@pytest.mark.parametrize("line", BREAKING.values(), ids=BREAKING)
def test_no_line_ends_a_stream(indexed_sample: Path, line: str) -> None:
    done = run(indexed_sample, "ask", "--jsonl", stdin=asked(line, {"id": "q2", "question": OCOP}))
    first, second = json_lines(done.stdout)
    assert first["question"] != "None"
    assert second["id"] == "q2"


def test_a_closed_pipe_is_no_error(indexed_sample: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "facts", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(indexed_sample), cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode in (0, 1)


def test_a_closed_pipe_ends_a_stream(indexed_sample: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "ask", "--jsonl"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(indexed_sample), cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        process.stdout.close()
        _, errors = process.communicate(asked(*[{"id": 1, "question": "?"}] * 3000).encode())
    assert errors == b""
    assert process.returncode == 1


# --- search -----------------------------------------------------------------------------------------------------


def test_a_trec_run(indexed_sample: Path) -> None:
    lines = succeeded(run(indexed_sample, "search", "--trec", "-k", "3", "hợp tác xã")).splitlines()
    rows = [line.split(" ") for line in lines]
    assert [len(row) for row in rows] == [6] * 3
    assert [(qid, q0, rank, tag) for qid, q0, _, rank, _, tag in rows] == [
        ("1", "Q0", str(rank), "hoibaocao") for rank in (1, 2, 3)
    ]
    scores = [float(row[4]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(re.fullmatch(r"bac-kan-2019-mau\.txt#\d+", row[2]) for row in rows)


def test_a_stream_of_queries(indexed_sample: Path) -> None:
    stdin = asked({"id": "b", "question": "OCOP"}, {"id": "a", "question": "qwzx"})
    first, second = json_lines(succeeded(run(indexed_sample, "search", "--jsonl", stdin=stdin)))
    assert (first["id"], second["id"], second["hits"]) == ("b", "a", [])
    assert "OCOP" in first["hits"][0]["text"]  # type: ignore[index]


def test_a_trec_run_of_a_stream(indexed_sample: Path) -> None:
    stdin = asked({"id": "q9", "question": "OCOP"}, {"id": "q8", "question": "hop tac xa"})
    lines = succeeded(run(indexed_sample, "search", "--jsonl", "--trec", "-k", "1", stdin=stdin)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["q9", "q8"]


def test_passages_for_people(indexed_sample: Path) -> None:
    assert succeeded(run(indexed_sample, "search", "-k", "1", "OCOP")).startswith("1. bac-kan-2019-mau.txt, đoạn ")


def test_a_broken_query_among_good_ones(indexed_sample: Path) -> None:
    good = {"id": "q", "question": "OCOP"}
    done = run(indexed_sample, "search", "--jsonl", stdin=asked(good, "{", good))
    assert (done.returncode, len([row for row in json_lines(done.stdout) if row.get("hits")])) == (1, 2)


def test_a_line_separator_within_a_query(indexed_sample: Path) -> None:
    done = run(indexed_sample, "search", "--jsonl", stdin=asked({"id": "q", "question": "OCOP\u2028HTX"}))
    assert done.returncode == 0


# --- facts ------------------------------------------------------------------------------------------------------


def test_what_is_no_figure_is_listed_with_its_reason(indexed_sample: Path) -> None:
    lines = succeeded(run(indexed_sample, "facts", "--unread")).splitlines()
    assert any(line.startswith("Quyết định số 664/QĐ-UBND | số hiệu văn bản | …") for line in lines)
    rows = json_lines(succeeded(run(indexed_sample, "facts", "--unread", "--json", "--source", SAMPLE.name)))
    assert len(rows) == len(lines)
    assert {"wording", "reason", "around", "source", "start", "end"} == set(rows[0])
    assert succeeded(run(indexed_sample, "facts", "--unread", "--source", "không có")) == ""


def test_explain_shows_the_rules_of_each_figure(empty: Path) -> None:
    out = succeeded(run(empty, "explain", str(SAMPLE), "--passage", "19"))
    assert "30/37 sản phẩm: chỉ tiêu sản phẩm OCOP" in out
    assert "quy tắc: đơn vị: sản phẩm" in out
    assert not empty.exists()


def test_explain_tells_what_cannot_be_read(empty: Path, tmp_path: Path) -> None:
    assert "không có" in told(run(empty, "explain", str(tmp_path / "không có.txt"))).lower()


def test_facts_for_people_and_as_json(indexed_sample: Path) -> None:
    lines = succeeded(run(indexed_sample, "facts", "ocop")).splitlines()
    assert lines[0].startswith("30/37 sản phẩm | ")
    (row,) = json_lines(succeeded(run(indexed_sample, "facts", "ocop", "--json")))
    assert (row["value"], row["of"], row["source"]) == ("30", "37", SAMPLE.name)


@pytest.mark.parametrize(
    ("filters", "some"),
    [
        (["--year", "2019", "--place", "bac kan", "--kind", "figure"], True),
        (["--source", SAMPLE.name], True),
        (["--year", "1900"], False),
        (["--source", "khác.txt"], False),
    ],
)
def test_filters(indexed_sample: Path, filters: list[str], some: bool) -> None:
    done = run(indexed_sample, "facts", "--json", *filters)
    assert done.returncode == 0
    assert bool(done.stdout) is some
    assert bool(done.stderr) is not some


def test_facts_to_files(indexed_sample: Path, tmp_path: Path) -> None:
    csv, xlsx = tmp_path / "f.csv", tmp_path / "f.xlsx"
    out = succeeded(run(indexed_sample, "facts", "--csv", str(csv), "--xlsx", str(xlsx)))
    assert str(csv) in out
    assert str(xlsx) in out
    assert csv.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel reads it as UTF-8
    assert xlsx.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "form",
    [
        "--csv",
        "--xlsx",
    ],
)
def test_a_file_that_cannot_be_written(indexed_sample: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "tệp").touch()
    assert "Không ghi được tệp" in told(run(indexed_sample, "facts", form, str(tmp_path / "tệp" / "f")))


# --- chat, check, serve -------------------------------------------------------------------------------------------


def test_a_chat(indexed_sample: Path) -> None:
    out = succeeded(run(indexed_sample, "chat", stdin=f"{OCOP}\n/nguon 1\n???\n/thoat\nkhông tới đây\n"))
    assert out.startswith("30 trên 37")
    assert "»30/37 sản phẩm" in out
    assert "Câu hỏi chưa có nội dung" in out
    assert "không tới đây" not in out


def test_check_of_a_good_set_up(indexed_sample: Path) -> None:
    out = succeeded(run(indexed_sample, "check", extra={"HOIBAOCAO_TELEGRAM_TOKEN": "123:SECRET"}))
    assert "✗" not in out
    assert "SECRET" not in out


def test_check_of_nothing(empty: Path) -> None:
    done = run(empty, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "✗ chỉ mục" in done.stdout
    assert not empty.exists()


def test_serve_without_a_token(indexed_sample: Path) -> None:
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in told(run(indexed_sample, "serve"))


# --- what may be wrong around every command -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "a b"),
        ("search", "a"),
        ("facts",),
        ("chat",),
        ("index", "list"),
        ("index", "rollback"),
        ("index", "rebuild"),
    ],
    ids=" ".join,
)
def test_an_empty_index(empty: Path, arguments: Sequence[str]) -> None:
    assert "hoibaocao index add" in told(run(empty, *arguments))
    assert not empty.exists()


def test_a_data_directory_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    command = [sys.executable, "-m", "bot.cli", *add(SAMPLE)]
    done = subprocess.run(
        command,
        env=environment(tmp_path / "tệp" / "data"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "HOIBAOCAO_DATA_DIR" in told(done)


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (["check"], 'dat_dir = "x"', "dat_dir"),
        (["check"], "[index]\nb = 9", "index.b"),
        (["check"], "[index", "config.toml"),
        (["ask", "a"], 'dat_dir = "x"', "dat_dir"),
        (["index", "list"], 'dat_dir = "x"', "dat_dir"),
        (["serve"], 'dat_dir = "x"', "dat_dir"),
    ],
)
def test_a_bad_configuration(empty: Path, arguments: list[str], text: str, said: str) -> None:
    (empty.parent / "config.toml").write_text(text, encoding="utf-8")
    assert said in told(run(empty, *arguments))


def test_a_damaged_database(sample_data: Path) -> None:
    (sample_data / "index.sqlite").write_bytes(b"garbage" * 999)
    assert "bản sao lưu" in told(run(sample_data, "ask", OCOP))


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("index",),
        ("index", "add"),
        ("ask",),
        ("ask", "a", "--jsonl"),
        ("search", "-k", "0", "a"),
        ("facts", "--year", "x"),
        ("ask", "--nonsense", "a"),
    ],
    ids=" ".join,
)
def test_wrong_usage(empty: Path, arguments: Sequence[str]) -> None:
    done = run(empty, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("index", "--help"), ("ask", "--help")], ids=" ".join)
def test_help(empty: Path, arguments: Sequence[str]) -> None:
    assert "Usage:" in succeeded(run(empty, *arguments))


# --- what starts with what ----------------------------------------------------------------------------------------

HEAVY = {"sqlmodel", "sqlalchemy", "numpy", "pyvi", "telegram", "sklearn", "rank_bm25", "alembic"}


def imported(data_dir: Path, *arguments: str) -> set[str]:
    """Top-level packages that a command imports."""
    command = [sys.executable, "-X", "importtime", "-m", "bot.cli", *arguments]
    done = subprocess.run(command, env=environment(data_dir), cwd=ROOT, capture_output=True, text=True, check=False)
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--quick"), ("index", "--help")], ids=" ".join)
def test_quick_commands_import_nothing_heavy(indexed_sample: Path, arguments: Sequence[str]) -> None:
    found = imported(indexed_sample, *arguments)
    assert "bot" in found
    assert not found & HEAVY


def test_a_question_imports_neither_pyvi_nor_telegram(indexed_sample: Path) -> None:
    found = imported(indexed_sample, "ask", OCOP)
    assert "numpy" in found
    assert not found & {"pyvi", "sklearn", "telegram"}


def test_an_installed_script_is_this_program() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'hoibaocao = "bot.cli:main"' in text
    assert os.access(ROOT / "bot" / "cli" / "__main__.py", os.R_OK)
