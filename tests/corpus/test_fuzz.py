"""The short form of `make fuzz`."""

from tests.fuzz import check, texts

SEED, COUNT = 20261124, 1500


def test_random_and_mutated_texts_are_read_whole() -> None:
    for _, text in zip(range(COUNT), texts(SEED), strict=False):
        check(text)
