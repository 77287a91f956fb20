"""Changing the index: each file once, versions switched whole, undone in one step."""

import hashlib
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.bm25 import Parameters
from index.build import Builder, BuildSettings, FileResult, Outcome, find_files, missing
from index.errors import EmptyIndex, IndexLocked, NoSuchReport, NoSuchVersion
from index.layout import Layout
from index.lock import exclusive
from index.search import Searcher
from index.store import Store
from tests.index.made_reports import TEXTS, is_whole, leftovers, look_at

Files = Mapping[str, tuple[Path, str]]


def outcomes(results: tuple[FileResult, ...]) -> list[Outcome]:
    return [result.outcome for result in results]


def sources(layout: Layout) -> list[str]:
    with Store.open(layout) as store:
        return [report.source for report in store.reports()]


def everything_found(layout: Layout) -> list[object]:
    """What searches over passages and facts give, without database ids."""
    with Store.open(layout) as store:
        searcher = Searcher(store, layout)
        queries = ("cà phê năm 2021", "nuoc sach", "cơ sở", "kế hoạch", "2021")
        hits = [(q, h.passage.source, h.passage.ordinal, h.score) for q in queries for h in searcher.passages(q, 9)]
        terms = (["ca", "phe"], ["co", "so"], ["2021"])
        return [*hits, *(fact.fact for t in terms for fact in searcher.facts(t, 9))]


# --- adding -----------------------------------------------------------------------------------------------------


def test_reports_are_added_and_found(build: Builder, layout: Layout, files: Files) -> None:
    result = build.add(list(files.values()))
    assert outcomes(result.files) == [Outcome.ADDED] * 3
    assert all(file.passages and file.facts for file in result.files)
    seen = look_at(layout)
    assert (seen.version, seen.sources) == (1, tuple(sorted(TEXTS)))
    assert is_whole(seen)


