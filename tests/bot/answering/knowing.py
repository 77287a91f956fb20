"""What a question is read against where no index is at hand: reports that know every word."""

from collections.abc import Sequence
from functools import cache

from bot.answering.gazetteer import Gazetteer
from bot.answering.restoring import restorer
from corpus.language.restore import Ngrams, Restorer
from corpus.language.tokens import Token

WORDS = frozenset({"hợp tác xã", "doanh nghiệp", "thành lập", "giải thể", "sản phẩm", "việc làm", "khởi nghiệp"})


@cache
def rules_only() -> Restorer:
    """What restores marks by the rule tables alone, with no report."""
    return restorer(Ngrams({}, {}))


class Knowing:
    """Reports that have every syllable and pair, so that nothing is mended; some words; no place."""

    gazetteer = Gazetteer(())

    def knows(self, term: str) -> bool:
        return True

    def known_among(self, terms: Sequence[str]) -> list[str]:
        return list(terms)

    def knows_marked(self, term: str) -> bool:
        return True

    def is_rare_form(self, exact: str, folded: str) -> bool:
        return False

    def knows_marked_pair(self, first: str, second: str) -> bool:
        return True

    def knows_pair(self, first: str, second: str) -> bool:
        return True

    def how_often(self, first: str, second: str) -> int:
        return 1

    def word_length(self, tokens: Sequence[Token]) -> int:
        syllables = [token.exact for token in tokens]
        return next((n for n in range(len(syllables), 1, -1) if " ".join(syllables[:n]) in WORDS), 1)

    def restored(self, text: str) -> str:
        return rules_only().restore(text).text
