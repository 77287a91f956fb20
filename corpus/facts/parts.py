"""Parts of a whole: what follows "trong đó", "gồm", a colon or a label divides the figure before it."""

import re

from corpus.facts.cues import anywhere
from corpus.facts.links import Link, View
from corpus.facts.stretch import Marker
from corpus.records import Quantity, Relation

_OUT_OF = re.compile(r"(?:^|[:;.]\s)(?:trong|trong số|trong tổng số|trên tổng số|tổng số)\s*$", re.IGNORECASE)
SHARED_NOUN = re.compile(
    r"\s+(?!kế hoạch|dự toán|chỉ tiêu|so|cùng|và|trong|trở|năm|là|với|mỗi|bình quân)[^\W\d_]{2,}"
)
_AMOUNTS = frozenset(["diện tích", "dân số", "sản lượng", "giá trị", "tổng số", "chặng đường"])
_LONGEST_OPENING = 20
LABELLED = "tổng: nhãn số"
_COLON_LABEL = re.compile(r"[^,;.:]{0,60}:\s[^,;.:]{2,40}\s")
_NEXT_LABEL = re.compile(r"[,;]\s[^,;.:]{2,40}\s")
_COLON_AFTER = re.compile(r"[^,;.]{0,40}:\s|[^;.]{0,60}:\s+[^\W\d_]")


def part(view: View) -> Link | None:
    """What follows "trong đó", "gồm" or a colon after a total divides the figure before it."""
    marker = _open_marker(view)
    if marker is None:
        return _listed(view) or _goes_on(view)
    if marker.rest:
        first = next((m for m in reversed(view.markers()) if not m.rest), None)
        if first is None:
            return Link(rule="còn lại, không có tổng")
        marker = first
    opens = marker.start - view.stretch.sentence.start < 4
    parent = _whole(view, marker.start)
    if parent is not None and view.semicolon_after(marker.end) and not view.same_unit(parent):
        return None
    if parent is None and view.kind == "percent":
        return _share_of_whole(view, marker.start)
    if parent is None and not opens:
        return Link(rule="trong đó, không có tổng") if view.i else None
    return Link(Relation.PART, parent, rule="trong đó, gồm", outside=parent is None)


def _open_marker(view: View) -> Marker | None:
    """The last part marker before the figure whose list goes on: a semicolon ends it, unless a colon opened it."""
    return next((m for m in reversed(view.markers()) if m.listed or not view.semicolon_after(m.end)), None)


def _plain_before(view: View, at: int) -> list[int]:
    return [j for j in view.earlier() if view.pieces[j].quantity.span.start < at and view.links[j].is_plain]


def _whole(view: View, marker: int) -> int | None:
    """The whole that a part belongs to: before the marker, a value of its own of the same unit, or sort of unit."""
    plain = _plain_before(view, marker)
    same = [j for j in plain if view.same_unit(j)] or [j for j in plain if view.same_noun(j)]
    alike = [j for j in plain if view.kind_of(j) == view.kind and (view.head or view.kind != "count")]
    return same[0] if same else (alike[0] if alike else None)


def _share_of_whole(view: View, marker: int) -> Link | None:
    """ "4,7 tỷ đồng, trong đó Nhà nước hỗ trợ 70%": a percentage of the amount before the marker."""
    plain = _plain_before(view, marker)
    return Link(Relation.SHARE, plain[0], rule="trong đó … %") if plain else None


def _listed(view: View) -> Link | None:
    """ "37 HTX mới: 25 HTX nông nghiệp; 12 HTX phi nông nghiệp": a colon after a total opens its parts."""
    if (out_of := _out_of(view) or _of_noun(view) or _labelled(view)) is not None:
        return out_of
    for j in view.earlier():
        before = view.links[j]
        if not view.same_unit(j) or not view.piece.quantity.unit:
            return None
        if before.relation is Relation.PART and before.rule == "tổng: phần":
            return before
        if before.relation is Relation.NONE:
            opened = j == view.i - 1 and _COLON_AFTER.match(view.between(j))
            return Link(Relation.PART, j, rule="tổng: phần") if opened else None
    return None


def _labelled(view: View) -> Link | None:
    """ "1.684 người đi làm việc ở nước ngoài: Đài Loan 745, Nhật Bản 612": bare numbers, each after its label."""
    if view.piece.quantity.unit or not view.i or not view.head or view.piece.depth:
        return None
    j = view.i - 1
    before = view.links[j]
    if before.rule == LABELLED:
        return before if _NEXT_LABEL.fullmatch(view.between(j)) else None
    opened = (
        before.relation is Relation.NONE
        and view.pieces[j].quantity.unit
        and _COLON_LABEL.fullmatch(view.between(j))
    )
    fits = view.piece.quantity.amount <= view.pieces[j].quantity.amount
    return Link(Relation.PART, j, rule=LABELLED) if opened and fits else None


def _out_of(view: View) -> Link | None:
    """ "Trong 11 nhóm hàng có 4 nhóm tăng giá, 5 nhóm giảm giá": the first figure of the sentence is the whole."""
    if not view.i or not view.piece.quantity.unit or view.piece.depth:
        return None
    text, first = view.stretch.text, view.stretch.sentence.start
    for j in view.earlier():
        start = view.pieces[j].quantity.span.start
        if view.same_unit(j) and _OUT_OF.search(text[max(first, start - _LONGEST_OPENING) : start]):
            return Link(Relation.PART, j, rule="trong … có …")
    return None


def _is_fraction(quantity: Quantity, text: str) -> bool:
    """Whether A/B is a fraction of an amount ("1/3 số xã", "3/4 diện tích") and counts nothing itself."""
    return "số" in quantity.span.of(text).split() or quantity.unit in _AMOUNTS


def _goes_on(view: View) -> Link | None:
    """A list of parts that goes on after a semicolon: same unit, a subject, and no more than the whole holds."""
    if not view.head or not view.piece.quantity.unit or view.piece.quantity.of is not None:
        return None
    parts = [j for j in view.earlier() if view.links[j].relation is Relation.PART and view.pieces[j].depth == 0]
    whole = view.links[parts[0]].parent if parts else None
    if whole is None or not view.same_unit(parts[0]) or not view.same_unit(whole):
        return None
    siblings = [view.pieces[j].quantity.amount for j in parts if view.links[j].parent == whole]
    fits = sum(siblings) + view.piece.quantity.amount <= view.pieces[whole].quantity.amount
    return Link(Relation.PART, whole, rule="trong đó … ; …") if fits else None


def _of_noun(view: View) -> Link | None:
    """ "98,5% dân số", "khoảng 1/3 số xã", "Cơ cấu: dịch vụ 30%": a share of what the words name."""
    quantity = view.piece.quantity
    if quantity.of is not None and _is_fraction(quantity, view.stretch.text):
        return Link(Relation.SHARE, rule="phân số")
    if view.kind != "percent":
        return None
    opening = view.stretch.sentence.of(view.stretch.text)[:_LONGEST_OPENING].lstrip(" -–+•*")
    if anywhere("structure").match(opening):
        return Link(Relation.SHARE, rule="cơ cấu")
    return Link(Relation.SHARE, rule="… % của …") if SHARED_NOUN.match(view.trail) and not view.head else None
