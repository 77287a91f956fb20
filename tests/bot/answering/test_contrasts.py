"""Things told apart by one word contradict each other; what is silent contradicts nothing."""

import pytest

from bot.answering.contrasts import contradicts, named_of_sets


@pytest.mark.parametrize(
    ("asked", "said", "apart"),
    [
        ("nhap khau xang", "xuat khau gao", True),
        ("ho can ngheo", "ho ngheo", True),
        ("hop tac xa phi nong nghiep", "hop tac xa nong nghiep", True),
        ("truong mam non", "truong tieu hoc", True),
        ("dan trau", "dan bo", True),
        ("lua va ngo", "ngo", False),
        ("dan trau", "dien tich rung", False),
        ("hop tac xa", "hop tac xa nong nghiep", False),
        ("hop tac xa nong nghiep", "hop tac xa", False),
        ("ho ngheo", "ho ngheo", False),
        ("", "ho ngheo", False),
    ],
)
def test_contradiction(asked: str, said: str, apart: bool) -> None:
    assert contradicts(named_of_sets(asked.split()), named_of_sets(said.split())) is apart


def test_the_longest_member_is_named() -> None:
    assert {"ho can ngheo"} in named_of_sets(["so", "ho", "can", "ngheo"]).values()
    assert {"phi nong nghiep"} == set().union(*named_of_sets(["phi", "nong", "nghiep"]).values())


def test_words_within_words_name_nothing() -> None:
    assert named_of_sets(["trauma", "boi", "luaa"]) == {}
