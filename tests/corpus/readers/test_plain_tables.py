"""Tables of plain text: which lines are rows, what their cells hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.plain_tables import plain_tables
from tests.corpus.slices import assert_ordered
from tests.corpus.strategies import settled


def _rows(text: str) -> list[list[list[str]]]:
    tables = []
    for table in plain_tables(text):
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell.span.of(text))
        tables.append(list(rows.values()))
    return tables


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", [[["a", "b"], ["1", "2"]]]),
        ("a\tb\n1\t2\n", [[["a", "b"], ["1", "2"]]]),
        ("| a | |\n| 1 | 2 |", [[["a", ""], ["1", "2"]]]),
        ("x | y\n1 | 2\n", [[["x", "y"], ["1", "2"]]]),
        (
            "Một dòng.\n| a | b |\n| 1 | 2 |\n\n| c | d |\n| 3 | 4 |",
            [[["a", "b"], ["1", "2"]], [["c", "d"], ["3", "4"]]],
        ),
        ("| a | b |", []),
        ("Không có bảng.\nDòng khác.", []),
        ("A|B\nC|D", []),
        ("", []),
    ],
)
def test_tables(text: str, tables: list[list[list[str]]]) -> None:
    assert _rows(text) == tables


@settled
@given(
    st.lists(st.sampled_from(["| a | 5 |", "a\tb", "|", "---|---", "", "chữ", "| |", "\t\t", "x | y"])).map(
        "\n".join
    )
)
def test_cells_lie_in_order_in_their_table(text: str) -> None:
    for table in plain_tables(text):
        cells = [cell.span for cell in table.cells if cell.span.start < cell.span.end]
        assert_ordered(cells, len(text))
        assert all(table.span.holds(span) for span in cells)
