"""The cells of a sheet as the readers of spreadsheets hand them over: only those with text, wherever they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

Place = tuple[int, int]

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # of a sheet (ECMA-376 part 1, 18.3.1.73 and 18.3.1.13)
# Cells beyond so many empty rows or columns belong to nothing: a slip of the hand far below the table.
_FAR_ROWS, _FAR_COLUMNS = 500, 100


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet: the text of each cell that has one by (row, column) from 0, how many rows and columns a merged cell
    covers, what was left out, as sentences, and what stands beside the cells: print headers and footers."""

    name: str
    texts: Mapping[Place, str]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()


def place(reference: str) -> Place | None:
    """Row and column of "B7"; None where that is no cell."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, column - 1) if row <= _MOST_ROWS and column <= _MOST_COLUMNS else None


def reference(at: Place) -> str:
    """The name of a cell: (6, 1) is "B7"."""
    letters, column = "", at[1] + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{at[0] + 1}"


def near(sheet: SheetCells) -> SheetCells:
    """The sheet without the cells that stand far from the others, and a warning that names the first of them."""
    most_row = _before_gap(sorted({row for row, _ in sheet.texts}), _FAR_ROWS)
    most_column = _before_gap(sorted({column for _, column in sheet.texts}), _FAR_COLUMNS)
    far = sorted(at for at in sheet.texts if at[0] > most_row or at[1] > most_column)
    if not far:
        return sheet
    said = f"Trang tính “{sheet.name}”: bỏ qua {len(far)} ô nằm cách xa bảng, đầu tiên là ô {reference(far[0])}."
    kept = {at: text for at, text in sheet.texts.items() if at[0] <= most_row and at[1] <= most_column}
    return replace(sheet, texts=kept, warnings=(*sheet.warnings, said))


def _before_gap(used: list[int], gap: int) -> int:
    """The last of the numbers in order before the first gap, counted from the first number on."""
    for one, following in pairwise(used):
        if following - one > gap:
            return one
    return used[-1] if used else 0


def covered(merged: Mapping[Place, Place], most: Place) -> Iterator[tuple[Place, Place]]:
    """Each place that a merged cell covers beside its own, with that cell's, none beyond `most`."""
    for (row, column), (rows, columns) in merged.items():
        for i in range(row, min(row + rows, most[0] + 1)):
            for j in range(column, min(column + columns, most[1] + 1)):
                if (i, j) != (row, column):
                    yield (i, j), (row, column)
