"""All that an index says of its reports, without database ids: two indexes of the same say the same."""

import dataclasses
from collections.abc import Sequence

from index.layout import Layout
from index.search import Searcher
from index.store import Store
from index.verify import verify
from index.versions import load_manifest

QUERIES = (
    *("cà phê năm 2021", "nuoc sach", "cơ sở sản xuất", "kế hoạch", "2022 xã Tả Lủng", "huyện", "chợ phiên"),
    *("hợp tác xã nông nghiệp", "lúa mùa tăng so với cùng kỳ", "không có từ nào như vậy"),
)
TERMS = (["ca", "phe"], ["co", "so"], ["2021"], ["ha"], ["cho"], ["ho", "dan"], ["xyz"])
WORDS = ("ca", "phe", "nuoc", "sach", "cho", "huyen", "xa", "2021", "xyz")
MARKED = ("cà", "nước", "chợ", "huyện", "hộ", "tăng")


def everything(layout: Layout) -> list[object]:
    """What is found, in which order, with which scores, and every count that reading a question relies on."""
    with Store.open(layout) as store:
        return said_by(Searcher(store, layout), store)


def said_by(searcher: Searcher, store: Store) -> list[object]:
    """The same of an open index."""
    searcher.refresh()
    return [
        [(report.source, report.sha256, report.passages, report.facts) for report in store.reports()],
        [_hits(searcher, query) for query in QUERIES],
        [_facts(searcher, terms) for terms in TERMS],
        sorted(searcher.place_names()),
        sorted(searcher.mentioned_places()),
        searcher.ngrams(),
        [(searcher.rarity(word), searcher.knows(word)) for word in WORDS],
        searcher.known_among([*WORDS, *MARKED]),
        [searcher.how_often(a, b) for a in WORDS for b in WORDS],
        [searcher.knows_marked(word) for word in MARKED],
        [searcher.knows_marked_pair(a, b) for a in MARKED for b in MARKED],
        [searcher.is_rare_form(a, b) for a in MARKED for b in WORDS],
        [searcher.word_length(query.split()) for query in QUERIES],
    ]


def _hits(searcher: Searcher, query: str) -> list[tuple[object, float]]:
    hits = searcher.passages(query, 20)
    return [(dataclasses.replace(hit.passage, id=0, report_id=0), hit.score) for hit in hits]


def _facts(searcher: Searcher, terms: Sequence[str]) -> list[object]:
    """The facts found, best first; those that depend on them and stand beside them, in any order."""
    found = searcher.facts(terms, 30)
    others = (
        searcher.children([fact.id for fact in found]),
        searcher.facts_of_passages([fact.passage_id for fact in found]),
    )
    return [[stored.fact for stored in found], [sorted(repr(stored.fact) for stored in other) for other in others]]


def problems(layout: Layout) -> list[str]:
    """What `hoibaocao check` would find wrong."""
    with Store.open(layout) as store:
        return list(verify(layout, store))


def segments_of_live(layout: Layout) -> list[str]:
    """The names of the live version's segments."""
    with Store.open(layout) as store:
        live = store.live()
    return [] if live is None else [name for name, _ in load_manifest(layout.version(live)).segments]
