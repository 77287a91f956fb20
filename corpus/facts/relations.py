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
from corpus.facts.cues import (
    anywhere,
    direction_in,
    is_plan,
    leading,
    opening_direction,
    target_pattern,
    yardstick_in,
)
from corpus.facts.links import LEAD, Link, View, unit_key
from corpus.facts.parts import SHARED_NOUN, part
from corpus.facts.stretch import Stretch
from corpus.records import RatioKind, Relation, Status

_ABOUT = re.compile(r"\s*về\s+(?:số\s+|tổng\s+)?(?P<what>[^,;.()]{2,40}?)(?=\s(?:và|so với)\s|[,;.()]|$)")
_NOUN_AFTER = re.compile(r"\s+(?:tổng số|tổng|số|diện tích|dân số|hộ|sản lượng|giá trị|nhu cầu)\s")
_ROUNDING = Decimal("0.06")
_COMPARED_NEXT = re.compile(r"\s+(?:so|cùng kỳ|năm)\s", re.IGNORECASE)
_COUNT_WORDS = frozenset(["so", "tong", "luong", "cac"])
_AGAIN_WORDS = frozenset(
    ["hay", "hoặc", "tức", "tương đương", "tương đương với", "tương ứng", "tương ứng với", "hay là"]
)
_AGAIN = re.compile(r"\W*(?:hay(?: là)?|hoặc|tức|tương đương(?: với)?|tương ứng(?: với)?)?\s*", re.IGNORECASE)
_LEFT = re.compile(
    r"^\W*(?:chỉ còn|xuống còn|còn|xuống|lên|nâng lên)\s+(?:khoảng|gần|trên|dưới|hơn)?\s*$", re.IGNORECASE
)
_WHERE = re.compile(r"(?:tại|ở|thuộc|trên địa bàn|phân bố ở|xảy ra (?:tại|ở))\s", re.IGNORECASE)
LEFT = Link(rule="tăng/giảm …, còn …")


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


def _said_again(view: View) -> Link | None:
    """ "tăng 5,12% hay 27,6 nghìn tấn": the change before in another unit."""
    if (
        not view.i
        or not _AGAIN.fullmatch(view.opening)
        or view.between(view.i - 1).strip(" ,").lower() not in _AGAIN_WORDS
    ):
        return None
    before = view.links[view.i - 1]
    if before.relation is not Relation.DELTA:
        return None
    return Link(Relation.DELTA, before.parent, before.direction, before.yardstick, "tăng … hay …")


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
    if spent is not None and (yardstick := _rate_before(view)):
        return Link(Relation.RATE, spent, 0, yardstick, "…, đạt … %, như trước")
    return None if spent is None else Link(Relation.SHARE, spent, rule="…, đạt … %")


def _rate_before(view: View) -> str:
    """The yardstick of the rate before in the sentence, which the next one goes by too ("thu nội địa … bằng 124,5%
    dự toán; thu xuất nhập khẩu … bằng 102,7%"); "" where there is none."""
    return next((view.links[j].yardstick for j in view.earlier() if view.links[j].relation is Relation.RATE), "")


def _planned(view: View) -> Link | None:
    """ "kế hoạch 120 ha": the plan of a figure nearby."""
    match = target_pattern("yardsticks").search(view.lead)
    if match is None or view.kind == "percent" or view.head or not is_plan(yardstick_in(view.lead)):
        return None
    between = view.lead[match.end() :]
    parent = _changed(view)
    if parent is None or len(between.split()) > 3 or anywhere("states").search(between):
        return None
    return Link(Relation.PLAN, parent, 0, yardstick_in(view.lead), "kế hoạch …", status=Status.PLAN)


RULES: tuple[Callable[[View], Link | None], ...] = (
    _changed_from,
    _said_again,
    bracketed,
    _delta,
    _rate,
    _ratio,
    _share,
    _restating,
    _planned,
    part,
)


def _changed(view: View) -> int | None:
    """What a change is of: the nearest plain figure of its clause, of its unit if there is one."""
    if view.kind == "point":
        rates = [j for j in view.beside() if view.kind_of(j) == "percent" and view.links[j].direction == 0]
        if rates:
            return rates[0]
    plain = [j for j in view.beside() if view.links[j].is_plain]
    plain = [j for j in plain if not _tells_where(view, j)] or plain
    if not plain:
        return _counted_before(view)
    if named := _ABOUT.match(view.trail):  # "tăng 4,3% về số doanh nghiệp"
        about = set(unit_key(named["what"]).split())
        plain = [j for j in plain if about & _subject(view, j)]
    same = [j for j in plain if view.same_unit(j)]
    return same[0] if same else (plain[0] if plain else None)


def _tells_where(view: View, j: int) -> bool:
    """Whether a figure counts the places that something is in ("1.386 ca mắc tại 19/21 huyện, giảm 42,7%")."""
    return _WHERE.match(view.pieces[j].own.of(view.stretch.text)) is not None


def _counted_before(view: View) -> int | None:
    """The earlier figure of the same unit and, if one has it, the same attribute ("giảm 02 người chết")."""
    same = [j for j in view.earlier() if view.links[j].is_plain and view.same_noun(j)]
    tail = set(unit_key(" ".join(view.trail.split()[:2])).split()) - {""}
    text = view.stretch.text
    alike = [j for j in same if tail and tail <= set(unit_key(view.pieces[j].own.of(text)).split())]
    return alike[0] if alike else (same[0] if same else None)


def _named(view: View) -> int | None:
    """The figure that a change with a subject speaks of: its wording holds that ("số người chết tăng 5 người")."""
    return _worded(view, set(unit_key(view.head).split()) - _COUNT_WORDS)


def _whole_named(view: View) -> int | None:
    """The figure whose wording holds what a share is of ("nợ xấu chiếm 1,28% tổng dư nợ")."""
    if not SHARED_NOUN.match(view.trail):
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
