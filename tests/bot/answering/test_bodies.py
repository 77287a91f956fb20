"""Bodies named in a question are one name each."""

import pytest

from bot.answering.bodies import find_bodies
from corpus.language.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Thông tin và Truyền thông nhận mấy hồ sơ", ["Sở Thông tin và Truyền thông"]),
        (
            "sở kế hoạch và đầu tư, phòng tài chính - kế hoạch",
            ["sở kế hoạch và đầu tư", "phòng tài chính - kế hoạch"],
        ),
        ("kế hoạch đầu tư bao nhiêu", []),
        ("ngành y tế", ["ngành y tế"]),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    tokens = tokenise(text)
    found = [text[tokens[start].start : tokens[end - 1].end] for start, end in find_bodies(tokens, strict=True)]
    assert found == names
