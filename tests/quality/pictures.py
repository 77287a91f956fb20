"""Risk–coverage curve and reliability diagram as one SVG, written by hand; it follows a light or a dark page."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.quality.measures import Bin

Curve = Sequence[tuple[float, float]]
_WIDTH, _HEIGHT, _SIDE, _LEFT, _TOP, _GAP = 900, 400, 290, 72, 48, 176
_DASHES = ("", "7 4", "2 3", "10 3 2 3")
_STYLE = """
text { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 13px; fill: #1f2328 }
.small { font-size: 11px } .title { font-weight: 600 }
.page { fill: #ffffff } .axis { stroke: #57606a; fill: none } .grid { stroke: #d0d7de; fill: none }
.line { fill: none; stroke-width: 2.2 }
.s0 { stroke: #0550ae } .s1 { stroke: #bc4c00 } .s2 { stroke: #116329 } .s3 { stroke: #8250df }
.f0 { fill: #0550ae } .f1 { fill: #bc4c00 } .f2 { fill: #116329 } .f3 { fill: #8250df }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .page { fill: #0d1117 } .axis { stroke: #9198a1 } .grid { stroke: #30363d }
.s0 { stroke: #79c0ff } .s1 { stroke: #ffa657 } .s2 { stroke: #7ee787 } .s3 { stroke: #d2a8ff }
.f0 { fill: #79c0ff } .f1 { fill: #ffa657 } .f2 { fill: #7ee787 } .f3 { fill: #d2a8ff } }
"""


def draw(curves: Mapping[str, Curve], bins: Mapping[str, Sequence[Bin]]) -> str:
    """Both pictures side by side, one line or row of dots a set (at most four)."""
    highest = max((risk for curve in curves.values() for _, risk in curve), default=0.0)
    top = next(top for top in (0.1, 0.25, 0.5, 1.0) if highest <= top)
    right = _LEFT + _SIDE + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img"'
        ' aria-label="Risk by coverage, and share right by confidence">',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        *_panel(_LEFT, "Risk–coverage", "share of questions answered", "share wrong of the answered", top),
        *_panel(right, "Reliability", "confidence", "share right", 1.0),
        _path("axis", [(right, _TOP + _SIDE), (right + _SIDE, _TOP)], "3 3"),
    ]
    for i, (name, curve) in enumerate(curves.items()):
        points = [(_LEFT + c * _SIDE, _TOP + _SIDE * (1 - risk / top)) for c, risk in curve]
        parts += [_path(f"line s{i}", points, _DASHES[i])] if points else []
        parts += _legend(i, name)
    for i, row in enumerate(bins.values()):
        parts += [_dot(i, right, b) for b in row if b.count]
    return "\n".join([*parts, "</svg>\n"])


def _panel(left: float, title: str, below: str, beside: str, top: float) -> list[str]:
    """Axes with a grid of five by five and their names."""
    bottom, middle = _TOP + _SIDE, _TOP + _SIDE / 2
    parts = [_text(left, _TOP - 16, title, "title")]
    for i in range(6):
        at = _SIDE * i / 5
        parts += [
            _path("grid", [(left + at, _TOP), (left + at, bottom)]),
            _path("grid", [(left, _TOP + at), (left + _SIDE, _TOP + at)]),
            _text(left + at, bottom + 16, f"{20 * i}%", "small", "middle"),
            _text(left - 6, bottom - at + 4, f"{top * 20 * i:g}%", "small", "end"),
        ]
    turned = f' transform="rotate(-90 {left - 46} {middle})"'
    return [
        *parts,
        _path("axis", [(left, _TOP), (left, bottom), (left + _SIDE, bottom)]),
        _text(left + _SIDE / 2, bottom + 36, below, "", "middle"),
        _text(left - 46, middle, beside, "", "middle", turned),
    ]


def _legend(i: int, name: str) -> list[str]:
    left, y = _LEFT + _SIDE + 10, _TOP + 14 + 32 * i
    return [_path(f"line s{i}", [(left, y), (left + 22, y)], _DASHES[i]), _text(left, y + 14, name, "small")]


def _dot(i: int, left: float, b: Bin) -> str:
    """A bin, the bigger the more answers it holds."""
    size = min(11.0, 3 + b.count**0.5)
    x, y = left + b.confidence * _SIDE, _TOP + _SIDE * (1 - b.right)
    title = f"<title>{b.count} answers, confidence {b.confidence:.2f}, right {b.right:.2f}</title>"
    return f'<circle class="f{i}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" opacity=".8">{title}</circle>'


def _path(kind: str, points: Sequence[tuple[float, float]], dash: str = "") -> str:
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<polyline class="{kind}"{dashed} points="{steps}"/>'


def _text(x: float, y: float, words: str, kind: str, anchor: str = "start", more: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'
