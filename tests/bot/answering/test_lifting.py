"""Places, times, sources and cues are lifted out; the rest is content."""

from collections.abc import Sequence

import pytest

from bot.answering.gazetteer import Gazetteer
from bot.answering.lifting import Lifted, lift
from bot.answering.typed import mended_question
from corpus.language.tokens import Token
from tests.bot.answering.knowing import Knowing


class Placed(Knowing):
    """Reports of one huyện that have the word "định danh"."""

    gazetteer = Gazetteer(["huyện Bát Xát"])

    def word_length(self, tokens: Sequence[Token]) -> int:
        is_word = [token.exact for token in tokens[:2]] == ["định", "danh"]
        return 2 if is_word else super().word_length(tokens)


def lifted(text: str, before: int | None = None) -> Lifted:
    known = Placed()
    return lift(text, mended_question(text, known), known, before)


def words(read: Lifted) -> list[str]:
    return [token.exact for token in read.tokens]


def test_place_and_time_are_no_content() -> None:
    read = lifted("Năm 2021 huyện Bát Xát có bao nhiêu thác nước?")
    assert words(read) == ["có", "bao", "nhiêu", "thác", "nước"]
    assert [place.name for place in read.places] == ["huyện Bát Xát"]
    assert [period.start.year for period in read.times.periods] == [2021]


def test_a_source_is_no_content_and_its_place_none_asked_about() -> None:
    read = lifted("Theo UBND huyện Bát Xát thì Lào Cai có bao nhiêu thác nước?")
    assert read.told is not None
    assert [place.name for place in read.places] == ["Lào Cai"]
    assert "theo" not in words(read)


def test_the_only_place_is_asked_about_though_it_names_the_source() -> None:
    assert [p.name for p in lifted("Theo UBND huyện Bát Xát có bao nhiêu thác?").places] == ["huyện Bát Xát"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Có bao nhiêu thác nước?", ["count"]),
        ("Kế hoạch có bao nhiêu thác?", ["plan", "count"]),
        ("Huyện hoàn thành dự toán, thu bao nhiêu?", ["count"]),
        ("thác nước đẹp", []),
    ],
)
def test_cues(text: str, roles: list[str]) -> None:
    assert [role for role in lifted(text).roles if role in ("count", "plan")] == roles


@pytest.mark.parametrize(("text", "plans"), [("số tài khoản dự định", True), ("số tài khoản định danh", False)])
def test_no_cue_within_a_longer_word(text: str, plans: bool) -> None:
    assert ("plan" in lifted(text).roles) is plans


@pytest.mark.parametrize(
    ("text", "percent", "worked"),
    [
        ("Thác nào cao nhất?", False, True),
        ("chiếm bao nhiêu % diện tích", True, False),
        ("đạt bao nhiêu phần trăm", True, False),
        ("có mấy thác", False, False),
    ],
)
def test_what_cues_tell(text: str, percent: bool, worked: bool) -> None:
    read = lifted(text)
    assert (read.in_percent, read.is_worked_out) == (percent, worked)


def test_years_count_from_the_question_before() -> None:
    assert [p.start.year for p in lifted("năm ngoái thì sao", 2022).times.periods] == [2021]
