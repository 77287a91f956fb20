"""The XML parts of a Word file, element by element: no entity is resolved, nothing is fetched, memory stays small.

lxml alone and not python-docx: python-docx unpacks every part without a limit and holds the whole tree of each, and
it leaves list numbers, text boxes, footnotes, tracked changes and fonts to its callers anyway.
Names are compared without their namespace, since transitional and strict files (ISO/IEC 29500) use different ones.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from corpus.errors import DamagedReport, DangerousContent, TooComplex
from corpus.readers.office_xml import is_over_limits, refuse_dtd


class Element(Protocol):
    """What is used of lxml's elements."""

    @property
    def tag(self) -> object:
        """The name with its namespace; no string for a comment or entity."""
        ...

    @property
    def text(self) -> str | None:
        """The text before the first child."""
        ...

    @property
    def attrib(self) -> Mapping[str, str]:
        """The attributes."""
        ...

    def __iter__(self) -> "Iterator[Element]":
        """The children."""
        ...

    def clear(self) -> None:
        """Forget children, text and attributes."""
        ...

    def getparent(self) -> "Element | None":
        """The element around this one."""
        ...

    def remove(self, element: Any) -> None:
        """Forget one child."""
        ...


def elements(
    path: Path, data: bytes, wanted: frozenset[str], closing: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """Each outermost element named in `wanted` as soon as it is read, freed when the next one is asked for.

    Those of `closing` come too, at their end tag, unless they lie in a wanted one.
    Raises DangerousContent for a DTD, TooComplex for nesting or length beyond the limits, DamagedReport for no XML.
    """
    refuse_dtd(path, data)
    inside = 0
    before: Element | None = None
    for event, element in _events(path, data, wanted | closing):
        named = local(element) in wanted
        if event == "start":
            inside += named
            continue
        inside -= named
        if inside == 0:
            yield element
            before = _free(before, element) if named else before


def _free(before: Element | None, element: Element) -> Element:
    """Empty an element that was used and drop the one used before it."""
    element.clear()
    parent = None if before is None else before.getparent()
    if parent is not None:
        parent.remove(before)
    return element


def _events(path: Path, data: bytes, names: frozenset[str]) -> Iterator[tuple[str, Element]]:
    """Start and end of the elements of these names; libxml2 itself allows no more than 256 levels."""
    from lxml import etree  # noqa: PLC0415  (loaded only where a file is read)

    try:
        steps = etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for count, (event, element) in enumerate(steps):
            if count == 0 and element.getroottree().docinfo.internalDTD is not None:  # in some rare encoding
                raise DangerousContent(path, "khai báo DTD hoặc thực thể XML")
            yield event, element
    except etree.XMLSyntaxError as error:
        if is_over_limits(error):
            raise TooComplex(path, "XML lồng quá sâu hoặc có một đoạn chữ quá dài") from error
        raise DamagedReport(path, f"XML sai cú pháp ở dòng {error.lineno or 1}") from error


def local(element: Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of this name, then its child of the next name; None where one is missing."""
    for name in names:
        element = None if element is None else _first(element, name)
    return element


def _first(element: Element, name: str) -> Element | None:
    ending = "}" + name
    for part in element:
        if isinstance(part.tag, str) and (part.tag.endswith(ending) or part.tag == name):
            return part
    return None


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without namespace, None where it (or the element) is missing."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def value(element: Element | None, *names: str) -> str | None:
    """`val` of the element at the end of a path of children."""
    return attribute(child(element, *names), "val")


def number(text: str | None, default: int = 0) -> int:
    """A whole number of an attribute, `default` for anything else or beyond what Word writes."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else default


def switch(element: Element | None, *names: str) -> bool | None:
    """An on/off property: None where it is not set."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")
