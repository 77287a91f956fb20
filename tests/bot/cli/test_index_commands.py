"""Commands that change, keep and check the index, run as people run them: exit status, one clear line."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import ROOT, SAMPLE, environment, run

HOLD = """
import sys, pathlib
from index.lock import exclusive
with exclusive(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""
PERSONAL = (
    "BÁO CÁO\nKết quả chi trả năm 2021\n\nĐã chi trả cho 12 hộ dân, trong đó ông Nguyễn Văn Mẫu, "
    "số CCCD 001234567890, điện thoại 0912345678.\n"
)


def told(done: "subprocess.CompletedProcess[str]", status: int = 1) -> str:
    """The one line of a command that failed."""
    assert (done.returncode, done.stdout) == (status, ""), done.stderr
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("hoibaocao: ")
    return line


def succeeded(done: "subprocess.CompletedProcess[str]") -> str:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def state(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"" for p in folder.rglob("*")}


# --- index add ----------------------------------------------------------------------------------------------------


def test_a_dry_run_of_a_new_report_makes_no_data_directory(tmp_path: Path) -> None:
    said = succeeded(run(tmp_path / "data", "index", "add", "--dry-run", str(SAMPLE)))
    assert said.startswith(f"sẽ thêm: {SAMPLE.name}\n")
    assert said.endswith("Chỉ xem trước: chưa ghi gì vào chỉ mục.\n")
    assert not (tmp_path / "data").exists()


def test_a_dry_run_of_a_change_tells_it_and_writes_nothing(sample_data: Path, tmp_path: Path) -> None:
    (tmp_path / SAMPLE.name).write_text(SAMPLE.read_text("utf-8").replace("30/37", "31/37"), encoding="utf-8")
    before = state(sample_data)
    said = succeeded(run(sample_data, "index", "add", "--dry-run", str(tmp_path / SAMPLE.name)))
    assert said.startswith(f"sẽ cập nhật: {SAMPLE.name}\n")
    assert re.search(r"thay đổi: .*30 .*→ 31 ", said)
    assert state(sample_data) == before


def test_a_dry_run_that_finds_a_bad_file_fails(sample_data: Path, tmp_path: Path) -> None:
    (tmp_path / "trống.txt").touch()
    before = state(sample_data)
    done = run(sample_data, "index", "add", "--dry-run", str(SAMPLE), str(tmp_path / "trống.txt"))
    assert done.returncode == 1
    assert done.stdout == f"không đổi: {SAMPLE.name}\nChỉ xem trước: chưa ghi gì vào chỉ mục.\n"
    (line,) = done.stderr.splitlines()
    assert line.startswith("hoibaocao: sẽ không thêm: ")
    assert state(sample_data) == before


@pytest.mark.parametrize(("mode", "status"), [("refuse", 1), ("hide", 0)])
def test_personal_data_is_refused_hidden_or_kept(tmp_path: Path, mode: str, status: int) -> None:
    (tmp_path / "a.txt").write_text(PERSONAL, encoding="utf-8")
    done = run(tmp_path / "data", "index", "add", "--personal-data", mode, str(tmp_path / "a.txt"))
    assert done.returncode == status, done.stderr
    if status:
        assert "a.txt" in told(done)
        return
    shown = run(tmp_path / "data", "index", "show", "a.txt").stdout
    assert ("001234567890" in shown) is (mode == "keep")


def test_an_unknown_way_with_personal_data(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "index", "add", "--personal-data", "maybe", str(SAMPLE))
    assert (done.returncode, done.stdout) == (2, "")
    assert "refuse, hide" in done.stderr


@pytest.mark.parametrize("command", ["backup"])
def test_a_command_waits_or_says_who_holds_the_lock(sample_data: Path, tmp_path: Path, command: str) -> None:
    if command == "restore":
        succeeded(run(sample_data, "index", "backup", str(tmp_path / "b.zip")))
    arguments = ["index", command, str(SAMPLE if command == "add" else tmp_path / "b.zip")]
    holding = [sys.executable, "-c", HOLD, str(sample_data / "index.lock")]
    with subprocess.Popen(holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        assert f"tiến trình {holder.pid}" in told(run(sample_data, *arguments))
        started = time.monotonic()
        assert f"tiến trình {holder.pid}" in told(run(sample_data, *arguments, "--wait", "1"))
        assert time.monotonic() - started > 1
        waiting = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", *arguments, "--wait", "60"],
            env=environment(sample_data),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(1.0)
        assert waiting.poll() is None
        holder.stdin.write(b"\n")
        holder.stdin.close()
        assert waiting.wait(60) == 0


# --- backup and restore -------------------------------------------------------------------------------------------


def test_there_and_back(sample_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "sao-lưu.zip"
    assert succeeded(run(sample_data, "index", "backup", str(file))).startswith(f"đã sao lưu: {file} (")
    assert "tệp đã có" in told(run(sample_data, "index", "backup", str(file)))
    succeeded(run(sample_data, "index", "remove", SAMPLE.name))
    first, second = succeeded(run(sample_data, "index", "restore", str(file))).splitlines()
    assert first == f"đã phục hồi từ: {file}"
    assert "replaced-" in second
    assert "✓ chỉ mục: mã băm" in run(sample_data, "check").stdout
    other = tmp_path / "other"
    assert succeeded(run(other, "index", "restore", str(file))) == f"đã phục hồi từ: {file}\n"
    assert SAMPLE.name in succeeded(run(other, "index", "list"))


def test_nothing_to_back_up(tmp_path: Path) -> None:
    assert "hoibaocao index add" in told(run(tmp_path / "data", "index", "backup", str(tmp_path / "b.zip")))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_has_no_place(sample_data: Path, tmp_path: Path) -> None:
    line = told(run(sample_data, "index", "backup", str(tmp_path / "none" / "b.zip")))
    assert "HOIBAOCAO_DATA_DIR" not in line
    assert "nơi ghi" in line


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"no archive"], ids=str)
def test_what_is_no_backup_is_refused_and_changes_nothing(
    sample_data: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "b.zip").write_bytes(content)
    before = state(sample_data)
    assert "bản sao lưu khác" in told(run(sample_data, "index", "restore", str(tmp_path / "b.zip")))
    assert state(sample_data) == before


# --- check --------------------------------------------------------------------------------------------------------


def test_a_whole_index_is_said_to_be_whole(sample_data: Path) -> None:
    assert "✓ chỉ mục: mã băm, số lượng và vị trí trích dẫn đều khớp" in succeeded(run(sample_data, "check"))
    assert "mã băm" not in succeeded(run(sample_data, "check", "--quick"))


def test_damage_is_told_by_a_full_check_and_mended_by_rebuild(sample_data: Path) -> None:
    path = next(iter(sorted((sample_data / "segments").rglob("frequencies.npy"))))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert run(sample_data, "check", "--quick").returncode == 0
    done = run(sample_data, "check")
    assert done.returncode == 1
    assert f"✗ chỉ mục: tệp {path} không còn nguyên vẹn" in done.stdout
    assert "hoibaocao index rebuild" in done.stdout
    succeeded(run(sample_data, "index", "rebuild"))
    assert run(sample_data, "check").returncode == 0


def test_a_damaged_page_of_the_database_is_told_in_words(sample_data: Path) -> None:
    path = sample_data / "index.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 8 :] = b"\xa5" * len(content[4096 * 8 :])
    path.write_bytes(content)
    for arguments in (("check",), ("ask", "Có bao nhiêu sản phẩm OCOP?"), ("index", "list"), ("index", "rebuild")):
        done = run(sample_data, *arguments)
        assert done.returncode == 1, arguments
        assert "Traceback" not in done.stderr, arguments
        assert "sao lưu" in done.stdout + done.stderr, arguments
