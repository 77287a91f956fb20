"""The content of a question: what a fact must explain, how much each word counts, its sides, its unit."""

import pytest

from bot.answering.content import around_cue, asked_unit, branches, content, counted_unit
from bot.answering.lifting import Lifted, lift
from bot.answering.typed import mended_question
from tests.bot.answering.knowing import Knowing

KNOWN = Knowing()


def lifted(text: str) -> Lifted:
    return lift(text, mended_question(text, KNOWN), KNOWN, None)


def words(text: str) -> list[str]:
    read = lifted(text)
    return [term.exact for piece in content(read, read.tokens, KNOWN) for term in piece.terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Có bao nhiêu hợp tác xã giải thể?", "hợp tác xã giải thể"),
        ("Năm 2021 có bao nhiêu HTX giải thể vậy ạ?", "hợp tác xã giải thể"),
        ("Cho biết số doanh nghiệp thành lập mới là bao nhiêu", "doanh nghiệp thành lập mới"),
        ("diện tích mặt nước nuôi ốc hương", "diện tích mặt nước nuôi ốc hương"),
    ],
)
def test_cues_and_fillers_are_no_content(text: str, terms: str) -> None:
    assert " ".join(words(text)) == terms


def test_a_word_that_says_little_counts_little() -> None:
    read = lifted("bến cảng đón được bao nhiêu lượt tàu")
    shares = {t.exact: t.share for p in content(read, read.tokens, KNOWN) for t in p.terms}
    assert shares["cảng"] == shares["tàu"] == 1.0
    assert shares["đón"] < 1.0


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("số trâu và số ngựa", [["trâu"], ["ngựa"]]),
        ("đàn ong cộng đàn dê", [["đàn", "ong"], ["đàn", "dê"]]),
        ("có bao nhiêu ngựa", []),
        ("và số ngựa", []),
    ],
)
def test_the_sides_of_a_conjunction(text: str, sides: list[list[str]]) -> None:
    read = lifted(text)
    found = branches(content(read, read.tokens, KNOWN))
    assert [[term.exact for term in side] for side in found] == sides


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("thủy sản chiếm bao nhiêu phần trăm kim ngạch", ["thủy", "sản"], ["kim", "ngạch"]),
        ("thủy sản chiếm bao nhiêu phần trăm", [], []),
    ],
)
def test_the_part_and_the_whole_of_a_share(text: str, part: list[str], whole: list[str]) -> None:
    read = lifted(text)
    found = [[t.exact for t in side] for side in around_cue(read, read.tokens, KNOWN)]
    assert found == ([part, whole] if part else [])


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        ("trồng được bao nhiêu ha dừa", "ha", "dừa"),
        ("thu bao nhiêu tấn muối", "tấn", "muối"),
        ("thu bao nhiêu nghìn tấn muối", "tấn", "muối"),
        ("thu bao nhiêu 1.000 tấn muối", "tấn", "muối"),
        ("có bao nhiêu người làm muối", "", "muối"),
        ("hồ rộng bao nhiêu", "area", "hồ"),
    ],
)
def test_the_measure_asked_for(text: str, unit: str, left: str) -> None:
    found, tokens = asked_unit(lifted(text))
    kept = [token.exact for token in tokens]
    assert found == unit
    assert left in kept
    assert unit not in kept or not unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("còn bao nhiêu hộ dùng nước giếng", "hộ"),
        ("xảy ra mấy vụ đuối nước", "vụ"),
        ("số hộ dùng nước giếng", "hộ"),
        ("trồng bao nhiêu ha dừa", ""),
        ("nước giếng thế nào", ""),
    ],
)
def test_the_thing_counted(text: str, unit: str) -> None:
    assert counted_unit(lifted(text)) == unit
