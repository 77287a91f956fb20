"""Containers: which files of a ZIP and which lines of a JSONL file become reports, under which names."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from corpus.errors import DamagedReport, ReportError, TooComplex, UnknownEncoding
from corpus.limits import Limits
from corpus.readers.members import Member, harmless, is_container, members

TEXT = "Huyện Đồng Phú có 14 chợ nông thôn.".encode()
ZIP, JSONL = Path("gửi kèm.zip"), Path("kho.jsonl")


def _zip(files: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def _jsonl(*documents: object) -> bytes:
    return "\n".join(json.dumps(document, ensure_ascii=False) for document in documents).encode()


def _members(path: Path, data: bytes, limits: Limits | None = None) -> list[Member]:
    return list(members(path, data, limits or Limits()))


def _sources(files: dict[str, bytes]) -> list[str]:
    return [member.source for member in _members(ZIP, _zip(files))]


def _refusal(path: Path, data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        _members(path, data, limits)
    return caught.value


@pytest.mark.parametrize(("name", "holds"), [("a.ZIP", True), ("a.jsonl", True), ("a.txt", False), ("zip", False)])
def test_what_is_a_container(name: str, holds: bool) -> None:
    assert is_container(Path(name)) is holds


def test_the_files_that_a_reader_takes() -> None:
    files = {"Báo cáo/quý I.txt": TEXT, "ảnh.jpg": b"\xff\xd8", "phụ lục.TXT": TEXT}
    assert _members(ZIP, _zip(files)) == [
        Member("gửi kèm.zip/Báo cáo/quý I.txt", ".txt", TEXT),
        Member("gửi kèm.zip/phụ lục.TXT", ".txt", TEXT),
    ]


@pytest.mark.parametrize("name", [".ẩn.txt", "__MACOSX/._a.txt", "thư mục/~$nháp.txt", ".git/a.txt"])
def test_hidden_files_are_left_out(name: str) -> None:
    assert _sources({name: TEXT, "còn lại.txt": TEXT}) == ["gửi kèm.zip/còn lại.txt"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/tuyệt đối/a.txt", "tuyệt đối/a.txt"),
        ("C:\\Hồ sơ\\..\\a.txt", "Hồ sơ/a.txt"),
        ("./a//b.txt", "a/b.txt"),
        ("..", "không tên"),
        ("a\nb.txt", "a b.txt"),
    ],
)
def test_names_are_made_harmless(name: str, kept: str) -> None:
    assert harmless(name) == kept
    assert harmless(kept) == kept


def test_utf_8_names_without_the_flag() -> None:
    assert harmless("Báo cáo tháng.txt".encode().decode("cp437")) == "Báo cáo tháng.txt"


def test_names_that_become_the_same_are_told_apart() -> None:
    assert _sources({"a.txt": TEXT, "../a.txt": TEXT}) == ["gửi kèm.zip/a.txt", "gửi kèm.zip/a (2).txt"]


def test_zips_within_zips_down_to_the_third() -> None:
    data = TEXT
    name = "sâu.txt"
    for level in (4, 3, 2):
        data, name = _zip({name: data}), f"tầng {level}.zip"
    assert _sources({name: data, "nông.txt": TEXT}) == [
        "gửi kèm.zip/tầng 2.zip/tầng 3.zip/tầng 4.zip",
        "gửi kèm.zip/nông.txt",
    ]


def test_an_inner_zip_is_opened() -> None:
    assert _sources({"trong.zip": _zip({"a.txt": TEXT})}) == ["gửi kèm.zip/trong.zip/a.txt"]


def test_a_broken_inner_zip_does_not_stop_the_others() -> None:
    broken = Member("gửi kèm.zip/hỏng.zip", ".zip", b"PK\x03\x04 not so")
    found = _members(ZIP, _zip({"hỏng.zip": broken.data, "a.txt": TEXT}))
    assert found == [broken, Member("gửi kèm.zip/a.txt", ".txt", TEXT)]


def test_a_file_with_a_wrong_checksum_is_a_member_without_bytes() -> None:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr(ZipInfo("a.txt"), TEXT)
        archive.writestr(ZipInfo("b.txt"), TEXT)
    data = held.getvalue().replace(TEXT, TEXT[::-1], 1)
    assert [member.data for member in _members(ZIP, data)] == [b"", TEXT]


def test_sizes_of_inner_zips_count_together() -> None:
    inner = {f"{i}.zip": _zip({"a.txt": bytes(range(256)) * 200}) for i in range(4)}
    refusal = _refusal(ZIP, _zip(inner), Limits(max_unpacked=100_000))
    assert isinstance(refusal, TooComplex)


def test_too_many_files() -> None:
    files = {f"{i}.zip": _zip({f"{j}.txt": TEXT for j in range(5)}) for i in range(5)}
    assert isinstance(_refusal(ZIP, _zip(files), Limits(max_files=20)), TooComplex)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", TEXT, _zip({"a.txt": TEXT})[:60]],
    ids=["nothing", "a mark alone", "text", "cut short"],  # a ZIP holds the time: as an id it differs by process
)
def test_what_is_no_zip(data: bytes) -> None:
    assert "Hãy" in _refusal(ZIP, data).reason


def test_documents_of_a_jsonl_file() -> None:
    data = _jsonl(
        {"_id": "d1", "title": "Chợ", "text": "Có 14 chợ."}, {"_id": 2, "text": "Có 3 cầu.", "metadata": {}}
    )
    assert _members(JSONL, b"\xef\xbb\xbf" + data + b"\r\n\n") == [
        Member("kho.jsonl/d1", ".txt", "Chợ\n\nCó 14 chợ.".encode()),
        Member("kho.jsonl/2", ".txt", "Có 3 cầu.".encode()),
    ]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (b'["a"]', "dòng 2: không phải một đối tượng JSON"),
        (b"{", "dòng 2: không phải một đối tượng JSON"),
        (b"[" * 100_000, "dòng 2: không phải một đối tượng JSON"),
        (b'{"_id": "b"}', "dòng 2: thiếu “text”"),
        (b'{"text": "b"}', "dòng 2: thiếu “_id”"),
        (b'{"_id": "a", "text": "b"}', "dòng 2: mã _id “a” đã có"),
    ],
)
def test_lines_that_are_no_document(second: bytes, said: str) -> None:
    refusal = _refusal(JSONL, _jsonl({"_id": "a", "text": "b"}) + b"\n" + second)
    assert isinstance(refusal, DamagedReport)
    assert said in refusal.reason


def test_a_jsonl_file_in_another_encoding() -> None:
    assert isinstance(_refusal(JSONL, b'{"_id": "a", "text": "\xff"}'), UnknownEncoding)
