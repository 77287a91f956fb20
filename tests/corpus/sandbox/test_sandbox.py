"""Files read in a child under limits: the same report as in this process, one clear reason for what goes wrong."""

import hashlib
import os
import signal
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Timer

import pytest

from corpus.errors import ReportError, TooComplex, UnreadableReport
from corpus.limits import MIB, Limits
from corpus.readers.members import members
from corpus.reading import read_report
from corpus.sandbox import Cost, Sandbox, Understood
from corpus.sandbox.child import index_words
from tests.corpus.sandbox.processes import FAULTY, ROOT, runs, wait_for
from tests.corpus.test_errors import MADE

SAMPLE = ROOT / "corpus" / "samples" / "bac-kan-2019-mau.txt"
FILE = Path("bao-cao.txt")
SLOW = "Năm 2019 xã Nà Phặc có 12 hộ nghèo.\n".encode() * 60_000


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """The real one, which takes 3 s to start."""
    with Sandbox() as made:
        yield made


@pytest.fixture(scope="module")
def faulty() -> Iterator[Sandbox]:
    """One whose reader does what the file tells it to."""
    with pytest.MonkeyPatch.context() as patch, Sandbox(FAULTY) as made:
        patch.setenv("PYTHONPATH", str(ROOT))
        yield made


def _do(sandbox: Sandbox, deed: str, limits: Limits | None = None, path: Path = FILE) -> Understood:
    return sandbox.read(path, deed.encode(), "0" * 64, path.name, limits or Limits())


def _goes_on(sandbox: Sandbox) -> bool:
    return _do(sandbox, "nothing").read.report.text == "Xã có 5 chợ. "


def test_a_report_is_the_same_as_in_this_process(sandbox: Sandbox) -> None:
    data = SAMPLE.read_bytes()
    understood = sandbox.read(SAMPLE, data, hashlib.sha256(data).hexdigest(), "tên khác.txt", Limits())
    expected = read_report(SAMPLE, source="tên khác.txt")
    assert understood.read.report == expected
    assert repr(understood.read.report) == repr(expected)  # Decimals with their zeros, types of every part
    assert understood.read.words == index_words(expected)
    assert understood.cost == sandbox.last_cost
    assert 10 * MIB < understood.cost.peak < 1024 * MIB
    assert 0 < understood.cost.cpu < 60
    assert 0 < understood.cost.wall < 60


def test_a_reader_of_another_format_and_a_container(sandbox: Sandbox) -> None:
    page = "<html><body><h1>Báo cáo</h1><p>Năm 2019 xã có 12 hộ nghèo, giảm 3 hộ.</p></body></html>".encode()
    read = sandbox.read(Path("a.html"), page, "0" * 64, "a.html", Limits()).read
    assert "12 hộ nghèo" in read.report.text
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("một.txt", "Xã có 5 chợ.")
        archive.writestr("hai/ba.txt", b"\xff\xfe\x00\xd8")
    path = Path("gói.zip")
    found = sandbox.members(path, packed.getvalue(), Limits())
    assert found == tuple(members(path, packed.getvalue(), Limits()))
    assert [member.data for member in found][1:] == [b"\xff\xfe\x00\xd8"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(memory=8 * MIB), r"hơn 8 MiB bộ nhớ.*reading\.memory_mib"),
        (Limits(cpu_seconds=1), r"hơn 1 giây xử lý.*reading\.cpu_seconds"),
        (Limits(wall_seconds=1), r"lâu hơn 1 giây.*reading\.wall_seconds"),
    ],
    ids=["memory", "cpu", "wall"],
)
def test_a_long_text_passes_a_limit(sandbox: Sandbox, limits: Limits, reason: str) -> None:
    with pytest.raises(TooComplex, match=reason) as error:
        sandbox.read(FILE, SLOW, "0" * 64, "a.txt", limits)
    assert error.value.path == str(FILE)
    assert sandbox.last_cost.peak > 0
    assert sandbox.last_cost.wall < 10


