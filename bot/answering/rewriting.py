"""Wordings of questions that stand apart brought together, before they are read.

"nơi nào nhiều hộ nghèo hơn" → "nơi nào hộ nghèo nhiều hơn"; "có đạt kế hoạch không?" → "có đạt kế hoạch". Each
rewriting is idempotent and leaves a text that it does not know as it is.
"""

import re
from collections.abc import Sequence

from corpus.records import Span

_ADJECTIVE = r"nhiều|ít|cao|thấp|lớn|nhỏ|đông|dài|rộng|mạnh|nhanh|chậm"
_APART = re.compile(
    rf"(?<!\w)(?P<adjective>{_ADJECTIVE})\s+(?P<thing>(?:(?!hơn\b|nhất\b|bao\b|mấy\b|nào\b|(?:{_ADJECTIVE})\b)[^\W\d_]+\s+){{1,6}}?)"
    r"(?P<degree>hơn|nhất)(?!\w)",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"(?<!\w)có\s+(?P<what>[^?,;]{3,60}?)\s+(?:hay\s+)?không\s*(?=[?,;.]|$)", re.IGNORECASE)
_OVER_PLAN = re.compile(
    r"(?<!\w)(?:có\s+)?(?P<verb>đạt|vượt|hoàn thành)\s+"
    r"(?P<plan>(?:được\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)[^?,;]{0,40}?)\s+"
    r"(?:hay\s+)?(?:không|chưa)\s*(?=[?,;.]|$)",
    re.IGNORECASE,
)
_BY_HOW_MUCH = re.compile(
    r"(?<!\w)(?:nhiều|cao|lớn|đông|ít|thấp)?\s*(?P<way>hơn|kém)\s+"
    r"(?P<other>(?:(?!so\b|bao\b|mấy\b)[^\W_]+[ ]){1,8}?)(?P<asks>bao nhiêu|mấy)(?!\w)",
    re.IGNORECASE,
)
_MORE_THAN_BEFORE = re.compile(
    r"(?<!\w)(?P<way>nhiều|cao|lớn|đông|ít|thấp)\s+hơn\s+(?:so với\s+)?"
    r"(?P<time>cùng kỳ|(?:cùng kỳ\s+)?(?:năm|quý|tháng)\s+(?:trước|ngoái|[\dIVX/]+(?:\s+năm\s+\d{4})?)"
    r"(?:\s+đó)?)\s+"
    r"(?P<asks>bao nhiêu|mấy)",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?<!\w)bao nhiêu\s+(?P<money>tiền|đồng|nghìn|ngàn)?\s*(?:1|một|mỗi|/)\s*"
    r"(?P<unit>kg|ký|kí|cân|tấn|tạ|yến|lít|m2|mét vuông|ha|hecta|sào|con|quả|bao)(?!\w)",
    re.IGNORECASE,
)
_UNITS = {"ký": "kg", "kí": "kg", "cân": "kg", "mét vuông": "m2", "hecta": "ha"}
_PLAN = re.compile(r"kế hoạch|chỉ tiêu|mục tiêu|dự toán", re.IGNORECASE)


def together(text: str, protected: Sequence[Span] = ()) -> str:
    """The question with what belongs together side by side; no word in a `protected` span is moved."""
    at = 0
    while match := _APART.search(text, at):
        at = match.start() + 1
        if not any(s.start <= match.start() < s.end for s in protected):
            moved = f"{match['thing']}{match['adjective']} {match['degree']}"
            text = text[: match.start()] + moved + text[match.end() :]
            break
    text = _PER.sub(lambda m: f"bao nhiêu đồng/{_UNITS.get(m['unit'].lower(), m['unit'])}", text)
    text = _MORE_THAN_BEFORE.sub(_moved_since, text)
    text = _BY_HOW_MUCH.sub(lambda m: f"và {m['other']}chênh lệch {m['asks']}", text)
    text = _OVER_PLAN.sub(lambda m: f"có đạt {m['plan']}", text)
    return _WHETHER.sub(_asked_whether, text)


def _moved_since(match: re.Match[str]) -> str:
    """ "nhiều hơn năm 2022 bao nhiêu hồ sơ" → "so với năm 2022 tăng bao nhiêu hồ sơ"."""
    way = "giảm" if match["way"].lower() in ("ít", "thấp") else "tăng"
    return f"so với {match['time']} {way} {match['asks']}"


def _asked_whether(match: re.Match[str]) -> str:
    """A yes/no question about a plan or a change; any other keeps its words without the particle."""
    what = match["what"]
    if _PLAN.search(what):
        return f"có đạt {what}"
    return f"có {what}"
