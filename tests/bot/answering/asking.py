"""Question-like text for the property tests of the core."""

import re

from hypothesis import strategies as st

_PIECES = (
    "cho em hỏi", "xã nào", "nhiều", "hơn", "nhất", "ít", "hộ nghèo", "có", "không", "đạt kế hoạch", "chưa",
    "1.752,5", "năm 2019", "30/37", "bao nhiêu", "mấy", "so với", ",", "?", ".", "và", "em cảm ơn", "12",
)  # fmt: skip
questions = st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)


def numbers(text: str) -> list[str]:
    """The runs of digits of a text."""
    return re.findall(r"\d+", text)
