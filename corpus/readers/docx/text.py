"""The text of a Word paragraph as the page shows it: tracked changes done, no hidden text, no field codes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.styles import Look, Styles, look_of, shown
from corpus.readers.docx.xml import Element, attribute, child, local, number, value

# Properties, deleted text and what shows nothing; everything else that is no run is looked into.
_DROPPED = frozenset(("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "instrText", "delText", "rt"))
_BREAKS = frozenset(("br", "cr"))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SHAPES = frozenset(("drawing", "pict", "object", "AlternateContent"))
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONTENTS = re.compile(r"toc \d|toc heading")
_ENDS = tuple(".:;!?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its list number, its text (lines parted by line feeds), the contents of its text boxes."""

    label: str
    text: str
    boxes: tuple[Element, ...] = ()

    @property
    def line(self) -> str:
        """The number and the text."""
        return f"{self.label} {self.text}" if self.label and self.text else self.label or self.text


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one run, how it looks, whether it stands raised."""

    text: str
    look: Look
    raised: bool = False


class ParagraphReader:
    """Reads paragraphs in their order: lists count on. `notes` are the notes referred to so far: (kind, id)."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self.notes: dict[tuple[str, int], None] = {}
        self._carried: list[_Piece] = []

    def read(self, paragraph: Element) -> Paragraph:
        """One paragraph (`w:p`). A line of a table of contents is empty: the text itself comes later.

        So is one whose mark was deleted under tracked changes: the next paragraph begins with its text.
        """
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle") or ""
        pieces, self._carried = self._carried, []
        boxes: list[Element] = []
        self._walk(paragraph, style, pieces, boxes)
        if child(properties, "rPr", "del") is not None:
            self._carried = pieces
            return Paragraph("", "", tuple(boxes))
        label = self._label(properties, style)
        if _CONTENTS.match(self._styles.name(style)):
            return Paragraph("", "", tuple(boxes))
        centred = value(properties, "jc") == "center"
        return Paragraph(label, _lines(_joined(pieces), centred=centred), tuple(boxes))

    def rest(self) -> str:
        """The text that still waits for a next paragraph when there is none."""
        pieces, self._carried = self._carried, []
        return _lines(_joined(pieces), centred=False)

    def _label(self, properties: Element | None, style: str) -> str:
        numbered = child(properties, "numPr")
        list_id, level = self._styles.numbering(style)
        if (own := value(numbered, "numId")) is not None:
            list_id, level = number(own), number(value(numbered, "ilvl"))
        elif numbered is not None:
            level = number(value(numbered, "ilvl"))
        return self._numbering.label(list_id, level, style) if list_id else ""

    def _walk(self, element: Element, style: str, pieces: list[_Piece], boxes: list[Element]) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                self._run(part, style, pieces, boxes)
            elif name in _SHAPES:
                boxes.extend(_boxes(part))
            elif name not in _DROPPED:
                if name == "den":  # the denominator of a fraction in a formula
                    pieces.append(_Piece("/", Look()))
                self._walk(part, style, pieces, boxes)

    def _run(self, run: Element, style: str, pieces: list[_Piece], boxes: list[Element]) -> None:
        properties = child(run, "rPr")
        character = value(properties, "rStyle") or ""
        look = look_of(properties).over(self._styles.look(style, character))
        if look.hidden:
            return
        raised = value(properties, "vertAlign") == "superscript"
        for part in run:
            name = local(part)
            if name in _SHAPES:
                boxes.extend(_boxes(part))
            elif name in _NOTES:
                self.notes[_NOTES[name], number(attribute(part, "id"))] = None
            elif text := _text(name, part):
                pieces.append(_Piece(text, look, raised))


def _text(name: str, part: Element) -> str:
    """What a part of a run prints."""
    if name == "t":
        return part.text or ""
    if name in _BREAKS:
        return "\n"
    if name == "sym":
        code = attribute(part, "char") or ""
        return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""
    return _SIGNS.get(name, "")


def _boxes(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing; one that is given twice, for new and old programs, once."""
    if local(element) == "txbxContent":
        yield element
        return
    if local(element) == "AlternateContent":
        choice, fallback = child(element, "Choice"), child(element, "Fallback")
        new = () if choice is None else tuple(_boxes(choice))
        yield from new or (() if fallback is None else _boxes(fallback))
        return
    for part in element:
        yield from _boxes(part)


def _joined(pieces: list[_Piece]) -> str:
    """The text of the runs; neighbours that look alike are one, as Word may part a VNI letter from its mark."""
    text = ""
    for (look, raised), group in groupby(pieces, key=lambda piece: (piece.look, piece.raised)):
        part = shown("".join(piece.text for piece in group), look)
        glued = raised and text[-1:].isdigit()
        text += part.translate(_RAISED) if glued else part
    return text


def _lines(text: str, *, centred: bool) -> str:
    """Lines of a paragraph: a break in the middle of a sentence is a blank, except in a centred title."""
    lines = [line for raw in text.split("\n") if (line := " ".join(raw.split(" ")).strip())]
    kept: list[str] = []
    for line in lines:
        if kept and not centred and line[0].islower() and not kept[-1].endswith(_ENDS):
            kept[-1] += " " + line
        else:
            kept.append(line)
    return "\n".join(kept)