@pytest.mark.parametrize(
    ("deed", "limits", "setting"),
    [
        ("need", Limits(), "reading.memory_mib"),
        ("need-late", Limits(), "reading.memory_mib"),
        ("spin", Limits(cpu_seconds=1), "reading.cpu_seconds"),
        ("sleep", Limits(wall_seconds=1), "reading.wall_seconds"),
        ("long", Limits(max_chars=1, max_unpacked=1), "reading.max_chars"),
        ("dig", Limits(), ""),
        ("segv", Limits(), "reading.memory_mib"),
        ("kill", Limits(), "reading.memory_mib"),
    ],
)
def test_limits(faulty: Sandbox, tmp_path: Path, deed: str, limits: Limits, setting: str) -> None:
    with pytest.raises(TooComplex) as error:
        _do(faulty, deed, limits, tmp_path / "a.txt")
    assert error.value.reason.endswith(f"hoặc tăng {setting}." if setting else "tách nhỏ báo cáo.")
    assert faulty.last_cost.peak > 0
    assert _goes_on(faulty)


@pytest.mark.parametrize(
    ("deed", "told"),
    [("fault", "lỗi ZeroDivisionError"), ("exit", "gặp lỗi"), ("term", "gặp lỗi")],
)
def test_a_fault_of_a_reader_is_an_unreadable_report(faulty: Sandbox, deed: str, told: str) -> None:
    with pytest.raises(UnreadableReport, match=told):
        _do(faulty, deed)
    assert _goes_on(faulty)


@pytest.mark.parametrize("deed", ["connect", "look-up", "start", "shell", "fork", "replace"])
def test_no_connection_and_no_program(faulty: Sandbox, deed: str) -> None:
    with pytest.raises(UnreadableReport, match="PermissionError"):
        _do(faulty, deed)
    assert _goes_on(faulty)


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_every_refusal_comes_back(faulty: Sandbox, error: ReportError) -> None:
    name = type(error).__name__
    with pytest.raises(ReportError) as raised:
        _do(faulty, f"refuse {name}")
    assert type(raised.value) is type(error)
    assert (raised.value.path, raised.value.reason) == (str(FILE), f"lý do của {name}.")


def test_a_name_that_is_not_utf_8(faulty: Sandbox) -> None:
    path = Path(os.fsdecode(b"b\xe1o-c\xe1o.txt"))
    with pytest.raises(UnreadableReport, match="tên tệp không phải UTF-8") as error:
        _do(faulty, "nothing", path=path)
    assert error.value.path == str(path)
    assert _goes_on(faulty)


def test_a_server_that_dies_is_started_again(faulty: Sandbox) -> None:
    assert _goes_on(faulty)
    for stopped in (False, True):
        server = faulty._started()
        if stopped:  # dies while a large file is sent to it
            os.kill(server.pid, signal.SIGSTOP)
            Timer(0.2, os.kill, (server.pid, signal.SIGKILL)).start()
            with pytest.raises(UnreadableReport, match="dừng đột ngột"):
                faulty.read(FILE, bytes(5_000_000), "", "a.txt", Limits())
            assert faulty.last_cost == Cost()
        else:
            server.kill()
            server.wait()
        assert _goes_on(faulty)


def test_a_server_that_cannot_start_is_told() -> None:
    with Sandbox("tests.no_such_module") as broken, pytest.raises(UnreadableReport, match="dừng đột ngột"):
        _do(broken, "nothing")


def test_after_an_interruption_no_answer_is_taken_for_another(faulty: Sandbox, tmp_path: Path) -> None:
    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    assert _goes_on(faulty)
    server = faulty._started()
    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        Timer(0.3, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        with pytest.raises(KeyboardInterrupt):
            _do(faulty, "sleep", path=tmp_path / "a.txt")
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert wait_for(lambda: not runs(server.pid))
    assert _goes_on(faulty)


def test_closing_twice_and_reading_again() -> None:
    with pytest.MonkeyPatch.context() as patch, Sandbox(FAULTY) as made:
        patch.setenv("PYTHONPATH", str(ROOT))
        made.close()
        assert _goes_on(made)
        made.close()
        made.close()
