"""The short form of `make fuzz` for questions."""

from tests.fuzz_questions import ask_all
from tests.library import SAMPLE, open_library

SEED, COUNT = 20261124, 300


def test_hostile_questions_get_whole_answers() -> None:
    with open_library([SAMPLE]) as library:
        ended = ask_all(library, SEED, COUNT)
    assert ended.total() == COUNT
    assert ended["answered"] > COUNT // 20, ended
