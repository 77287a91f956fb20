"""Where a figure holds: a place of its clause, its sentence, the headings above or the report, in that order."""

import re
from functools import lru_cache

from corpus.facts.clauses import Piece
from corpus.facts.stretch import Stretch, in_closed_bracket, last_before, within
from corpus.language.letters import UPPER
from corpus.language.places import PlaceMention, find_places
from corpus.records import Span

_COUNTRY = "cả nước"
_BESIDE = re.compile(
    r"(?:so với|hơn|bằng|với|trên|dưới|bình quân|trung bình|mức)\s+(?:của\s+|chung\s+)?$", re.IGNORECASE
)
_LONGEST_LABEL = 40
_LONGEST_CLAUSE = 400
_LOOK_BACK = 24
_VALUE_NEXT = re.compile(r"\s*[:(]?\s*\d")
_LABEL = re.compile(rf"(?:^|[:,;]\s+)(?P<name>[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})\s*:?\s*$")
_BARE_NAME = re.compile(rf"(?:^|(?<=\W))[{UPPER}]\w+(?: [{UPPER}]\w+){{1,2}}\s*(?:với\s+)?$")
_BY_LEVEL = re.compile(
    r"theo (?:từng |các )?(?P<level>thôn|bản|xã|phường|huyện|ấp|tổ)(?=[^:]{0,40}:)", re.IGNORECASE
)
_RANKS = {
    "tỉnh": 1,
    "thành": 2,
    "thành phố": 2,
    "huyện": 2,
    "quận": 2,
    "thị": 3,
    "xã": 3,
    "phường": 3,
    "thị trấn": 3,
}


def place_of(stretch: Stretch, piece: Piece) -> tuple[str, str]:
    """A place named in the clause, else in the sentence before the figure, else heading, else report."""
    start = piece.quantity.span.start
    inside = [
        place
        for place in within(stretch.places, piece.clause)
        if not (_is_above(stretch, place) or (place.span.start > start and _labels(stretch, place.span)))
    ]
    if labelled := _before_bracket(stretch, piece):
        return labelled, "trước ngoặc"
    if _is_national(stretch, piece):
        return _COUNTRY, "cả nước"
    before = [place for place in inside if place.span.start < start]
    if (listed := _listed_place(stretch, piece)) and not before:
        return listed, "danh sách"
    if _is_whole(stretch, before[-1].span.end if before else stretch.sentence.start, start):
        return stretch.setting.metadata.place, "toàn địa bàn"
    if before or len(inside) == 1:
        return (before or inside)[-1].name, "mệnh đề"
    last = -1 if _is_named_otherwise(stretch, piece) else last_before(stretch.places, start)
    for named in stretch.places[max(0, last - _LOOK_BACK) : last + 1][::-1]:
        if not (_labels_another(stretch, named.span, start) or _is_above(stretch, named)):
            return named.name, "câu"
    for heading in reversed(stretch.setting.headings):
        if place := _heading_place(heading):
            return place, "đề mục"
    return stretch.setting.metadata.place, "báo cáo"


def _is_named_otherwise(stretch: Stretch, piece: Piece) -> bool:
    """Whether a name of its own stands right before the figure: in "huyện Văn Giang dẫn đầu với 9.870 tỷ, tiếp đến
    là Văn Lâm 4.315 tỷ" the second amount is not of Văn Giang."""
    start = piece.quantity.span.start
    return bool(_BARE_NAME.search(stretch.text, max(piece.own.start, start - _LONGEST_LABEL), start))


def _is_national(stretch: Stretch, piece: Piece) -> bool:
    """Whether a figure is the country's own ("Cả nước có 29.100 hợp tác xã"), and not one beside it."""
    scopes = within(stretch.mentions.scopes, Span(piece.own.start, piece.quantity.span.start))
    text = stretch.text
    named = [s for s in scopes if s.name == _COUNTRY]
    return bool(named) and not _BESIDE.search(text[max(0, named[0].span.start - 16) : named[0].span.start])


def _is_whole(stretch: Stretch, low: int, start: int) -> bool:
    """Whether "toàn tỉnh" stands between the last place named and the figure."""
    scopes = within(stretch.mentions.scopes, Span(low, start))
    last = last_before(stretch.places, start)
    after = stretch.places[last].span.end if last >= 0 else low
    return any(not scope.name and scope.span.start >= after for scope in scopes[-3:])


def _before_bracket(stretch: Stretch, piece: Piece) -> str:
    """The place right before the bracket of a figure ("các huyện Đam Rông (214 GV) và Đạ Huoai (97 GV)")."""
    at = last_before(stretch.places, piece.bracket) if piece.depth else -1
    near = at >= 0 and not stretch.text[stretch.places[at].span.end : piece.bracket].strip()
    return stretch.places[at].name if near else ""


def _labels_another(stretch: Stretch, span: Span, start: int) -> bool:
    """Whether a place stands in a closed bracket or right before another figure, as its label in a list."""
    return in_closed_bracket(stretch, span, start) or _labels(stretch, span)


def _labels(stretch: Stretch, span: Span) -> bool:
    """Whether a figure follows right after a place."""
    return bool(_VALUE_NEXT.match(stretch.text, span.end, span.end + 12))


def _listed_place(stretch: Stretch, piece: Piece) -> str:
    """The place that labels a figure in a list "theo thôn: Nà Rì 24 hộ, Cốc Pài 31 hộ"; "" elsewhere."""
    lead = stretch.text[
        max(piece.clause.start, piece.quantity.span.start - _LONGEST_LABEL) : piece.quantity.span.start
    ]
    label = _LABEL.search(lead)
    if label is None:
        return ""
    low = max(stretch.sentence.start, piece.quantity.span.start - _LONGEST_CLAUSE)
    by = _BY_LEVEL.search(stretch.text, low, piece.quantity.span.start)
    return f"{by['level'].lower()} {label['name']}" if by else ""


def _is_above(stretch: Stretch, place: PlaceMention) -> bool:
    """Whether a place is of a higher level than the report's own: a commune's report speaks of the commune."""
    own = _RANKS.get(stretch.setting.metadata.place.split(" ", 1)[0], 0)
    return bool(own) and _RANKS.get(place.level, own) < own


@lru_cache(maxsize=1024)
def _heading_place(heading: str) -> str:
    places = find_places(heading)
    return places[-1].name if places else ""
