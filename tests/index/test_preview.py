"""A dry run tells what adding would do, and writes nothing at all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.records import Report
from index.build import Builder, FileResult, Outcome
from index.layout import Layout
from index.lock import exclusive
from index.preview import Change, Preview, changes
from tests.index.made_reports import TEXTS

Files = Mapping[str, tuple[Path, str]]
State = tuple[bytes, int]


def state(folder: Path) -> dict[str, State]:
    """Every file of a folder: its bytes and when it was written; every folder below it."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def previews(build: Builder, *files: tuple[Path, str]) -> list[Preview | FileResult]:
    return list(build.preview(files))


def preview(build: Builder, file: tuple[Path, str]) -> Preview:
    """The preview of a file that would be read."""
    (one,) = previews(build, file)
    assert isinstance(one, Preview)
    return one


def report_of(build: Builder, path: Path, text: str) -> Report:
    path.write_text(text, encoding="utf-8")
    return preview(build, (path, path.name)).report


# --- nothing is written -------------------------------------------------------------------------------------------


def test_a_data_directory_that_does_not_exist_is_not_made(build: Builder, layout: Layout, files: Files) -> None:
    found = previews(build, *files.values())
    assert [one.is_new for one in found if isinstance(one, Preview)] == [True] * 3
    assert not layout.data_dir.exists()


def test_an_index_stays_byte_for_byte(build: Builder, layout: Layout, files: Files, tmp_path: Path) -> None:
    build.add([files["caphe.txt"], files["nuoc.txt"]])
    before = state(layout.data_dir)
    path = files["caphe.txt"][0]
    path.write_text(TEXTS["caphe.txt"].replace("412", "999"), encoding="utf-8")
    (tmp_path / "trống.txt").touch()
    found = previews(build, *files.values(), (tmp_path / "trống.txt", "trống.txt"))
    assert len(found) == 4
    assert state(layout.data_dir) == before


def test_a_preview_that_is_not_read_to_its_end_writes_nothing(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    before = state(layout.data_dir)
    going = build.preview(list(files.values()))
    next(going)
    going.close()  # type: ignore[attr-defined]
    assert state(layout.data_dir) == before


def test_a_preview_needs_no_lock(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    with exclusive(layout.lock):
        assert preview(build, files["nuoc.txt"]).is_new


def test_adding_after_a_preview_adds(build: Builder, files: Files) -> None:
    preview(build, files["caphe.txt"])
    assert [file.outcome for file in build.add([files["caphe.txt"]]).files] == [Outcome.ADDED]


# --- what is told -------------------------------------------------------------------------------------------------


def test_a_changed_figure_is_told(build: Builder, files: Files) -> None:
    path, name = files["caphe.txt"]
    build.add([(path, name)])
    path.write_text(TEXTS[name].replace("412", "999"), encoding="utf-8")
    one = preview(build, (path, name))
    assert not one.is_new
    (change,) = one.changes
    assert (change.before, change.after) == ("412 ha", "999 ha")
    assert "cà phê" in change.what


@pytest.mark.parametrize("changed", ["gone", "added"])
def test_a_figure_that_comes_or_goes_is_told(build: Builder, files: Files, changed: str) -> None:
    path, name = files["nuoc.txt"]
    extra = TEXTS[name] + "\nCó 29 trạm bơm.\n"
    first, then = (extra, TEXTS[name]) if changed == "gone" else (TEXTS[name], extra)
    path.write_text(first, encoding="utf-8")
    build.add([(path, name)])
    path.write_text(then, encoding="utf-8")
    (change,) = preview(build, (path, name)).changes
    assert [change.before, change.after] == (["29 trạm bơm", ""] if changed == "gone" else ["", "29 trạm bơm"])


def test_figures_that_only_moved_are_no_change(build: Builder, files: Files) -> None:
    path, name = files["nuoc.txt"]
    build.add([(path, name)])
    path.write_text(TEXTS[name].replace("Đã hoàn thành", "\nĐến nay đã hoàn thành"), encoding="utf-8")
    assert preview(build, (path, name)).changes == ()


def test_what_need_not_or_cannot_be_read(build: Builder, files: Files, tmp_path: Path) -> None:
    build.add([files["caphe.txt"], files["nuoc.txt"]])
    build.remove("nuoc.txt")
    (tmp_path / "trống.txt").touch()
    found = previews(build, files["caphe.txt"], files["nuoc.txt"], (tmp_path / "trống.txt", "trống.txt"))
    assert [one.outcome for one in found if isinstance(one, FileResult)] == [
        *(Outcome.UNCHANGED, Outcome.ADDED, Outcome.FAILED),
    ]


def test_a_report_against_itself_has_no_changes(build: Builder, tmp_path: Path) -> None:
    facts = report_of(build, tmp_path / "a.txt", TEXTS["caphe.txt"]).facts
    assert changes(facts, facts) == ()
    assert changes((), ()) == ()
    assert all(change.before == "" for change in changes((), facts))
    assert all(change.after == "" for change in changes(facts, ()))


def test_two_figures_of_one_measure_are_paired(build: Builder, tmp_path: Path) -> None:
    """The same measure twice, one of them changed: one change, not three."""
    text = "BÁO CÁO\nChợ năm 2021\n\nCó 12 chợ phiên.\n\nCó {} chợ phiên.\n"
    before = report_of(build, tmp_path / "a.txt", text.format(14)).facts
    after = report_of(build, tmp_path / "a.txt", text.format(15)).facts
    assert [Change(c.what, c.before, c.after) for c in changes(before, after)] == [
        Change(changes(before, after)[0].what, "14 chợ", "15 chợ")
    ]


def test_contradictions_are_told_once_each(build: Builder, tmp_path: Path) -> None:
    text = "BÁO CÁO\nNăm 2021\n\nCó 10 hợp tác xã, gồm 4 hợp tác xã nông nghiệp và 5 hợp tác xã phi nông nghiệp.\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    one = preview(build, (path, "a.txt"))
    flags = [f"{fact.wording}: {flag}" for fact in one.report.facts for flag in fact.flags]
    assert list(one.contradictions) == list(dict.fromkeys(flags))
