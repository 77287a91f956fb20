"""The words beside a figure that relate it to another one: rows of relation_cues, directions, yardsticks."""

import re
from functools import cache

from corpus.language.normalise import fold
from corpus.language.phrases import any_of, squash, table_pattern
from corpus.language.rows import rows

_PLANS = ("kế hoạch", "dự toán", "chỉ tiêu")
_ISSUER_REACH = 40
_FEW_WORDS, _LONGEST_AGAINST = 2, 12
_NAME = "(?:kế hoạch|dự toán|chỉ tiêu|KH)"
_RATE_OF_CHANGE = re.compile(r"(?<!\w)(?:tốc độ|tỷ lệ|mức|chỉ số)\s+$", re.IGNORECASE)
_OPENING = re.compile(r"^\W*(?:(?:phấn đấu|kéo|làm|tiếp tục)\s+)?$", re.IGNORECASE)
# "Giảm nghèo: 5.620 hộ nghèo" names a field of work and no change.
_NAMED_FIELD = re.compile(r"\s*[^\s:][^:]*:")
_YEARLY = re.compile(rf"{_NAME}\s+(?:cả )?năm(?!\s*\d)", re.IGNORECASE)
_SHORTER = re.compile(rf"{_NAME}\s+(?:tháng|quý|\d+\s+tháng|giai đoạn|năm\s+\d)", re.IGNORECASE)


@cache
def _phrases(role: str) -> str:
    return any_of(row["phrase"] for row in rows("relation_cues") if row["role"] == role)


@cache
def anywhere(role: str) -> re.Pattern[str]:
    """A cue of a role, wherever it stands."""
    return re.compile(rf"(?<!\w){_phrases(role)}(?!\w)", re.IGNORECASE)


@cache
def leading(role: str, words: int = 0) -> re.Pattern[str]:
    """A cue of a role at the end of a lead, at most `words` words between it and the figure."""
    return re.compile(rf"(?<!\w){_phrases(role)}(?!\w)(?:\W+\w+){{0,{words}}}\W*$", re.IGNORECASE)


@cache
def _signs() -> dict[str, int]:
    return {row["phrase"]: int(row["sign"]) for row in rows("directions")}


@cache
def _yardsticks() -> dict[str, tuple[str, bool]]:
    return {fold(row["phrase"]): (row["yardstick"], bool(row["issued"])) for row in rows("yardsticks")}


@cache
def _issuers() -> dict[str, str]:
    return {fold(row["phrase"]): row["issuer"] for row in rows("plan_issuers")}


def direction_in(lead: str) -> int:
    """+1 for "tăng", -1 for "giảm" right before the figure, else 0; "tăng lên 5%" names a value, no change."""
    match = last_match(table_pattern("directions"), lead)
    if match is None:
        return 0
    rest = lead[match.end() :]
    if _RATE_OF_CHANGE.search(lead, 0, match.start()) or anywhere("states").search(rest):
        return 0
    if len(rest.split()) > (_LONGEST_AGAINST if anywhere("against").search(rest) else _FEW_WORDS):
        return 0
    if "," in rest or _NAMED_FIELD.match(rest) or (rest.strip() and leading("up to", 1).search(rest)):
        return 0
    return _signs()[squash(match.group())]


def opening_direction(own: str) -> int:
    """+1 or -1 where a clause opens with the change of what it names: "Giảm tỷ lệ hộ nghèo từ 2 đến 2,5 điểm"."""
    match = table_pattern("directions").search(own)
    if match is None or not _OPENING.match(own[: match.start()]):
        return 0
    rest = own[match.end() :]
    if anywhere("states").search(rest) or anywhere("up to").search(rest) or not rest.strip():
        return 0
    return _signs()[squash(match.group())]


@cache
def target_pattern(table: str) -> re.Pattern[str]:
    """The phrases of a table of targets ("statuses", "yardsticks"); "chương trình mục tiêu quốc gia" names a
    programme and sets none."""
    return re.compile(rf"{table_pattern(table).pattern}(?! quốc gia)", re.IGNORECASE)


def yardstick_in(wording: str) -> str:
    """The yardstick that a wording names first, with who set it: "dự toán HĐND"; "" if none."""
    match = target_pattern("yardsticks").search(wording)
    return "" if match is None else _yardstick(wording, match)


def last_yardstick_in(wording: str, words: int = 4) -> str:
    """The yardstick at the end of a wording, at most `words` words after it; "" if none."""
    match = last_match(target_pattern("yardsticks"), wording)
    return _yardstick(wording, match) if match and len(wording[match.end() :].split()) <= words else ""


def _yardstick(wording: str, match: re.Match[str]) -> str:
    name, issued = _yardsticks()[fold(squash(match.group()))]
    after = wording[match.end() : match.end() + _ISSUER_REACH]
    issuer = table_pattern("plan_issuers").search(after) if issued else None
    return f"{name} {_issuers()[fold(squash(issuer.group()))]}" if issuer else name


def is_plan(yardstick: str) -> bool:
    """Whether a yardstick is a plan and not another year or place."""
    return yardstick.startswith(_PLANS)


def is_yearly(wording: str) -> bool:
    """Whether a plan is that of the whole year, as it is unless the wording says otherwise."""
    return bool(_YEARLY.search(wording)) or not _SHORTER.search(wording)


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern in a text."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


_AROUND_YARDSTICK = re.compile(
    r"^(?:(?:không|chưa)\s+)?(?:đạt|hoàn thành|bằng)\s+(?=\w)|"
    r"\s+(?:được\s+)?(?:giao|đề ra|đặt ra|cả năm|năm|tỉnh giao|huyện giao|Trung ương giao|HĐND tỉnh giao|"
    r"(?:Thủ tướng )?Chính phủ(?: giao)?|Bộ (?:Tài chính )?giao|cấp trên giao|TW giao)$",
    re.IGNORECASE,
)


def is_bare_yardstick(head: str) -> bool:
    """Whether a subject names no more than what a figure is measured against ("kế hoạch giao")."""
    bare = _AROUND_YARDSTICK.sub("", head.strip()).strip()
    match = target_pattern("yardsticks").match(bare)
    return match is not None and match.end() == len(bare) and is_plan(yardstick_in(bare))
