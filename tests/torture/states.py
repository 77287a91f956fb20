"""An index, the commands that change it, and what must hold of it whatever happened to one of them."""

import json
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.conversation import Conversations
from index.layout import Layout
from index.search import Searcher
from index.store import Store
from tests.index.everything import problems
from tests.index.made_reports import TEXTS, leftovers
from tests.torture.children import Children, Job

QUESTIONS = (
    "Toàn huyện trồng mới bao nhiêu ha cà phê?",
    "ty le ho dan nong thon dung nuoc sach la bao nhieu",
    "Kiểm tra bao nhiêu cơ sở nấu rượu?",
)
# What a data directory may have in it when nobody works on it.
_ALLOWED = {"index.sqlite", "index.lock", "versions", "segments"}
_LATER = {
    "caphe.txt": TEXTS["caphe.txt"].replace("412", "555"),
    "nuoc.txt": TEXTS["nuoc.txt"],
    "cho.txt": "BÁO CÁO\nChợ phiên năm 2021\n\nXã Lũng Phìn có 12 chợ phiên.\n\nHuyện Quản Bạ có 3 chợ đêm.\n",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder with reports (`now`, `later`), the index `base` (version 1: two reports, version 2: three), and a
    backup of another index."""

    folder: Path

    @property
    def base(self) -> Path:
        """The data directory that every trial starts from a copy of."""
        return self.folder / "base"

    @property
    def backup(self) -> Path:
        """The backup that `index restore` is tried with."""
        return self.folder / "other.zip"

    def command(self, name: str, data_dir: Path) -> tuple[str, ...]:
        """The arguments of a command; run again it does no harm."""
        arguments: Mapping[str, tuple[str, ...]] = {
            "add": ("add", str(self.folder / "later")),
            "remove": ("remove", "nuoc.txt"),
            "rollback": ("rollback", "1"),
            "rebuild": ("rebuild",),
            "backup": ("backup", str(data_dir.with_suffix(".zip"))),
            "restore": ("restore", str(self.backup)),
        }
        return ("index", *arguments[name])

    def copy(self, name: str, to: Path | None = None) -> Path:
        """A copy of the base."""
        return Path(shutil.copytree(self.base, to or self.folder / name, dirs_exist_ok=True))


COMMANDS = ("add", "remove", "rollback", "rebuild", "backup", "restore")


def write_scene_reports(folder: Path) -> None:
    """The reports as they are and as they become."""
    for name, texts in (("now", dict(TEXTS)), ("later", _LATER)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (folder / name / file).write_text(text, encoding="utf-8")


def make_scene(folder: Path, children: Children) -> Scene:
    """Index the reports and make the backup."""
    scene, now = Scene(folder), folder / "now"
    for job in (
        Job(str(scene.base), ("index", "add", str(now / "caphe.txt"), str(now / "nuoc.txt"))),
        Job(str(scene.base), ("index", "add", str(now / "ruou.txt"))),
        Job(str(folder / "other"), ("index", "add", str(folder / "later"))),
        Job(str(folder / "other"), ("index", "backup", str(scene.backup))),
    ):
        ended = children.run(job)
        assert ended.status == 0, ended.output
    return scene


def answers(data_dir: Path) -> str:
    """The answers to the questions over the live version, byte for byte but for the time they took."""
    layout = Layout(data_dir)
    with Store.open(layout) as store:
        answerer = Answerer(Searcher(store, layout), Conversations(60))
        return "\n".join(answer_to(answerer, question) for question in QUESTIONS)


def answer_to(answerer: Answerer, question: str) -> str:
    """One of them, over an open index."""
    row = answerer.ask(question).as_json("q")
    return json.dumps({k: v for k, v in row.items() if k != "elapsed_ms"}, ensure_ascii=False)


def unsound(data_dir: Path, allowed: set[str]) -> list[str]:
    """What is wrong with an index: other answers than the allowed ones, a damaged database, anything that
    `hoibaocao check` finds."""
    found = [] if answers(data_dir) in allowed else ["answers neither as before nor as after"]
    with closing(sqlite3.connect(data_dir / "index.sqlite")) as connection:
        rows = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    found += [] if rows == ["ok"] and not broken else ["the database is damaged"]
    return found + problems(Layout(data_dir))


def untidy(data_dir: Path) -> list[str]:
    """What a finished run left behind."""
    names = {entry.name for entry in os.scandir(data_dir)}
    left = [name for name in names - _ALLOWED if not name.startswith("replaced-")]
    beside = data_dir.parent.glob(f"{data_dir.name}*.building")
    return [*left, *(path.name for path in beside), *leftovers(Layout(data_dir))]
