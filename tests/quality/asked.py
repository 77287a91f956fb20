"""Question sets asked in this process: which reports each is asked over, and each case with its answer."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.records import Answer
from tests.library import SAMPLE, Library, open_library
from tests.quality.scoring import QUESTIONS, Case, is_cited, is_right, load_cases

_DEV = QUESTIONS.parent / "gold" / "dev"
_OVER = {
    "sample-dev": (SAMPLE,),
    "sample-heldback": (SAMPLE,),
    "library-dev": (_DEV,),
    "unseen": (QUESTIONS / "unseen",),
    "fresh-dev": (QUESTIONS / "fresh",),
    "fresh": (QUESTIONS / "fresh",),
    "provinces-dev": (QUESTIONS / "provinces-dev",),
    "districts-dev": (QUESTIONS / "districts-dev",),
    "coast-dev": (QUESTIONS / "coast-dev",),
    "blind": (QUESTIONS / "blind",),
    "paraphrases": (SAMPLE, _DEV),
}
SETS = tuple(name for name in _OVER if name != "paraphrases")


@dataclass(frozen=True)
class Asked:
    """A case with its answer; `wordings` is what the answer may show beside its figures."""

    case: Case
    answer: Answer
    wordings: tuple[str, ...] = ()

    @property
    def as_json(self) -> dict[str, Any]:
        """The answer as the scorers take it."""
        return dict(self.answer.as_json())

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return is_right(self.case, self.as_json)

    @property
    def cited(self) -> bool:
        """Whether the answer is right and its evidence cited; what is not to be answered needs none."""
        return self.right and (self.case.status != "answered" or is_cited(self.case, self.as_json))

    @property
    def confidence(self) -> float:
        """How sure the answer is of itself, 0 to 1."""
        return float(getattr(self.answer, "confidence", 0.0))


def files_of(name: str) -> list[Path]:
    """The reports that a set is asked over, in order; none where they or its questions are not there."""
    if not (QUESTIONS / f"{name}.toml").is_file():
        return []
    listed = [sorted(place.glob("*.txt")) if place.is_dir() else [place] for place in _OVER[name]]
    return [] if not all(listed) else [path for paths in listed for path in paths]


def ask_set(name: str) -> list[Asked]:
    """A set's cases with their answers; none where the set is not there."""
    with opened(name) as library:
        return [] if library is None else list(ask(library, load_cases(name)))


@contextmanager
def opened(name: str) -> Iterator[Library | None]:
    """A set's reports indexed; None where the set is not there."""
    files = files_of(name)
    if not files:
        yield None
        return
    with open_library(files) as library:
        yield library


def ask(library: Library, cases: Iterable[Case]) -> Iterator[Asked]:
    """Each case with its answer, asked in order; those of one chat go on from each other."""
    for case in cases:
        answer = library.ask(case.question, case.chat)
        yield Asked(case, answer, tuple(library.wordings(answer)))
