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
    r"(?<!\w)(?:bao nhiêu|mấy)\s+(?P<money>tiền|đồng|nghìn|ngàn)?\s*(?:1|một|mỗi|/)\s*"
    r"(?P<unit>kg|ký|kí|cân|tấn|tạ|yến|lít|m2|ha|hecta|sào|con|quả|bao)(?!\w)",
    re.IGNORECASE,
)
_YIELD = re.compile(
    r"(?<!\w)(?P<weight>tạ|tấn|kg|cân)\s+(?:trên\s+)?(?:một|mỗi|1)\s+(?P<area>ha|hecta|héc[- ]?ta|sào)(?!\w)",
    re.IGNORECASE,
)
_SQUARE = re.compile(r"(?<!\w)(?:mét|m)\s+(?P<power>vuông|khối)(?!\w)", re.IGNORECASE)
_TRADED = re.compile(
    r"(?<!\w)(?P<verb>bán|đưa|mua|nhập|ban|dua|nhap)\s+(?:(?P<what>(?:(?!bao\b|mấy\b|được\b)[^\W\d_]+\s+){1,4}?))?"
    r"(?:(?P<out>ra|sang|cho|đi)|(?P<into>của|từ|về từ|cua|tu))\s+"
    r"(?:nước ngoài|nuoc ngoai|thế giới|các nước|"
    r"(?P<country>Nhật|Trung Quốc|Hàn|Mỹ|Hoa Kỳ|EU|châu Âu|Đài Loan|Úc|Nga|Ấn Độ))(?!\w)",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\s*(?:sao)\s+(?!là\b|la\b|vàng\b)(?=\w+\s+\w+\s+\w+)", re.IGNORECASE)
_LESS_PART = re.compile(
    r"^\s*(?:nếu\s+)?(?:bỏ|trừ|không (?:tính|kể)|chưa (?:tính|kể)|loại)\s+(?P<part>[^,]{3,50}?)(?:\s+(?:ra|đi))?"
    r"\s*(?:,|thì|,\s*thì)\s+(?P<whole>[^,]{3,80}?)\s+(?:còn(?: lại)?|là|được)\s+(?P<asks>bao nhiêu|mấy)",
    re.IGNORECASE,
)
_UNITS = {"ký": "kg", "kí": "kg", "cân": "kg", "hecta": "ha", "héc ta": "ha", "héc-ta": "ha"}
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
    text = _LESS_PART.sub(r"\g<whole> không phải \g<part> \g<asks>", text)
    text = _WHY.sub("vì sao ", text)
    text = _SQUARE.sub(lambda m: "m2" if m["power"].lower() == "vuông" else "m3", text)
    text = _YIELD.sub(lambda m: f"{m['weight']}/{_UNITS.get(m['area'].lower(), m['area'])}", text)
    text = _PER.sub(lambda m: f"bao nhiêu đồng/{_UNITS.get(m['unit'].lower(), m['unit'])}", text)
    text = _MORE_THAN_BEFORE.sub(_moved_since, text)
    text = _BY_HOW_MUCH.sub(lambda m: f"và {m['other']}chênh lệch {m['asks']}", text)
    text = _OVER_PLAN.sub(lambda m: f"có đạt {m['plan']}", text)
    return _WHETHER.sub(_asked_whether, text)


def traded(text: str) -> str:
    """ "bán gạo ra nước ngoài" → "xuất khẩu gạo", typed with marks or without."""
    return _TRADED.sub(_in_trade, text)


def _in_trade(match: re.Match[str]) -> str:
    """Sold is out of the country and bought is into it; what does not go together stays as it is."""
    sold = match["verb"].lower() in ("bán", "đưa", "ban", "dua")
    if sold != bool(match["out"]):
        return match.group()
    what = f" {match['what'].strip()}" if match["what"] else ""
    where = f" {'sang' if sold else 'từ'} {match['country']}" if match["country"] else ""
    return f"{'xuất' if sold else 'nhập'} khẩu{what}{where}"


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
