"""What answers are worth: accuracy, citations, numbers, abstention, and how far the confidence can be trusted.

Citation recall and precision are those of ALCE (Gao et al., 2023, "Enabling Large Language Models to Generate Text
with Citations", section 3) with containment for its judge: a statement is an answer's own line that holds a number
or a marker, its citations are those that its markers name (all, where it has none). It is supported where each of
its numbers stands in them or is a shown formula's result, and, without a number, where its wording does. A citation
is precise if the statement is supported and the citation alone supports a number of it or the wording; by its quote
alone it need do the latter only, since the year and the place of a figure often stand in a heading.
AURC is the mean of the risk over all coverages (Geifman et al., 2019); answers equally sure are taken together, at
their mean. ECE is the mean gap between confidence and share right over ten even bins, weighted (Guo et al., 2017).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answering.records import Answer, AnswerStatus, Citation
from tests.quality.asked import Asked
from tests.supported import own_lines, quoted, shown, unsupported

BINS = 10
_MARKER = re.compile(r"\[([0-9]+)\]")
Judge = Callable[[Citation], str]


@dataclass(frozen=True)
class Share:
    """`part` of `whole`; prints as "0.912 (31/34)"."""

    part: float
    whole: int

    @property
    def value(self) -> float:
        """The share, 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{self.value:.3f} ({round(self.part, 1):g}/{self.whole})" if self.whole else "–"


@dataclass(frozen=True)
class Bin:
    """Answers of like confidence: how many, their mean confidence, the share right."""

    count: int
    confidence: float
    right: float


def share(of: Iterable[bool]) -> Share:
    """The share that holds."""
    all_of = list(of)
    return Share(sum(all_of), len(all_of))


def answered(asked: Iterable[Asked]) -> list[Asked]:
    """Those that were answered, rightly or not."""
    return [a for a in asked if a.answer.status is AnswerStatus.ANSWERED]


def abstention(asked: Sequence[Asked]) -> tuple[Share, Share, dict[str, Share]]:
    """Precision and recall of saying no, and the recall of each kind of trap."""
    said_no = [a for a in asked if a.answer.status is AnswerStatus.NOT_FOUND]
    traps = [a for a in asked if a.case.status == "not_found"]
    kinds: dict[str, list[bool]] = {}
    for a in traps:
        kinds.setdefault(a.case.phenomenon, []).append(a.answer.status is AnswerStatus.NOT_FOUND)
    recall = share(a.answer.status is AnswerStatus.NOT_FOUND for a in traps)
    return share(a.case.status == "not_found" for a in said_no), recall, {k: share(v) for k, v in kinds.items()}


def by_phenomenon(asked: Iterable[Asked]) -> dict[str, Share]:
    """The share right of each phenomenon, by name."""
    kinds: dict[str, list[bool]] = {}
    for a in asked:
        kinds.setdefault(a.case.phenomenon, []).append(a.right)
    return {name: share(rights) for name, rights in sorted(kinds.items())}


def unsupported_numbers(asked: Iterable[Asked]) -> Share:
    """Numbers in the own lines of all answers, refusals too, that nothing cited supports."""
    counts: Counter[str] = Counter()
    for a in asked:
        counts["all"] += len(shown(own_lines(a.answer), len(a.answer.citations)))
        counts["bad"] += len(unsupported(a.answer, a.wordings))
    return Share(counts["bad"], counts["all"])


def by_quote(citation: Citation) -> str:
    """The strict judge's premise: the quoted words alone."""
    return citation.quote


def by_passage(citation: Citation) -> str:
    """ALCE's premise: the passage under its title, which often gives the year and the place."""
    return f"{citation.title}\n{citation.passage}"


def citation_recall(asked: Iterable[Asked], premise: Judge) -> Share:
    """Supported statements of an answer, averaged over the answers that were given."""
    parts = [_statements(a.answer, premise) for a in answered(asked)]
    return Share(sum(sum(ok for ok, _ in p) / len(p) for p in parts if p), sum(1 for p in parts if p))


def citation_precision(asked: Iterable[Asked], premise: Judge, *, alone: bool = False) -> Share:
    """Precise citations of all that the answers given hold; `alone`, also those of unsupported statements."""
    statements = [s for a in answered(asked) for s in _statements(a.answer, premise)]
    return share((alone or ok) and helps for ok, each in statements for helps in each)


def _statements(answer: Answer, premise: Judge) -> list[tuple[bool, list[bool]]]:
    """For each statement whether it is supported, and whether each of its citations supports a part of it."""
    found = []
    for line in own_lines(answer):
        numbers = shown([line], len(answer.citations))
        if not numbers and not _MARKER.search(line):
            continue
        cited = _cited(answer, line)
        ok = bool(cited) and _supports(answer, line, cited, premise)
        found.append((ok, [_helps(answer, line, citation, premise) for citation in cited]))
    return found


def _cited(answer: Answer, line: str) -> list[Citation]:
    markers = {int(m) for m in _MARKER.findall(line)}
    return [c for i, c in enumerate(answer.citations, 1) if i in markers] or list(answer.citations)


def _supports(answer: Answer, line: str, cited: Sequence[Citation], premise: Judge) -> bool:
    """Whether the citations hold every number of the line, or its wording where it has none."""
    premises = tuple(replace(c, quote=premise(c)) for c in cited)
    if shown([line], len(answer.citations)):
        marked = [_MARKER.sub(" ", line)]
        return not unsupported(replace(answer, citations=premises), (), marked)
    return any(_wording(line) in _even(c.quote) for c in premises)


def _helps(answer: Answer, line: str, citation: Citation, premise: Judge) -> bool:
    """Whether one citation holds a number of the line or of its formula, or the line's wording."""
    known = quoted([premise(citation)])
    formulas = [v.formula for v in answer.values if v.formula and v.formula in line]
    numbers = quoted([*shown([line], len(answer.citations)), *formulas])
    return bool(numbers & known) or _wording(line) in _even(premise(citation))


def _wording(line: str) -> str:
    """A statement without markers and the name or post added in brackets at its end."""
    return _even(re.sub(r"\([^()]*\)\s*$", "", _MARKER.sub(" ", line).strip()))


def _even(text: str) -> str:
    return " ".join(text.casefold().split())


def risk_coverage(asked: Sequence[Asked]) -> list[tuple[float, float]]:
    """(coverage of all questions, share wrong of those answered), the surest first, to where the program stops."""
    points: list[tuple[float, float]] = []
    done, wrong = 0, 0.0
    surest = sorted(answered(asked), key=lambda a: -a.confidence)
    for _, group in groupby(surest, key=lambda a: a.confidence):
        tied = list(group)
        each = sum(not a.right for a in tied) / len(tied)
        for _ in tied:
            done, wrong = done + 1, wrong + each
            points.append((done / len(asked), wrong / done))
    return points


def aurc(points: Sequence[tuple[float, float]]) -> float:
    """The mean risk over the curve's coverages."""
    return sum(risk for _, risk in points) / len(points) if points else 0.0


def reliability(asked: Iterable[Asked]) -> list[Bin]:
    """Ten even bins of confidence over the answers given; an empty bin has count 0."""
    bins: list[list[Asked]] = [[] for _ in range(BINS)]
    for a in answered(asked):
        bins[min(BINS - 1, int(a.confidence * BINS))].append(a)
    return [
        Bin(len(b), sum(a.confidence for a in b) / max(1, len(b)), sum(a.right for a in b) / max(1, len(b)))
        for b in bins
    ]


def ece(bins: Sequence[Bin]) -> float:
    """The expected calibration error."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0
