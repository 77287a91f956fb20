"""XML parts of office files, parsed without a DTD, entities or anything from outside."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DamagedReport, DangerousContent, ReportError, TooComplex

if TYPE_CHECKING:
    from lxml import etree


def parse_part(path: Path, name: str, data: bytes) -> "etree._Element":
    """The root of a part. Raises DangerousContent for a DTD, DamagedReport where it is no sound XML."""
    from lxml import etree  # noqa: PLC0415  (loaded only where a file is read)

    refuse_dtd(path, data)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise _refusal(path, name, error) from error


def each_element(path: Path, name: str, data: bytes, *tags: str) -> Iterator["etree._Element"]:
    """The elements of these local names as they end, each forgotten after use: memory stays that of one.

    Raises DangerousContent for a DTD, DamagedReport where the part is no sound XML, after what came before.
    """
    from lxml import etree  # noqa: PLC0415  (loaded only where a file is read)

    refuse_dtd(path, data)
    wanted = [f"{{*}}{tag}" for tag in tags]
    steps = etree.iterparse(BytesIO(data), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        for _, element in steps:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _refusal(path, name, error) from error


def _refusal(path: Path, name: str, error: Exception) -> ReportError:
    if is_over_limits(error):
        return TooComplex(path, f"{name}: XML lồng quá sâu hoặc có một đoạn chữ quá dài")
    return DamagedReport(path, f"{name}: XML sai cú pháp")


def is_over_limits(error: Exception) -> bool:
    """Whether an XMLSyntaxError is of a limit: lxml refuses nesting beyond 256 and texts beyond 10 million
    characters by the same error as bad XML."""
    return any(word in str(error).lower() for word in ("depth", "huge", "too long"))


def refuse_dtd(path: Path, data: bytes) -> None:
    """Raise DangerousContent for a part that declares a document type, also one in UTF-16."""
    encodings = ("ascii", "utf-16-le", "utf-16-be")
    if any(word.encode(code) in data for word in ("<!DOCTYPE", "<!ENTITY") for code in encodings):
        raise DangerousContent(path, "khai báo DTD hoặc thực thể XML")


def attribute(element: "etree._Element", local: str) -> str:
    """An attribute by its local name, whatever its namespace; "" where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == local:
            return str(value)
    return ""
