"""Hostile and broken files come to what is stated, alone and in a folder with a good one."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.sandbox import Sandbox
from tests.processes import SAMPLE, run
from tests.reliability.bad_files import FOLDER, STATED, USUAL, Stated, can_try, measure, row, start, unstated

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs ../shared/reports/bad")
# What the hidden parts of html-script.html say, and how the numbers of danh-sach-cccd.docx begin.
HIDDEN = ("9999", "8888", "7777", "6666")
PRIVATE = ("999100", "0900 000", "0900.000", "00001111")
QUESTIONS = (
    "Có bao nhiêu HTX?",
    "Có bao nhiêu hợp tác xã trên địa bàn?",
    "Tổng số hợp tác xã đang hoạt động là bao nhiêu?",
    "Danh sách người lao động được hỗ trợ gồm những ai?",
    "Số CCCD của bà Nguyễn Thị Minh Họa là bao nhiêu?",
    "Số điện thoại của ông Trần Văn Ví Dụ?",
    "Số tài khoản của bà Hoàng Thị Mẫu?",
    "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?",
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One server for all files, which the first of them need not wait for."""
    with Sandbox() as made:
        start(made)
        yield made


@pytest.mark.parametrize("stated", STATED, ids=lambda stated: f"{stated.name} {stated.how}".strip())
def test_each_file_comes_to_what_is_stated(sandbox: Sandbox, stated: Stated) -> None:
    if not can_try(stated):
        pytest.skip("needs Tesseract with Vietnamese")
    seen = measure(sandbox, stated)
    assert seen.wrong == ""
    assert stated.name in row(seen)


def test_every_file_has_a_stated_outcome() -> None:
    assert unstated() == set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bad files with one good one among them."""
    made = tmp_path / "báo cáo"
    made.mkdir()
    for path in FOLDER.iterdir():
        if path.suffix != ".md":
            shutil.copyfile(path, made / path.name)
    shutil.copyfile(SAMPLE, made / "m-tot.txt")
    return made


def _said(data_dir: Path) -> str:
    """All that the program says of these questions, finds for them, and holds as facts."""
    asked = "".join(json.dumps({"id": str(i), "question": q}) + "\n" for i, q in enumerate(QUESTIONS))
    done = [
        run(data_dir, "ask", "--jsonl", stdin=asked),
        run(data_dir, "search", "--jsonl", stdin=asked),
        run(data_dir, "facts", "--json"),
    ]
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert len(done[0].stdout.splitlines()) == len(QUESTIONS)
    return "\n".join(one.stdout for one in done)


def test_a_folder_with_one_good_file(folder: Path) -> None:
    data_dir = folder.parent / "data"
    done = run(data_dir, "index", "add", str(folder))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    failed = [line for line in done.stderr.splitlines() if line.startswith("hoibaocao: lỗi:")]
    refused = {stated.name for stated in STATED if stated.refused and stated.limits is USUAL}
    assert sorted(line.split(": ")[2] for line in failed) == sorted(str(folder / name) for name in refused)
    assert all(line.endswith(".") for line in failed)
    assert "đã thêm: m-tot.txt" in done.stdout
    hidden = run(data_dir, "index", "add", str(folder / "danh-sach-cccd.docx"), "--personal-data", "hide")
    assert hidden.returncode == 0, hidden.stderr
    said = _said(data_dir)
    assert "30 trên 37 sản phẩm OCOP" in said
    assert "574" in said
    assert "•" in said
    assert re.findall(rf"(?<![\d.])(?:{'|'.join(HIDDEN)})(?!\d)", said) == []
    assert [number for number in PRIVATE if number in said] == []
