"""What a figure in brackets is to the figure before them.

A change "(tăng 02 HTX)", a rate "(118% kế hoạch)", the plan "(kế hoạch 7,5 triệu)", the value of the time
before "(năm 2018: 34)", the average of a wider territory "(cả nước 54,4%)", a share "(71,9%)", a part "(khá 02)".
"""

import re
from dataclasses import replace

from corpus.facts.cues import (
    anywhere,
    direction_in,
    is_plan,
    is_yearly,
    last_yardstick_in,
    leading,
    target_pattern,
    yardstick_in,
)
from corpus.facts.links import Link, View
from corpus.facts.stretch import last_before, status_of, within
from corpus.records import Period, Relation, Span, Status

_LAST_WORDS = 24
_TO_COME = re.compile(
    r"(?<!\w)(?:kế hoạch|mục tiêu(?! quốc gia)|chỉ tiêu|phương hướng|nhiệm vụ)(?!\w)", re.IGNORECASE
)


def bracketed(view: View) -> Link | None:
    """The link of a figure in brackets, None outside of them."""
    if not view.piece.depth:
        return None
    parent, before = _outside(view), view.before_bracket
    bare = not view.lead.strip(" :")
    return (
        _change_or_rate(view, parent)
        or _average(view, parent, before, bare=bare)
        or _plan(view, parent, before, bare=bare)
        or _last_time(view, parent, before, bare=bare)
        or _part(view, parent)
    )


def _change_or_rate(view: View, parent: int | None) -> Link | None:
    direction, yardstick = direction_in(view.lead) or _signed(view), yardstick_in(view.trail)
    if direction:
        return Link(Relation.DELTA, parent, direction, yardstick, "ngoặc: tăng/giảm")
    if view.kind == "percent" and is_plan(yardstick):
        return Link(Relation.RATE, parent, 0, yardstick, "ngoặc: … % kế hoạch")
    return None


def _signed(view: View) -> int:
    """+1 or -1 where a percentage in brackets is a change by its sign: "612,3 nghìn tấn (+4,8%)"."""
    if view.kind != "percent" or view.lead.strip(" +-–−"):
        return 0
    before = view.stretch.text[: view.piece.quantity.number.start].rstrip()[-1:]
    return {"+": 1, "-": -1, "–": -1, "−": -1}.get(before, -1 if view.piece.quantity.value < 0 else 0)


def _average(view: View, parent: int | None, before: str, *, bare: bool) -> Link | None:
    """The average of a wider territory: "(cả nước 54,4%)", "thấp hơn bình quân của huyện (2,35%)"."""
    beside = parent
    if anywhere("nation").search(view.lead) or (bare and leading("nation", 3).search(before)):
        return Link(yardstick="cả nước", place="cả nước", rule="ngoặc: bình quân cả nước", beside=beside)
    if leading("mean", 5).search(view.lead) or (bare and leading("mean", 5).search(before)):
        return Link(yardstick="bình quân", rule="ngoặc: bình quân", beside=beside)
    return None


def _plan(view: View, parent: int | None, before: str, *, bare: bool) -> Link | None:
    """ "(kế hoạch: 120 ha)", "đạt 105% kế hoạch (7,5 triệu lượt)"."""
    wording = before if bare else view.lead
    yardstick = last_yardstick_in(before) if bare else yardstick_in(view.lead)
    if not is_plan(yardstick):
        return None
    link = Link(Relation.PLAN, _measured(view, parent), 0, yardstick, "ngoặc: kế hoạch", status=Status.PLAN)
    return replace(link, yearly=is_yearly(wording))


def _last_time(view: View, parent: int | None, before: str, *, bare: bool) -> Link | None:
    """The value of the period compared with: "(năm 2018: 34)", "so với năm 2018 (34)"."""
    said = anywhere("last time").search(view.lead) or anywhere("last time").search(before[-_LAST_WORDS:])
    if not (_follows_compared(view, before) if bare else _names_earlier(view)) or _is_list(view):
        return None
    yardstick = "cùng kỳ" if said else ""
    link = Link(Relation.PREVIOUS, _measured(view, parent), 0, yardstick, "ngoặc: kỳ trước", previous=True)
    cue = target_pattern("statuses").search(view.lead)
    return replace(link, status=status_of(cue.group()) if cue else Status.ACTUAL)


