"""Paragraphs and headings from lines: wrapped lines are joined, each paragraph knows the headings above it."""

import re
from dataclasses import dataclass

from corpus.language.letters import UPPER
from corpus.records import Section, Span
from corpus.structure.lines import Line

_LONGEST_HEADING = 22
# Enumerators of Vietnamese administrative documents, outermost first (Nghị định 30/2020/NĐ-CP, Phụ lục I).
_ENUMERATORS = (
    (1, re.compile(r"^(?:PHẦN|Phần|CHƯƠNG|Chương)\s+[\w]+\b|^[A-E][.)]\s")),
    (2, re.compile(r"^[IVXL]{1,6}[.)/-]\s*")),
    (3, re.compile(r"^\d{1,2}[.)/-]\s+(?=\D)")),
    (4, re.compile(r"^\d{1,2}\.\d{1,2}[.)]?\s+(?=\D)")),
    (5, re.compile(r"^[a-zđ][.)]\s+")),
)
_LEAD = re.compile(rf"^[–\-+•*\s]*(?P<lead>[{UPPER}][^:.;\d]{{3,110}}):(?=\s|$)")
# "2. Đào tạo nghề. Chỉ tiêu …", "4. Nông nghiệp: lúa …": a heading run in before its paragraph.
_RUN_IN = re.compile(
    rf"^(?P<mark>\d{{1,2}}(?:\.\d{{1,2}})?[.)]|[a-zđ][.)])\s+(?P<lead>[{UPPER}][^.:;]{{3,60}})"
    rf"(?:\.\s+(?=[{UPPER}])|:\s)"
)
LEAD_LEVEL = 9
_BARE_LEVEL, _LONGEST_BARE = 7, 10
# What a report says of the time to come is a chapter of its own, numbered or not.
_TO_COME = re.compile(
    r"^(?:Phương hướng\b|(?:Nhiệm vụ|Mục tiêu|Kế hoạch|Giải pháp|Dự kiến|Chỉ tiêu)\b.*"
    r"\b(?:năm|tháng|quý|giai đoạn|thời gian tới|trọng tâm)\b)"
)
_CHAPTER = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of prose; `headings` from the outermost in; a heading line alone yields no paragraph."""

    span: Span
    headings: tuple[str, ...]


def split_paragraphs(text: str, lines: list[Line]) -> tuple[list[Paragraph], list[Section]]:
    """Paragraphs in order, and the sections that their headings open."""
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    open_headings: list[tuple[int, str]] = []
    blocks = _join_wrapped(lines)
    chapter, told = "", False
    apart = {line.span.start for line in lines if line.blank_before}
    for i, block in enumerate(blocks):
        wording = block.of(text)
        level = _heading_level(wording)
        if not level and block.start in apart and i + 1 < len(blocks) and blocks[i + 1].start in apart:
            level = _bare_level(wording, blocks[i + 1].of(text))
            if level == _CHAPTER:
                chapter, told = wording, False
        run_in = None if level else _run_in(wording)
        lead = None if level else run_in or _LEAD.match(wording)
        if level == _BARE_LEVEL and told:  # the next short line ends a chapter that had none of its own before
            open_headings = [h for h in open_headings if h[1] != chapter]
        if not level:
            open_headings = _without_equals(open_headings, _enumerated(wording))
        if level or lead:
            name = lead["lead"].strip() if lead else wording
            level = level or (_heading_level(run_in["mark"] + " x") if run_in else 0) or LEAD_LEVEL
            open_headings = _without_equals(open_headings, level)
            open_headings.append((level, name))
            sections.append(Section(name, level, block))
        if not level or lead:
            told = told or (bool(chapter) and open_headings[-1:] == [(_CHAPTER, chapter)])
            paragraphs.append(Paragraph(block, tuple(h[1] for h in open_headings)))
    return paragraphs, _close(sections, len(text))


def _run_in(wording: str) -> re.Match[str] | None:
    """The heading that runs in before its paragraph, which states no figure itself ("1. GRDP tăng 9,21%. …")."""
    match = _RUN_IN.match(wording)
    return None if match is None or _states_figure(f"x {match['lead']}") else match


def _enumerated(wording: str) -> int:
    """The level of the enumerator that a line of prose opens with ("4. Nông nghiệp: lúa 742 ha"), 0 for none."""
    return next((level for level, pattern in _ENUMERATORS[1:] if pattern.match(wording)), 0)


def _without_equals(headings: list[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    """The headings that stand above an item of a level: the one before it and what is under that are closed."""
    return [h for h in headings if h[0] < level] if level else headings


def _join_wrapped(lines: list[Line]) -> list[Span]:
    """Blocks: a line that goes on from the one before (long, unended, then lower case) belongs to it."""
    blocks: list[Span] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _continues(before, line):
            blocks[-1] = Span(blocks[-1].start, line.span.end)
        else:
            blocks.append(line.span)
        before = line
    return blocks


def _continues(before: Line, line: Line) -> bool:
    if line.blank_before or before.text[-1] in ".;:!?…" or len(before.text) < 50:
        return False
    return line.text[0].islower() or (line.text[0].isdigit() and not _heading_level(line.text))


def _heading_level(wording: str) -> int:
    """1 to 6 for a heading, 0 for prose. A heading is short and ends without a stop."""
    if wording.count(" ") > _LONGEST_HEADING or wording[-1] in ".;,":
        return 0
    for level, pattern in _ENUMERATORS:
        if pattern.match(wording):
            return level if not _states_figure(wording) else 0
    letters = [c for c in wording if c.isalpha()]
    if letters and len(letters) > 5 and all(c.isupper() for c in letters):
        return 2
    return 6 if wording.endswith(":") and not _states_figure(wording) else 0


def _bare_level(wording: str, following: str) -> int:
    """The level of a short line without a number that stands by itself above prose ("Phương hướng năm 2022")."""
    short = wording.count(" ") < _LONGEST_BARE and wording[0].isupper() and wording[-1].isalnum()
    if not short or "|" in wording or _states_figure(f"x {wording}"):
        return 0
    if _TO_COME.match(wording):
        return _CHAPTER
    above = following.count(" ") > wording.count(" ") and following[-1] in ".;" and following[0] not in "|("
    return _BARE_LEVEL if above else 0


def _states_figure(wording: str) -> bool:
    """Whether a short line carries a figure of its own ("1. Diện tích: 5.812 ha")."""
    rest = re.sub(r"^\S+\s+", "", wording)
    rest = re.sub(
        r"(?:năm|tháng|quý|ngày|giai đoạn|học)\s+[\dIVX/.–-]+(?:\s*[-–]\s*\d{4})?|\b(?:19|20)\d{2}\b"
        r"|\d{1,2}\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?",
        "",
        rest,
        flags=re.IGNORECASE,
    )
    return bool(re.search(r"\d", rest))


def _close(sections: list[Section], end: int) -> list[Section]:
    """Sections with their span running to the next heading of the same or an outer level."""
    closed = []
    for i, section in enumerate(sections):
        following = (s.span.start for s in sections[i + 1 :] if s.level <= section.level)
        closed.append(Section(section.heading, section.level, Span(section.span.start, next(following, end))))
    return closed