def test_an_unchanged_file_is_skipped(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    again = build.add([files["caphe.txt"]])
    assert outcomes(again.files) == [Outcome.UNCHANGED]
    assert again.version == 1
    assert len(list(layout.versions.iterdir())) == 1


def test_the_time_of_a_file_does_not_matter_its_bytes_do(build: Builder, files: Files) -> None:
    path, name = files["caphe.txt"]
    build.add([(path, name)])
    path.write_bytes(path.read_bytes())
    assert outcomes(build.add([(path, name)]).files) == [Outcome.UNCHANGED]


def test_an_updated_file_replaces(build: Builder, layout: Layout, files: Files) -> None:
    path, name = files["caphe.txt"]
    build.add([(path, name), files["nuoc.txt"]])
    path.write_text(TEXTS[name].replace("412", "999"), encoding="utf-8")
    assert outcomes(build.add([(path, name)]).files) == [Outcome.UPDATED]
    assert sources(layout) == ["caphe.txt", "nuoc.txt"]
    with Store.open(layout) as store:
        texts = [hit.passage.text for hit in Searcher(store, layout).passages("cà phê trồng mới", 9)]
    assert any("999" in text for text in texts)
    assert not any("412" in text for text in texts)


def test_a_file_changed_back_is_known_again(build: Builder, files: Files) -> None:
    path, name = files["caphe.txt"]
    build.add([(path, name)])
    path.write_text(TEXTS[name] + "\nThêm 7 ha chè.\n", encoding="utf-8")
    build.add([(path, name)])
    path.write_text(TEXTS[name], encoding="utf-8")
    back = build.add([(path, name)])
    assert outcomes(back.files) == [Outcome.UPDATED]
    assert back.version == 3


def test_new_rules_read_an_unchanged_file_again(
    build: Builder, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.add([files["caphe.txt"]])
    for module in ("index.store", "index.mapping"):
        monkeypatch.setattr(f"{module}.EXTRACTOR_VERSION", 10**6)
    assert outcomes(build.add([files["caphe.txt"]]).files) == [Outcome.UPDATED]


def test_one_file_under_two_names_is_two_reports(build: Builder, layout: Layout, files: Files) -> None:
    path, _ = files["caphe.txt"]
    result = build.add([(path, "một.txt"), (path, "hai.txt")])
    assert outcomes(result.files) == [Outcome.ADDED, Outcome.ADDED]
    assert sources(layout) == ["hai.txt", "một.txt"]


def test_two_files_of_one_name_do_not_silently_lose_one(build: Builder, layout: Layout, files: Files) -> None:
    """`index add a b` with a/x.txt and b/x.txt: both are kept, or one is said to have failed or been replaced."""
    one, other = files["caphe.txt"][0], files["ruou.txt"][0]
    result = build.add([(one, "x.txt"), (other, "x.txt")])
    assert len(sources(layout)) == 2 or outcomes(result.files) != [Outcome.ADDED, Outcome.ADDED]


def test_a_failed_file_among_good_ones(build: Builder, layout: Layout, files: Files, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.txt"
    broken.write_bytes(b"\xff\xfe\xfa\x00\xd8")
    result = build.add([files["caphe.txt"], (broken, "hỏng.txt"), files["nuoc.txt"]])
    assert outcomes(result.files) == [Outcome.ADDED, Outcome.FAILED, Outcome.ADDED]
    assert "UTF-8" in result.files[1].reason
    assert sources(layout) == ["caphe.txt", "nuoc.txt"]


def test_a_failed_update_keeps_the_report_before_it(build: Builder, layout: Layout, files: Files) -> None:
    path, name = files["caphe.txt"]
    build.add([(path, name)])
    path.write_bytes(b"")
    result = build.add([(path, name)])
    assert outcomes(result.files) == [Outcome.FAILED]
    assert (result.version, sources(layout)) == (1, [name])


def test_only_failed_files_make_no_version(build: Builder, layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "trống.txt").touch()
    result = build.add([(tmp_path / "trống.txt", "trống.txt"), (tmp_path / "không-có.txt", "không-có.txt")])
    assert outcomes(result.files) == [Outcome.FAILED, Outcome.FAILED]
    assert result.version is None
    assert list(layout.versions.iterdir()) == []


def test_a_file_in_no_known_format(build: Builder, tmp_path: Path) -> None:
    path = tmp_path / "ảnh.png"
    path.write_bytes(b"png")
    given = build.add([(path, "ảnh.png")])
    swept = build.add([(path, "ảnh.png")], optional=frozenset([path]))
    assert outcomes(given.files) + outcomes(swept.files) == [Outcome.FAILED, Outcome.SKIPPED]


def test_progress_is_told_of_every_file(build: Builder, files: Files) -> None:
    told: list[FileResult] = []
    result = build.add(list(files.values()), progress=told.append)
    assert tuple(told) == result.files


def test_the_order_of_adding_changes_no_answer(tmp_path: Path, files: Files) -> None:
    found = []
    for order in itertools.permutations(files.values()):
        layout = Layout(tmp_path / f"data{len(found)}")
        builder = Builder(layout)
        builder.add(order[:1])
        builder.add(order[1:])
        found.append(everything_found(layout))
    assert all(answers == found[0] for answers in found)


# --- which files --------------------------------------------------------------------------------------------------


def test_files_of_a_folder_are_known_by_their_path_in_it(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "b/a.txt", "b/c/d.txt", ".ẩn.txt"):
        (tmp_path / name).touch()
    assert [name for _, name in find_files([tmp_path])] == ["b/a.txt", "b/c/d.txt", "z.txt"]
    assert find_files([tmp_path / "z.txt"]) == [(tmp_path / "z.txt", "z.txt")]


def test_missing_paths_are_told(tmp_path: Path) -> None:
    (tmp_path / "có.txt").touch()
    (error,) = missing([tmp_path / "có.txt", tmp_path / "không.txt"])
    assert "không.txt" in str(error)


# --- remove, rollback, rebuild, prune -----------------------------------------------------------------------------


def test_a_removed_report_is_not_found(build: Builder, layout: Layout, files: Files) -> None:
    build.add(list(files.values()))
    assert build.remove("nuoc.txt").version == 2
    assert sources(layout) == ["caphe.txt", "ruou.txt"]
    assert is_whole(look_at(layout))
    with Store.open(layout) as store:
        assert not [h for h in Searcher(store, layout).passages("nước sạch", 9) if h.passage.source == "nuoc.txt"]


def test_removing_what_is_not_there(build: Builder, files: Files) -> None:
    build.add([files["caphe.txt"]])
    with pytest.raises(NoSuchReport, match=r"caphe\.txt"):
        build.remove("nuoc.txt")


def test_a_removed_report_comes_back_unread(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"], files["nuoc.txt"]])
    build.remove("caphe.txt")
    again = build.add([files["caphe.txt"]])
    assert outcomes(again.files) == [Outcome.ADDED]
    assert is_whole(look_at(layout))


def test_rollback_is_one_step(build: Builder, layout: Layout, files: Files) -> None:
    for name in files:
        build.add([files[name]])
    assert build.rollback().version == 2
    assert sources(layout) == ["caphe.txt", "nuoc.txt"]
    assert build.rollback().version == 1
    assert sources(layout) == ["caphe.txt"]
    assert is_whole(look_at(layout))


def test_rollback_to_a_number_and_forward_again(build: Builder, layout: Layout, files: Files) -> None:
    for name in files:
        build.add([files[name]])
    assert build.rollback(1).version == 1
    assert build.rollback(3).version == 3
    assert sources(layout) == sorted(TEXTS)


@pytest.mark.parametrize("number", [None, 0, 2, -1, 10**30])
def test_rollback_with_nothing_to_go_back_to(
    build: Builder, layout: Layout, files: Files, number: int | None
) -> None:
    build.add([files["caphe.txt"]])
    with pytest.raises(NoSuchVersion):
        build.rollback(number)
    assert look_at(layout).version == 1


def test_a_version_whose_files_are_gone_is_no_choice(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    build.add([files["nuoc.txt"]])
    layout.version(1).rename(layout.data_dir / "away")
    with pytest.raises(NoSuchVersion):
        build.rollback()


def test_adding_after_a_rollback_goes_on_from_there(build: Builder, layout: Layout, files: Files) -> None:
    build.add([files["caphe.txt"]])
    build.add([files["nuoc.txt"]])
    build.rollback()
    assert build.add([files["ruou.txt"]]).version == 3
    assert sources(layout) == ["caphe.txt", "ruou.txt"]


@pytest.mark.parametrize("change", ["remove", "rollback", "rebuild"])
def test_nothing_to_change_yet(build: Builder, layout: Layout, change: str) -> None:
    act: Mapping[str, Callable[[], object]] = {
        "remove": lambda: build.remove("x"),
        "rollback": build.rollback,
        "rebuild": build.rebuild,
    }
    with pytest.raises(EmptyIndex):
        act[change]()
    assert not layout.data_dir.exists()


def test_rebuild_gives_the_same_answers(build: Builder, layout: Layout, files: Files) -> None:
    build.add(list(files.values()))
    before = everything_found(layout)
    assert build.rebuild().version == 2
    assert everything_found(layout) == before


def test_rebuild_mends_a_damaged_version(build: Builder, layout: Layout, files: Files) -> None:
    build.add(list(files.values()))
    for path in layout.version(1).rglob("*.npy"):
        path.write_bytes(b"x")
    build.rebuild()
    assert is_whole(look_at(layout))


def test_rebuild_mends_lost_versions(build: Builder, layout: Layout, files: Files) -> None:
    build.add(list(files.values()))
    layout.versions.rename(layout.data_dir / "away")
    build.rebuild()
    assert is_whole(look_at(layout))


def test_rebuild_applies_new_parameters(build: Builder, layout: Layout, files: Files) -> None:
    build.add(list(files.values()))
    before = everything_found(layout)
    Builder(layout, BuildSettings(parameters=Parameters(k1=0.1, b=0.1))).rebuild()
    assert everything_found(layout) != before


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_prune_keeps_so_many_versions(
    build_keeping: Callable[[int], Builder], layout: Layout, files: Files, keep: int
) -> None:
    builder = build_keeping(keep)
    builder.add([files["caphe.txt"]])
    for _ in range(4):
        builder.rebuild()
    with Store.open(layout) as store:
        numbers = [v.number for v in store.versions()]
    assert numbers == [5, 4, 3][:keep]
    assert sorted(p.name for p in layout.versions.iterdir()) == sorted(layout.version(n).name for n in numbers)


def test_prune_never_takes_the_live_version(
    build_keeping: Callable[[int], Builder], layout: Layout, files: Files
) -> None:
    builder = build_keeping(2)
    builder.add([files["caphe.txt"]])
    builder.add([files["nuoc.txt"]])
    builder.rollback()
    builder.add([files["ruou.txt"]])
    assert look_at(layout).version == 3
    assert is_whole(look_at(layout))


def test_a_report_of_no_kept_version_leaves_the_database(
    build_keeping: Callable[[int], Builder], layout: Layout, files: Files
) -> None:
    builder = build_keeping(1)
    builder.add([files["caphe.txt"], files["nuoc.txt"]])
    builder.remove("caphe.txt")
    with Store.open(layout) as store:
        summaries = {r.source: r.sha256 for r in store.reports()}
        path = files["caphe.txt"][0]
        assert store.find_report(hashlib.sha256(path.read_bytes()).hexdigest(), "caphe.txt") is None
    assert list(summaries) == ["nuoc.txt"]
    assert leftovers(layout) == []


# --- one at a time ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["add", "remove", "rollback", "rebuild"])
def test_a_second_builder_is_sent_away(build: Builder, layout: Layout, files: Files, change: str) -> None:
    build.add([files["caphe.txt"]])
    act: Mapping[str, Callable[[], object]] = {
        "add": lambda: build.add([files["nuoc.txt"]]),
        "remove": lambda: build.remove("caphe.txt"),
        "rollback": build.rollback,
        "rebuild": build.rebuild,
    }
    with exclusive(layout.lock), pytest.raises(IndexLocked):
        act[change]()
    assert (look_at(layout).version, sources(layout)) == (1, ["caphe.txt"])


def test_a_second_builder_does_not_touch_a_new_database(build: Builder, layout: Layout, files: Files) -> None:
    """The schema is made under the lock too: two first runs at once must not both migrate."""
    layout.data_dir.mkdir()
    with exclusive(layout.lock), pytest.raises(IndexLocked):
        build.add([files["caphe.txt"]])
    assert not layout.database.exists()
