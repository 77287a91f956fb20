"""However an index came to hold its reports, it says what a fresh index of the same reports says."""

import json
import math
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import Builder, BuildSettings
from index.errors import IndexDamaged, NoSuchReport, NoSuchVersion
from index.layout import Layout
from index.store import Store
from index.versions import load_manifest, load_version
from tests.index.direct_pool import CachedPool
from tests.index.everything import everything, problems, segments_of_live
from tests.index.made_reports import leftovers

KEEP = 3
Operation = tuple[str, Sequence[str]]
Reports = frozenset[tuple[str, int]]


def _texts(name: str, head: str, *lines: str) -> tuple[str, str]:
    """A report of a few lines, and the revision after it: other figures, one line less, one more."""
    first = f"BÁO CÁO\n{head}\n\n" + "\n\n".join(lines) + "\n"
    later = [line.replace("1", "7") for line in lines[1:]]
    return first, f"BÁO CÁO\n{head}\n\n" + "\n\n".join([*later, f"Bổ sung năm 2022: {name} có 29 hộ dân."]) + "\n"


REPORTS: Mapping[str, tuple[str, str]] = {
    "a.txt": _texts("a", "Cây cà phê huyện Mèo Vạc năm 2021", "Toàn huyện trồng 412 ha cà phê.", "Thu 81 tấn."),
    "b/a.txt": _texts("b", "Nước sạch năm 2022", "Có 91,5% hộ dân dùng nước sạch tại xã Tả Lủng."),
    "c.txt": _texts("c", "Chợ phiên năm 2021", "Xã Tả Lủng có 12 chợ phiên.", "Huyện Quản Bạ có 14 chợ."),
    "d.txt": _texts("d", "Hợp tác xã tỉnh Hà Giang năm 2022", "Có 115 hợp tác xã, tăng 11 so với năm 2021."),
    "e.txt": _texts("e", "Cơ sở sản xuất năm 2023", "Có 31 cơ sở; 5 cơ sở bị nhắc nhở.", "Đạt 101% kế hoạch."),
    "g.txt": _texts("g", "Lúa mùa tỉnh Cao Bằng năm 2021", "Gieo 1.210 ha lúa mùa, trong đó 310 ha lúa nếp."),
    "h.txt": _texts("h", "Không số liệu", "Không có gì thay đổi trong năm."),
    "i.txt": _texts("i", "Cà phê lần hai", *[f"Xã {n} có {n}1 hộ dân trồng cà phê." for n in range(1, 8)]),
}
NAMES = sorted(REPORTS)


@dataclass
class Model:
    """What an index should hold: the reports of each kept version, and which is live."""

    versions: dict[int, dict[str, int]] = field(default_factory=dict)
    live: int = 0

    @property
    def reports(self) -> dict[str, int]:
        """Which revision of which report is live."""
        return dict(self.versions.get(self.live, {}))

    def publish(self, reports: dict[str, int]) -> None:
        """A new version; the oldest go."""
        self.live = max(self.versions, default=0) + 1
        self.versions[self.live] = reports
        for number in sorted(self.versions, reverse=True)[KEEP:]:
            del self.versions[number]


class Machine:
    """Does an operation to an index and to its model, and holds them against each other."""

    def __init__(self, folder: Path, fresh: Callable[[Reports], list[object]]) -> None:
        self.layout, self.model, self._fresh = Layout(folder / "data"), Model(), fresh
        self._builder = Builder(self.layout, BuildSettings(keep_versions=KEEP))
        self._files, self._peak = folder / "files", 1

    def do(self, operation: Operation) -> None:
        """One operation, refused where the model says so."""
        kind, names = operation
        if kind in ("add", "update"):
            self._add({name: self.model.reports.get(name, 0) ^ (kind == "update") for name in names})
        elif kind == "remove":
            self._remove(names[0])
        elif kind == "rollback":
            self._rollback()
        elif self.model.live:
            self._builder.rebuild()
            self.model.publish(self.model.reports)

    def _add(self, revisions: Mapping[str, int]) -> None:
        wanted = self.model.reports | revisions
        self._builder.add(write(self._files, revisions))
        if wanted != self.model.reports:
            self.model.publish(wanted)

    def _remove(self, name: str) -> None:
        if name in self.model.reports:
            self._builder.remove(name)
            self.model.publish({k: v for k, v in self.model.reports.items() if k != name})
        elif self.model.live:
            with pytest.raises(NoSuchReport):
                self._builder.remove(name)

    def _rollback(self) -> None:
        older = [number for number in self.model.versions if number < self.model.live]
        if older:
            self._builder.rollback()
            self.model.live = max(older)
        elif self.model.live:
            with pytest.raises(NoSuchVersion):
                self._builder.rollback()

    def check(self, *, answers: bool = True) -> None:
        """The index is as the model says, whole, tidy, and says what a fresh one does."""
        if not self.model.live:
            return
        with Store.open(self.layout) as store:
            versions = {v.number: len(store.live_reports(v.number)) for v in store.versions()}
            self._peak = max(self._peak, *(v.passages for v in store.versions()))
            assert store.live() == self.model.live
        assert versions == {number: len(reports) for number, reports in self.model.versions.items()}
        assert problems(self.layout) == []
        assert leftovers(self.layout) == []
        assert len(segments_of_live(self.layout)) <= 2 + math.log2(self._peak)
        if answers and self.model.reports:
            assert everything(self.layout) == self._fresh(frozenset(self.model.reports.items()))


