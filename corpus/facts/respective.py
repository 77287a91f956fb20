"""Values paired in order: "diện tích lúa và ngô lần lượt là 15 ha và 9 ha", "tăng tương ứng 3% và 5%".

The k figures after the cue belong to the k items, periods or figures named before it, one each.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.facts.clauses import Piece
from corpus.facts.links import Link
from corpus.facts.stretch import Stretch, within
from corpus.language.phrases import table_pattern
from corpus.records import Period, Span

_ITEM = re.compile(r"\s*,\s*(?:và\s+)?|\s+(?:và|với)\s+|\s*;\s*")
_JOINED = re.compile(r"^(?:\s*(?:,|;|và|với|,\s*và)\s*)$")
_DIGIT = re.compile(r"\d")
_REACH = 60
_MOST = 12


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a figure of a paired list takes from the item of its place; `beside` is the figure it is paired with."""

    link: Link
    head: str = ""
    context: tuple[Span, ...] = ()
    period: Period | None = None
    unit: str = ""
    beside: int | None = None


def pair_in_order(
    stretch: Stretch, pieces: Sequence[Piece], heads: Sequence[str], links: Sequence[Link]
) -> dict[int, Pairing]:
    """The pairings of a sentence by the position of the figure; empty where nothing is paired."""
    found: dict[int, Pairing] = {}
    for cue in table_pattern("pairing_cues").finditer(stretch.text, stretch.sentence.start, stretch.sentence.end):
        group = _group(stretch, pieces, cue.end())
        if len(group) > 1:
            found.update(_pair(stretch, pieces, heads, links, group, cue.start()))
    return found


def _group(stretch: Stretch, pieces: Sequence[Piece], after: int) -> list[int]:
    """The run of figures after the cue that only commas and "và" join."""
    first = bisect_left(pieces, after, key=lambda piece: piece.quantity.span.start)
    if first == len(pieces) or pieces[first].quantity.span.start - after > _REACH:
        return []
    group = [first]
    for i in range(first + 1, min(len(pieces), first + _MOST)):
        between = stretch.text[pieces[i - 1].quantity.span.end : pieces[i].quantity.span.start]
        if not _JOINED.match(between):
            break
        group.append(i)
    return group


def _pair(
    stretch: Stretch,
    pieces: Sequence[Piece],
    heads: Sequence[str],
    links: Sequence[Link],
    group: Sequence[int],
    cue: int,
) -> dict[int, Pairing]:
    first, size = group[0], len(group)
    unit = pieces[group[-1]].quantity.unit
    periods = within(stretch.periods, Span(pieces[first].clause.start, cue))[-size:]
    before = [i for i in range(max(0, first - 3 * size), first) if links[i].is_plain]
    subject = Span(pieces[first].own.start, cue)
    items = _items(stretch.text, subject, size)
    made: dict[int, Pairing] = {}
    for place, i in enumerate(group):
        pairing = Pairing(links[first] if place else links[i], heads[first], (subject,), unit=unit)
        if len(periods) == size:
            pairing = replace(pairing, period=periods[place].period)
        elif items:
            pairing = replace(pairing, head=items[place][0], context=items[place][1])
        elif len(before) >= size:
            pairing = _with_parent(pairing, pieces, before[-size:][place], links[first])
        made[i] = pairing
    return made


def _with_parent(pairing: Pairing, pieces: Sequence[Piece], parent: int, link: Link) -> Pairing:
    """A paired figure that speaks of an earlier one: a change or rate of it, or a number of its own beside it."""
    if link.is_plain:
        context = (*pairing.context, pieces[parent].own)
        return replace(pairing, link=Link(rule="lần lượt"), context=context, beside=parent)
    return replace(pairing, link=replace(link, parent=parent, rule="lần lượt"))


def _items(text: str, subject: Span, size: int) -> list[tuple[str, tuple[Span, ...]]]:
    """The last `size` coordinated items of a subject, each led by what they share ("diện tích"), with its spans."""
    starts, ends = [subject.start], []
    for match in _ITEM.finditer(text, subject.start, subject.end):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(subject.end)
    spans = [Span(a, max(a, b)) for a, b in zip(starts, ends, strict=True)][-size:]
    if (
        len(spans) < size
        or not all(s.of(text).strip() for s in spans)
        or any(ch.isdigit() for s in spans for ch in s.of(text))
    ):
        return []
    first = spans[0].of(text).split()
    shared = len(first) - min(len(first) - 1, len(spans[-1].of(text).split()))
    lead = " ".join(first[:shared])
    named = [spans[0].of(text).strip(), *(f"{lead} {s.of(text).strip()}" for s in spans[1:])]
    share = Span(spans[0].start, spans[0].start + len(spans[0].of(text)) - len(" ".join(first[shared:])))
    return [(name.strip(), (span, share)) for name, span in zip(named, spans, strict=True)]
