"""Styles of a Word file: what holds for a run or paragraph that does not say it itself (ISO/IEC 29500-1, 17.7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from corpus.language.legacy import decode_tcvn3, decode_tcvn3_capitals, decode_vni
from corpus.readers.docx.xml import Element, attribute, child, elements, local, number, switch, value

_DEEPEST = 20  # styles based on styles; a circle ends here
_CP1252 = frozenset("ŒœŠšŽžŸƒ")
_PRIVATE = {code: chr(code - 0xF000) for code in range(0xF020, 0xF100)}  # codes of a font that is marked as symbols
_BORDERS = frozenset(("top", "bottom", "left", "right", "start", "end", "insideH", "insideV"))


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look: the font of plain and of accented letters, hidden, all capitals. None: not said here."""

    plain: str | None = None
    accented: str | None = None
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, under: "Look") -> "Look":
        """This look, and where it says nothing, `under`."""
        return Look(
            under.plain if self.plain is None else self.plain,
            under.accented if self.accented is None else self.accented,
            under.hidden if self.hidden is None else self.hidden,
            under.capitals if self.capitals is None else self.capitals,
        )

    @property
    def decoder(self) -> Callable[[str], str] | None:
        """What turns the text of an ABC or VNI font into Unicode, None for other fonts."""
        font = self.accented or self.plain or ""
        if font.lower().startswith(".vn"):
            return decode_tcvn3_capitals if font.endswith("H") else decode_tcvn3
        return decode_vni if font.lower().startswith("vni-") else None


def shown(text: str, look: Look) -> str:
    """The text of a run as the page shows it. What is Unicode already stays, whatever its font."""
    decoder = look.decoder
    if decoder is not None and not any(c > "\u00ff" and _is_letter(c) for c in text):
        text = decoder(text.translate(_PRIVATE))
    return text.upper() if look.capitals else text


def _is_letter(character: str) -> bool:
    return (character.isalpha() or "\u0300" <= character <= "\u036f") and character not in _CP1252


def look_of(properties: Element | None) -> Look:
    """What run properties (`rPr`) say themselves."""
    if properties is None:
        return Look()
    fonts = child(properties, "rFonts")
    return Look(
        _font(fonts, "ascii"), _font(fonts, "hAnsi"), switch(properties, "vanish"), switch(properties, "caps")
    )


def _font(fonts: Element | None, kind: str) -> str | None:
    """A font's name, "" for one of the theme's, which is none of the old ones."""
    return "" if attribute(fonts, f"{kind}Theme") else attribute(fonts, kind)


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name, the style below it, its look, the list it numbers in, whether it draws table borders."""

    name: str = ""
    below: str = ""
    look: Look = field(default_factory=Look)
    list_id: int | None = None
    level: int | None = None
    bordered: bool | None = None


class Styles:
    """All styles of a file by their id."""

    def __init__(self, styles: dict[str, Style], defaults: Look, plain_paragraph: str = "") -> None:
        self._styles, self._defaults, self._plain = styles, defaults, plain_paragraph
        self._looks: dict[tuple[str, str], Look] = {}

    def look(self, paragraph: str, character: str) -> Look:
        """The look of a run of this paragraph style and character style; "" for none."""
        key = (paragraph or self._plain, character)
        if key not in self._looks:
            chain = [*self._chain(key[1]), *self._chain(key[0])]
            look = Look()
            for style in chain:
                look = look.over(style.look)
            self._looks[key] = look.over(self._defaults)
        return self._looks[key]

    def name(self, style: str) -> str:
        """The name of a style in small letters: "heading 1", "toc 2"."""
        return self._styles.get(style, Style()).name.lower()

    def numbering(self, style: str) -> tuple[int | None, int | None]:
        """The list and level that a paragraph style numbers in, each None where no style says it."""
        chain = list(self._chain(style or self._plain))
        list_id = next((s.list_id for s in chain if s.list_id is not None), None)
        return list_id, next((s.level for s in chain if s.level is not None), None)

    def bordered(self, style: str) -> bool:
        """Whether a table style draws lines."""
        return next((s.bordered for s in self._chain(style) if s.bordered is not None), False)

    def _chain(self, style: str) -> Iterator[Style]:
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.below

    @cached_property
    def lists(self) -> dict[str, int]:
        """The list that each numbering style stands for."""
        return {key: style.list_id for key, style in self._styles.items() if style.list_id is not None}


def read_styles(path: Path, data: bytes) -> Styles:
    """The styles of styles.xml. Raises what `elements` raises."""
    styles: dict[str, Style] = {}
    defaults, plain = Look(), ""
    for element in elements(path, data, frozenset(("style", "docDefaults"))):
        if local(element) == "docDefaults":
            defaults = look_of(child(element, "rPrDefault", "rPr"))
            continue
        key = attribute(element, "styleId") or ""
        styles[key] = _style(element)
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            plain = key
    return Styles(styles, replace(defaults, hidden=None), plain)


def _style(element: Element) -> Style:
    numbered = child(element, "pPr", "numPr")
    list_id, level = value(numbered, "numId"), value(numbered, "ilvl")
    return Style(
        value(element, "name") or "",
        value(element, "basedOn") or "",
        look_of(child(element, "rPr")),
        None if list_id is None else number(list_id),
        None if level is None else number(level),
        draws_borders(child(element, "tblPr")),
    )


def draws_borders(properties: Element | None) -> bool | None:
    """Whether table or cell properties draw lines, None where they say nothing of them."""
    borders = child(properties, "tblBorders")
    borders = child(properties, "tcBorders") if borders is None else borders
    if borders is None:
        return None
    kinds = [attribute(side, "val") for side in borders if local(side) in _BORDERS]
    return any(kind not in (None, "none", "nil") for kind in kinds)
