"""PDFs made for the tests: pages drawn with reportlab, in fonts that have every Vietnamese letter."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 85.0, 540.0
PLAIN, BOLD, OTHER = "Plain", "Serif-Bold", "Other"
_FILES = {PLAIN: "DejaVuSerif.ttf", BOLD: "DejaVuSerif-Bold.ttf", OTHER: "DejaVuSans.ttf"}

Spanned = tuple[str, int, int]


@cache
def _register() -> None:
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


class MadePdf:
    """Pages drawn from the top down; y counts from the upper edge in points."""

    def __init__(self, password: str = "", owner: str = "") -> None:
        _register()
        self._file = BytesIO()
        secret = StandardEncryption(password, ownerPassword=owner or "chủ") if password or owner else None
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT), encrypt=secret)
        self.y = 70.0

    def data(self) -> bytes:
        """The bytes of the file."""
        self.canvas.save()
        return self._file.getvalue()

    def next_page(self, y: float = 70.0) -> None:
        """End the page and begin another."""
        self.canvas.showPage()
        self.y = y

    def put(self, x: float, y: float, text: str, font: str = PLAIN, size: float = 11) -> float:
        """Text with its left end at a place; gives the x of its right end."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return x + pdfmetrics.stringWidth(text, font, size)

    def centred(self, text: str, x: float = (LEFT + RIGHT) / 2, font: str = BOLD, size: float = 11) -> None:
        """A line of its own around x."""
        self.put(x - pdfmetrics.stringWidth(text, font, size) / 2, self.y, text, font, size)
        self.y += 18

    def letterhead(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Two columns of centred lines."""
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            for x, text in ((165.0, one), (405.0, other)):
                self.put(x - pdfmetrics.stringWidth(text, PLAIN, 10) / 2, self.y + 15 * at, text, size=10)
        self.y += 15 * len(left) + 20

    def line(self, text: str, x: float = LEFT, font: str = PLAIN) -> None:
        """A line of prose as it is."""
        self.put(x, self.y, text, font)
        self.y += 16

    def prose(self, text: str, indent: float = 28, left: float = LEFT, right: float = RIGHT) -> list[str]:
        """A paragraph broken into lines at spaces; gives the lines."""
        lines, x = [""], left + indent
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and x + pdfmetrics.stringWidth(longer, PLAIN, 11) > right:
                lines.append(word)
                x = left
            else:
                lines[-1] = longer
        for at, line in enumerate(lines):
            self.line(line, left + indent * (at == 0))
        self.y += 6
        return lines

    def lines(self, *texts: str, indent: float = 28) -> None:
        """A paragraph whose lines are broken as given, all but the last filled to the right margin."""
        for at, text in enumerate(texts):
            x = LEFT + indent * (at == 0)
            if at < len(texts) - 1:
                slack = RIGHT - x - pdfmetrics.stringWidth(text, PLAIN, 11)
                self.canvas.setFont(PLAIN, 11)
                self.canvas.drawString(x, HEIGHT - self.y, text, wordSpace=slack / max(text.count(" "), 1))
                self.y += 16
            else:
                self.line(text, x)
        self.y += 6

    def table(self, widths: Sequence[float], rows: Sequence[Sequence[str | Spanned | None]]) -> None:
        """A ruled table; a cell (text, rows, columns) covers others, which are None."""
        lefts = [LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
        top, height = self.y, 20.0
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
                y, right = top + r * height, lefts[c + across]
                self.canvas.rect(lefts[c], HEIGHT - y - down * height, right - lefts[c], down * height)
                self.put(lefts[c] + 3, y + down * height / 2 + 4, text, size=9)
        self.y = top + len(rows) * height + 24

    def picture(self, share: float = 1.0) -> None:
        """A grey picture over a share of the page's height."""
        noise = Image.frombytes("L", (40, 60), bytes(i * i % 251 for i in range(2400)))
        self.canvas.drawImage(ImageReader(noise), 0, HEIGHT * (1 - share), WIDTH, HEIGHT * share)
