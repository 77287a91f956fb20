"""How the figures of a sentence stand to each other: one rule a kind of relation, tried in order.

A rule looks at the words right before and after a figure (its lead and its trail), at the bracket it stands in and
at the figures before it. The rules are those of Vietnamese official prose: a bracket explains the figure before it;
"tăng", "đạt … kế hoạch", "chiếm", "bằng … so với" without a subject of their own speak of the nearest figure; what
follows "trong đó" or "gồm" divides the figure before the marker.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.facts.brackets import bracketed
from corpus.facts.clauses import Piece
from corpus.facts.cues import anywhere, direction_in, is_plan, leading, opening_direction, yardstick_in
from corpus.facts.links import LEAD, Link, View, unit_key
from corpus.facts.stretch import Marker, Stretch
from corpus.language.phrases import table_pattern
from corpus.records import Quantity, RatioKind, Relation, Status

_ABOUT = re.compile(r"\s*về\s+(?:số\s+|tổng\s+)?(?P<what>[^,;.()]{2,40}?)(?=\s(?:và|so với)\s|[,;.()]|$)")
_SHARED_NOUN = re.compile(
    r"\s+(?!kế hoạch|dự toán|chỉ tiêu|so|cùng|và|trong|trở|năm|là|với|mỗi|bình quân)[^\W\d_]{2,}"
)
_NOUN_AFTER = re.compile(r"\s+(?:tổng số|tổng|số|diện tích|dân số|hộ|sản lượng|giá trị|nhu cầu)\s")
_OUT_OF = re.compile(r"(?:^|[:;.]\s)(?:trong|trong số|trong tổng số|trên tổng số|tổng số)\s*$", re.IGNORECASE)
_ROUNDING = Decimal("0.06")
_LONGEST_OPENING = 20
_COMPARED_NEXT = re.compile(r"\s+(?:so|cùng kỳ|năm)\s", re.IGNORECASE)
_AMOUNTS = frozenset(["diện tích", "dân số", "sản lượng", "giá trị", "tổng số", "chặng đường"])
_COUNT_WORDS = frozenset(["so", "tong", "luong", "cac"])
_LEFT = re.compile(
    r"^\W*(?:chỉ còn|xuống còn|còn|xuống|lên|nâng lên)\s+(?:khoảng|gần|trên|dưới|hơn)?\s*$", re.IGNORECASE
)
LABELLED = "tổng: nhãn số"
LEFT = Link(rule="tăng/giảm …, còn …")
_COLON_LABEL = re.compile(r"[^,;.:]{0,60}:\s[^,;.:]{2,40}\s")
_NEXT_LABEL = re.compile(r"[,;]\s[^,;.:]{2,40}\s")
_COLON_AFTER = re.compile(r"[^,;.]{0,40}:\s|[^;.]{0,60}:\s+[^\W\d_]")


def link_pieces(stretch: Stretch, pieces: Sequence[Piece], heads: Sequence[str]) -> list[Link]:
    """A link for each piece of one sentence, in order; `heads` are their subjects."""
    view = View(stretch, pieces, heads)
    for i in range(len(pieces)):
        view.look_at(i)
        view.links.append(next((link for rule in RULES if (link := rule(view)) is not None), Link()))
    for i in range(1, len(pieces)):
        view.look_at(i)
        if _is_left(view):
            view.links[i - 1 : i + 1] = [replace(view.links[i - 1], parent=i), replace(LEFT, beside=i - 1)]
    return view.links


def _is_left(view: View) -> bool:
    """ "tỷ lệ hộ nghèo giảm 2,3 điểm phần trăm so với năm 2019, còn 18,5%": what a change before it comes to."""
    change = view.links[view.i - 1]
    if change.relation is not Relation.DELTA or change.parent is not None or not view.heads[view.i - 1]:
        return False
    one_kind = view.same_unit(view.i - 1) or {view.kind, view.kind_of(view.i - 1)} == {"percent", "point"}
    return one_kind and view.links[view.i].relation is Relation.NONE and bool(_LEFT.match(view.opening))


def _changed_from(view: View) -> Link | None:
    """ "từ 38,81% lên 41,72%": the first is the previous value of the second."""
    if not leading("from").search(view.lead) or view.i + 1 >= len(view.pieces):
        return None
    between = view.between(view.i)
    if len(between) > LEAD or not leading("up to", 1).search(between):
        return None
    return Link(Relation.PREVIOUS, view.i + 1, rule="từ … lên/xuống …", previous=True)


def _delta(view: View) -> Link | None:
    """ "tăng 5%", "giảm 10 doanh nghiệp", "cao hơn 0,4 điểm", "vượt 5% kế hoạch"."""
    if view.kind == "multiple" and leading("multiple", 1).search(view.lead):
        return None
    direction = direction_in(view.lead)
    if not direction and view.kind in ("percent", "point"):
        direction = opening_direction(view.opening)
    if not direction:
        return None
    direction = -1 if view.piece.quantity.value < 0 else direction
    yardstick = yardstick_in(view.trail) or yardstick_in(view.lead)
    parent = _named(view) if view.head else _changed(view)
    return Link(Relation.DELTA, parent, direction, yardstick, "tăng/giảm")


def _rate(view: View) -> Link | None:
    """ "đạt 109% kế hoạch", "so với dự toán bằng 98%"."""
    if view.kind != "percent":
        return None
    yardstick = yardstick_in(view.trail)
    if not is_plan(yardstick):
        yardstick = yardstick_in(view.lead)
        if not is_plan(yardstick) or "so với" not in view.lead:
            return None
    return Link(Relation.RATE, _figure_before(view), 0, yardstick, "… % kế hoạch")


def _ratio(view: View) -> Link | None:
    """ "bằng 98,5% so với cùng kỳ", "gấp 1,5 lần"."""
    yardstick = yardstick_in(view.trail)
    compared = yardstick == "cùng kỳ" or _COMPARED_NEXT.match(view.trail)
    equals = view.kind == "percent" and compared and not view.head and leading("equals", 1).search(view.lead)
    if not equals and not (view.kind == "multiple" and leading("multiple", 1).search(view.lead)):
        return None
    return Link(Relation.RATIO, _figure_before(view), 0, yardstick, "bằng … so với, gấp … lần")


def _share(view: View) -> Link | None:
    """ "chiếm 30,2% tổng số trường", "đạt 98,2% diện tích gieo cấy"."""
    if view.kind != "percent":
        return None
    if leading("share", 1).search(view.lead):
        parent = _whole_named(view) if view.head else None
        parent = _figure_before(view) if parent is None else parent
        return Link(Relation.SHARE, parent, rule="chiếm … %")
    if leading("equals", 1).search(view.lead) and _NOUN_AFTER.match(view.trail):
        return Link(Relation.SHARE, None if view.head else _figure_before(view), rule="đạt … % tổng số")
    return None


def _restating(view: View) -> Link | None:
    """ "14/14 thanh niên, đạt 100%": a bare percentage restates the ratio, or tells what was done of the amount."""
    if view.kind != "percent" or view.head or not view.i or not leading("equals", 1).search(view.lead):
        return None
    before = view.pieces[view.i - 1].quantity
    if before.of is not None and before.ratio is RatioKind.PLAN:
        yardstick = yardstick_in(view.between(view.i - 1)) or "kế hoạch"
        return Link(Relation.RATE, view.i - 1, 0, yardstick, "A/B, đạt … %")
    if before.of is not None:
        return Link(Relation.SHARE, view.i - 1, rule="A/B, đạt … %")
    spent = None if view.trail.strip() else _figure_before(view)
    return None if spent is None else Link(Relation.SHARE, spent, rule="…, đạt … %")


def _planned(view: View) -> Link | None:
    """ "kế hoạch 120 ha": the plan of a figure nearby."""
    match = table_pattern("yardsticks").search(view.lead)
    if match is None or view.kind == "percent" or view.head or not is_plan(yardstick_in(view.lead)):
        return None
    between = view.lead[match.end() :]
    parent = _changed(view)
    if parent is None or len(between.split()) > 3 or anywhere("states").search(between):
        return None
    return Link(Relation.PLAN, parent, 0, yardstick_in(view.lead), "kế hoạch …", status=Status.PLAN)


def _part(view: View) -> Link | None:
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


RULES: tuple[Callable[[View], Link | None], ...] = (
    _changed_from,
    bracketed,
    _delta,
    _rate,
    _ratio,
    _share,
    _restating,
    _planned,
    _part,
)


def _changed(view: View) -> int | None:
    """What a change is of: the nearest plain figure of its clause, of its unit if there is one."""
    if view.kind == "point":
        rates = [j for j in view.beside() if view.kind_of(j) == "percent" and view.links[j].direction == 0]
        if rates:
            return rates[0]
    plain = [j for j in view.beside() if view.links[j].is_plain]
    if not plain:
        return _counted_before(view)
    if named := _ABOUT.match(view.trail):  # "tăng 4,3% về số doanh nghiệp"
        about = set(unit_key(named["what"]).split())
        plain = [j for j in plain if about & _subject(view, j)]
    same = [j for j in plain if view.same_unit(j)]
    return same[0] if same else (plain[0] if plain else None)


def _counted_before(view: View) -> int | None:
    """The earlier figure of the same unit and, if one has it, the same attribute ("giảm 02 người chết")."""
    same = [j for j in view.earlier() if view.links[j].is_plain and view.same_unit(j)]
    tail = set(unit_key(" ".join(view.trail.split()[:2])).split()) - {""}
    text = view.stretch.text
    alike = [j for j in same if tail and tail <= set(unit_key(view.pieces[j].own.of(text)).split())]
    return alike[0] if alike else (same[0] if same else None)


def _named(view: View) -> int | None:
    """The figure that a change with a subject speaks of: its wording holds that ("số người chết tăng 5 người")."""
    return _worded(view, set(unit_key(view.head).split()) - _COUNT_WORDS)


def _whole_named(view: View) -> int | None:
    """The figure whose wording holds what a share is of ("nợ xấu chiếm 1,28% tổng dư nợ")."""
    if not _SHARED_NOUN.match(view.trail):
        return None
    return _worded(view, set(unit_key(" ".join(view.trail.split()[:3])).split()))


def _worded(view: View, words: set[str]) -> int | None:
    """The nearest plain figure before whose own wording holds all of `words`."""
    text = view.stretch.text
    plain = (j for j in view.earlier() if words and view.links[j].is_plain)
    return next((j for j in plain if words <= set(unit_key(view.pieces[j].own.of(text)).split())), None)


def _subject(view: View, j: int) -> set[str]:
    """The words of what figure `j` counts and of its subject."""
    return set(unit_key(f"{view.pieces[j].quantity.unit} {view.heads[j]}").split())


def _figure_before(view: View) -> int | None:
    """The nearest plain figure that is no percentage and stands in no deeper bracket; none over an own subject."""
    if view.head and (not view.i or view.semicolon_after(view.pieces[view.i - 1].quantity.span.end)):
        return None
    if (restated := _restated(view)) is not None:
        return restated
    plain = (j for j in view.beside() if view.links[j].is_plain and view.pieces[j].depth <= view.piece.depth)
    return next((j for j in plain if view.kind_of(j) != "percent"), None)


def _restated(view: View) -> int | None:
    """The A/B beside that a percentage works out ("361/412 vụ, bắt 604 đối tượng, đạt tỷ lệ 87,6%")."""
    stated = view.piece.quantity.value
    for j in view.beside():
        a, b = view.pieces[j].quantity.value, view.pieces[j].quantity.of
        if b and abs(100 * a / b - stated) < _ROUNDING:
            return j
    return None


def _open_marker(view: View) -> Marker | None:
    """The last part marker before the figure whose list goes on: a semicolon ends it, unless a colon opened it."""
    return next((m for m in reversed(view.markers()) if m.listed or not view.semicolon_after(m.end)), None)


def _plain_before(view: View, at: int) -> list[int]:
    return [j for j in view.earlier() if view.pieces[j].quantity.span.start < at and view.links[j].is_plain]


def _whole(view: View, marker: int) -> int | None:
    """The whole that a part belongs to: before the marker, a value of its own of the same unit, or sort of unit."""
    plain = _plain_before(view, marker)
    same = [j for j in plain if view.same_unit(j)]
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
    return Link(Relation.SHARE, rule="… % của …") if _SHARED_NOUN.match(view.trail) and not view.head else None
