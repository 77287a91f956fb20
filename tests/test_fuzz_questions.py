"""The short form of `make fuzz` for questions."""

from tests.fuzz_questions import ask_all
from tests.library import SAMPLE, open_library

SEED, COUNT = 20261124, 300
LONGEST_TRACED_SECONDS = 20.0  # coverage on a slow machine: it is `make fuzz` that times


def test_hostile_questions_get_whole_answers() -> None:
    with open_library([SAMPLE]) as library:
        ended = ask_all(library, SEED, COUNT, longest=LONGEST_TRACED_SECONDS)
    assert ended.total() == COUNT
    assert ended["answered"] > COUNT // 20, ended