def write(folder: Path, revisions: Mapping[str, int]) -> list[tuple[Path, str]]:
    """The files of these revisions, in the form that `Builder.add` takes."""
    for name, revision in revisions.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(REPORTS[name][revision], encoding="utf-8")
    return [(folder / name, name) for name in revisions]


@pytest.fixture(autouse=True)
def cached(direct: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each report is read once, and no time goes into a disk that might lose its power."""
    monkeypatch.setattr("index.disk.os.fsync", lambda _: None)
    monkeypatch.setattr("index.build.SandboxPool", CachedPool)


@pytest.fixture
def machines(tmp_path: Path) -> Callable[[], Machine]:
    """Machines over new data directories, which share what fresh indexes say."""
    made, known = [0], dict[Reports, list[object]]()
    with Store.open(Layout(tmp_path / "template"), create=True):
        pass  # the schema is made once: 0.5 s

    def folder() -> Path:
        made[0] += 1
        shutil.copytree(tmp_path / "template", tmp_path / str(made[0]) / "data")
        return tmp_path / str(made[0])

    def fresh(reports: Reports) -> list[object]:
        if reports not in known:
            where, order = folder(), sorted(reports, key=lambda one: (len(one[0]) * len(reports)) % 3)
            Builder(Layout(where / "data")).add(write(where / "files", dict(order)))
            known[reports] = everything(Layout(where / "data"))
        return known[reports]

    return lambda: Machine(folder(), fresh)


SOME_NAMES = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)
OPERATION = st.one_of(
    st.tuples(st.just("add"), SOME_NAMES),
    st.tuples(st.sampled_from(["update", "remove"]), st.sampled_from(NAMES).map(lambda name: [name])),
    st.tuples(st.sampled_from(["rollback", "rebuild"]), st.just(())),
)


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(OPERATION, min_size=5, max_size=8))
def test_any_sequence_of_changes(machines: Callable[[], Machine], operations: list[Operation]) -> None:
    machine = machines()
    machine.do(("add", NAMES[:4]))
    for operation in operations:
        machine.do(operation)
        machine.check()


def test_a_long_life(machines: Callable[[], Machine]) -> None:
    machine, chance = machines(), random.Random(1)  # noqa: S311
    machine.do(("add", [NAMES[1]]))
    for step in range(24):
        kind = chance.choice(["add", "add", "add", "update", "update", "remove", "remove", "rollback", "rebuild"])
        machine.do((kind, chance.sample(NAMES, 2 if kind == "add" else 1)))
        machine.check(answers=step % 12 == 11)


def test_ids_of_deleted_reports_are_used_again(machines: Callable[[], Machine]) -> None:
    """The database gives a new report the id of one that is gone, which is still dead in an old segment."""
    machine = machines()
    machine.do(("add", NAMES))
    for name in ("i.txt", "h.txt"):
        machine.do(("remove", [name]))
        for _ in range(KEEP):
            machine.do(("rebuild", ())) if name == "h.txt" else machine.do(("update", ["a.txt"]))
        machine.do(("add", [name]))
        machine.do(("update", ["b/a.txt"]))
        machine.check()


def test_the_last_report_goes_and_comes_back(machines: Callable[[], Machine]) -> None:
    machine = machines()
    for operation in (("add", ["a.txt"]), ("remove", ["a.txt"]), ("rebuild", ()), ("add", ["a.txt"])):
        machine.do(operation)
        machine.check()


# --- what a version is on disk ------------------------------------------------------------------------------------


def test_one_report_more_leaves_the_large_segments_as_they_are(machines: Callable[[], Machine]) -> None:
    machine = machines()
    machine.do(("add", NAMES))
    before = segments_of_live(machine.layout)
    machine.do(("update", ["h.txt"]))
    assert set(before) < set(segments_of_live(machine.layout))


MANIFESTS = (
    *("", "{", "[]", "null", '{"parameters": {}, "reports": []}'),
    '{"parameters": 1, "reports": [], "segments": []}',
    '{"parameters": {"x": 1}, "reports": [], "segments": []}',
    '{"parameters": {}, "reports": 3, "segments": []}',
    '{"parameters": {}, "reports": [1], "segments": [["s1"]]}',
)


@pytest.mark.parametrize("text", MANIFESTS)
def test_a_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"manifest\.json"):
        load_manifest(tmp_path)


def test_a_manifest_with_a_report_that_no_segment_has(machines: Callable[[], Machine]) -> None:
    machine = machines()
    machine.do(("add", ["a.txt"]))
    path = machine.layout.version(1) / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"reports": [1, 99]}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="99"):
        load_version(machine.layout, 1)
