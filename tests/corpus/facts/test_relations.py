"""Links between the figures of one sentence; the sentences themselves are cases of facts.toml."""

from corpus.facts.clauses import cut_pieces
from corpus.facts.describe import noun_phrase
from corpus.facts.links import Link
from corpus.facts.masks import find_mentions
from corpus.facts.relations import link_pieces
from corpus.facts.stretch import Setting, Stretch
from corpus.records import Metadata, Relation, Span
from tests.corpus.made_reports import quantities_of


def _links(text: str) -> list[Link]:
    sentence = Span(0, len(text))
    pieces = cut_pieces(text, sentence, quantities_of(text), [])
    heads = [noun_phrase(text, Span(piece.own.start, piece.quantity.span.start), []) for piece in pieces]
    setting = Setting(Metadata("Báo cáo"), ())
    return link_pieces(Stretch(text, sentence, find_mentions(text, 0, 2019), setting), pieces, heads)


def test_no_figure_no_link() -> None:
    assert _links("Không có gì.") == []


def test_a_figure_alone_has_no_relation() -> None:
    assert _links("Có 5 chợ.") == [Link()]


def test_a_parent_always_stands_before() -> None:
    links = _links("Có 181 HTX (tăng 44 HTX), trong đó 137 HTX nông nghiệp, bằng 109% kế hoạch.")
    assert [link.relation for link in links] == [Relation.NONE, Relation.DELTA, Relation.PART, Relation.RATE]
    assert all(link.parent is None or link.parent < i for i, link in enumerate(links))


def test_an_abbreviation_and_its_word_are_one_unit() -> None:
    links = _links("Có 181 hợp tác xã với 900 lao động, tăng 44 HTX.")
    assert links[2].parent == 0


def test_a_share_is_of_the_figure_before() -> None:
    links = _links("Có 420 hộ, chiếm 12% và tăng 3%.")
    assert (links[1].relation, links[1].parent) == (Relation.SHARE, 0)