def _is_list(view: View) -> bool:
    """Whether the bracket lists several times of one unit ("(năm 2018: 58 HTX; năm 2019: 71 HTX)")."""
    before, after = view.i - 1, view.i + 1
    if before >= 0 and _shares_bracket(view, before):
        return view.links[before].relation is Relation.PART
    if after >= len(view.pieces) or not _shares_bracket(view, after):
        return False
    between = Span(view.piece.quantity.span.end, view.pieces[after].quantity.span.start)
    return bool(within(view.stretch.mentions.periods, between))


def _shares_bracket(view: View, j: int) -> bool:
    return view.pieces[j].bracket == view.piece.bracket and view.same_unit(j)


def _follows_compared(view: View, before: str) -> bool:
    """Whether the bracket follows the period that something is compared with."""
    compared = view.stretch.compared
    at = last_before(compared, view.piece.bracket)
    near = at >= 0 and not view.stretch.text[compared[at].span.end : view.piece.bracket].strip()
    return near or bool(leading("last time").search(before))


def _names_earlier(view: View) -> bool:
    """Whether the bracket names an earlier time and nothing else that it would be about."""
    if anywhere("last time").search(view.lead):
        return True
    inside = within(view.stretch.mentions.periods, Span(view.piece.bracket, view.piece.quantity.span.start))
    return bool(inside) and not view.head and _is_earlier(inside[-1].period, view)


def _is_earlier(period: Period, view: View) -> bool:
    before = [m.period for m in view.stretch.periods[:3] if m.span.end <= view.piece.bracket]
    if before:
        return period.end < before[0].end
    own = view.stretch.setting.metadata.period
    return own is None or period.end < own.end or any(_TO_COME.search(h) for h in view.stretch.setting.headings)


def _part(view: View, parent: int | None) -> Link:
    if parent is not None and not view.piece.quantity.unit and view.links[parent].relation is Relation.RATE:
        parent = view.links[parent].parent  # "36.780 người, đạt 102,2% KH (cao đẳng 5.214, …)"
    comparable = parent is not None and view.kind_of(parent) == view.kind
    if view.kind == "percent" and view.head and leading("share", 1).search(view.lead):
        if parent is not None and view.links[parent].relation is Relation.DELTA:
            parent = view.links[parent].parent
        return Link(Relation.SHARE, parent, rule="ngoặc: chiếm … %")
    if view.kind == "percent" and parent is not None and view.links[parent].relation is Relation.DELTA:
        change = view.links[parent]  # "giảm 38 vụ (8,4%)": the change once more
        return Link(Relation.DELTA, change.parent, change.direction, change.yardstick, "ngoặc: mức thay đổi")
    if view.kind == "percent" and parent is not None and not comparable:
        return Link(Relation.SHARE, parent, rule="ngoặc: tỷ lệ")
    if parent is None or view.same_unit(parent) or (comparable and view.head):
        return Link(Relation.PART, parent, rule="ngoặc: phần")
    return Link(rule="ngoặc: cách nói khác", beside=parent)


def _outside(view: View) -> int | None:
    """The figure that the bracket explains: outside it, of the same unit if there is one."""
    outside = [j for j in view.earlier() if view.pieces[j].depth < view.piece.depth]
    same = [j for j in outside if view.same_noun(j)]
    if view.kind == "percent" and outside and view.kind_of(outside[0]) != "percent":
        return outside[0]
    return same[0] if same else (outside[0] if outside else None)


def _measured(view: View, parent: int | None) -> int | None:
    """The figure itself where a bracket follows its rate ("đạt 105% kế hoạch (7,5 triệu lượt)")."""
    plain = [j for j in view.earlier() if view.pieces[j].depth < view.piece.depth and view.links[j].is_plain]
    alike = [j for j in plain if view.same_noun(j)] or [j for j in plain if view.kind_of(j) == view.kind]
    return alike[0] if alike else parent
