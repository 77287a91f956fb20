"""Whose figure a question wants: "theo báo cáo của UBND tỉnh", "Báo Vùng Cao nói …" name a source, no content."""

import re
from dataclasses import dataclass

from corpus.language.lexicon import canonical_terms
from corpus.language.normalise import fold
from corpus.records import Span

_BODY = (
    r"(?:báo|tạp chí|đài|trang tin|UBND|ủy ban|sở|cục|chi cục|ban|phòng|công an|kho bạc|bộ|tổng cục|cơ quan|"
    r"thống kê|quân|tỉnh|huyện|xã)"
)
_ACCORDING = re.compile(
    rf"(?<!\w)(?:theo|như|căn cứ)\s+(?:(?:báo cáo|số liệu|thông tin|công bố|bài báo|bài viết|tin)\s+)?"
    r"(?:(?:của|từ|trên|do)\s+)?"
    rf"(?P<who>{_BODY}(?!\s*cáo)(?:\s+(?!thì|là|có|đạt|năm|tháng|quý|tính|trong|ở|tại)[\w&]+){{0,7}})",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?<!\w)(?P<who>(?:báo|tạp chí|đài|bài báo|báo chí|bài viết)(?!\s+cáo)(?:\s+[\w&]+){0,5}?)\s+"
    r"(?:nói|viết|cho biết|đưa tin|đăng|ghi|nêu|bảo|cho hay|đưa)(?:\s+(?:là|rằng|tin))?(?!\w)",
    re.IGNORECASE,
)
_PRESS = re.compile(r"^(?:báo|tạp chí|đài|trang tin|bài)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is to have said it: the folded terms of the name, where it stands, and whether it is the press."""

    terms: frozenset[str]
    span: Span
    press: bool

    def fits(self, named: str) -> float:
        """The share, 0 to 1, of the name that a report's issuer and title have."""
        return len(self.terms & {t.folded for t in canonical_terms(named)}) / max(1, len(self.terms))


def find_attribution(text: str) -> Attribution | None:
    """The source that a question names, None where it names none."""
    match = _SAYS.search(text) or _ACCORDING.search(text)
    if match is None:
        return None
    who = match["who"]
    terms = frozenset(t.folded for t in canonical_terms(who) if t.folded != fold("báo"))
    return Attribution(terms, Span(*match.span()), bool(_PRESS.match(who)))
