"""Decimal numbers as Vietnamese reports print them: "8.734", "88,84", "1.752,5", and the other way round.

Comma and dot are decided per document by evidence, then per number by its shape, never by a fixed guess.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = re.compile(r"(?<!\w)(?<!\d[.,/])\d+(?:[.,]\d+)*")
# Digits of the longest number; no report counts further, longer runs are codes.
LONGEST_NUMBER = 18

_GROUPED = {".": re.compile(r"^\d{1,3}(?:\.\d{3})+$"), ",": re.compile(r"^\d{1,3}(?:,\d{3})+$")}
_LONE = re.compile(r"[-–−+(]?\s*\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?\s*[%)]?")
_SURE_COMMA = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d{1,3}(?:\.\d{3})+,\d+")
_SURE_DOT = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?![\d,])|\d{1,3}(?:,\d{3})+\.\d+")
_WEAK_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{1,2}(?![\d.,])")
_WEAK_DOT = re.compile(r"(?<![\d.,/])\d{1,3}\.\d{1,2}(?![\d.,/])")


@dataclass(frozen=True, slots=True)
class Separators:
    """Which mark a document puts before decimals; the other one groups thousands."""

    decimal: str = ","

    @property
    def group(self) -> str:
        """The thousands mark."""
        return "." if self.decimal == "," else ","


def separators_of(text: str) -> Separators:
    """The separators of a document, by its numbers that can be read only one way.

    The Vietnamese standard (comma before decimals) holds unless the document shows otherwise and never shows it.
    """
    dots, commas = len(_SURE_DOT.findall(text)), len(_SURE_COMMA.findall(text))
    if dots > commas and len(_WEAK_DOT.findall(text)) >= len(_WEAK_COMMA.findall(text)):
        return Separators(decimal=".")
    return Separators()


def parse_number(text: str, separators: Separators | None = None) -> Decimal | None:
    """The exact decimal that `text` prints, None where its groups fit no reading ("1.75.3") or it is too long."""
    if len(text) > 2 * LONGEST_NUMBER or sum(map(str.isdigit, text)) > LONGEST_NUMBER:
        return None
    marks = separators or Separators()
    used = {c for c in text if c in ".,"}
    if not used:
        return Decimal(text)
    if len(used) == 2:  # the later mark is the decimal one: 1.752,5 and 1,752.5
        decimal = "," if text.rfind(",") > text.rfind(".") else "."
        whole, _, fraction = text.rpartition(decimal)
        group = "." if decimal == "," else ","
        if decimal in whole or not _GROUPED[group].match(whole):
            return None
        return Decimal(f"{whole.replace(group, '')}.{fraction}")
    (mark,) = used
    if _GROUPED[mark].match(text) and not text.startswith("0") and _groups(text, mark, marks):
        return Decimal(text.replace(mark, ""))
    if text.count(mark) > 1:
        return None
    return Decimal(text.replace(mark, "."))


def _groups(text: str, mark: str, marks: Separators) -> bool:
    return mark == marks.group or text.count(mark) > 1


def format_number(value: Decimal) -> str:
    """A decimal as Vietnamese officials print it: 1752.5 → "1.752,5"; inverse of `parse_number`.

    A trailing-zero fraction is kept, as the source had it.
    """
    sign, digits = ("-", f"{-value:f}") if value < 0 else ("", f"{value:f}")
    whole, _, fraction = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + (f",{fraction}" if fraction else "")


def plain(value: Decimal) -> str:
    """A plain decimal without exponent or superfluous zeros: "88.84", "30"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_lone_number(wording: str) -> bool:
    """Whether a wording is one number and nothing else ("8.734", "30/37", "(5)"), as in a table's cell."""
    return _LONE.fullmatch(wording) is not None
